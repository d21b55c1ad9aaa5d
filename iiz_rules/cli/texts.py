"""`iiz texts`: missing translations as a table for translators, and back again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, check_alone, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import NOTHING, Finding, Place, Source
from iiz_rules.findings.names import near, shown
from iiz_rules.language.edition_texts import EditionTexts, read_texts
from iiz_rules.language.editions import entry_on, find_folder, read_canton
from iiz_rules.language.folders import check_own
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.text.putting import put
from iiz_rules.language.translations import PlacedText, Way
from iiz_rules.language.values import Domain, Problem
from iiz_rules.tables.plain import FORMULA, text_of
from iiz_rules.tables.source import Cell, NoValue, Table
from iiz_rules.tables.table import bad_cell, read_table
from iiz_rules.tables.writing import Writer
from iiz_rules.testing.titles import retitled_files, titles_in_tables, titles_of

WAY = "text"
"""the heading of the column that identifies the text of a row"""
TEXT = Fact("text", Domain("text"), NOTHING, NOTHING)


@command()
@argument("canton", "canton.metavar")
@edition_option
@option("--to", "output", help="texts.to", word="file.metavar", type=click.Path())
@option("--from", "source", help="texts.from", word="file.metavar", type=click.Path())
@option("--apart", help="texts.apart", is_flag=True)
def texts(
    screen: Screen,
    canton: str,
    on: date | None,
    output: str | None,
    source: str | None,
    apart: bool,
) -> int:
    """Tell which texts lack a translation, write or read a table of all, or set them apart."""
    check_alone("--to", "--from", "--apart")
    check_alone("--from", "--apart")
    folder = find_folder(canton)
    if source is not None or apart:
        check_own(folder.path, folder.name)
    edition = read_texts(folder, entry_on(read_canton(folder), on, folder.name))
    edition = edition.with_titles(titles_of(edition))
    if output is not None:
        return _write(screen, edition, Path(output))
    if source is not None:
        return _read(screen, edition, read_table(source, "--from"))
    if apart:
        return _save(screen, edition, edition.set_apart())
    return _tell(screen, edition)


def _tell(screen: Screen, edition: EditionTexts) -> int:
    edition = edition.with_titles({**edition.titles, **titles_in_tables(edition)})
    counted = {"texts.there": edition.inside, "texts.titles": edition.titles}
    for language in edition.languages:
        for key, texts in counted.items():
            lacking = edition.lacking(language, texts)
            words = {"language": language, "n": len(texts) - len(lacking), "of": len(texts)}
            screen.print(screen.say(key, **words)) if texts else None
            for text in lacking:
                screen.print(f"  {text.node.place}  {next(iter(text.label.texts.values()), '')}")
    return 0


def _write(screen: Screen, edition: EditionTexts, target: Path) -> int:
    """Write a row for each text, a column for each language."""
    rows = [(way, edition.languages_of(way)) for way in edition.every]
    columns: dict[str, list[str | None]] = {
        WAY: ["/".join(way) for way, _ in rows],
        **{name: [texts.get(name) for _, texts in rows] for name in edition.languages},
    }
    with Writer(target, "--to") as writer:
        writer.write(columns)
    screen.written(str(target))
    return 0


def _read(screen: Screen, edition: EditionTexts, table: Table) -> int:
    """Take over the translations of a table; none if one row is in doubt."""
    findings = [*table.findings, *_taken_over(edition, table)]
    if findings:
        screen.report(findings)
    if any(finding.severity == "error" for finding in findings):
        return 1
    return _save(screen, edition, {**edition.translations(), **dict(retitled_files(edition))})


def _taken_over(edition: EditionTexts, table: Table) -> Iterator[Finding]:
    """Put the texts of a table beside the files; what is wrong with a row is a finding."""
    place, named = Place(Source(table.name), 1), set(edition.languages) - {edition.main}
    columns = {WAY: "", edition.main: "", **dict.fromkeys(sorted(named), "")}
    known = ", ".join(columns)
    for position, name in enumerate(table.columns, 1):
        if name not in columns:
            words = {"column": shown(name), "known": known}
            at = Place(place.source, 1, position)
            yield Finding("column-passed-over", at, words, "warning")
    needed = [WAY, edition.main, *([] if named & table.columns.keys() else sorted(named))]
    for name in needed:
        if name not in table.columns:
            yield Finding("no-column", place, {"column": name, "known": known, "near": ""})
            return
    every = edition.every
    ways = {"/".join(way): way for way in every}
    seen: dict[str, int] = {}
    for row, number in enumerate(table.numbers):
        cells = {name: table.columns[name][row] for name in columns if name in table.columns}
        at = Place(place.source, number)
        bad = {name: cell for name, cell in cells.items() if isinstance(cell, NoValue)}
        for name, cell in bad.items():
            yield bad_cell(table, name, number, cell, TEXT, Problem(cell.code))
        texts = {name: _text(cell) for name, cell in cells.items()}
        earlier = seen.setdefault(texts[WAY], number)
        if bad:
            continue
        if earlier != number:
            yield Finding("row-twice", at, {"row": earlier})
        elif (way := ways.get(texts[WAY])) is None:
            words = {"key": shown(texts[WAY]), "near": near(texts[WAY], ways)}
            yield Finding("unknown-text", at, words)
        elif _changed(every[way], texts[edition.main], edition.main):
            yield Finding("text-changed", at, {"language": edition.main})
        else:
            yield from _row(edition, way, texts, at)


def _changed(text: PlacedText, said: str, main: str) -> bool:
    """Whether the text has changed in the main language since; a title may lack one."""
    return said != text.label.texts.get(main, said).strip()


def _text(cell: Cell) -> str:
    """A cell as a text, without the apostrophe that kept it from being a formula."""
    text = text_of(cell).strip()
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def _row(edition: EditionTexts, way: Way, texts: dict[str, str], at: Place) -> Iterator[Finding]:
    """Take over a row; an empty cell changes nothing."""
    inside = edition.inside[way].label.texts if way in edition.inside else {}  # titles are changed
    for language, text in texts.items():
        now = edition.languages_of(way).get(language, "")
        if not text or language == WAY or text == now.strip():
            continue
        if language in inside:
            yield Finding("text-twice", at, {"language": language})
        edition.beside.setdefault(language, {})[way] = text


def _save(screen: Screen, edition: EditionTexts, files: dict[Path, str]) -> int:
    """Write the changed files, each whole or not at all; refuse any that would lose something."""
    changed = {
        path: text
        for path, text in files.items()
        if not path.exists() or path.read_bytes() != text.encode()
    }
    lost = [*edition.findings] if changed else []
    for name in edition.remarked():
        if edition.layer.path / name in changed:
            lost.append(Finding("comment-below", Place(Source(name)), {"file": name}))
    if lost:
        screen.report(lost)
        screen.complain(screen.say("texts.kept"))
        return 1
    for path, text in changed.items():
        put(path, text)
        screen.written(str(path))
    if not changed:
        screen.print(screen.say("texts.unchanged"))
    return 0
