"""The titles of an edition's own cases and stories, in their files, in every language.

A case is asked and handed on as the file that it is, so its title is not set apart from it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Source
from iiz_rules.language.edition_texts import EditionTexts, scalar
from iiz_rules.language.layers import Layer
from iiz_rules.language.model.base import Label
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.editing import Span, Spans, edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.translations import PlacedText, Way
from iiz_rules.tables.plain import text_of
from iiz_rules.tables.source import Table, listed
from iiz_rules.testing.case_files import case_files, story_files, table_files
from iiz_rules.testing.case_tables import TITLES

TITLE = "title"


def titles_of(texts: EditionTexts) -> dict[Way, PlacedText]:
    """The titles by path, `cases/<name>/title`; unreadable files have none."""
    files = (*case_files(texts.layer)[0], *story_files(texts.layer)[0])
    titles = (_title(texts.layer, path, texts.main) for path in files)
    return {title.way: title for title in titles if title}


def _title(layer: Layer, path: Path, main: str) -> PlacedText | None:
    data = layer.folder.read(path)
    root = None if isinstance(data, Finding) else read_yaml(data, layer.folder.shown(path)).root
    node = root.child(TITLE) if root else None
    label = bind(Label, node, main)[0] if node else None
    if label is None or node is None:
        return None
    file = path.relative_to(layer.path)
    return PlacedText(file.as_posix(), (*file.with_suffix("").parts, TITLE), label, node)


def titles_in_tables(texts: EditionTexts) -> dict[Way, PlacedText]:
    """The titles of cases that are rows of a table, each with the columns that say it.

    They are translated there, in columns such as `title.fr`; unreadable tables have none.
    """
    from iiz_rules.tables.table import read_table  # most cantons have no table

    titles: dict[Way, PlacedText] = {}
    for path in table_files(texts.layer):
        name = texts.layer.folder.shown(path)
        with suppress(UsageError):
            for title in _in_table(read_table(str(path), "cases"), name, texts.main):
                titles[title.way] = title
    return titles


def _in_table(table: Table, name: str, main: str) -> Iterator[PlacedText]:
    columns = {
        TITLES.fullmatch(heading): (position, listed(cells))
        for position, (heading, cells) in enumerate(table.columns.items(), 1)
    }
    titled = {found[1] or main: told for found, told in columns.items() if found}
    for row, number in enumerate(table.numbers):
        said = {one: text_of(cells[row]).strip() for one, (_, cells) in titled.items()}
        said = {one: text for one, text in said.items() if text}
        if said:
            at, source = titled[next(iter(said))][0], Source(name)
            inside = {one: Node(text, source, number, at) for one, text in said.items()}
            node = Node(inside, source, number, at, number, at + 1)
            label = bind(Label, node, main)[0]
            if label is not None:
                yield PlacedText(name, (name, str(number), TITLE), label, node)


def retitled_files(texts: EditionTexts) -> Iterator[tuple[Path, str]]:
    """The files whose titles got a translation, with it."""
    for way, title in texts.titles.items():
        translations = {name: said[way] for name, said in texts.beside.items() if way in said}
        if translations:
            path = texts.layer.path / title.file
            yield path, retitled(path.read_bytes().decode(), title, translations)


def retitled(source: str, title: PlacedText, texts: Mapping[str, str]) -> str:
    """A file with its title in further languages; every other byte stays as it is."""
    spans, node, inside = Spans(source), title.node, title.node.value
    line = "\r\n" if "\r\n" in source else "\n"
    if not isinstance(inside, dict):
        own = spans.own(node)
        plain = own if "\n" not in own and own[0] not in "|>" else scalar(str(inside))
        said = {
            title.label.main: plain,
            **{name: scalar(text) for name, text in texts.items()},
        }
        start = len(source[: spans.start(node)].rstrip())
        below = "".join(f"{line}  {name}: {text}" for name, text in said.items())
        return edited(source, [((start, spans.end(node)), below)])
    changes: list[tuple[Span, str]] = []
    last = max(map(spans.end, inside.values()))
    if source[spans.start(node)] == "{":
        lead = ", "
    else:
        lead = line + " " * (next(iter(node.keys.values())).column - 1)
        last = len(source[:last] + source[last:].partition("\n")[0].rstrip("\r"))
    for name, text in texts.items():
        if name in inside:
            there = inside[name]
            changes.append(((spans.start(there), spans.end(there)), scalar(text)))
    added = "".join(f"{lead}{name}: {scalar(texts[name])}" for name in texts if name not in inside)
    return edited(source, [*changes, *([((last, last), added)] if added else [])])
