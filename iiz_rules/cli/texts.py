"""`iiz texts`: what lacks a translation, as a table for who translates, and back again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault, option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, shown
from iiz_rules.language.editions import entry_on, find_folder, read_canton
from iiz_rules.language.text.translations import LANGUAGE
from iiz_rules.language.translating import EditionTexts, Way, read_texts
from iiz_rules.tables.source import Table
from iiz_rules.tables.table import read_table
from iiz_rules.tables.writing import Writer

WAY = "text"
"""The heading of the column that says which text a row is."""


@command()
@argument("canton", "canton.metavar")
@edition_option
@option("--to", "target", help="texts.to", word="file.metavar", type=click.Path())
@option("--from", "source", help="texts.from", word="file.metavar", type=click.Path())
@option("--apart", help="texts.apart", is_flag=True)
def texts(
    screen: Screen,
    canton: str,
    on: date | None,
    target: str | None,
    source: str | None,
    apart: bool,
) -> int:
    """Tell which texts lack a translation, write or read a table of all, or set them apart."""
    if [target is not None, source is not None, apart].count(True) > 1:
        raise fault("extra-argument", got="--to, --from, --apart")
    folder = find_folder(canton)
    found = read_texts(folder, entry_on(read_canton(folder), on, folder.name))
    if target is not None:
        return _write(screen, found, Path(target))
    if source is not None:
        return _read(screen, found, read_table(source))
    if apart:
        return _save(screen, found.set_apart())
    return _tell(screen, found)


def _tell(screen: Screen, found: EditionTexts) -> int:
    for language in found.languages:
        lacking = list(found.lacking(language))
        words = {"language": language, "n": len(found.inside) - len(lacking)}
        screen.print(screen.say("texts.there", **words, of=len(found.inside)))
        for text in lacking:
            screen.print(f"  {text.node.place}  {next(iter(text.texts.values()), '')}")
    return 0


def _write(screen: Screen, found: EditionTexts, target: Path) -> int:
    """Write a row for each text, a column for each language."""
    rows = [(way, found.languages_of(way)) for way in found.inside]
    columns: dict[str, list[str | None]] = {
        WAY: ["/".join(way) for way, _ in rows],
        **{name: [texts.get(name) for _, texts in rows] for name in found.languages},
    }
    with Writer(target) as writer:
        writer.write(columns)
    screen.written(str(target))
    return 0


def _read(screen: Screen, found: EditionTexts, table: Table) -> int:
    """Take over the translations of a table; none where one row is in doubt."""
    findings = list(_taken_over(found, table))
    if findings:
        screen.report(findings)
        return 1
    return _save(screen, found.translations())


def _taken_over(found: EditionTexts, table: Table) -> Iterator[Finding]:
    """Put the texts of a table beside the files; what is wrong with a row is a finding."""
    place = Place(Source(table.name), 1)
    headings = [name for name in table.columns if LANGUAGE.fullmatch(name)]
    for needed in (WAY, found.main):
        if needed not in table.columns:
            words = {"column": needed, "known": ", ".join(table.columns), "near": ""}
            yield Finding("no-column", place, words)
            return
    ways = {"/".join(way): way for way in found.inside}
    for row, number in enumerate(table.numbers):
        texts = {name: _text(table.columns[name][row]) for name in (WAY, *headings)}
        at = Place(Source(table.name), number)
        way = ways.get(texts[WAY])
        if way is None:
            words = {"key": shown(texts[WAY]), "near": near(texts[WAY], ways)}
            yield Finding("unknown-text", at, words)
        elif texts[found.main] != found.inside[way].texts.get(found.main):
            yield Finding("text-changed", at, {"language": found.main})
        else:
            yield from _row(found, way, texts, at)


def _row(found: EditionTexts, way: Way, texts: dict[str, str], at: Place) -> Iterator[Finding]:
    """Take over a row; an empty cell leaves what there is."""
    inside = found.inside[way].texts
    for language, text in texts.items():
        if not text or language in (WAY, found.main) or inside.get(language) == text:
            continue
        if language in inside:
            yield Finding("text-twice", at, {"language": language})
        found.beside.setdefault(language, {})[way] = text


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _save(screen: Screen, files: dict[Path, str]) -> int:
    """Write the files that change."""
    changed = {
        path: text
        for path, text in files.items()
        if not path.exists() or path.read_text("utf-8") != text
    }
    for path, text in changed.items():
        save(screen, str(path), text)
    if not changed:
        screen.print(screen.say("texts.unchanged"))
    return 0
