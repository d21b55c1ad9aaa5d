"""`iiz assess --batch`: a file of cases in, a file of answers out."""

import errno
import json
import os
import re
import stat
import weakref
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
import xlsxwriter
from python_calamine import load_workbook

from iiz_rules.cli.screen import Progress
from iiz_rules.tables import reading
from iiz_rules.tables.source import Table
from tests.cli.terminal import Terminal

HEADING = "dossier;person.residence.canton;person.employable;registrations"
CASES = [
    {"dossier": "a", "person": {"residence": {"canton": "SG"}}, "registrations": ["rav"]},
    {"dossier": "b", "person.residence.canton": "ZH", "person.employable": True},
    {"dossier": "c", "registrations": []},
]
VERDICTS = [("a", "no"), ("b", "open"), ("c", "no")]


def assess(terminal: Terminal, source: str, output: str, *more: str):
    how = ("--canton", "zurich", "--on", "2024-03-05", *more)
    return terminal.iiz("assess", "--batch", source, "-o", output, *how)


def answers(path: Path) -> list[tuple[str, str]]:
    if path.suffix == ".csv":
        frame = pl.read_csv(path, separator=";")
    elif path.suffix == ".parquet":
        frame = pl.read_parquet(path)
    elif path.suffix == ".ndjson":
        frame = pl.read_ndjson(path)
    else:
        heading, *rows = load_workbook(path).get_sheet_by_index(0).to_python()
        frame = pl.DataFrame(rows, schema=[str(name) for name in heading], orient="row")
    return frame.select("dossier", "eligibility:verdict").rows()


def workbook(path: Path, rows: list[list[str | None]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [cell or "" for cell in row])


def written(terminal: Terminal, kind: str) -> str:
    """The same cases as a file of each kind."""
    name = f"cases.{kind}"
    path = terminal.folder / name
    rows = ["a;SG;;rav", "b;ZH;ja;", "c;;;[]"]
    cells = [[cell or None for cell in row.split(";")] for row in (HEADING, *rows)]
    if kind == "csv":
        terminal.file(name, "\n".join([HEADING, *rows]))
    elif kind == "ndjson":
        terminal.file(name, "\n".join(json.dumps(case) for case in CASES))
    elif kind == "xlsx":
        workbook(path, cells)
    else:
        frame = pl.DataFrame(
            {
                "dossier": ["a", "b", "c"],
                "person.residence.canton": ["SG", "ZH", None],
                "person.employable": [None, True, None],
                "registrations": [["rav"], None, []],
            }
        )
        frame.write_parquet(path)
    return name


@pytest.mark.parametrize("kind", ["csv", "ndjson", "xlsx", "parquet"])
@pytest.mark.parametrize("into", ["csv", "ndjson", "xlsx", "parquet"])
def test_every_kind_of_file_is_read_and_written(terminal: Terminal, kind: str, into: str):
    done = assess(terminal, written(terminal, kind), f"out.{into}")
    assert (done.code, done.err) == (0, "")
    assert "Zeilen beantwortet: 3" in done.out
    assert answers(terminal.folder / f"out.{into}") == VERDICTS
    assert sorted(path.name for path in terminal.folder.iterdir()) == [
        f"cases.{kind}",
        f"out.{into}",
    ]


USELESS: list[tuple[str, ...]] = [
    ("--known-on", "2024-03-01"),
    ("--format", "json"),
    ("--format", "text"),
    ("--exit-verdict",),
    ("--full",),
    ("--all",),
    ("another.yaml",),
]


@pytest.mark.parametrize("more", USELESS)
def test_what_a_table_has_no_use_for_is_refused(terminal: Terminal, more: tuple[str, ...]):
    """A cell does not say when it was learned, and a single case is none of the rows."""
    done = assess(terminal, written(terminal, "csv"), "out.csv", *more)
    code = "clashing-options" if more[0].startswith("--") else "extra-argument"
    assert (done.code, code in done.err, f"`{more[0]}`" in done.err) == (2, True, True)
    assert not (terminal.folder / "out.csv").exists()


def test_a_rule_is_answered_with_all_that_belongs_to_it(terminal: Terminal):
    done = assess(terminal, written(terminal, "csv"), "out.csv", "--rule", "eligibility")
    assert done.code == 0
    columns = pl.read_csv(terminal.folder / "out.csv", separator=";").columns
    assert columns[:3] == ["row", "dossier", "eligibility:verdict"]
    assert {"eligibility:criterion:residence", "eligibility:missing"} <= set(columns)
    assert not [name for name in columns if name.startswith("exchange")]


def test_rows_that_cannot_be_right_are_listed_with_number_and_reason(terminal: Terminal):
    rows = [
        HEADING,
        "a;XX;;",
        "b;ZH;vielleicht;",
        "c;ZH;ja;rav|rav",
        "d;ZH;ja;rav",
        "e;ZH;ja;rav;?",
    ]
    terminal.file("cases.csv", "\n".join(rows))
    done = assess(terminal, "cases.csv", "out.csv")
    assert done.code == 1
    assert "Zeilen nicht beantwortet: 4" in done.err
    assert "cases.csv:2:2: Fehler[bad-cell]" in done.err
    left = pl.read_csv(terminal.folder / "out.rejected.csv", separator=";")
    assert left["row"].to_list() == [2, 3, 4, 6]
    assert left["code"].to_list() == ["bad-cell", "bad-cell", "bad-cell", "too-many-cells"]
    assert answers(terminal.folder / "out.csv") == [("d", "open")]


def test_an_age_that_contradicts_the_date_of_birth_is_listed(terminal: Terminal):
    terminal.file("cases.csv", "person.birth_date;person.age\n2004-02-29;20\n2004-02-29;31\n")
    how = ("--canton", "valais", "--on", "2024-03-05")
    done = terminal.iiz("assess", "--batch", "cases.csv", "-o", "out.csv", *how)
    assert done.code == 1
    assert "cases.csv:3:1: Fehler[impossible-row]" in done.err
    assert pl.read_csv(terminal.folder / "out.csv", separator=";")["row"].to_list() == [2]


def test_a_column_with_the_day_of_each_row_is_said_not_to_be_read(terminal: Terminal):
    """A portfolio would answer each row as of its day."""
    table = terminal.file("a.csv", "dossier;date;person.birth_date\n1;2010-01-01;2000-01-01\n")
    asked = ("assess", "--batch", table, "--canton", "valais", "--on", "2024-03-05")
    done = terminal.iiz(*asked, "-o", terminal.folder / "o.ndjson")
    assert done.code == 0
    assert "a.csv:1:2: Warnung[day-passed-over] die Spalte `date` wird nicht gelesen" in done.err
    named = terminal.file("b.csv", table.read_text().replace("date;", "eintritt;"))
    done = terminal.iiz(*asked[:2], named, *asked[3:], "-o", terminal.folder / "o.ndjson")
    assert "Warnung" not in done.err


def test_what_spreadsheets_make_of_a_table_is_read(terminal: Terminal):
    """A byte order mark, separators at the end of each line, short and blank lines, line ends."""
    lines = [f"{HEADING};;", "a;SG;;rav;;", "b;ZH", "", "c;;;[];;"]
    for number, separator in enumerate([";", ",", "\t"]):
        text = "\r\n".join(lines).replace(";", separator)
        terminal.file(f"{number}.csv", b"\xef\xbb\xbf" + text.encode())
        done = assess(terminal, f"{number}.csv", "out.csv")
        assert (done.code, done.err) == (0, "")
        assert answers(terminal.folder / "out.csv") == VERDICTS


def test_a_quotation_mark_that_does_not_match_is_named_with_its_line(terminal: Terminal):
    terminal.file("cases.csv", f'{HEADING}\na;ZH;;\n"b"c;ZH;;\n')
    assert "cases.csv:3:1: Fehler[broken-file]" in assess(terminal, "cases.csv", "out.csv").err


@pytest.mark.parametrize("kind", ["csv", "ndjson", "xlsx", "parquet"])
def test_of_no_rows_there_are_no_answers_but_a_heading(terminal: Terminal, kind: str):
    written(terminal, kind)
    name = f"cases.{kind}"
    if kind == "csv":
        terminal.file(name, HEADING)
    elif kind == "ndjson":
        terminal.file(name, "")
    elif kind == "xlsx":
        workbook(terminal.folder / name, [list(HEADING.split(";"))])
    else:
        pl.read_parquet(terminal.folder / name).clear().write_parquet(terminal.folder / name)
    for into in ("csv", "parquet"):
        done = assess(terminal, name, f"out.{into}")
        assert done.code == 0
        assert "Zeilen beantwortet: 0" in done.out
    assert "eligibility:verdict" in pl.read_parquet(terminal.folder / "out.parquet").columns


NUMBERS = ["NaN", "1e400", "9" * 30, "-1", "20.0", "20.5", "+20", "٣٤", "=20", "0x14", "1_0", "131"]


def test_what_is_no_number_is_none(terminal: Terminal):
    terminal.file("cases.csv", "\n".join(["person.age", "20", *NUMBERS, " 20 ", "?", ""]))
    how = ("--canton", "valais", "--on", "2024-03-05", "--rule", "oberwallis-youth")
    done = terminal.iiz("assess", "--batch", "cases.csv", "-o", "out.csv", *how)
    assert done.code == 1
    assert f"Zeilen nicht beantwortet: {len(NUMBERS)}" in done.err
    found = pl.read_csv(terminal.folder / "out.csv", separator=";")
    assert found["row"].to_list() == [2, 15, 16]
    assert found["oberwallis-youth:criterion:age"].to_list() == ["yes", "yes", "open"]


LINES = ['{"a": "\\ud800"}', '{"person": {"age": NaN}}', '{"a":' * 100_000]
LINES += ['{"person": {"age": ' + "9" * 5_000 + "}}", '{"person": {"age": 1e400}}', "nul\0"]


def test_hostile_lines_are_listed_and_the_others_answered(terminal: Terminal):
    terminal.file("cases.ndjson", "\n".join([*LINES, '{"person": {"age": 20}}']))
    how = ("--canton", "valais", "--on", "2024-03-05", "--rule", "oberwallis-youth")
    done = terminal.iiz("assess", "--batch", "cases.ndjson", "-o", "out.csv", *how)
    assert done.code == 1
    left = pl.read_csv(terminal.folder / "out.rejected.csv", separator=";")
    assert sorted(left["row"].to_list()) == list(range(1, len(LINES) + 1))


def test_only_a_few_chunks_are_in_memory_however_long_the_file_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    chunks = reading.chunks
    alive: list[weakref.ref[Table]] = []
    most = []

    def watched(path: Path, _: str) -> Iterator[Table]:
        for chunk in chunks(path, "--batch", 10):
            alive.append(weakref.ref(chunk))
            most.append(sum(one() is not None for one in alive))
            yield chunk
            del chunk

    terminal.file("cases.csv", "\n".join([HEADING, *["a;SG;;rav"] * 80]))
    monkeypatch.setattr("iiz_rules.tables.reading.chunks", watched)
    assert assess(terminal, "cases.csv", "out.csv").code == 0
    assert (len(most), max(most)) == (8, 2)


def test_lines_that_are_no_case_are_listed(terminal: Terminal):
    lines = ['{"person.age": 44}', "[1]", '{"dossier": "b", "dossier": "c"}', "{"]
    lines += ['{"person.age": 3, "person": {"age": 4}}', ""]  # never the last one
    terminal.file("cases.ndjson", "\n".join(lines))
    assert assess(terminal, "cases.ndjson", "out.ndjson").code == 1
    left = pl.read_csv(terminal.folder / "out.rejected.csv", separator=";")
    assert left["row"].to_list() == [2, 3, 4, 5]
    assert "[" not in (terminal.folder / "out.ndjson").read_text("utf-8")


def test_chunks_give_the_same_answers_as_the_whole(terminal: Terminal, monkeypatch):
    rows = [f"{number};{'SG' if number % 3 else 'ZH'};ja;rav" for number in range(50)]
    terminal.file("cases.csv", "\n".join([HEADING, *rows]))
    assert assess(terminal, "cases.csv", "whole.csv").code == 0
    monkeypatch.setattr(reading, "ROWS", 20)
    for ending in ("csv", "parquet", "ndjson", "xlsx"):
        assert assess(terminal, "cases.csv", f"parts.{ending}").code == 0
        parts = answers(terminal.folder / f"parts.{ending}")
        assert [(str(one), two) for one, two in parts] == [
            (str(one), two) for one, two in answers(terminal.folder / "whole.csv")
        ]


def test_nothing_in_the_answers_is_taken_for_a_formula(terminal: Terminal):
    terminal.file("cases.csv", '=1+1;person.residence.canton\n"=cmd|x";ZH\n@sum;SG\n')
    for into in ("csv", "xlsx"):
        assert assess(terminal, "cases.csv", f"out.{into}").code == 0
    text = (terminal.folder / "out.csv").read_text("utf-8-sig")
    assert "'=1+1" in text
    assert "'=cmd|x" in text
    assert "'@sum" in text
    sheet = ZipFile("out.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert load_workbook("out.xlsx").get_sheet_by_index(0).to_python()[1][1] == "'=cmd|x"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--batch", "cases.csv"), "missing-argument"),
        (("--batch", "cases.txt", "-o", "out.csv"), "wrong-argument"),
        (("--batch", "cases.csv", "-o", "out.txt"), "wrong-argument"),
        (("--batch", "cases.csv", "-o", "cases.csv"), "output-is-input"),
        (("--batch", "nothing.csv", "-o", "out.csv"), "unreadable-file"),
        (("--batch", "latin.csv", "-o", "out.csv"), "broken-file"),
        (("--batch", "late.csv", "-o", "out.csv"), "broken-file"),
        (("--batch", "wide.csv", "-o", "out.csv"), "broken-file"),
        (("--batch", "empty.csv", "-o", "out.csv"), "broken-file"),
        (("--batch", "quotes.csv", "-o", "out.csv"), "broken-file"),
        (("--batch", "empty.xlsx", "-o", "out.csv"), "broken-file"),
        (("--batch", "broken.parquet", "-o", "out.csv"), "broken-file"),
        (("--batch", "broken.xlsx", "-o", "out.csv"), "broken-file"),
        (("--batch", "twice.csv", "-o", "out.csv"), "column-twice"),
        (("--batch", "misspelled.csv", "-o", "out.csv"), "unknown-column"),
        (("--batch", "cases.csv", "-o", "nowhere/out.csv"), "unwritable-file"),
        ((), "missing-argument"),
    ],
)
def test_wrong_use_leaves_no_file(terminal: Terminal, arguments: tuple[str, ...], code: str):
    for name in ("cases.csv", "cases.txt"):
        terminal.file(name, f"{HEADING}\na;ZH;;\n")
    terminal.file("latin.csv", "näme\n".encode("latin-1"))
    terminal.file("late.csv", f"{HEADING}\n{'a;ZH;;' * 9_000}\nGenève;ZH;;\n".encode("latin-1"))
    terminal.file("wide.csv", f"{HEADING}\na;ZH;;\n".encode("utf-16"))
    terminal.file("empty.csv", "")
    terminal.file("quotes.csv", f'{HEADING}\n"a"b;ZH;;\n')
    workbook(terminal.folder / "empty.xlsx", [])
    terminal.file("broken.parquet", "PAR1")
    terminal.file("broken.xlsx", "no book")
    terminal.file("twice.csv", "a;a\n1;2\n")
    terminal.file("misspelled.csv", "person.residence.kanton\nZH\n")
    before = sorted(terminal.folder.iterdir())
    done = terminal.iiz("assess", *arguments, "--canton", "zurich", "--on", "2024-03-05")
    assert done.code == 2
    assert f"[{code}]" in done.err
    assert sorted(terminal.folder.iterdir()) == before


def test_what_is_interrupted_leaves_the_former_answers(terminal: Terminal, monkeypatch):
    terminal.file("cases.csv", f"{HEADING}\na;ZH;;\nb;XX;;\n")
    terminal.file("out.csv", "former")
    before = sorted(terminal.folder.iterdir())

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("iiz_rules.cli.screen.Progress.tell", interrupted)
    assert assess(terminal, "cases.csv", "out.csv").code == 130
    assert (terminal.folder / "out.csv").read_text("utf-8") == "former"
    assert sorted(terminal.folder.iterdir()) == before


def test_the_bar_is_for_terminals_only(terminal: Terminal, monkeypatch):
    class Tty:
        def isatty(self) -> bool:
            return True

    assert assess(terminal, written(terminal, "csv"), "out.csv").err == ""
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr.isatty", Tty().isatty)
        with Progress() as progress:
            progress.tell("7", 50, 100)
        bar = terminal.capsys.readouterr().err
        assert "50%  7" in bar
        assert not re.search(r"\x1b\[[0-9;]*m", bar)  # in no colour
        assert bar.endswith("\x1b[?25h\r\x1b[K")  # and gone, with the cursor where it was
        patch.setenv("TERM", "dumb")
        with Progress() as progress:
            progress.tell("7", 50, 100)
        assert terminal.capsys.readouterr().err == ""


@pytest.mark.parametrize("earlier", ["Notizen\n", ""])
def test_the_list_of_rows_left_out_takes_the_place_of_no_other_file(
    terminal: Terminal, earlier: str
):
    terminal.file("cases.csv", f"{HEADING}\na;XX;;\n")
    terminal.file("out.rejected.csv", earlier)
    done = assess(terminal, "cases.csv", "out.csv")
    assert done.code == 2
    assert "[other-file]" in done.err
    assert (terminal.folder / "out.rejected.csv").read_text("utf-8") == earlier
    assert not (terminal.folder / "out.csv").exists()


def test_the_list_of_an_earlier_run_goes_with_its_answers_or_stays_with_them(terminal: Terminal):
    terminal.file("bad.csv", f"{HEADING}\na;XX;;\n")
    assert assess(terminal, "bad.csv", "out.csv").code == 1
    left = terminal.folder / "out.rejected.csv"
    before = left.read_bytes()
    terminal.file("broken.csv", "näme\n".encode("latin-1"))
    assert assess(terminal, "broken.csv", "out.csv").code == 2
    assert left.read_bytes() == before
    terminal.file("good.csv", f"{HEADING}\na;ZH;;\n")
    assert assess(terminal, "good.csv", "out.csv").code == 0
    assert pl.read_csv(left, separator=";").height == 0


def test_answers_and_the_list_of_rows_left_out_come_together_or_not_at_all(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    terminal.file("cases.csv", f"{HEADING}\na;ZH;;\nb;XX;;\n")
    assert assess(terminal, "cases.csv", "out.csv").code == 1
    names = ("out.csv", "out.rejected.csv")
    before = [(terminal.folder / name).read_bytes() for name in names]
    assert [stat.S_IMODE((terminal.folder / name).stat().st_mode) for name in names] == [0o600] * 2
    done = []

    def full_at_the_second(file: int) -> None:
        done.append(file)
        if len(done) == 2:
            raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    terminal.file("cases.csv", f"{HEADING}\na;SG;;\nb;ZH;;\nc;YY;;\n")
    assert assess(terminal, "cases.csv", "out.csv").code == 2
    assert [(terminal.folder / name).read_bytes() for name in names] == before
    assert len([*terminal.folder.iterdir()]) == 3


def test_a_table_may_itself_have_a_column_row(terminal: Terminal):
    terminal.file("cases.csv", "row;person.residence.canton\n7;ZH\n8;XX\n")
    assert assess(terminal, "cases.csv", "out.csv").code == 1
    answered = pl.read_csv(terminal.folder / "out.csv", separator=";")
    assert answered.select("row:number", "row").rows() == [(2, 7)]


def test_a_list_that_is_itself_a_table_of_cases_is_not_written_over(terminal: Terminal):
    terminal.file("out.rejected.csv", f"{HEADING}\na;ZH;;\n")
    assert assess(terminal, "out.rejected.csv", "out.csv").code == 2
    assert (terminal.folder / "out.rejected.csv").exists()


def test_a_heading_of_ones_own_is_no_misspelt_fact(terminal: Terminal):
    own = ["region", "person.name", "case.id", "select", "age", "Kanton"]
    heading = ";".join(["person.residence.canton", *own])
    terminal.file("cases.csv", f"{heading}\nZH;1;2;3;4;5;6\n")
    assert assess(terminal, "cases.csv", "out.csv").code == 0
    assert set(own) <= set(pl.read_csv(terminal.folder / "out.csv", separator=";").columns)
    for misspelt in ("person.residence.kanton", "Person.employble", "registrations.rva"):
        terminal.file("cases.csv", f"{misspelt}\nx\n")
        assert "[unknown-column]" in assess(terminal, "cases.csv", "out.csv").err


def test_a_file_of_cases_has_a_column_for_each_bound(terminal: Terminal, tmp_path: Path):
    heads = "cost.kind;cost.amount.at_least;cost.amount.at_most;cost.amount"
    source = terminal.file("in.csv", f"{heads}\njoint;1'000.00;2000;\njoint;;;7\njoint;5;;\n")
    done = terminal.iiz(
        *("assess", "--batch", source, "-o", tmp_path / "out.csv"),
        *("--canton", "zurich", "--on", "2024-03-05", "--rule", "joint-outlay"),
    )
    assert done.code == 1, done.err
    out = pl.read_csv(tmp_path / "out.csv", separator=";")
    assert out.height == 2
    assert "one-bound" in (tmp_path / "out.rejected.csv").read_text("utf-8")
