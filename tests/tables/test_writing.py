"""What is written is whole or not there, and never computed; own values stay what they are."""

import json
import os
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.language.text.putting import check_apart
from iiz_rules.tables import formats
from iiz_rules.tables.plain import FORMULA, harmless, text_of
from iiz_rules.tables.table import read_table
from iiz_rules.tables.writing import Writer, save

KINDS = ("csv", "xlsx", "ndjson", "parquet")
ODD: dict[str, Any] = {
    "bytes": b"\xff",
    "struct": {"a": 1},
    "numbers": [1, 2],
    "duration": timedelta(days=1),
    "zone": datetime(2024, 1, 1).astimezone(),
    "old": date(1850, 1, 1),
    "large": 2**60 + 1,
    "not a number": float("nan"),
    "control": "a\x01b",
    "precise": Decimal("0.1000000000000000000000001"),
}


def write(path: Path, columns: dict[str, Any]) -> Path:
    with Writer(path) as writer:
        writer.write(columns)
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_what_a_kind_of_file_has_no_type_for_becomes_text(tmp_path: Path, kind: str, value: Any):
    path = write(tmp_path / f"t.{kind}", {"a": ["x"], "own": [value]})
    columns = read_table(path).columns
    [read] = columns.get("own", columns.get("own.a", []))
    assert str(read).replace("_x0001_", "\x01")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_two_columns_stay_two_where_an_apostrophe_makes_them_alike(tmp_path: Path, kind: str):
    table = read_table(write(tmp_path / f"t.{kind}", {"=a": ["1"], "'=a": ["2"], "''=a": ["3"]}))
    assert {name: cells[0] for name, cells in table.columns.items()} == {
        "'''=a": "1",
        "'=a": "2",
        "''=a": "3",
    }


LIMITS = {"MOST_ROWS": {"a": ["x"] * 9}, "MOST_COLUMNS": {str(n): ["x"] for n in range(9)}}


@pytest.mark.parametrize("limit", LIMITS)
def test_what_a_sheet_does_not_hold_is_refused_and_not_left_out(
    tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
):
    path, columns = tmp_path / "t.xlsx", LIMITS[limit]
    monkeypatch.setattr(formats, limit, 8)
    with pytest.raises(iiz.UsageError, match="too-large-for-workbook"):
        write(path, columns)
    assert not path.exists()


def test_a_long_text_is_refused_and_not_cut(tmp_path: Path):
    write(tmp_path / "fits.xlsx", {"a": ["x" * 32_767]})
    with pytest.raises(iiz.UsageError, match="too-large-for-workbook"):
        write(tmp_path / "t.xlsx", {"a": ["=" + "x" * 32_766]})
    assert [path.name for path in tmp_path.iterdir()] == ["fits.xlsx"]


@pytest.mark.parametrize("kind", ["xlsx", "ndjson"])
def test_values_come_back_as_they_were(tmp_path: Path, kind: str):
    own: dict[str, Any] = {"n": 17, "f": 1.5, "b": True, "t": "x", "minus": -5}
    own |= {"d": date(2024, 3, 5)} if kind == "xlsx" else {"l": ["a", "b"]}
    path = write(tmp_path / f"t.{kind}", {name: [value] for name, value in own.items()})
    table = read_table(path)
    read = {name: cells[0] for name, cells in table.columns.items()}
    assert {name: float(value) if name == "f" else value for name, value in read.items()} == own


def test_a_number_keeps_its_minus_sign_and_a_text_gets_an_apostrophe(tmp_path: Path):
    path = write(tmp_path / "t.csv", {"a": [-5, "-5", "=1", None, ["=x"], "\t1"]})
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines == ["a", "-5", "'-5", "'=1", "", "'=x", "'\t1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0**53 - 1, "9007199254740991"),
        (2.0**53, "9007199254740992.0"),  # from here on it may have been another one
        ([1, [2]], "[1, [2]]"),
        ([1, "a"], "1|a"),
        ([None], "[null]"),  # no empty list
        (["a", ""], '["a", ""]'),
    ],
)
def test_a_text_says_no_more_than_the_value(value: Any, text: str):
    assert text_of(value) == text


@given(st.text(max_size=6))
def test_what_is_harmless_begins_no_formula_and_keeps_every_sign(text: str):
    safe = harmless(text)
    assert not FORMULA.match(safe)
    assert safe in (text, f"'{text}")


@given(st.text(st.sampled_from(" \t\r\n\u00a0\u3000"), max_size=3), st.sampled_from("=+-@＝＠"))  # noqa: RUF001
def test_blanks_before_a_formula_do_not_hide_it(blanks: str, sign: str):
    assert harmless(f"{blanks}{sign}1") == f"'{blanks}{sign}1"


def interrupted(path: Path) -> None:
    with Writer(path) as writer:
        writer.write({"a": [1]})
        raise KeyboardInterrupt


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_leaves_the_former_file_and_nothing_beside(tmp_path: Path, kind: str):
    path = tmp_path / f"t.{kind}"
    path.write_text("former", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert path.read_text("utf-8") == "former"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_takes_its_place_when_all_of_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
):
    safe: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: safe.append(os.fstat(file).st_size))
    path = write(tmp_path / f"t.{kind}", {"a": ["x"]})
    assert safe == [path.stat().st_size]


def test_a_file_that_cannot_be_written_is_a_finding(tmp_path: Path):
    for name, code in [("none/t.csv", "unwritable-file"), ("t.txt", "wrong-argument")]:
        with pytest.raises(iiz.UsageError, match=code):
            save(pl.DataFrame({"a": [1]}), tmp_path / name)


@pytest.mark.parametrize("link", [None, "symlink_to", "hardlink_to"])
def test_nothing_is_written_onto_what_is_read(tmp_path: Path, link: str | None):
    source = target = tmp_path / "a.csv"
    source.write_text("a", "utf-8")
    if link:
        target = tmp_path / "b.csv"
        getattr(target, link)(source)
    with pytest.raises(iiz.UsageError, match="output-is-input"):
        check_apart(target, [source])
    check_apart(tmp_path / "c.csv", [source])


def test_many_chunks_make_one_file_with_one_heading(tmp_path: Path):
    for kind in KINDS:
        with Writer(tmp_path / f"t.{kind}") as writer:
            for number in range(3):
                writer.write({"a": pl.Series([number])})
        assert [int(cell) for cell in read_table(tmp_path / f"t.{kind}").columns["a"]] == [0, 1, 2]


def test_ndjson_is_json_line_by_line(tmp_path: Path):
    path = write(tmp_path / "t.ndjson", {"a": [Decimal("1.5"), float("inf"), date(2024, 1, 1)]})
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines == [{"a": 1.5}, {"a": "inf"}, {"a": "2024-01-01"}]
