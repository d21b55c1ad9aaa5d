"""Threats and faults, row by row: what each one gets. The rows are those that concern this part."""

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.findings.usage.too_many_steps import STEPS
from iiz_rules.language.folders import home
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.text.json import read_json

CASE = {
    "person": {"residence": {"canton": "ZH"}, "employable": True},
    "registrations": ["rav"],
    "problems": {"exceed_remit": True, "hinder_integration": True},
    "coordination": {"needed": True},
}


@pytest.fixture
def zurich(tmp_path: Path) -> Path:
    """A copy of the canton that a test may spoil."""
    return Path(shutil.copytree(Path(home()) / "cantons" / "zurich", tmp_path / "zurich"))


def spoil(canton: Path, old: str, new: str, file: str = "eligibility.yaml") -> None:
    path = canton / "2014-04-01" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def findings(canton: Path) -> list[tuple[str, int]]:
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(canton, on="2024-03-05")
    return [(found.code, found.place.line) for found in caught.value.findings]


HOSTILE = {
    "alias bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "100,000 levels": b"[" * 100_000,
    "merge keys": b"a: &a {x: 1}\nb:\n  <<: *a\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_row_1_a_hostile_file_is_refused_with_its_place_and_the_loaded_policy_lives_on(
    zurich: Path, text: bytes
) -> None:
    policy = iiz.load(zurich, on="2024-03-05")
    (zurich / "2014-04-01" / "eligibility.yaml").write_bytes(text)
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(zurich, on="2024-03-05")
    assert all(found.place.line for found in caught.value.findings)
    assert policy.eligibility(CASE).verdict is iiz.Truth.YES


def test_row_1_a_file_beyond_the_limit_is_refused_before_it_is_read(zurich: Path) -> None:
    """No line can be named, since none was read."""
    (zurich / "2014-04-01" / "eligibility.yaml").write_bytes(b"a: " + b"x" * 50_000_000)
    assert findings(zurich) == [("file-too-large", 0)]


def test_row_2_a_key_given_twice_names_both_lines(zurich: Path) -> None:
    spoil(zurich, "clauses: [ZH-6.1, ZH-6.2", "clauses: [ZH-1.1]\nclauses: [ZH-6.1, ZH-6.2")
    with pytest.raises(iiz.LoadError, match=r"first at line \d+") as caught:
        iiz.load(zurich)
    (found,) = caught.value.findings
    assert found.code == "duplicate-key"
    assert found.place.line == int(str(found.words["first"])) + 1


@pytest.mark.parametrize("spelling", ["no", "on", "0261", "12:30", "1_000", "0x1F"])
def test_row_3_a_spelling_that_reads_two_ways_is_refused(zurich: Path, spelling: str) -> None:
    spoil(zurich, "is: ZH", f"is: {spelling}")
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(zurich)
    assert f'"{spelling}"' in str(caught.value)


def test_row_3_an_impossible_date_is_an_error_at_its_place(zurich: Path) -> None:
    spoil(zurich, "at_least: 2014-04-01", "at_least: 2014-02-30")
    assert [code for code, _ in findings(zurich)] == ["impossible-date"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("id: residence", "id: resid\u200bence", "U+200B"),
        ("id: residence", "id: r\u0435sidence", "U+0435"),
        ("de: Erwerbsfähigkeit", "de: \u202eErwerbsfähigkeit", "U+202E"),
        ("de: Erwerbsfähigkeit", 'de: "\\u202eErwerbsfähigkeit"', "U+202E"),
    ],
)
def test_row_4_invisible_and_look_alike_characters_are_named(
    zurich: Path, old: str, new: str, named: str
) -> None:
    spoil(zurich, old, new)
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(zurich)
    assert named in str(caught.value)


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [id]", "!include /etc/passwd"])
def test_row_5_tags_do_nothing(zurich: Path, tag: str) -> None:
    spoil(zurich, "is: ZH", f"is: {tag}")
    assert "tag" in {code for code, _ in findings(zurich)}


def test_row_5_no_link_leads_out_of_a_canton(zurich: Path, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.yaml"
    secret.write_text("label: {de: x, fr: x, en: x}\n")
    target = zurich / "2014-04-01" / "eligibility.yaml"
    target.unlink()
    target.symlink_to(secret)
    assert [code for code, _ in findings(zurich)] == ["link-leaves-folder"]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("person.employable", "person.employabel", "unknown-fact", "person.employable"),
        ("is: ZH", "is: ZG7", "unknown-code", ""),
        ("is: ZH", "is: zh", "unknown-code", "did you mean `ZH`"),
        ("at_least: 2014-04-01", "at_least: 5", "wrong-type", "2024-03-05"),
        ("{term: multi-problem}", "{term: multi-problm}", "unknown-term", "multi-problem"),
    ],
)
def test_row_6_a_rule_that_cannot_be_right_is_refused_at_load(
    zurich: Path, old: str, new: str, code: str, said: str
) -> None:
    spoil(zurich, old, new)
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(zurich)
    assert code in {found.code for found in caught.value.findings}
    assert said in str(caught.value)


def test_row_6_a_circle_is_printed_in_order(zurich: Path) -> None:
    spoil(zurich, "- {fact: problems.exceed_remit, is: true}", "- {term: partner-registration}")
    spoil(zurich, "fact: registrations\n          contains_any: [awa, rav", "term: multi-problem #")
    with pytest.raises(iiz.LoadError, match=r"→ .* → "):
        iiz.load(zurich)


def test_row_7_a_policy_beyond_the_budget_is_refused_at_load(zurich: Path) -> None:
    parts = ", ".join(["{fact: person.employable, is: true}"] * 20_000)
    spoil(zurich, "when: {term: multi-problem}", "when: {any: [" + parts + "]}")
    assert {code for code, _ in findings(zurich)} <= {"too-costly", "too-many-values"}


CRITERION = """  - id: extra-{n}
    label: {{de: x, fr: x, en: x}}
    clauses: [ZH-6.4]
    mode: required
    when: {{term: multi-problem}}
"""
MULTI = "when: {term: multi-problem}"
EXPENSIVE = {
    "ten thousand criteria": (
        "criteria:\n",
        "criteria:\n" + "".join(CRITERION.format(n=n) for n in range(10_000)),
        "file-too-large",
    ),
    "a thousand levels": (
        MULTI,
        f"when: {'{not: ' * 1_000}{{term: multi-problem}}{'}' * 1_000}",
        "too-deep",
    ),
    "a list of 100,000": (
        MULTI,
        f"when: {{fact: person.residence.canton, is_one_of: {[f'C{n}' for n in range(100_000)]}}}",
        "too-many-values",
    ),
}


@pytest.mark.parametrize(("old", "new", "code"), EXPENSIVE.values(), ids=EXPENSIVE)
def test_row_7_an_expensive_policy_is_refused_before_it_costs_anything(
    zurich: Path, old: str, new: str, code: str
) -> None:
    spoil(zurich, old, new)
    start = time.process_time()
    assert {found for found, _ in findings(zurich)} == {code}
    assert time.process_time() - start < 2


def test_row_7_an_evaluation_takes_no_more_steps_than_the_program_has_nodes() -> None:
    program = iiz.load("zurich", on="2024-03-05").program
    found = answer(program, "step-3", Situation({}, date(2024, 3, 5)))
    nodes = sum(1 for one in program.definitions.values() for _ in walk(one.node))
    distinct = {id(step) for step in found.step.walk()}
    assert len(distinct) <= nodes


def test_row_7_an_evaluation_that_goes_on_too_long_stops_with_an_error() -> None:
    """No checked edition gets there: the program is put together by hand."""
    program = iiz.load("zurich", on="2024-03-05").program
    rule = program.rules["eligibility"]
    endless = replace(rule.criteria[0], node=conditions.All((conditions.Constant(True),) * STEPS))
    spoilt = replace(program, rules={"eligibility": replace(rule, criteria=(endless,))})
    with pytest.raises(iiz.UsageError, match="too-many-steps"):
        answer(spoilt, "eligibility", Situation({}, date(2024, 3, 5)))


def test_row_7_terms_that_each_name_the_one_before_twice_do_not_double_the_work(
    zurich: Path,
) -> None:
    """Whoever followed every mention would take 2 to the 26th steps."""
    label = "label: {de: Glied, fr: Chaînon, en: Link}, clauses: [ZH-6.4]"
    link = "{id: link-%d, %s, when: {all: [{term: %s}, {term: %s}]}}"
    chain = ["multi-problem", *(f"link-{n}" for n in range(26))]
    links = [link % (n, label, name, name) for n, name in enumerate(chain[:-1])]
    spoil(zurich, "terms:\n", "terms:\n" + "".join(f"  - {one}\n" for one in links))
    spoil(zurich, "when: {term: multi-problem}", "when: {term: link-25}")
    decision = iiz.load(zurich, on="2024-03-05").eligibility({"person.employable": True})
    assert str(decision.missing[-1]) in decision.explain("de")
    assert "problems.exceed_remit" in str(decision.to_dict())


def test_row_8_a_criterion_that_nobody_can_meet_is_found_before_anybody_is_refused(
    zurich: Path,
) -> None:
    spoil(
        zurich,
        "when: {term: multi-problem}",
        "when: {all: [{term: multi-problem}, {fact: problems.exceed_remit, is: false}]}",
    )
    assert [code for code, _ in findings(zurich)] == ["never-met"]


def test_row_8_a_change_of_the_text_is_a_change_of_the_digest(zurich: Path) -> None:
    before = iiz.load(zurich, on="2024-03-05")
    spoil(zurich, "{term: multi-problem}", "{fact: problems.exceed_remit, is: true}")
    after = iiz.load(zurich, on="2024-03-05")
    assert before.program.digest != after.program.digest
    assert before.eligibility(CASE).digest == before.program.digest


def test_row_9_a_missing_fact_is_never_taken_for_a_value(zurich: Path) -> None:
    """The language cannot say it: there is no condition on a fact being unknown."""
    spoil(zurich, "person.employable, is: true", "person.employable, is_known: false")
    assert "unknown-key" in {code for code, _ in findings(zurich)}
    assert iiz.load("zurich", on="2024-03-05").eligibility({}).verdict is iiz.Truth.OPEN


@pytest.mark.parametrize(
    ("case", "code", "pointer"),
    [
        ({"person": {"residence": {"kanton": "ZH"}}}, "unknown-fact", "/person/residence/kanton"),
        ({"person": {"residence": {"canton": "zh"}}}, "unknown-code", "/person/residence/canton"),
        ({"person": {"employable": "yes"}}, "wrong-type", "/person/employable"),
        ({"person": {"employable": 1}}, "wrong-type", "/person/employable"),
        ({"person": True}, "group-not-value", "/person"),
        ({"registrations": "rav"}, "wrong-type", "/registrations"),
        ({"registrations": ["rav", "rav"]}, "duplicate-member", "/registrations"),
        (
            {"person": {"employable": True}, "person.employable": False},
            "conflicting-facts",
            "/person/employable",
        ),
        (["person"], "group-not-value", ""),
        ("person", "group-not-value", ""),
        (None, "group-not-value", ""),
    ],
)
def test_row_10_a_case_that_cannot_be_right_is_refused_with_its_place(
    case: object, code: str, pointer: str
) -> None:
    with pytest.raises(iiz.CaseError) as caught:
        iiz.load("zurich", on="2024-03-05").eligibility(case)
    (found,) = caught.value.findings
    assert (found.code, found.place.pointer) == (code, pointer)


def test_row_10_null_and_left_out_both_mean_not_known() -> None:
    policy = iiz.load("zurich", on="2024-03-05")
    assert policy.eligibility({**CASE, "coordination": None}).verdict is iiz.Truth.OPEN
    assert [str(one) for one in policy.eligibility({**CASE, "coordination": None}).missing] == [
        "coordination.needed"
    ]


def test_row_10_a_number_outside_its_range_is_refused() -> None:
    with pytest.raises(iiz.CaseError, match="out-of-range"):
        iiz.load("valais", on="2024-03-05").eligibility({"person": {"age": 1000}})


JSON = {
    "a key given twice": b'{"person": {"employable": true, "employable": false}}',
    "NaN": b'{"person": {"employable": NaN}}',
    "1e400": b'{"person": {"age": 1e400}}',
    "5,000 digits": b'{"person": {"age": ' + b"9" * 5000 + b"}}",
    "deep nesting": b'{"a":' * 100_000,
    "a lone surrogate": b'{"person": {"residence": {"canton": "\\ud800"}}}',
    "a NUL": b'{"person": {"residence": {"canton": "Z\\u0000H"}}}',
    "Latin-1": b'{"person": {"residence": {"canton": "Z\xfcrich"}}}',
    "10 MB": b'{"person": "' + b"x" * 10_000_000 + b'"}',
    "half a text": b'{"person": {"employable": true',
}


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_row_11_json_that_is_not_quite_json_gets_one_clear_message(
    text: bytes, tmp_path: Path
) -> None:
    document = read_json(text, "case.json")
    if not document.findings:  # well formed: then the value is what is wrong
        with pytest.raises(iiz.CaseError):
            iiz.load("valais", on="2024-03-05").eligibility(document.root)
    file = tmp_path / "case.json"
    file.write_bytes(text)
    command = [sys.executable, "-m", "iiz_rules", "--lang", "en", "assess", str(file)]
    run = subprocess.run(
        [*command, "--canton", "zurich", "--on", "2024-03-05"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert "error[" in run.stderr + run.stdout


@pytest.mark.parametrize(
    "case",
    [
        {"person": {"employable": "no"}},
        {"person": {"age": True}},
        {"person": {"age": 40.0}},
        {"person": {"age": Decimal(40)}},
        {"person": {"age": "40"}},
    ],
)
def test_row_11_nothing_is_coerced(case: dict[str, object]) -> None:
    canton = "valais" if "age" in str(case) else "zurich"
    with pytest.raises(iiz.CaseError, match="wrong-type"):
        iiz.load(canton, on="2024-03-05").eligibility(json.loads(json.dumps(case, default=str)))
    with pytest.raises(iiz.CaseError, match="wrong-type"):
        iiz.load(canton, on="2024-03-05").eligibility(case)


def test_row_19_the_date_is_an_input_and_the_same_question_has_one_answer() -> None:
    zurich = iiz.load("zurich")
    with pytest.raises(iiz.UsageError, match="no-date"):
        zurich.eligibility(CASE)
    first = zurich.eligibility(CASE, on="2024-02-29")
    again = zurich.eligibility(CASE, on=date(2024, 2, 29))
    assert first.to_dict() == again.to_dict()


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2014-04-01", iiz.Truth.YES), ("9999-12-31", iiz.Truth.YES)],
)
def test_row_19_the_first_and_the_last_day(on: str, verdict: iiz.Truth) -> None:
    assert iiz.load("zurich", on=on).eligibility(CASE).verdict is verdict


def test_row_19_before_the_first_edition_there_is_no_answer() -> None:
    with pytest.raises(iiz.UsageError, match="2014-04-01"):
        iiz.load("zurich", on="2014-03-31")
