"""Which column tells what, what is refused before anything runs, and which rows are left out."""

import math
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import iiz_rules as iiz
from iiz_rules.answers.frame import answer_frame
from iiz_rules.engine.columnar.query import FrameQuestion
from iiz_rules.engine.deadlines import due
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.events import DateOf
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain
from iiz_rules.words.text import LANGUAGES, Text
from tests.checks.canton import TINY
from tests.funding.canton import harbour, quay
from tests.language.canton import lake
from tests.laws.frames import KINDS, frame, rows_of

zurich = iiz.load("zurich", on="2024-03-05")
valais = iiz.load("valais", on="2024-03-05")
REGISTRATIONS = sorted(zurich.program.facts["registrations"].domain.codes)
VERDICT = "eligibility:verdict"


def refused(native: Any, columns: dict[str, str] | None = None, **how: Any) -> list[str]:
    """The codes of what is wrong with the columns, each with a page that can be filled."""
    with pytest.raises(iiz.UsageError) as caught:
        zurich.eligibility_frame(native, columns, **how)
    from iiz_rules.findings.registry import label, one_line

    for one in caught.value.findings:
        assert all(one_line(one, language) for language in LANGUAGES)
        assert all(label(one, language) for language in LANGUAGES)
    return [one.code for one in caught.value.findings]


# ------------------------------------------------------------------------- what is refused


def test_a_misspelled_fact_is_not_passed_over():
    cases = pl.DataFrame({"person.residence.kanton": ["ZH"]})
    with pytest.raises(iiz.UsageError, match=r"did you mean `person\.residence\.canton`"):
        zurich.eligibility_frame(cases)


@pytest.mark.parametrize("name", ["person.employble", "registrations.rva", "person_employable"])
def test_what_looks_like_a_fact_is_asked_about(name: str):
    assert refused(pl.DataFrame({name: [True]})) == ["unknown-column"]


def test_a_column_with_the_facts_of_a_group_in_it_is_refused():
    cases = pl.DataFrame({"person": [{"employable": True}], "registrations": [["rav"]]})
    assert refused(cases) == ["unknown-column"]
    assert zurich.eligibility_frame(cases, keep=["person"]).frame.height == 1


def test_columns_of_the_callers_own_are_carried_along():
    cases = pl.DataFrame({"dossier": [7], "person.shoe_size": [43]})
    found = zurich.eligibility_frame(cases, keep=["dossier", "person.shoe_size"])
    assert found.frame.select("dossier", "person.shoe_size", VERDICT).rows() == [(7, 43, "open")]


def test_a_mapping_says_which_column_is_meant():
    cases = pl.DataFrame({"kanton": ["ZH", "SG"], "rav": [True, None]})
    columns = {"person.residence.canton": "kanton"}
    found = zurich.eligibility_frame(cases, columns, keep=["kanton"])
    assert found.frame[VERDICT].to_list() == ["open", "no"]


def test_what_the_mapping_names_has_to_be_there():
    cases = pl.DataFrame({"kanton": ["ZH"]})
    assert refused(cases, {"person.residence.canton": "canton"}) == ["no-column"]
    assert refused(cases, {"person.residence.kanton": "kanton"}) == ["unknown-fact"]
    assert refused(cases, keep=["nobody"]) == ["no-column"]


def between(low: list[str | None], high: list[str | None], **known: list[str]) -> pl.DataFrame:
    """Cases of the tiny canton of which only bounds of the income are told."""
    bounds = {"person.income.at_least": low, "person.income.at_most": high}
    written = bounds | {f"person.{name}": told for name, told in known.items()}
    return pl.DataFrame(
        {name: [told and Decimal(told) for told in column] for name, column in written.items()}
    )


def test_an_amount_between_two_is_compared_with_one_that_is_known():
    policy = iiz.load(TINY, on="2024-03-05")
    cases = between(["100", "4500", "6000"], ["200", "5500", "7000"], savings=["5000"] * 3)
    answers = policy.ask_frame("poor", cases).frame["poor:verdict"].to_list()
    assert answers == ["yes", "open", "no"]
    for verdict, (low, high, savings) in zip(answers, cases.iter_rows(), strict=True):
        income = {"at_least": str(low), "at_most": str(high)}
        case = {"person": {"income": income, "savings": str(savings)}}
        assert str(policy.ask("poor", case).verdict) == verdict


def test_of_an_amount_both_bounds_are_told():
    policy = iiz.load(TINY, on="2024-03-05")
    with pytest.raises(iiz.UsageError) as caught:
        policy.ask_frame("poor", between(["100"], ["200"]).drop("person.income.at_most"))
    assert [finding.code for finding in caught.value.findings] == ["one-bound"]
    answers = policy.ask_frame("poor", between(["100"], [None]))
    assert (answers.frame.height, answers.rejected.height) == (0, 1)


def test_no_fact_comes_from_two_columns():
    cases = pl.DataFrame({"person.employable": [True], "able": [False]})
    assert refused(cases, {"person.employable": "able"}) == ["column-twice"]
    twice = {"person.employable": "able", "problems.exceed_remit": "able"}
    assert refused(cases.select("able"), twice) == ["column-twice"]
    both = pl.DataFrame(
        {"registrations": [["rav"]], **{f"registrations.{one}": [True] for one in REGISTRATIONS}}
    )
    assert set(refused(both)) == {"column-twice"}
    doubled = pd.DataFrame([[True, True]], columns=["person.employable", "person.employable"])
    assert set(refused(doubled)) == {"column-twice"}


def test_a_set_needs_a_column_for_each_member():
    assert refused(pl.DataFrame({"registrations.rav": [True]})) == ["member-columns"]


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("person.employable", ["true"]),
        ("person.employable", [1]),
        ("person.residence.canton", [1]),
        ("registrations", ["rav"]),
        ("registrations", [[1]]),
    ],
)
def test_a_column_is_never_coerced(fact: str, values: list[Any]):
    assert refused(pl.DataFrame({fact: values})) == ["column-type"]


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("person.birth_date", ["2004-02-29"]),
        (
            "person.birth_date",
            pl.Series([date(2004, 2, 29)]).cast(pl.Datetime).dt.replace_time_zone("UTC"),
        ),
    ],
)
def test_days_are_days(fact: str, values: Any):
    with pytest.raises(iiz.UsageError, match="column-type"):
        valais.ask_frame("oberwallis-youth", pl.DataFrame({fact: values}))


def test_floating_point_numbers_hold_no_rappen():
    with pytest.raises(iiz.UsageError, match="column-type"):
        lake().funding_frame(pl.DataFrame({"cost.amount": [0.1]}))


def test_a_column_of_several_types_is_none():
    mixed = pd.DataFrame({"person.residence.canton": ["ZH", 7]})
    assert refused(mixed) == ["column-type"]


BORN, AGE, CANTON = "person.birth_date", "person.age", "person.residence.canton"
STRANGE: dict[str, Callable[[], Any]] = {
    "date64": lambda: pa.table({BORN: pa.array([date(2000, 2, 29)], pa.date64())}),
    "decimal256": lambda: pa.table({AGE: pa.array([Decimal(20)], pa.decimal256(50, 0))}),
    "runs": lambda: pa.table({AGE: pa.RunEndEncodedArray.from_arrays([1], [20])}),
    "list view": lambda: pa.table(
        {"registrations": pa.array([["rav"]], pa.list_view(pa.string()))}
    ),
    "period": lambda: pd.DataFrame({BORN: pd.period_range("2000-02-29", periods=1, freq="D")}),
    "sparse": lambda: pd.DataFrame({AGE: pd.Series(pd.arrays.SparseArray([20]))}),
    "complex": lambda: pd.DataFrame({AGE: [20 + 0j]}),
    "beyond 64 bits": lambda: pd.DataFrame({AGE: pd.Series([2**64, 20], dtype=object)}),
    "beyond 63 bits": lambda: pa.table({AGE: pa.array([2**63, 20], pa.uint64())}),
    "moments of NumPy": lambda: pd.DataFrame(
        {BORN: pd.Series([np.datetime64("2000-02-29")], dtype=object)}
    ),
    "uuid": lambda: duckdb.sql(f'SELECT uuid() AS "{CANTON}"'),
}
"""Columns of types that Narwhals does not know, or that no value can be taken from."""


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_a_column_of_a_type_that_is_not_known_is_no_empty_one(strange: Callable[[], Any]):
    assert refused(strange()) == ["column-type"]


@pytest.mark.parametrize("held", [pa.float16(), pa.float32(), pa.float64()], ids=str)
@pytest.mark.parametrize("of", [pd.DataFrame, pa.table])
def test_numbers_and_texts_may_be_held_in_any_width_and_come_back_in_it(held: Any, of: Any):
    ages = pa.array([20.0, 20.5, None], pa.float64()).cast(held)
    cantons = pa.array(["SG", "ZH", "ZH"], pa.string_view() if of is pa.table else pa.string())
    found = zurich.eligibility_frame(
        of(
            {
                AGE: ages if of is pa.table else ages.to_numpy(zero_copy_only=False),
                CANTON: cantons,
                "number": [1, 2, 3],
            }
        )
    )
    assert [row[VERDICT] for row in rows_of(found.frame)] == ["no", "open"]
    assert [finding.code for finding in found.findings] == ["wrong-type"]
    if of is pa.table:
        for part in (found.frame, found.rejected):
            assert (part.schema.field(AGE).type, part.schema.field(CANTON).type) == (
                held,
                pa.string_view(),
            )


def test_names_of_the_answer_are_not_overwritten():
    assert refused(pl.DataFrame({VERDICT: ["yes"]})) == ["reserved-column"]
    assert refused(pl.DataFrame({"fault": ["none"]})) == ["reserved-column"]


def test_what_is_no_frame_is_said():
    assert refused([{"person.employable": True}]) == ["not-a-frame"]
    batch = pa.RecordBatch.from_pydict({"person.employable": [True]})
    assert refused(batch) == ["not-a-frame"]


def test_a_column_whose_name_is_a_number_cannot_be_kept():
    numbered = pd.DataFrame({"person.employable": [True], 0: [1]})
    with pytest.raises(iiz.UsageError, match="no-column"):
        zurich.eligibility_frame(numbered, keep=[0])  # type: ignore[list-item]


def test_a_time_of_day_among_days_is_no_day():
    moments = [date(2000, 1, 1), pd.Timestamp(2000, 1, 1, 5)]
    assert refused(pd.DataFrame({"person.birth_date": moments})) == ["column-type"]
    days = [date(2000, 1, 1), pd.Timestamp(2000, 1, 1), pd.NaT, None]
    assert zurich.eligibility_frame(pd.DataFrame({"person.birth_date": days})).rejected.empty


def test_a_term_is_asked_of_a_frame():
    cases = pl.DataFrame({"problems.exceed_remit": [True, False, None]})
    answered = zurich.ask_frame("multi-problem", cases)
    assert answered.frame["multi-problem:verdict"].to_list() == ["open", "no", "open"]


def test_questions_and_words_are_known():
    cases = pl.DataFrame({"dossier": [1]})
    with pytest.raises(iiz.UsageError, match="unknown-question"):
        zurich.ask_frame("eligibilty", cases)
    with pytest.raises(iiz.UsageError, match="unknown-question"):
        zurich.ladder_frame("disput", cases)
    with pytest.raises(iiz.UsageError, match="wrong-argument"):
        zurich.eligibility_frame(cases, give=["verdicts"])  # type: ignore[list-item]
    with pytest.raises(iiz.UsageError, match="unknown-option"):
        zurich.eligibility_frame(cases, interpretations={"A-ZH-03": "nothing"})


# ------------------------------------------------------------------------ rows left out


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_code_is_reported_and_the_row_left_out(kind: str):
    cantons = pa.array(["ZH", "XX", None, "SG"])
    cases = frame(kind, pa.table({"number": range(4), "person.residence.canton": cantons}))
    found = zurich.eligibility_frame(cases)
    answered = [(row["number"], row[VERDICT]) for row in rows_of(found.frame)]
    assert answered == [(0, "open"), (2, "open"), (3, "no")]
    [left] = rows_of(found.rejected)
    assert (left["number"], left["fault"]) == (1, "person.residence.canton: unknown-code")
    if not found.source.lazy:
        [finding] = found.findings
        assert finding.code == "unknown-code"
        assert finding.place.source.name == "row 1"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("members", [["rav", "rav"], ["rav", "xxx"], ["rav", None]])
def test_a_list_has_known_members_once(kind: str, members: list[str | None]):
    lists = pa.array([["rav"], members, None], pa.list_(pa.string()))
    found = zurich.eligibility_frame(
        frame(kind, pa.table({"number": range(3), "registrations": lists}))
    )
    assert [row["number"] for row in rows_of(found.frame)] == [0, 2]
    assert [row["number"] for row in rows_of(found.rejected)] == [1]


@pytest.mark.parametrize("age", [math.nan, math.inf, 0.5, -1.0, 131.0])
@pytest.mark.parametrize("kind", ["polars", "lazy", "pyarrow", "duckdb"])
def test_no_number_is_no_age(age: float, kind: str):
    ages = pa.array([20.0, age, None])
    found = valais.ask_frame(
        "oberwallis-youth", frame(kind, pa.table({"number": range(3), "person.age": ages}))
    )
    assert [row["number"] for row in rows_of(found.frame)] == [0, 2]
    [left] = rows_of(found.rejected)
    assert left["fault"] in ("person.age: wrong-type", "person.age: out-of-range")


@pytest.mark.parametrize("kind", KINDS)
def test_an_age_that_contradicts_the_date_of_birth_is_reported(kind: str):
    born = pa.array([date(2004, 2, 29), date(2004, 2, 29), date(2004, 11, 30), date(2025, 1, 1)])
    table = pa.table(
        {"number": range(4), "person.birth_date": born, "person.age": [20, 21, None, None]}
    )
    found = valais.ask_frame("oberwallis-youth", frame(kind, table))
    assert [row["number"] for row in rows_of(found.frame)] == [0, 2]
    faults = {row["number"]: row["fault"] for row in rows_of(found.rejected)}
    assert faults == {
        1: "person.age: conflicting-facts",
        3: "person.birth_date: after-question-date",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_that_has_to_have_come_lies_not_after_the_question(kind: str):
    last = pa.array([date(2024, 3, 5), date(2024, 3, 6), None])
    table = pa.table({"number": range(3), "followup.held": last})
    found = valais.ask_frame("quarterly-follow-up", frame(kind, table))
    assert [row["number"] for row in rows_of(found.frame)] == [0, 2]
    [left] = rows_of(found.rejected)
    assert left["fault"] == "followup.held_on: after-question-date"


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_is_a_year_older_on_the_birthday(kind: str):
    """Who is born on a leap day is so on the first of March."""
    births = [date(2004, 3, 4), date(2004, 3, 5), date(2004, 3, 6), date(2004, 2, 29)]
    native = frame(kind, pa.table({"number": range(4), "person.birth_date": births}))
    for on, ages in (("2024-03-05", [20, 20, 19, 20]), ("2023-02-28", [18, 18, 18, 18])):
        asked = FrameQuestion(("oberwallis-youth",), facts=("person.age",))
        situation = Situation({}, date.fromisoformat(on))
        found = answer_frame(valais.program, asked, native, None, ["number"], situation)
        assert [row["fact:person.age"] for row in rows_of(found.frame)] == ages


@pytest.mark.parametrize("kind", ["polars", "lazy", "duckdb", "pyarrow"])
def test_a_moment_is_a_day_at_midnight(kind: str):
    day = 24 * 60 * 60 * 1_000_000
    born = pa.array([12_000 * day, 12_000 * day + day // 2], pa.timestamp("us"))
    found = valais.ask_frame(
        "oberwallis-youth", frame(kind, pa.table({"number": [0, 1], "person.birth_date": born}))
    )
    assert [row["number"] for row in rows_of(found.frame)] == [0]
    assert [row["fault"] for row in rows_of(found.rejected)] == ["person.birth_date: wrong-type"]


def test_nothing_gets_lost():
    cases = pl.DataFrame({"person.residence.canton": ["ZH", "XX"] * 500})
    found = zurich.eligibility_frame(cases)
    assert (found.frame.height, found.rejected.height) == (500, 500)
    assert len(found.findings) == 100
    assert found.rejected["fault:row"].to_list() == list(range(1, 1000, 2))


# --------------------------------------------------------------------------- sets, amounts


@pytest.mark.parametrize("kind", KINDS)
def test_a_set_known_in_part_is_not_known(kind: str):
    flags: dict[str, Any] = {f"registrations.{one}": [False, None, True] for one in REGISTRATIONS}
    flags["registrations.rav"] = [True, True, True]
    found = zurich.eligibility_frame(frame(kind, pa.table({"number": range(3), **flags})))
    missing = ["registrations" in row["eligibility:missing"] for row in rows_of(found.frame)]
    assert missing == [False, True, False]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reading", ["remainder", "last", "exact"])
def test_the_parts_of_a_cost_are_those_of_a_single_case(kind: str, reading: str):
    policy = lake(A_XX_03=reading)
    amounts = [Decimal(rappen).scaleb(-2) for rappen in (-7, -1, 0, 1, 2, 5, 100, 10**15 + 1)]
    cases = pa.table(
        {
            "number": range(8),
            "cost.amount": pa.array(amounts, pa.decimal128(18, 2)),
            "cost.kind": pa.array(["shared"] * 7 + [None]),
        }
    )
    rows = rows_of(policy.funding_frame(frame(kind, cases), give=["verdict", "parts"]).frame)
    for row, amount, shared in zip(rows, amounts, cases["cost.kind"].to_pylist(), strict=True):
        parts = policy.ask("shared-cost", {"cost.amount": amount, "cost.kind": shared}).parts
        for bearer, part in parts.items():
            whole = int(part * 100) if isinstance(part, Decimal) else None
            assert row[f"shared-cost:part:{bearer}"] == whole, (amount, bearer)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_bears_all_bears_between_the_bounds_of_the_cost(kind: str):
    low = Decimal(2500)
    cases = pa.table(
        {
            "number": range(3),
            "cost.kind": ["own"] * 3,
            "cost.payer": ["isle", "isle", None],
            "cost.amount": pa.array([None, Decimal(3), None], pa.decimal128(18, 2)),
            "cost.amount.at_least": pa.array([low, None, low], pa.decimal128(18, 2)),
            "cost.amount.at_most": pa.array([2 * low, None, 2 * low], pa.decimal128(18, 2)),
        }
    )
    found = lake().ask_frame("own-cost", frame(kind, cases), give=["parts"], keep=["number"])
    ends = [
        tuple(row[f"own-cost:part:isle{end}"] for end in ("", ":low", ":high"))
        for row in rows_of(found.frame)
    ]
    assert ends == [(None, 250_000, 500_000), (300, 300, 300), (None, None, None)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_amount_is_counted_in_francs_or_in_rappen(kind: str):
    policy = lake()
    tables = [
        {"cost.amount": pa.array([Decimal("12.00"), None], pa.decimal128(18, 2))},
        {"cost.amount": pa.array([12, None], pa.int32())},
        {"cost.amount.rappen": pa.array([1200, None], pa.int64())},
    ]
    for amounts in tables[: 1 if kind == "pandas" else 3]:
        named = pa.array(["own", "own"]), pa.array(["isle", "isle"])
        table = pa.table(
            {"number": [0, 1], "cost.kind": named[0], "cost.payer": named[1], **amounts}
        )
        rows = rows_of(policy.funding_frame(frame(kind, table)).frame)
        assert [row["own-cost:part:isle"] for row in rows] == [1200, None]
        assert [row["own-cost:part:east"] for row in rows] == [None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_francs_in_few_bits_are_no_other_amount_in_rappen(kind: str):
    """Counted in Rappen, 100 francs are more than 8 bits hold."""
    cases = {
        "cost.kind": ["own"],
        "cost.payer": ["isle"],
        "cost.amount": pa.array([100], pa.int8()),
    }
    found = lake().funding_frame(frame(kind, pa.table({"number": [0], **cases})))
    assert rows_of(found.frame)[0]["own-cost:part:isle"] == 10_000


@pytest.mark.parametrize("kind", KINDS)
def test_who_pays_what_by_whose_decision_stands_in_every_row(kind: str):
    measures = {
        "measure.kind": ["knots", "knots", "lamps"],
        "measure.amount": pa.array([Decimal("1000.00")] * 2 + [None], pa.decimal128(18, 2)),
        "measure.expected_payer": [None, "town", "nobody"],
        "measure.useful": [None, None, True],
        "person.member": [True, None, False],
        "person.resident": [False] * 3,
    }
    native = frame(kind, pa.table({"number": range(3), **measures}))
    rows = rows_of(harbour().funding_frame(native).frame)
    names = ["guild-pays:part:low", "guild-pays:part:high", "fund-pays:part:low"]
    names += ["fund-pays:part:high", "fund-pays:left:low", "fund-pays:left:high"]
    assert [[row[name] for name in names] for row in rows] == [
        [80_000, 80_000, 0, 20_000, 0, 20_000],
        [0, 80_000, 20_000, 100_000, 0, 0],
        [0, 0, 0, None, 0, 0],
    ], "without a limit is null; whoever pays all leaves nothing, whatever it costs"
    assert [row["takeover:decided_by"] for row in rows] == [None, None, "bench"]
    assert [row["advance:decided_by"] for row in rows] == ["bench", "bench", None]


def test_pandas_holds_amounts_as_whole_numbers_where_some_are_without_limit():
    costs = pd.DataFrame({"measure.amount.rappen": pd.array([2**53 + 1, None], dtype="Int64")})
    found = harbour().funding_frame(costs).frame["fund-pays:part:high"]
    assert found.iloc[0] == 2**53 + 1
    assert found.isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("policy", "payer"),
    [
        (harbour(A_XX_02="near"), "town-pays"),
        (harbour(A_XX_02="down"), "town-pays"),
        (harbour(A_XX_02="up"), "town-pays"),
        (quay(A_QQ_01="seventh"), "insurer-pays"),
    ],
)
def test_a_share_of_the_largest_cost_is_exact(policy: iiz.Policy, payer: str):
    """So many times the share would be more than 64 bits hold."""
    costs = [10**18 - 1, 10**18 - 4, 33]
    found = policy.funding_frame(pl.DataFrame({"measure.amount.rappen": costs})).frame
    for part, rappen in zip(found[f"{payer}:part:high"], costs, strict=True):
        portion = policy.funding({"measure.amount": Decimal(rappen).scaleb(-2)})[payer].portion
        assert portion is not None
        assert part == int(portion.part.high * 100)


@pytest.mark.parametrize("kind", KINDS)
def test_a_duty_falls_due_on_the_day_of_a_single_case(kind: str):
    days = [date(2023, 11, 30), date(2024, 1, 31), date.max, date.min, None]
    visits = pa.array(days, pa.date32())
    for reading in ("calendar", "rolling"):
        policy = lake(A_XX_02=reading)
        table = frame(kind, pa.table({"number": range(5), "visit.last_on": visits}))
        rows = rows_of(policy.obligations_frame(table).frame)
        for row, day in zip(rows, days, strict=True):
            one = policy.ask("visit", {"visit.last_on": day})
            assert (row["visit:verdict"], _day(row["visit:due"])) == (str(one.verdict), one.due)


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value


# ---------------------------------------------------------------------------- kinds of frames


def test_a_pandas_frame_keeps_its_index_and_a_missing_number_is_not_known():
    cases = pd.DataFrame({"person.age": [20, None], "dossier": ["x", "y"]}, index=["a", "b"])
    found = valais.ask_frame("oberwallis-youth", cases, words=False).frame
    assert list(found.index) == ["a", "b"]
    assert list(found["dossier"]) == ["x", "y"]
    assert str(found["oberwallis-youth:verdict"].dtype) == "boolean"
    assert found["oberwallis-youth:verdict"].isna().all()


def test_a_pandas_frame_without_any_fact_is_answered_where_that_is_meant():
    cases = pd.DataFrame({"dossier": [1, 2]})
    found = zurich.eligibility_frame(cases, keep=["dossier"]).frame
    assert list(found[VERDICT]) == ["open", "open"]


@pytest.mark.parametrize("kind", [pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_a_frame_in_which_nothing_is_a_fact_is_no_frame_of_cases(kind: Any):
    assert refused(kind({"dossier": [1], "Kanton": ["ZH"]})) == ["no-fact-column"]


def test_what_is_lazy_stays_lazy():
    cases = pl.LazyFrame({"person.residence.canton": ["SG"]})
    found = zurich.eligibility_frame(cases)
    assert isinstance(found.frame, pl.LazyFrame)
    assert found.findings == ()
    with pytest.raises(iiz.UsageError, match="no-row"):
        found.explain(0)
    assert found.explain({"person.residence.canton": "SG"}, "en")
    relation = zurich.eligibility_frame(duckdb.sql("select 'SG' as \"person.residence.canton\""))
    assert isinstance(relation.frame, duckdb.DuckDBPyRelation)


def test_columns_of_nothing_are_not_known():
    cases = pl.DataFrame({"person.residence.canton": [None, None], "registrations": [None, None]})
    assert zurich.eligibility_frame(cases).frame[VERDICT].to_list() == ["open", "open"]


def test_large_whole_numbers_are_read_exactly():
    most = 10**18 - 1
    policy = lake()
    rappen = pl.DataFrame(
        {"cost.amount.rappen": [most, most + 1, -most], "cost.kind": ["shared"] * 3}
    )
    found = policy.funding_frame(rappen)
    assert found.rejected["fault:row"].to_list() == [1]
    parts = [name for name in found.frame.columns if name.startswith("shared-cost:part:")]
    assert found.frame.select(pl.sum_horizontal(parts)).to_series().to_list() == [most, -most]


@pytest.mark.parametrize("held", [pl.Int64, pl.Decimal(38, 2)])
def test_francs_are_as_large_as_in_a_single_case(held: Any):
    francs = [10**16 - 1, 10**16, -(10**16) + 1, -(10**16)]
    cases = pl.DataFrame({"cost.amount": pl.Series(francs, dtype=held), "cost.kind": "shared"})
    found = lake().funding_frame(cases)
    assert found.rejected["fault:row"].to_list() == [1, 3]


def test_a_way_is_taken_in_every_row():
    cases = pl.DataFrame({"advice.question_raised": [True, False, None]})
    found = zurich.route_frame(cases)
    for position, row in enumerate(found.frame.to_dicts()):
        way = zurich.route(found.case(position))
        assert row["route:next"] == (way.next.rule if way.next else None)
        assert row["route:actor"] == way.actor
    assert zurich.dispute_frame(cases).frame["dispute:next"].null_count() < 3


def test_a_way_is_told_in_nullable_booleans_too():
    cases = pl.DataFrame({"advice.question_raised": [True, None]})
    assert zurich.route_frame(cases, words=False).frame["route:verdict"].to_list() == [True, None]


# ------------------------------------------------------------------------- single conditions

FACTS = {
    "yes": "bool",
    "day": "date",
    "word": "text",
    "other": "text",
    "canton": "code",
    "birth": "code",
    "cost": "chf",
    "limit": "chf",
}
CODES = frozenset({"ZH", "SG"})
NOTHING = Text("", "", "")


def holds(node: conditions.Condition, native: Any) -> list[Any]:
    """Ask a single condition of a frame."""
    return holds_in(zurich.program, node, native)


def fact(name: str, kind: str) -> Fact:
    codes = CODES if kind == "code" else frozenset()
    return Fact(name, Domain(kind, codes), NOTHING, NOTHING)


def holds_in(
    program: Program,
    node: conditions.Condition,
    native: Any,
    declared: dict[str, Fact] | None = None,
) -> list[Any]:
    facts = declared or {
        name: Fact(name, Domain(kind, CODES if kind == "code" else frozenset()), NOTHING, NOTHING)
        for name, kind in FACTS.items()
    }
    only = Criterion("c", NOTHING, "required", (), node)
    rule = Rule("r", "eligibility", NOTHING, (), (only,))
    program = replace(program, facts=facts, rules={"r": rule})
    asked = FrameQuestion(("r",), words=False)
    situation = Situation({}, date(2024, 2, 29))
    found = answer_frame(program, asked, native, None, [], situation)
    return list(nw.from_native(found.frame, eager_only=True)["r:verdict"].to_list())


def test_either_answer_is_an_answer():
    cases = pl.DataFrame({"yes": [True, False, None]})
    assert holds(conditions.OneOf("yes", (False, True)), cases) == [True, True, None]
    assert holds(conditions.Not(conditions.OneOf("yes", (False,))), cases) == [True, False, None]


def test_a_word_that_an_enumeration_lacks_is_never_in_it():
    cantons = pl.Series(["ZH", None], dtype=pl.Enum(["ZH"]))
    assert holds(conditions.OneOf("canton", ("SG",)), pl.DataFrame({"canton": cantons})) == [
        False,
        None,
    ]


def test_an_enumeration_may_have_words_that_no_row_has():
    cantons = pl.Series(["ZH", "SG", "XX"], dtype=pl.Enum(["ZH", "SG", "XX"]))
    found = zurich.eligibility_frame(pl.DataFrame({"person.residence.canton": cantons}))
    assert found.rejected["fault:row"].to_list() == [2]


def test_words_and_codes_are_compared_as_text():
    same = conditions.Compare("canton", "==", "birth")
    cantons = pl.DataFrame(
        {"canton": pl.Series(["ZH", "SG"], dtype=pl.Categorical), "birth": ["ZH", "ZH"]}
    )
    assert holds(same, cantons) == [True, False]
    words = pl.DataFrame({"word": ["a", None], "other": ["a", "b"]})
    assert holds(conditions.Compare("word", "==", "other"), words) == [True, None]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_is_found_however_its_accents_are_written(form: Any):
    cases = pl.DataFrame({"word": [unicodedata.normalize(form, "Zürich"), "Zug"]})
    assert holds(conditions.OneOf("word", ("Zürich",)), cases) == [True, False]


@pytest.mark.parametrize(
    "amounts",
    [
        pl.DataFrame(
            {"cost": pl.Series(["1.50", "2.00"]).cast(pl.Decimal(12, 2)), "limit": [2, 2]}
        ),
        pl.DataFrame({"cost.rappen": [150, 200], "limit.rappen": [200, 200]}),
        pa.table({"cost.rappen": [150.0, 200.0], "limit": [2, 2]}),
    ],
)
def test_amounts_are_compared_in_whatever_they_are_counted(amounts: Any):
    assert holds(conditions.Compare("cost", "<", "limit"), amounts) == [True, False]
    assert holds(conditions.OneOf("cost", (Decimal("2.00"),)), amounts) == [False, True]
    assert holds(conditions.Range("cost", Decimal("1.51"), None), amounts) == [False, True]
    assert holds(conditions.Range("cost", None, Decimal("1.99")), amounts) == [True, False]


def test_none_of_several_is_one_condition():
    sets = pl.DataFrame({"registrations": [["rav"], [], None]})
    nobody = conditions.Members("registrations", ("rav",), 0, 0)
    facts = dict(zurich.program.facts)
    assert holds_in(zurich.program, nobody, sets, facts) == [False, True, None]


def test_members_are_counted_once_for_several_limits():
    two, three = (conditions.Members("registrations", None, low, None) for low in (2, 3))
    sets = pl.DataFrame({"registrations": [REGISTRATIONS[:2], REGISTRATIONS[:3], None]})
    facts = dict(zurich.program.facts)
    node = conditions.All((two, conditions.Not(three)))
    assert holds_in(zurich.program, node, sets, facts) == [True, False, None]


def test_an_amount_keeps_to_the_limits_of_its_fact():
    limited = Fact("cost", Domain("chf", at_least=0, at_most=100), NOTHING, NOTHING)
    cases = pa.table({"cost": [Decimal("99.00"), Decimal("100.01"), Decimal("-0.01")]})
    node = conditions.Range("cost", Decimal(1), None)
    assert holds_in(zurich.program, node, cases, {"cost": limited}) == [True]


def test_the_date_of_the_question_is_a_fact_like_others():
    today = Fact("today", Domain("date"), NOTHING, NOTHING, is_date=True)
    born = Fact("born", Domain("date"), NOTHING, NOTHING)
    age = Fact("age", Domain("int"), NOTHING, NOTHING, years_since="born", years_at="today")
    facts = {"today": today, "born": born, "age": age}
    days = [date(2024, 2, 29), date(2024, 2, 28)]
    cases = pa.table({"today": days, "born": [date(2004, 2, 29)] * 2})
    assert holds_in(zurich.program, conditions.Range("age", 20, 20), cases, facts) == [True]
    assert holds_in(zurich.program, conditions.Within("today", "same", "year"), cases, facts) == [
        True
    ]


def test_whole_francs_are_never_half():
    cases = pl.DataFrame({"cost": [1, 2]})
    assert holds(conditions.OneOf("cost", (Decimal("1.50"), Decimal("2.00"))), cases) == [
        False,
        True,
    ]
    assert holds(conditions.OneOf("cost", (Decimal("1.50"),)), cases) == [False, False]
    assert holds(conditions.Range("cost", Decimal("1.50"), Decimal("2.50")), cases) == [False, True]


def test_a_fact_that_a_scenario_derives_follows_where_no_column_says_it():
    derived = {"yes": conditions.OneOf("word", ("a",))}
    cases = pl.DataFrame({"word": ["a", "b", None, "b"], "yes": [None, None, None, True]})
    for value, wanted in ((True, [True, False, None, True]), (False, [False, True, None, False])):
        program = replace(zurich.program, derived=derived)
        assert holds_in(program, conditions.OneOf("yes", (value,)), cases) == wanted


# ------------------------------------------------------------------------------- single rows


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_a_row_of_any_form_is_a_case(kind: str):
    flags = {f"registrations.{one}": [one == "rav", None] for one in REGISTRATIONS}
    found = zurich.eligibility_frame(frame(kind, pa.table(flags)))
    assert found.case(0) == {"registrations": ["rav"]}
    assert found.case(1) == {}
    born = pa.table(
        {
            "person.birth_date": pa.array([86_400_000_000], pa.timestamp("us")),
            "person.age": pa.array([54.0]),
        }
    )
    youth = valais.ask_frame("oberwallis-youth", frame(kind, born))
    assert youth.case(0) == {"person.birth_date": date(1970, 1, 2), "person.age": 54}
    costs = lake().funding_frame(frame(kind, pa.table({"cost.amount.rappen": [1250]})))
    assert costs.case(0) == {"cost.amount": Decimal("12.50")}


def test_what_is_needed_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    assert refused(pl.DataFrame({"dossier": [1]})) == ["missing-library"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plus", ["P10D", "P2W", "P3M", "P1Y", None])
def test_a_deadline_is_any_stretch_after_a_date(kind: str, plus: str | None):
    policy = lake(A_XX_02="rolling")
    program = replace(policy.program, deadlines={"visit": DateOf("visit.last_on", plus)})
    day = date(2024, 1, 31)
    visits = frame(kind, pa.table({"number": [0], "visit.last_on": pa.array([day])}))
    asked = FrameQuestion(("visit",), give=("due",))
    situation = Situation({"visit.last_on": day}, date(2024, 6, 30))
    found = answer_frame(program, asked, visits, None, ["number"], situation)
    assert _day(rows_of(found.frame)[0]["visit:due"]) == due(program, "visit", situation)
    none = frame(kind, pa.table({"number": [0]}))
    unknown = answer_frame(program, asked, none, None, ["number"], situation)
    assert rows_of(unknown.frame)[0]["visit:due"] is None


def test_a_member_of_which_nothing_is_known_leaves_the_set_open():
    codes = zurich.program.facts["registrations"].codes
    columns = {f"registrations.{code}": pl.Series([False]) for code in codes}
    columns["registrations.rav"] = pl.Series([None], dtype=pl.Null)
    found = zurich.eligibility_frame(pl.DataFrame(columns)).frame
    assert found["eligibility:criterion:registered"].to_list() == ["open"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_says_which_edition_answered_where_that_is_asked(kind: str):
    native = frame(kind, pa.table({"number": [0, 1], "person.residence.canton": ["ZH", "SG"]}))
    told = zurich.eligibility_frame(native, give=["verdict", "edition"])
    own = [(row["iiz:edition"], row["iiz:digest"]) for row in rows_of(told.frame)]
    assert own == [(zurich.program.edition, zurich.program.digest)] * 2
    assert (told.edition, told.digest, told.on) == (*own[0], zurich.on)
    assert not {"iiz:edition", "iiz:digest"} & {*rows_of(zurich.eligibility_frame(native).frame)[0]}


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_is_asked_about_as_of_its_own_day_by_the_edition_then_in_force(kind: str):
    """Before the first edition none is in force, and an age is that of the day."""
    days = [date(2024, 3, 5), date(2014, 3, 31), date(2024, 3, 6), date(2024, 3, 5)]
    told = {"number": range(4), "asked_on": pa.array(days, pa.date32())}
    cases = frame(kind, pa.table(told | {"person.residence.canton": ["ZH", "SG", "SG", "SG"]}))
    own = iiz.load("zurich", on="2024-03-05", outside="answered")
    parts = own.by_day(cases, "asked_on")
    assert [policy.on for policy, _ in parts] == sorted({*days})
    rows: dict[int, dict[str, Any]] = {}
    for policy, part in parts:
        answers = policy.eligibility_frame(part, give=["verdict", "edition"])
        rows |= {row["number"]: row for row in rows_of(answers.frame)}
    assert [rows[n][VERDICT] for n in range(4)] == ["open", "open", "no", "no"]
    assert [rows[n]["iiz:edition"] for n in range(4)] == ["2014-04-01", "none", *["2014-04-01"] * 2]


@pytest.mark.parametrize("days", [["2024-03-05", None], ["2024-03-05", "5.3.2024"]])
def test_a_row_without_a_day_is_not_asked_about_as_of_another(days: list[str | None]):
    with pytest.raises(iiz.UsageError):
        zurich.by_day(pl.DataFrame({"asked_on": days}), "asked_on")
    with pytest.raises(iiz.UsageError, match="no-column"):
        zurich.by_day(pl.DataFrame({"asked_on": days}), "asked-on")
    moments = pd.DataFrame({"asked_on": pd.to_datetime(["2024-03-05T09:00", "2024-03-05T10:00"])})
    [(policy, rows)] = zurich.by_day(moments, "asked_on")
    assert (policy.on, len(rows)) == (date(2024, 3, 5), 2)
