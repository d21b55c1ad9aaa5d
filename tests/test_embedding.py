"""What a program of somebody else's can rely on: models of cases, processes, threads, servers."""

import asyncio
import json
import multiprocessing
import pickle
import re
import subprocess
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

import iiz_rules as iiz
from iiz_rules.case.facts import read_facts
from iiz_rules.case.model import case_model
from iiz_rules.findings import registry
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Domain
from iiz_rules.words.text import Text
from tests.effort import sampled
from tests.frames.test_cantons import CANTONS, cases_of, policy_of
from tests.threats.test_threats import CASE

ZURICH = iiz.load("zurich", on="2024-03-05")
VALAIS = iiz.load("valais", on="2024-03-05")
ROOT = Path(__file__).parents[1]


def nested(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON has them: groups in groups."""
    case: dict[str, Any] = {}
    for name, value in facts.items():
        *groups, own = name.split(".")
        inside = case
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[own] = value
    return case


# ------------------------------------------------------------------------------ policy.Case


@pytest.mark.parametrize("canton", CANTONS)
def test_every_own_case_is_a_case_of_the_model_and_gets_the_same_answers(canton: str) -> None:
    policy = policy_of(canton)
    schema = Draft202012Validator(policy.Case.model_json_schema())
    for facts, _ in sampled(cases_of(canton)):
        case = policy.Case.model_validate(nested(facts))
        again = policy.Case.model_validate_json(case.model_dump_json())
        assert again == case
        expected = policy.verdicts(nested(facts))
        assert policy.verdicts(case) == policy.verdicts(again) == expected
        plain = json.loads(case.model_dump_json())
        schema.validate(plain)


def fields(model: type[BaseModel], group: str = "") -> dict[str, Any]:
    """Name all facts of a model, with their fields."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        inner = [one for one in getattr(field.annotation, "__args__", ()) if is_model(one)]
        own = f"{group}{field.alias or name}"
        found |= fields(inner[0], f"{own}.") if inner else {own: field}
    return found


def is_model(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)


@pytest.mark.parametrize("policy", [ZURICH, VALAIS], ids=["zurich", "valais"])
def test_every_fact_is_a_field_with_its_label_and_its_question(policy: iiz.Policy) -> None:
    facts = {one.id: one for one in policy.program.facts.values() if one.given}
    found = fields(policy.Case)
    assert set(found) == set(facts)
    for name, field in found.items():
        assert field.title == facts[name].label.de
        assert facts[name].question.fr in field.description
    assert "edition" in (policy.Case.__doc__ or "")


def test_the_model_is_one_for_all_dates_of_an_edition() -> None:
    assert ZURICH.at("2020-01-01").Case is ZURICH.Case
    assert ZURICH.Case is not VALAIS.Case


WRONG = [
    ({"person": {"residence": {"canton": "zh"}}}, "unknown-code", "did you mean `ZH`"),
    ({"person": {"employable": "yes"}}, "wrong-type", "true or false"),
    ({"person": {"employable": 1}}, "wrong-type", "true or false"),
    ({"registrations": ["rav", "rav"]}, "duplicate-member", "rav"),
    ({"registrations": "rav"}, "wrong-type", "a list of words"),
    ({"person": {"employable": [{"from": "5.3.2024", "value": True}]}}, "wrong-type", "/from"),
    ({"person": {"employable": []}}, "empty-history", "person.employable"),
    ({"person": {"shoe_size": 43}}, "extra_forbidden", "not permitted"),
    ({"person": True}, "model_type", "Person"),
]


@pytest.mark.parametrize(("case", "code", "said"), WRONG)
def test_what_cannot_be_right_is_refused_in_the_words_of_the_engine(
    case: dict[str, Any], code: str, said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        ZURICH.Case(**case)
    (error,) = caught.value.errors()
    assert error["type"] == code
    assert said in error["msg"]
    with pytest.raises(iiz.CaseError):
        ZURICH.eligibility(case)


def test_a_case_cannot_be_changed_and_a_fact_left_out_is_not_known() -> None:
    case = ZURICH.Case(person={"employable": True})
    assert case.person.residence is case.problems is None
    with pytest.raises(ValidationError, match="frozen"):
        case.person.employable = False
    assert "person.residence.canton" in map(str, ZURICH.eligibility(case).missing)


def test_a_case_of_the_model_is_read_as_quickly_as_a_mapping(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = ZURICH.Case(person={"residence": {"canton": "ZH"}}, registrations=["rav"])
    plain = {"person": {"residence": {"canton": "ZH"}}, "registrations": ["rav"]}
    monkeypatch.setattr(iiz.Policy, "_strictly", None)  # the slow way is not gone
    assert ZURICH.eligibility(case) == ZURICH.eligibility(plain)
    assert ZURICH.verdicts(case) == ZURICH.verdicts(plain)
    assert ZURICH.decide(case).verdicts == ZURICH.decide(plain).verdicts


def test_many_cases_are_answered_one_after_the_other_and_go_by_their_names() -> None:
    cases = {"A": {}, "B": {"person": {"residence": {"canton": "SG"}}}}
    found = [whole.verdicts["eligibility"] for whole in ZURICH.decide_many(cases)]
    assert found == [iiz.Truth.OPEN, iiz.Truth.NO]
    with pytest.raises(iiz.CaseError) as wrong:
        list(ZURICH.decide_many([{}, {"person": {"age": "x"}}]))
    assert str(wrong.value.findings[0].place).startswith("2")


def test_a_dated_history_counts_as_of_the_question() -> None:
    moved = [{"from": "2024-05-01", "value": "SG"}, {"from": "2020-01-01", "value": "ZH"}]
    case = ZURICH.Case(person={"residence": {"canton": moved}})
    assert ZURICH.eligibility(case).verdict is iiz.Truth.OPEN
    assert ZURICH.eligibility(case, on="2024-05-01").verdict is iiz.Truth.NO
    assert ZURICH.Case.model_validate_json(case.model_dump_json()) == case


NAMES = ["copy", "class", "model_config", "a-b", "a_b", "json", "group.dict", "group.from", "x"]


def test_facts_may_have_names_that_python_or_pydantic_has() -> None:
    word = Text("-", "-", "-")
    facts = {name: Fact(name, Domain("int"), word, word) for name in NAMES}
    none = (None, None, None)
    program = Program("x", word, "e", "0", *none, facts, {}, {}, {}, {})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = case_model(program)
    case = model.model_validate(dict.fromkeys(NAMES[:6], 1) | {"group": {"dict": 2, "from": 3}})
    found = read_facts(program, case, date(2024, 3, 5))
    assert found.findings == []
    assert found.facts == {**dict.fromkeys(NAMES[:6], 1), "group.dict": 2, "group.from": 3}


@settings(max_examples=settings().max_examples // 2)
@given(st.decimals(0, 10**15, places=2))
def test_amounts_keep_their_rappen(amount: Decimal) -> None:
    case = VALAIS.Case.model_validate({"measure": {"amount": str(amount)}})
    again = VALAIS.Case.model_validate_json(case.model_dump_json())
    assert again.measure.amount == case.measure.amount == amount


# -------------------------------------------------------- processes, threads, event loops


def _asked(policy: iiz.Policy) -> dict[str, Any]:
    return policy.decide(CASE).to_dict()


FORKED = f"""
CASE = {CASE!r}
import multiprocessing, sys
import iiz_rules as iiz

policy = iiz.load("zurich", on="2024-03-05")

def asked(_):
    return policy.decide(CASE).to_dict()

expected = asked(0)
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(asked, range(4)) == [expected] * 4
"""


def test_a_policy_travels_to_another_process() -> None:
    """As a new process, which shares nothing with this one."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(iiz.Policy.decide, ZURICH, CASE)  # for which it imports no test
        assert there.result().to_dict() == _asked(ZURICH)


def test_a_fork_of_a_process_that_was_asked_already_answers_alike() -> None:
    """A process of its own forks: this one has threads of others, which no fork survives."""
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", FORKED], cwd=root, check=True, timeout=120)


def test_a_pickled_policy_answers_as_before() -> None:
    strict = iiz.load("zurich", on="2024-03-05", interpretations={"A-ZH-03": "counts"})
    again = pickle.loads(pickle.dumps(strict))
    assert (again.on, again.options, again.program) == (strict.on, strict.options, strict.program)
    assert again.decide(CASE).to_dict() == strict.decide(CASE).to_dict()
    assert again.Case.model_json_schema() == strict.Case.model_json_schema()


def test_threads_that_start_on_a_fresh_policy_together_get_one_answer(tmp_path: Path) -> None:
    """Nothing has been made yet: they all make the functions, and the model, at once."""
    expected = _asked(ZURICH)
    for _ in range(5):
        fresh = pickle.loads(pickle.dumps(ZURICH))
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, one=fresh: _asked(one), range(8)))
            models = list(pool.map(lambda _, one=fresh: one.Case(**CASE), range(8)))
        assert found == [expected] * 8
        assert all(fresh.eligibility(one).verdict is iiz.Truth.YES for one in models)


def test_an_event_loop_is_not_held_up() -> None:
    """A thousand questions at once, some of them about an edition on another date."""

    async def ask(number: int) -> str:
        await asyncio.sleep(0)
        on = "2024-03-05" if number % 2 else "2020-01-01"
        case = {**CASE, "coordination": {"needed": number % 3 == 0}}
        return str(ZURICH.eligibility(case, on=on).verdict)

    async def all_of_them() -> list[str]:
        return await asyncio.gather(*map(ask, range(1_000)))

    assert asyncio.run(all_of_them()) == ["yes" if n % 3 == 0 else "no" for n in range(1_000)]


def test_the_example_does_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    from examples import embedding

    embedding.main()
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("Gibt es Themen")
    assert printed[1:5] == [
        "[<Truth.OPEN: 'open'>, <Truth.NO: 'no'>]",
        "no",
        "no",
        "['wrong-type']",
    ]


def test_the_table_of_statuses_says_what_the_pages_say():
    page = (ROOT / "docs" / "embedding.md").read_text("utf-8")
    told = {}
    for status, codes in re.findall(r"^\| (\d+) \|[^|]+\|(.+)\|$", page, re.M):
        for code, again in re.findall(r"`([a-z-]+)`( ↻)?", codes):
            told[code] = (int(status), bool(again))
    pages = map(registry.page, registry.stages())
    assert told == {one.code: (one.status, one.retryable) for one in pages if one.status}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["case-changed"], (409, True)),
        (["case-changed", "not-recorded"], (500, True)),
        (["case-changed", "history-changed"], (500, False)),
        (["not-a-store"], (500, False)),
    ],
)
def test_an_error_has_the_status_that_all_its_findings_give(
    kinds: list[str], expected: tuple[int, bool]
):
    error = iiz.StoreError([Finding(kind, Place(Source("cases.db"))) for kind in kinds])
    assert (error.status, error.retryable) == expected
