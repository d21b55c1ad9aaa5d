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
from iiz_rules.findings.finding import Finding
from iiz_rules.language.folders import home
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.rules import STEPS
from iiz_rules.language.text.files import read_file
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


MULTI = "when: {term: multi-problem}"
NAMED = f"id: several, label: {{de: Mehreres, fr: Plusieurs, en: Several}}, {MULTI[:6]}"
DOUBLED = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
HOSTILE = {
    "alias bomb": ("\n".join(["a0: &a0 [x, x]", *DOUBLED]), {"anchor", "alias"}),
    "100,000 levels": ("[" * 100_000, {"too-deep"}),
    "33 levels": (f"a: {'[' * 32}x{']' * 32}", {"too-deep"}),
    "merge keys": ("a: &a {x: 1}\nb:\n  <<: *a\n", {"anchor", "alias", "merge-key"}),
    "50,001 values": (f"a: [{'x, ' * 49_998}x]", {"too-many-values"}),
}


@pytest.mark.parametrize(("text", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_row_1_a_hostile_file_is_refused_with_its_place_and_the_loaded_policy_lives_on(
    zurich: Path, text: str, codes: set[str]
) -> None:
    """Refused for what is hostile in it, before any rule is looked for: each by its own guard."""
    policy = iiz.load(zurich, on="2024-03-05")
    (zurich / "2014-04-01" / "eligibility.yaml").write_text(text)
    start = time.process_time()
    found = findings(zurich)
    assert time.process_time() - start < 2
    assert {code for code, _ in found} == codes
    assert all(line for _, line in found)
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
        ("label: Erwerbsfähigkeit", "label: \u202eErwerbsfähigkeit", "U+202E"),
        ("label: Erwerbsfähigkeit", 'label: "\\u202eErwerbsfähigkeit"', "U+202E"),
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
    spoil(zurich, "[{fact: problems.exceed_remit, is: true}", "[{term: partner-registration}")
    spoil(zurich, "fact: registrations\n          contains_any: [awa, rav", "term: multi-problem #")
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(zurich)
    [circle] = [one for one in caught.value.findings if one.code == "circular-definition"]
    first, *others, last = str(circle.words["cycle"]).split(" → ")
    assert last == first
    assert sorted({first, *others}) == sorted([first, *others])
    assert {"multi-problem", "partner-registration"} <= {
        name.split()[-1] for name in [*others, last]
    }


def test_row_7_a_policy_beyond_the_budget_is_refused_at_load(zurich: Path) -> None:
    """Each file stays within what a file may hold; what both ask for together is too much."""
    ages = f"{{fact: person.age, is_one_of: {list(range(120))}}}"
    many = "when: {any: [{%s}" + f", {ages}" * 240 + "]}"
    spoil(zurich, MULTI, NAMED.removesuffix(MULTI[:6]) + many % "term: multi-problem")
    assert iiz.load(zurich, on="2024-03-05").eligibility(CASE).verdict is iiz.Truth.YES
    chosen = "term: selected-case"
    named = NAMED.partition(", ")[2].removesuffix(MULTI[:6]) + many % chosen
    spoil(zurich, f"when: {{{chosen}}}", named, "escalation.yaml")
    assert {code for code, _ in findings(zurich)} == {"too-costly"}


CRITERION = """  - id: extra-{n}
    label: {{de: x, fr: x, en: x}}
    clauses: [ZH-6.4]
    mode: required
    when: {{term: multi-problem}}
"""
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
        NAMED + "{all: [{term: multi-problem}, {fact: problems.exceed_remit, is: false}]}",
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
    "a key given twice": (
        b'{"person": {"employable": true, "employable": false}}',
        "duplicate-field",
    ),
    "NaN": (b'{"person": {"employable": NaN}}', "not-a-number"),
    "1e400": (b'{"person": {"age": 1e400}}', "number-too-long"),
    "5,000 digits": (b'{"person": {"age": ' + b"9" * 5000 + b"}}", "number-too-long"),
    "deep nesting": (b'{"a":' * 100_000, "too-deep"),
    "33 levels": (b'{"a":' * 33 + b"1" + b"}" * 33, "too-deep"),
    "a lone surrogate": (b'{"person": {"residence": {"canton": "\\ud800"}}}', "bad-escape"),
    "a NUL": (b'{"person": {"residence": {"canton": "Z\\u0000H"}}}', "control-character"),
    "Latin-1": (b'{"person": {"residence": {"canton": "Z\xfcrich"}}}', "not-utf-8"),
    "a byte order mark": (b'\xef\xbb\xbf{"person": {"employable": true}}', "byte-order-mark"),
    "half a text": (b'{"person": {"employable": true', "unclosed-bracket"),
}


@pytest.mark.parametrize(("text", "code"), JSON.values(), ids=JSON)
def test_row_11_json_that_is_not_quite_json_gets_one_clear_message(text: bytes, code: str) -> None:
    assert [found.code for found in read_json(text, "case.json").findings] == [code]


def test_row_11_the_command_line_says_it_and_lives_on(tmp_path: Path) -> None:
    names = []
    for number, (text, _) in enumerate(JSON.values()):
        names.append(f"case-{number}.json")
        (tmp_path / names[-1]).write_bytes(text)
    command = [sys.executable, "-m", "iiz_rules", "--lang", "en", "assess", *names]
    run = subprocess.run(
        [*command, "--canton", "zurich", "--on", "2024-03-05"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    for code in {code for _, code in JSON.values()}:
        assert f"error[{code}]" in run.stderr


LARGEST = 1_048_576
MOST = 49_998  # members: the case and the set itself are values too


def padded(size: int) -> bytes:
    """A case that is right in everything but, perhaps, its size."""
    return json.dumps(CASE).encode().ljust(size)


def test_row_12_a_body_is_refused_for_its_size_alone_and_before_anything_is_read() -> None:
    assert not read_json(padded(LARGEST), "case.json").findings
    [found] = read_json(padded(LARGEST + 1), "case.json").findings
    assert (found.code, found.words["size"]) == ("file-too-large", LARGEST + 1)
    large = b"[" * 200_000_000
    start = time.process_time()
    [found] = read_json(large, "case.json").findings
    assert (found.code, time.process_time() - start < 0.1) == ("file-too-large", True)


@pytest.mark.parametrize("name", ["case.json", "case.yaml"])
def test_row_12_of_a_file_beyond_the_limit_no_more_is_read_than_shows_it(
    tmp_path: Path, name: str
) -> None:
    """A file of a hundred gigabytes, all holes: whoever read it would need them as memory."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(100 * 2**30)
    found = read_file(tmp_path / name, name)
    assert isinstance(found, Finding)
    assert (found.code, found.words["size"]) == ("file-too-large", 100 * 2**30)


def test_row_12_a_set_has_no_more_members_than_a_case_may_have_values() -> None:
    for count, codes in ((MOST, []), (MOST + 1, ["too-many-values"]), (500_000, [])):
        text = json.dumps({"registrations": list(range(count))}).encode()
        found = [one.code for one in read_json(text, "case.json").findings]
        assert found == (codes if len(text) <= LARGEST else ["file-too-large"])


@pytest.mark.parametrize(
    "case",
    [
        {f"f{number}": 1 for number in range(10_001)},
        {"person.employable": [{"value": True, "since": "2020-01-01"}] * 10_001},
    ],
    ids=["facts", "entries of a history"],
)
def test_row_12_a_case_from_python_is_bounded_too(case: dict[str, object]) -> None:
    with pytest.raises(iiz.CaseError) as caught:
        iiz.load("zurich", on="2024-03-05").eligibility(case)
    assert [found.code for found in caught.value.findings] == ["case-too-large"]


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
