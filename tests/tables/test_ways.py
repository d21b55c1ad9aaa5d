"""A table says the same, whatever kind of file it is and whichever way it comes in."""

from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.findings.registry import remedy
from iiz_rules.tables import delimited
from iiz_rules.tables.reading import chunks
from tests.effort import sampled
from tests.tables.ways import FIRST, KINDS, WAYS, Way, book, written

every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
EACH = [*product(WAYS, KINDS)]
every_way_and_kind = pytest.mark.parametrize(
    ("way", "kind"),
    sampled(
        [pytest.param(WAYS[way], kind, id=f"{kind}-{way}") for way, kind in product(WAYS, KINDS)], 3
    ),
)
"""So that each way and each kind has its turn in an ordinary run as well."""


@every_way_and_kind
def test_every_row_of_every_kind_of_file_is_used(tmp_path: Path, way: Way, kind: str):
    path = written(tmp_path, kind, [way.row("100.00"), way.row("0.05")])
    assert (way.read(path).used, way.read(path).findings) == (2, ())


@every_way_and_kind
def test_a_table_may_have_a_single_row(tmp_path: Path, way: Way, kind: str):
    path = written(tmp_path, kind, [way.row("100.00")])
    assert (way.read(path).used, way.read(path).findings) == (1, ())


NO_AMOUNTS = ("x", "NaN", "1,500", "=1+1", "100.005", "1e3", "٣٤")
AMOUNTS = ("1'500.00", "CHF 1500.–", "1 500,00", "1500", "1500.0")


@every_way_and_kind
def test_what_is_no_amount_is_named_with_row_and_column(tmp_path: Path, way: Way, kind: str):
    cells = ("1.00", *NO_AMOUNTS)
    told = way.read(written(tmp_path, kind, [way.row(cell) for cell in cells]))
    assert told.rows == [(FIRST[kind] + n, "bad-cell") for n in range(1, len(cells))]
    for finding in told.findings:
        assert finding.words["column"] == way.amount
        assert finding.place.column == list(way.row("")).index(way.amount) + 1


@every_way_and_kind
def test_amounts_are_read_as_people_here_write_them(tmp_path: Path, way: Way, kind: str):
    told = way.read(written(tmp_path, kind, [way.row(cell) for cell in AMOUNTS]))
    assert (told.rows, told.used) == ([], len(AMOUNTS))


@every_way_and_kind
def test_an_amount_that_is_not_known_is_never_nought(tmp_path: Path, way: Way, kind: str):
    path = written(tmp_path, kind, [way.row("1.00"), way.row("?"), way.row(None, note="x")])
    first = FIRST[kind]
    if way in (WAYS["batch"], WAYS["python"], WAYS["impact"]):
        assert way.read(path).rows == []  # a case may lack its amount: its answer is open then
        return
    code = "missing-cell" if way is WAYS["ledger"] else "no-cost"
    assert way.read(path).rows == [(first + 1, code), (first + 2, code)]


@every_way_and_kind
def test_a_column_of_ones_own_may_have_any_name(tmp_path: Path, way: Way, kind: str):
    own = {"row": "7", "#": "x", "on": "y", "fault": "z"}
    path = written(tmp_path, kind, [way.row("1.00", **own), way.row("x", **own)])
    assert [row for row, _ in way.read(path).rows] == [FIRST[kind] + 1]


@every_way
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_are_numbered_as_people_see_them(tmp_path: Path, way: Way, kind: str):
    rows = [way.row("1.00"), {}, {}, way.row("x"), dict.fromkeys(way.row(""), " "), way.row("y")]
    path = written(tmp_path, kind, rows)
    assert [row for row, _ in way.read(path).rows] == [5, 7]


@every_way
def test_a_cell_of_several_lines_is_one_row(tmp_path: Path, way: Way):
    names = ";".join(way.row(""))
    good = ";".join(map(str, way.row("1.00").values()))
    bad = ";".join(map(str, way.row("x").values()))
    path = tmp_path / "table.csv"
    path.write_text(f'{names};"note\n(internal)"\n{good};"a\nb\nc"\n{bad};\n', "utf-8")
    assert [row for row, _ in way.read(path).rows] == [3]


@every_way
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{names};note\n{good};a\n{good};"b\n{good};c\n', 3),
        ('{names};note\n{good};a\n{good};"b"c\n', 3),
        ('{names};"note\n{good};a\n', 1),
    ],
)
def test_a_quotation_mark_that_is_never_closed_is_named(
    tmp_path: Path, way: Way, text: str, line: int
):
    good = ";".join(map(str, way.row("1.00").values()))
    path = tmp_path / "table.csv"
    path.write_text(text.format(names=";".join(way.row("")), good=good), "utf-8")
    finding = refused(way, path)
    assert (finding.code, finding.place.line) == ("broken-file", line)


@every_way
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_text_in_another_encoding_is_named_as_that(tmp_path: Path, way: Way, encoding: str):
    path = tmp_path / "table.csv"
    text = ";".join(way.row("")) + ";note\n" + ";".join(map(str, way.row("1").values())) + ";ü\n"
    path.write_bytes(text.encode(encoding))
    reason = str(refused(way, path).words["reason"])
    assert encoding.upper().replace("CP1252", "CP-1252") in reason


@every_way
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "sep={}\n", '\ufeff"sep={}"\r\n'])
def test_the_separator_is_found_or_told(tmp_path: Path, way: Way, separator: str, start: str):
    rows = [[*way.row("")], [*way.row("1.00").values()], [*way.row("x").values()]]
    text = "\n".join(separator.join(row) for row in rows)
    path = tmp_path / "table.csv"
    path.write_text(start.format(separator) + text, "utf-8")
    assert [row for row, _ in way.read(path).rows] == [3]


def test_a_separator_between_quotation_marks_is_text(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text('"day; month; year",amount\n1,2\n', "utf-8")
    [table] = chunks(path, "--batch")
    assert list(table.columns) == ["day; month; year", "amount"]


@every_way
@pytest.mark.parametrize("before", ["\n\n", ";;;\r\n", " \n"])
def test_blank_lines_before_the_heading_are_passed_over(tmp_path: Path, way: Way, before: str):
    rows = [[*way.row("")], [*way.row("1.00").values()], [*way.row("x").values()]]
    path = tmp_path / "table.csv"
    path.write_text(before + "\n".join(";".join(row) for row in rows), "utf-8")
    assert [row for row, _ in way.read(path).rows] == [before.count("\n") + 3]


@every_way
def test_why_a_file_is_no_table_is_the_true_reason_with_its_own_remedy(tmp_path: Path, way: Way):
    heading, path = ";".join(way.row("")), tmp_path / "table.csv"
    told = set()
    for data, why in [
        (f"{heading};n\n".encode("utf-16-le"), "UTF-16"),
        (f"{heading};ü\n".encode("cp1252"), "CP-1252"),
        (f"{heading};n\n;;;{'x' * 200_000}\n".encode(), "far too long"),
        (f'{heading};n\n;;;"x\n'.encode(), "does not match"),
        (b"\n \n", "no row names"),
    ]:
        path.write_bytes(data)
        finding = refused(way, path)
        assert why in finding.words["reason"]["en"]
        told.add(remedy(finding, "en"))
    assert len(told) == 5


def test_how_far_a_file_is_read_is_asked_every_thousand_rows(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("amount\n" + "1.00\n" * 2_500, "utf-8")
    done = [row.done for row in delimited.rows(path)]
    assert (done[998], done[999]) == (0.0, done[1998])
    assert 0 < done[999] <= done[1999] == done[-1] <= 1


@every_way
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_two_columns_of_one_name_are_refused(tmp_path: Path, way: Way, kind: str):
    names, cells = [*way.row(""), "note", "note"], [*way.row("1.00").values(), "a", "b"]
    path = tmp_path / f"table.{kind}"
    if kind == "csv":
        path.write_text(f"{';'.join(names)}\n{';'.join(map(str, cells))}\n", "utf-8")
    elif kind == "xlsx":
        book(path, [names, cells])
    else:
        twice_in_parquet(path, names, cells)
    assert refused(way, path).code == "column-twice"


def twice_in_parquet(path: Path, names: list[str], cells: list[Any]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_arrays([pa.array([cell]) for cell in cells], names), path)


@every_way
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_without_a_heading_is_named(tmp_path: Path, way: Way, kind: str):
    path = tmp_path / f"table.{kind}"
    rows = [[*way.row("")], [*way.row("1.00").values(), "lost"], [*way.row("1.00").values(), ""]]
    if kind == "csv":
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), "utf-8")
    else:
        book(path, rows)
    assert way.read(path).rows == [(2, "too-many-cells")]


@every_way_and_kind
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PAR1\x00\x00PAR1", b"\xd0\xcf\x11\xe0", b"{"]
)
def test_a_file_that_is_none_is_a_finding(tmp_path: Path, way: Way, kind: str, data: bytes):
    path = tmp_path / f"table.{kind}"
    path.write_bytes(data)
    with suppress(iiz.UsageError):
        assert way.read(path).used == 0


def refused(way: Way, path: Path) -> Any:
    with pytest.raises(iiz.UsageError) as error:
        way.read(path)
    [finding] = error.value.findings
    return finding
