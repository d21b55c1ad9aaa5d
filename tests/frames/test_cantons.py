"""Both cantons' own cases, and those of a third, as frames: all answers as of each case."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import iiz_rules as iiz
from iiz_rules.answers.frame import FrameAnswers
from iiz_rules.case.documents import read_example
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.columnar.query import GIVE
from iiz_rules.engine.waterfall import NO_LIMIT
from iiz_rules.language.editions import find_folder
from iiz_rules.language.text.files import read_file
from tests.effort import sampled
from tests.laws.frames import ARROW, KINDS, frame, rows_of

CANTONS = ["zurich", "valais", "tests/cantons/musterland"]
ON = "2025-06-30"
Readings = tuple[tuple[str, str], ...]
Wanted = dict[str, Any]


@cache
def policy_of(canton: str) -> iiz.Policy:
    return iiz.load(canton, on=ON)


@cache
def cases_of(canton: str) -> list[tuple[dict[str, Any], Readings]]:
    """The facts of a canton's own cases, and the readings that each is asked under.

    What follows from other facts is left out: all are asked on one day, whatever their own is.
    """
    facts = policy_of(canton).program.facts
    found = []
    for path in sampled(sorted(find_folder(canton).path.glob("*/cases/*.y*ml"))):
        case, _ = read_example(read_file(path, path.name), path.name)  # type: ignore[arg-type]
        assert case is not None
        assert case.on is not None
        told = read_facts(policy_of(canton).program, case.facts, case.on, known_on=case.known_on)
        follows = {name for name in told.facts if facts[name].years_since in told.facts}
        follows |= {name for name in told.facts if facts[name].is_date}
        left = {name: told.facts[name] for name in told.facts.keys() - follows}
        found.append((left, tuple(sorted(case.interpretations.items()))))
    return found


def table(policy: iiz.Policy, cases: list[dict[str, Any]]) -> pa.Table:
    columns = {"number": pa.array(range(len(cases)))}
    for fact in policy.program.facts.values():
        values = [case.get(fact.id) for case in cases]
        if fact.given and any(value is not None for value in values):
            values = [sorted(one) if isinstance(one, frozenset) else one for one in values]
            columns[fact.id] = pa.array(values, ARROW[fact.domain.type])
    return pa.table(columns)


@cache
def expected(canton: str) -> list[Wanted]:
    """For each case the columns that its answers come to."""
    return [_expected(policy_of(canton).decide(case)) for case, _ in cases_of(canton)]


def _verdicts(whole: iiz.Overview) -> Wanted:
    row: dict[str, Any] = {}
    for rule, one in whole.items():
        row[f"{rule}:verdict"] = str(one.verdict)
        row |= {f"{rule}:criterion:{each.id}": str(each.verdict) for each in one.criteria}
    return row


def _expected(whole: iiz.Overview) -> Wanted:
    row = _verdicts(whole)
    for rule, one in whole.items():
        row[f"{rule}:actor"] = one.actor
        row[f"{rule}:due"] = one.due
        if one.portion is None:
            row |= {f"{rule}:part:{who}": rappen(part) for who, part in one.parts.items()}
        else:
            for what, bounds in (("part", one.portion.part), ("left", one.portion.left)):
                row[f"{rule}:{what}:low"] = rappen(bounds.low)
                row[f"{rule}:{what}:high"] = (
                    None if bounds.high == NO_LIMIT else rappen(bounds.high)
                )
    for way in whole.ways:
        row[f"{way.id}:next"] = way.next.rule if way.next else None
        row[f"{way.id}:verdict"] = str(way.next.verdict) if way.next else None
        row[f"{way.id}:actor"] = way.actor
    return row


def rappen(part: Any) -> int | None:
    """Count an amount in Rappen; a part that is no whole number of them is null in a frame."""
    return int(part * 100) if isinstance(part, Decimal) else None


def check(found: FrameAnswers[Any], wanted: list[Wanted]) -> None:
    assert not rows_of(found.rejected)
    for row, columns in zip(rows_of(found.frame), wanted, strict=True):
        assert {name: _plain(row.get(name)) for name in columns} == columns


@pytest.mark.parametrize(("canton", "kind"), sampled([*product(CANTONS, KINDS)], 3))
def test_the_own_cases_as_one_frame(canton: str, kind: str) -> None:
    policy = policy_of(canton)
    native = frame(kind, table(policy, [case for case, _ in cases_of(canton)]))
    check(policy.decide_frame(native, give=GIVE), expected(canton))


@pytest.mark.parametrize("canton", CANTONS)
def test_the_own_cases_under_their_own_readings(canton: str) -> None:
    """As nullable booleans, which are planned sooner than words; a law says that they agree.

    What is asked under no reading of its own was asked so above.
    """
    truth = {"yes": True, "no": False, "open": None, None: None}
    policy = policy_of(canton)
    asked = defaultdict(list)
    for case, readings in cases_of(canton):
        if readings:
            asked[readings].append(case)
    assert asked
    for readings, cases in asked.items():
        how: dict[str, Any] = {"interpretations": dict(readings)}
        wanted = [
            {name: truth[value] for name, value in _verdicts(policy.decide(case, **how)).items()}
            for case in cases
        ]
        native = frame("polars", table(policy, cases))
        how |= {"give": ("verdict", "criteria"), "words": False}
        how["keep"] = ["number"]  # in some of them no fact is known
        check(policy.decide_frame(native, **how), wanted)


def _plain(value: Any) -> Any:
    """Whole numbers and days as they are, however pandas holds them."""
    if isinstance(value, float):
        return int(value)
    return value.date() if hasattr(value, "date") and not isinstance(value, date) else value


def test_a_row_is_explained_as_its_case_is() -> None:
    zurich = iiz.load("zurich", on="2024-03-05")
    case = {"person.residence.canton": "SG", "registrations": ["rav"]}
    cases = pl.DataFrame({"person.residence.canton": ["ZH", "SG"], "registrations": [[], ["rav"]]})
    found = zurich.eligibility_frame(cases)
    assert found.explain(1, "fr") == zurich.eligibility(case).explain("fr")
    assert found.explain(1) != found.explain(0)
    assert found.explain(case) == zurich.eligibility(case).explain("de")


def test_the_clock_is_the_callers() -> None:
    cases = pl.DataFrame({"person.residence.canton": ["ZH"]})
    with pytest.raises(iiz.UsageError, match="no-date"):
        iiz.load("zurich").eligibility_frame(cases)
    later = iiz.load("zurich").eligibility_frame(cases, on="2024-03-05")
    assert later.situation.on == date(2024, 3, 5)
