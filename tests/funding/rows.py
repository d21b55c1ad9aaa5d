"""Rows of measures for the laws: of every kind of fact, with gaps, contradictions and edges."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.answers.funding import Funding
from iiz_rules.engine.waterfall import NO_LIMIT
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from tests.laws.frames import ARROW

DAYS = (date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 12, 31))
BIRTHS = [
    *(date(1999, month, day) for month, day in ((2, 28), (3, 1), (12, 31))),
    *(date(2008, month, day) for month, day in ((2, 28), (2, 29), (3, 1), (12, 31))),
    *(date(1900, 1, 1), date(1904, 2, 29), date(2024, 2, 29), date(2030, 1, 1)),
]
"""Around birthdays that a payer asks for, more than 120 years ago, and yet to come."""
TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}
Row = dict[str, Any]
FEWER = settings(max_examples=settings().max_examples * 2 // 5)
"""For laws of which each example is a whole table."""


def amounts(most: int) -> st.SearchStrategy[Decimal]:
    """Draw amounts up to `most` Rappen, more often where a cap or the rounding begins."""
    edges = [0, 1, 2, 3, 7, 10, 25_000, 25_001, 300_031, most - 1, most, -1]
    rappen = st.sampled_from(edges) | st.integers(0, 10**7)
    return rappen.map(lambda count: Decimal(count).scaleb(-2))


def rows(most: int, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    """Draw rows for the canton of the quay; what is left out is not known."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "measure.amount": amounts(most),
        "measure.kind": st.sampled_from(["course", "course", "tools", "none"]),
        "measure.asked_on": st.sampled_from([date(2023, 8, 29), date(2023, 8, 31), *DAYS]),
        "measure.useful": st.booleans(),
        "question.date": st.sampled_from(DAYS),
        "person.birth_date": st.sampled_from(BIRTHS),
        "person.age": st.sampled_from([15, 16, 24, 25, 120, 121, -1]),
        "person.age_when_asked": st.sampled_from([15, 16, 24]),
        "person.children": st.sampled_from([0, 1, 3, 4, 20, 21]),
        "person.name": st.sampled_from(["Zoë Müller", "Zoe Muller", "=1+1"]).flatmap(
            lambda name: st.sampled_from([unicodedata.normalize(form, name) for form in NORMAL])
        ),
        "person.income": st.sampled_from([Decimal(4000), Decimal("4000.01"), Decimal("-0.01")]),
        "person.costs": st.sampled_from([Decimal("4000.01"), Decimal("4000.00")]),
        "person.registrations": st.sampled_from(
            [[], ["school"], ["choir", "school"], ["school", "school"], ["pub"]]
        ),
        "person.member": st.booleans(),
    }
    rare = {name: st.none() | st.none() | kinds.pop(name) for name in RARE}
    optional = {name: st.none() | kind for name, kind in kinds.items()}
    drawn = st.fixed_dictionaries({**optional, **rare, **more})
    return drawn.map(lambda row: {name: cell for name, cell in row.items() if cell is not None})


NORMAL: list[Any] = ["NFC", "NFD"]
RARE = ("question.date", "person.age", "person.age_when_asked", "person.children")
"""What contradicts others most of the time, or is often impossible."""


def table(policy: Policy, drawn: list[Row]) -> pa.Table:
    """Rows as a typed table; a fact that no row tells has no column."""
    columns: dict[str, pa.Array] = {"number": pa.array(range(len(drawn)))}
    for fact in policy.program.facts.values():
        cells = [row.get(fact.id) for row in drawn]
        if any(cell is not None for cell in cells):
            columns[fact.id] = pa.array(cells, ARROW[fact.domain.type])
    return pa.table(columns)


def asked(policy: Policy, row: Row, on: date) -> Funding | None:
    """Ask who pays in a single case; None where the case is refused."""
    case = {name: cell for name, cell in row.items() if name not in ("number", "date")}
    try:
        return policy.funding(case, on=on)
    except iiz.CaseError:
        return None


def columns_of(answer: Funding) -> Row:
    """An answer to a single case as the columns of a frame have it."""
    columns: Row = {}
    for payer in answer.payers:
        rule = payer.decision.rule
        columns[f"{rule}:verdict"] = payer.verdict
        for what, bounds in (("part", payer.part), ("left", payer.left)):
            columns[f"{rule}:{what}:low"] = int(bounds.low * 100)
            most = None if bounds.high == NO_LIMIT else int(bounds.high * 100)
            columns[f"{rule}:{what}:high"] = most
    for competent in answer.competent:
        route = competent.route.rule
        columns[f"{route}:verdict"] = competent.may
        columns[f"{route}:decided_by"] = None if competent.may is Truth.NO else competent.body
    return columns
