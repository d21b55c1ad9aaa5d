"""`policy.read_table`: what people write in tables, from Python, as the frame that is asked."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import iiz_rules as iiz
from tests.tables.ways import ZURICH

CANTON = "Kanton des Hauptwohnsitzes"
ROWS = [
    {"Dossier": 7, CANTON: "St. Gallen", "registrations": "rav|sva", "seit": "31.12.2025"},
    {"Dossier": 8, CANTON: "Paris", "registrations": "offen", "seit": ""},
    {"Dossier": 9, CANTON: "ZH", "registrations": "rav", "seit": None},
]
KINDS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "rows": list,
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "arrow": pa.Table.from_pylist,
}


@pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)
def test_words_are_read_and_what_is_none_is_told_with_its_row(made: Callable[..., Any]):
    rows = ZURICH.read_table(made(ROWS))
    assert rows.own == ["row", "Dossier", "seit"]
    assert rows.frame.drop("seit").to_dicts() == [
        {
            "row": row,
            "Dossier": dossier,
            "person.residence.canton": canton,
            "registrations": registrations,
        }
        for row, dossier, canton, registrations in (
            (2, 7, "SG", ["rav", "sva"]),
            (4, 9, "ZH", ["rav"]),
        )
    ]
    [found] = rows.findings
    assert (found.code, found.place.line, found.words["column"]) == ("bad-cell", 3, CANTON)
    assert repr(rows) == "<CaseRows: 2 read, 1 faults>"
    answers = ZURICH.eligibility_frame(rows.frame, keep=rows.own)
    assert answers.frame["eligibility:verdict"].to_list() == ["no", "open"]


def test_the_answers_are_those_of_single_cases():
    [row] = ZURICH.read_table([{CANTON: "Zürich", "registrations": "rav"}]).frame.to_dicts()
    case = {name: value for name, value in row.items() if name != "row"}
    assert case == {"person.residence.canton": "ZH", "registrations": ["rav"]}
    assert ZURICH.eligibility(case).verdict is iiz.Truth.OPEN


def test_a_heading_that_is_like_a_fact_is_asked_about_unless_it_is_said_to_be_ones_own():
    table = [{CANTON: "SG", "registration": 5}]
    with pytest.raises(iiz.UsageError, match="unknown-column"):
        ZURICH.read_table(table)
    rows = ZURICH.read_table(table, own=["registration"])
    assert ZURICH.eligibility_frame(rows.frame, keep=rows.own).frame["registration"].to_list() == [
        5
    ]


def test_columns_of_ones_own_keep_one_type_or_become_texts():
    table = [
        {CANTON: "SG", "row": 2**70, "n": 1, "x": 1},
        {CANTON: "SG", "row": 2, "n": 2, "x": "a"},
    ]
    rows = ZURICH.read_table(table)
    assert rows.own == ["row:number", "row", "n", "x"]
    assert rows.frame["n"].to_list() == [1, 2]
    assert rows.frame["x"].to_list() == ["1", "a"]
    assert rows.frame["row"].to_list() in ([2**70, 2], [str(2**70), "2"])


def test_half_a_character_is_the_fault_of_its_row():
    rows = ZURICH.read_table([{CANTON: "SG", "name": "\ud800"}, {CANTON: "SG", "name": "x"}])
    assert rows.frame["row"].to_list() == [3]
    assert [(found.code, found.place.line) for found in rows.findings] == [("broken-row", 2)]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (pa.table({"own": pa.array([Decimal(5)], pa.decimal256(50, 0))}), "unreadable-file"),
        (pa.table([[1], [2]], names=[CANTON, CANTON]), "column-twice"),
        (pa.table({"Wohnort": ["Chur"]}), "no-fact-column"),
        (iter([]), "wrong-argument"),
        ({CANTON: ["SG"]}, "wrong-argument"),
        (None, "wrong-argument"),
    ],
)
def test_what_is_no_table_is_refused(table: Any, code: str):
    with pytest.raises(iiz.UsageError) as refused:
        ZURICH.read_table(table)
    assert [found.code for found in refused.value.findings] == [code]
