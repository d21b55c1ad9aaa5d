"""How each type of fact is read: exactly, or not at all."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.findings.names import near, shown
from iiz_rules.language.dates import completed_years, shift
from iiz_rules.language.values import LARGEST, Domain, Problem, read_value

LETTERS = Domain("codes", frozenset("ABC"))


class Letter(str, Enum):  # noqa: UP042 – its text is not its value, unlike with StrEnum
    A = "A"


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        ("bool", False, False),
        ("judgement", True, True),
        ("int", 0, 0),
        ("int", -LARGEST, -LARGEST),
        ("chf", 1500, Decimal("1500.00")),
        ("chf", "1500.5", Decimal("1500.50")),
        ("chf", Decimal("0.05"), Decimal("0.05")),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("date", date(2024, 2, 29), date(2024, 2, 29)),
        ("text", "Zu\u0308rich", "Zürich"),
    ],
)
def test_a_value_is_read_exactly(type_: str, raw: object, value: object) -> None:
    assert read_value(raw, Domain(type_)) == value


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        ("bool", 1),
        ("bool", "true"),
        ("int", True),
        ("int", 40.0),
        ("int", "40"),
        ("chf", 0.1),
        ("chf", True),
        ("chf", "1'500.00"),
        ("chf", "1.005"),
        ("chf", "1e3"),
        ("chf", Decimal("NaN")),
        ("chf", Decimal("Infinity")),
        ("date", "05.03.2024"),
        ("date", 20240305),
        ("date", datetime(2024, 3, 5, tzinfo=UTC)),
        ("text", 5),
        ("text", "x" * 20_000),
        ("code", 5),
        ("codes", "A"),
        ("codes", {"A": True}),
        ("codes", 5),
    ],
)
def test_what_is_not_of_the_type_is_refused(type_: str, raw: object) -> None:
    found = read_value(raw, Domain(type_, frozenset("ABC")))
    assert isinstance(found, Problem)
    assert found.code == "wrong-type"


@pytest.mark.parametrize(
    ("raw", "domain", "code"),
    [
        ("2025-02-30", Domain("date"), "impossible-date"),
        (131, Domain("int", at_most=130), "out-of-range"),
        (-1, Domain("int", at_least=0), "out-of-range"),
        (LARGEST + 1, Domain("int"), "out-of-range"),
        ("a", Domain("code", frozenset("ABC")), "unknown-code"),
        (["A", "D"], LETTERS, "unknown-code"),
        (["A", "A"], LETTERS, "duplicate-member"),
        (["A"] * 10_001, LETTERS, "case-too-large"),
    ],
)
def test_what_cannot_be_right_says_why(raw: object, domain: Domain, code: str) -> None:
    found = read_value(raw, domain)
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize("members", [["A", "B"], ("B", "A"), {"A", "B"}, frozenset("AB")])
def test_a_set_may_come_as_any_collection(members: object) -> None:
    assert read_value(members, LETTERS) == frozenset("AB")


def test_a_member_of_the_callers_enumeration_becomes_its_text() -> None:
    value = read_value(Letter.A, Domain("code", frozenset("ABC")))
    assert type(value) is str
    assert value == "A"


def test_a_value_in_a_message_is_one_short_printable_line() -> None:
    assert shown("a\x1b[31m\nb") == "a�[31m↵b"
    assert [shown(raw) for raw in (None, True, {"a": 1}, [1], "x" * 100)] == [
        "null",
        "true",
        "{…}",
        "[…]",
        "x" * 60 + "…",
    ]


def test_a_suggestion_is_close_or_is_none() -> None:
    assert near("regsitrations", ["registrations", "person.age"]) == "registrations"
    assert near("ZH", ["zh"]) == "zh"
    assert near("x" * 300, ["registrations"]) == ""
    assert near("completely different", ["registrations"]) == ""


@given(st.dates(), st.integers(0, 9999), st.sampled_from("DWMY"))
def test_a_duration_forth_never_goes_back(day: date, count: int, unit: str) -> None:
    assert shift(day, f"P{count}{unit}") >= day >= shift(day, f"P{count}{unit}", -1)


def test_a_duration_has_one_form() -> None:
    with pytest.raises(ValueError, match="P1H"):
        shift(date(2024, 1, 1), "P1H")


@given(st.dates(), st.dates())
def test_an_age_grows_by_one_on_each_birthday(born: date, on: date) -> None:
    years = completed_years(born, on)
    leap = (born.month, born.day) == (2, 29)
    if leap or not 1 <= born.year + years + 1 <= date.max.year or born.year + years < 1:
        return
    assert born.replace(year=born.year + years) <= on < born.replace(year=born.year + years + 1)


@pytest.mark.parametrize(
    ("raw", "type_", "meant"),
    [
        ("Ja", "bool", "true"),
        ("non", "bool", "false"),
        ("true", "bool", "true"),
        ("1.3.2026", "date", "2026-03-01"),
        ("1'500.00", "chf", "1500.00"),
        ("16", "int", "16"),
        ("rav", "codes", "[rav]"),
        ("vielleicht", "bool", ""),
        ("1.3.26", "date", ""),
        ("1,500.00", "chf", ""),
        ("rav, sva", "codes", ""),
    ],
)
def test_how_a_value_of_another_type_is_written_is_said_where_that_is_sure(
    raw: str, type_: str, meant: str
) -> None:
    read = read_value(raw, Domain(type_, frozenset({"rav", "sva"})))
    assert isinstance(read, Problem)
    assert read.words.get("near", "") == meant
    hidden = read_value(raw, Domain(type_, sensitive=True))
    assert isinstance(hidden, Problem)
    assert not hidden.words.get("near")
