"""The names that others build on, and what they promise."""

import copy
import pickle
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.answers.overview import MONEY
from iiz_rules.language.edition_files import digest_of
from iiz_rules.language.folders import home
from iiz_rules.language.program import conditions
from tests.render import example
from tests.threats.test_threats import CASE

ZURICH = iiz.load("zurich", on="2024-03-05")


def test_the_three_lines_of_the_contract() -> None:
    zurich = iiz.load("zurich", on="2024-03-05")
    decision = zurich.eligibility({"person": {"residence": {"canton": "ZH"}}})
    assert decision.verdict is iiz.Truth.OPEN
    assert str(decision.missing[0]) == "person.employable"
    assert decision.explain("de").startswith("Kanton Zürich")
    assert decision.to_dict()["verdict"] == "open"


def test_a_decision_carries_where_it_comes_from() -> None:
    decision = ZURICH.eligibility(CASE)
    assert (decision.edition, decision.on) == ("2014-04-01", date(2024, 3, 5))
    folder = Path(home()) / "cantons" / "zurich"
    files = [folder / "canton.yaml", *(folder / "2014-04-01").glob("*.yaml")]
    assert decision.digest == digest_of((file.name, file.read_bytes()) for file in files)
    for criterion in decision.criteria:
        line = (Path(home()) / criterion.place.source.name).read_text("utf-8").splitlines()
        written = line[criterion.place.line - 1]
        assert f"id: {criterion.id}" in written or f"term: {criterion.id}" in written
        assert set(criterion.clauses) <= set(decision.clauses)


def test_steps_duties_and_delegations_are_asked_together() -> None:
    assert [one.rule for one in ZURICH.steps(CASE)] == [
        "step-1",
        "step-2",
        "internal-procedure",
        "bilateral-procedure",
        "step-3",
    ]
    assert ZURICH.steps(CASE)[0].actors == {"provider": "iiz-specialist"}
    valais = iiz.load("valais", on="2024-03-05")
    assert [one.rule for one in valais.delegations({})] == ["oberwallis-youth"]
    assert valais.delegations({})[0].actors == {
        "from": "regional-coordinator",
        "to": "contact-of-db",
        "of": "db",
    }
    assert "evaluate-iiz" in [one.rule for one in valais.duties({})]
    assert valais.duties({})[0].actors == {"bearer": "front-line"}


def test_another_reading_for_one_question_or_for_the_policy() -> None:
    case = {**CASE, "registrations": ["gemeinde"]}
    assert ZURICH.eligibility(case).verdict is iiz.Truth.OPEN
    assert ZURICH.eligibility(case, interpretations={"A-ZH-03": "none"}).verdict is iiz.Truth.NO
    strict = iiz.load("zurich", on="2024-03-05", interpretations={"A-ZH-03": "counts"})
    assert strict.eligibility(case).verdict is iiz.Truth.YES
    used = {one.id: one for one in ZURICH.eligibility(case).interpretations}
    assert used["A-ZH-03"].decisive
    assert str(used["A-ZH-03"].verdicts["none"]) == "no"


def test_a_term_is_asked_by_its_name() -> None:
    found = ZURICH.ask("multi-problem", {"problems.exceed_remit": True})
    assert (found.verdict, found.label.de) == (iiz.Truth.OPEN, "Mehrfachproblematik")
    assert [one.fact for one in found.missing] == ["problems.hinder_integration"]
    assert "multi-problem" not in ZURICH.program.questions


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: iiz.load("zuerich"), "unknown-canton"),
        (lambda: iiz.load("zurich", on="2010-01-01"), "no-edition"),
        (lambda: iiz.load("zurich", on="5.3.2024"), "wrong-type"),
        (lambda: iiz.load("zurich", on="2024-02-30"), "impossible-date"),
        (lambda: iiz.load("zurich", on=20240305), "wrong-type"),  # type: ignore[arg-type]
        (lambda: iiz.load(Path(__file__).parent), "not-a-canton"),
        (lambda: iiz.load("zurich", interpretations={"A-ZH-99": "x"}), "unknown-reading"),
        (lambda: iiz.load("zurich", outside="answred"), "wrong-argument"),  # type: ignore[arg-type]
        (lambda: iiz.load("zurich", engine="complied"), "wrong-argument"),  # type: ignore[arg-type]
        (lambda: ZURICH.ask(None, CASE), "unknown-question"),  # type: ignore[arg-type]
        (lambda: iiz.load("zurich", interpretations={"A-ZH-03": "x"}), "unknown-option"),
        (lambda: ZURICH.ask("eligibilty", CASE), "unknown-question"),
        (lambda: iiz.load("zurich").eligibility(CASE), "no-date"),
        (lambda: ZURICH.at("2001-01-01"), "no-edition"),
    ],
)
def test_a_question_put_wrongly_says_how_to_put_it(wrong, code: str) -> None:
    with pytest.raises(iiz.UsageError) as caught:
        wrong()
    assert [found.code for found in caught.value.findings] == [code]
    assert code in str(caught.value)


def test_an_unknown_canton_lists_the_known_ones() -> None:
    with pytest.raises(iiz.UsageError, match="zurich"):
        iiz.load("zuerich")
    (found,) = _usage(lambda: iiz.load("bern")).findings
    assert found.words["known"] == "valais, zurich"


def _usage(question) -> iiz.UsageError:
    with pytest.raises(iiz.UsageError) as caught:
        question()
    return caught.value


def test_each_date_has_its_edition(tmp_path: Path) -> None:
    """A new edition answers from its first day; the old one for the days before."""
    canton = Path(shutil.copytree(Path(home()) / "cantons" / "zurich", tmp_path / "zurich"))
    shutil.copytree(canton / "2014-04-01", canton / "2020-01-01")
    text = (canton / "canton.yaml").read_text("utf-8")
    head, _ = text.split("editions:\n")
    days = {"2014-04-01": "valid_to: 2019-12-31", "2020-01-01": "valid_from: 2020-01-01"}
    listed = (
        f"  - {{id: {name}, source: iiz-konzept-2014, {day}}}\n" for name, day in days.items()
    )
    (canton / "canton.yaml").write_text(f"{head}editions:\n{''.join(listed)}", encoding="utf-8")
    old = iiz.load(canton, on="2019-12-31")
    assert old.program.edition == "2014-04-01"
    assert old.eligibility(CASE, on="2020-01-01").edition == "2020-01-01"
    assert iiz.load(canton).program.edition == "2020-01-01"
    assert old.eligibility(CASE, on="2016-02-29").edition == "2014-04-01"


def test_an_undated_source_answers_for_every_date_and_says_so() -> None:
    decision = iiz.load("valais", on="1999-01-01").eligibility({})
    assert decision.program.valid_from is None
    assert "undatiert" in decision.explain("de") or "kein Datum" in decision.explain("de").replace(
        "\n", " "
    )


def test_policies_and_decisions_are_immutable_and_travel() -> None:
    with pytest.raises(AttributeError):
        ZURICH.on = None
    decision = ZURICH.eligibility(CASE)
    again = pickle.loads(pickle.dumps(ZURICH)).eligibility(CASE)
    assert again.to_dict() == decision.to_dict() == copy.deepcopy(decision).to_dict()
    assert repr(decision) == "<Decision zurich/eligibility on 2024-03-05: yes>"


def test_eight_threads_get_the_answers_of_one() -> None:
    cases = [{**CASE, "coordination": {"needed": n % 2 == 0}} for n in range(50)]
    alone = [ZURICH.eligibility(case).to_dict() for case in cases]
    found: list[list[object]] = []

    def work() -> None:
        found.append([ZURICH.eligibility(case).to_dict() for case in cases])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 8


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = "{'pydantic', 'yaml', 'click', 'durable', 'jsonschema'}"
    program = f"import sys, iiz_rules; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_everything_public_is_there() -> None:
    for name in dir(iiz):
        assert getattr(iiz, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = iiz.nothing


def test_everything_is_decided_in_one_evaluation():
    whole = iiz.load("valais", on="2024-03-05").decide({"person.district": "brig"})
    policy = iiz.load("valais", on="2024-03-05")
    assert list(whole) == list(policy.program.questions)
    for rule, decision in whole.items():
        alone = policy.ask(rule, {"person.district": "brig"})
        assert decision.verdict is alone.verdict
        assert decision.missing == alone.missing
    shared = [
        step
        for decision in whole.decisions
        for step in decision.answer.step.walk()
        if isinstance(step.node, conditions.Reference) and step.node.name == "term:oberwallis"
    ]
    assert len(shared) > 1
    assert len({id(step.parts[0]) for step in shared}) == 1


def test_what_most_decisions_wait_for_is_asked_first_and_what_only_money_waits_for_last():
    whole = iiz.load("valais", on="2024-03-05").decide({})
    waiting = [
        [d.answer.rule.kind in MONEY for d in whole.values() if one.fact in map(str, d.missing)]
        for one in whole.missing
    ]
    ranks = [(all(money), -len(money)) for money in waiting]
    assert ranks == sorted(ranks)
    assert {one.fact for one in whole.missing} == {
        one.fact for decision in whole.values() for one in decision.missing
    }
    assert len(whole.pending) == len({one.judgement for one in whole.pending})
    assert set(whole.clauses) >= {"VS-6.2", "VS-4.4.18"}
    assert whole.explain("fr").count("Canton du Valais ·") == len(whole)
    assert len(whole.to_dict()["decisions"]) == len(whole)


def test_another_date_asks_the_questions_of_the_edition_in_force_then():
    policy = example.policy()
    old = policy.decide({}, on="2022-01-01")
    assert list(old) == list(policy.at("2022-01-01").program.rules)
