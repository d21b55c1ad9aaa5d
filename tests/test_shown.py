"""What an answer shows of itself: one line in a shell, a table in a notebook, three languages."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.words.text import LONGEST_LINE
from tests.funding.canton import MEMBERS, harbour
from tests.funding.test_answer import UNLISTED
from tests.funding.test_bills import JOINT
from tests.funding.test_scenario import ROWS, scenario
from tests.threats.test_threats import CASE

ZURICH = iiz.load("zurich", on="2024-03-05")
VALAIS = iiz.load("valais", on="2024-03-05")
KNOT = {"measure": {"kind": "knots", "amount": 10}, "person": {"member": True}}


@cache
def flow() -> iiz.Flow:
    case = VALAIS.open_case("VS-1", on="2024-01-08")
    case.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
    return case


def refused(question: Callable[[], object]) -> iiz.IizError:
    with pytest.raises(iiz.IizError) as caught:
        question()
    return caught.value


ANSWERS: dict[str, Callable[[], Any]] = {
    "policy": lambda: ZURICH,
    "decision": lambda: ZURICH.eligibility(CASE),
    "of nothing": lambda: ZURICH.eligibility({}),
    "overview": lambda: VALAIS.decide({}),
    "way": lambda: ZURICH.route(CASE),
    "dispute": lambda: VALAIS.dispute({}),
    "composition": lambda: ZURICH.composition("traegerschaft", []),
    "funding": lambda: harbour().funding(KNOT),
    "without payers": lambda: ZURICH.funding({}),
    "record": lambda: harbour().record("takeover", UNLISTED, MEMBERS, reasons="Nützlich"),
    "competences": VALAIS.competence,
    "staffing": lambda: VALAIS.staffing([]),
    "frame": lambda: ZURICH.decide_frame(pl.DataFrame({"person.residence.canton": ["SG"]})),
    "flow": flow,
    "simulation": lambda: iiz.simulate(ROWS, harbour(), scenario()),
    "comparison": lambda: iiz.compare(ROWS, harbour(), scenario(), scenario()),
    "billing": lambda: iiz.bill([JOINT], ZURICH),
    "ledger": iiz.Ledger,
    "scenario": lambda: iiz.simulate(ROWS, harbour(), scenario()).scenario,
    "errors": lambda: refused(lambda: ZURICH.eligibility({"nothing": 1})).findings,
    "steps": lambda: [step for one in ZURICH.eligibility({}).criteria for step in one.step.walk()],
}


def parts(shown: object) -> Iterable[object]:
    """An answer and what its properties give, members of tuples each by itself."""
    if isinstance(shown, (tuple, list)):
        for member in shown:
            yield from parts(member)
        return
    yield shown
    for name, what in vars(type(shown)).items():
        if not name.startswith("_") and (isinstance(what, property) or hasattr(what, "attrname")):
            value = getattr(shown, name)
            members = value if isinstance(value, tuple) else (value,)
            yield from (one for one in members if type(one).__module__.startswith("iiz_rules."))


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_every_public_object_shows_itself_in_one_line(answer: Callable[[], object]) -> None:
    for shown in parts(answer()):
        line = repr(shown)
        assert len(line) <= LONGEST_LINE, type(shown)
        assert "\n" not in line
        assert " object at 0x" not in line


def test_what_an_edition_declares_shows_itself_by_its_name() -> None:
    rule = ZURICH.program.rules["eligibility"]
    assert repr(rule) == "<Rule eligibility: eligibility>"
    assert repr(rule.criteria[0]) == f"<Criterion {rule.criteria[0].id}>"
    for name, definition in VALAIS.program.definitions.items():
        assert repr(definition) == f"<Definition {name}>"


def test_the_payers_of_an_edition_show_themselves_in_one_line() -> None:
    waterfall = harbour().program.waterfall
    assert len(repr(waterfall)) <= LONGEST_LINE
    assert repr(waterfall).startswith("<Waterfall of measure.amount: ")


SHOWN_IN_NOTEBOOKS = ("decision", "overview", "way", "funding", "frame", "simulation")


@pytest.mark.parametrize("name", SHOWN_IN_NOTEBOOKS)
def test_a_notebook_shows_a_table(name: str) -> None:
    html = ANSWERS[name]()._repr_html_()
    assert "<table" in html
    assert "<script" not in html


def test_a_notebook_shows_the_verdict_and_what_decided() -> None:
    html = ZURICH.eligibility({"person.residence.canton": "SG"})._repr_html_()
    assert "NEIN: " in html
    assert "✗ nicht erfüllt" in html
    assert "ZH-6.2" in html
    assert "→" in ZURICH.route(CASE)._repr_html_()
    assert "800.00" in harbour(A_XX_01="capped").funding(ALL_KNOWN)._repr_html_()


ALL_KNOWN = {**KNOT, "measure": {"kind": "knots", "amount": 1000}}


def test_what_a_canton_writes_is_no_markup_in_a_notebook() -> None:
    frame = pl.LazyFrame({"person.residence.canton": ["SG"]})
    assert ZURICH.eligibility_frame(frame)._repr_html_().startswith("<p>&lt;FrameAnswers zurich")


TOLD: dict[str, Callable[[Any], object]] = {
    "decision": lambda language: ZURICH.eligibility({}).explain(language),
    "criterion": ZURICH.eligibility({}).criteria[0].explain,
    "overview": lambda language: VALAIS.decide({}).explain(language),
    "way": lambda language: ZURICH.route({}).explain(language),
    "composition": lambda language: ZURICH.composition("traegerschaft", []).explain(language),
    "funding": lambda language: harbour().funding(KNOT).explain(language),
    "flow": lambda language: flow().explain(language),
    "frame": lambda language: ANSWERS["frame"]().explain(0, language),
    "simulation": lambda language: ANSWERS["simulation"]().frame(language),
    "report": lambda language: ANSWERS["simulation"]().to_html(language),
    "comparison": lambda language: ANSWERS["comparison"]().frame(language),
    "bills": lambda language: ANSWERS["billing"]().to_html(language),
}


@pytest.mark.parametrize("tell", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("language", ["it", "", "DE", None, "data"])
def test_a_language_that_there_is_not_is_refused_with_the_known_ones(
    tell: Callable[[Any], object], language: object
) -> None:
    with pytest.raises(iiz.UsageError, match="de, fr, en") as caught:
        tell(language)
    assert [finding.code for finding in caught.value.findings] == ["wrong-argument"]


def test_an_engine_that_there_is_not_is_refused_with_the_known_ones() -> None:
    with pytest.raises(iiz.UsageError, match="compiled, interpreter, forward"):
        iiz.load("zurich", engine="fast")  # type: ignore[arg-type]


QUESTIONS = [name for name in dir(iiz.Policy) if name.endswith("_frame")] + [
    *("eligibility", "ask", "decide", "verdicts", "route", "dispute", "obligations", "funding"),
    *("steps", "duties", "delegations", "exchange"),
]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_misspelt_keyword_is_refused_where_it_stands(name: str) -> None:
    with pytest.raises(
        TypeError, match=rf"{name}\(\) got an unexpected keyword argument 'know_on'"
    ):
        getattr(ZURICH, name)({}, know_on="2024-03-05")
