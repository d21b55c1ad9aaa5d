"""A canton of the first form in the form of today: what follows is left out, translations apart.

Only places in the text are changed; comments, order and spelling stay. Where a comment stands
beside what could be left out, both stay.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from iiz_rules.findings.errors import LoadError
from iiz_rules.language.completing import following, type_of
from iiz_rules.language.edition_files import read_edition, read_files
from iiz_rules.language.edition_texts import read_texts
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.folders import CANTON
from iiz_rules.language.model.base import Label, Part
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.rules import Criterion
from iiz_rules.language.model.sources import FORM, Clause, EditionEntry
from iiz_rules.language.text.editing import Span, Spans, edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml

HEADING = re.compile(r"([0-9]+(?:\.[0-9]+)*) (\S.*)")
"""A section with its number, as `4.3 Regionaler Koordinator`."""


def upgrade(folder: Folder) -> None:
    """Rewrite the files of a canton, which should be a copy; LoadError where they have faults."""
    for entry in read_canton(folder).editions:
        for step in (_shortened, _bare, _apart):  # each reads what the one before it wrote
            for path, text in list(step(folder, entry)):
                path.write_text(text, "utf-8", newline="")
    path = folder.path / CANTON
    path.write_text(_declared(path.read_text("utf-8")), "utf-8", newline="")


def _declared(source: str) -> str:
    """The file canton.yaml with the form of the language in it."""
    root = read_yaml(source.encode(), CANTON).root
    assert root is not None  # it was read before
    start = Spans(source).start(root.keys["canton"])
    line = f"language: {FORM}\n"
    languages = "" if root.child("languages") else "languages: [de, fr, en]\n"
    if form := root.child("language"):
        return edited(source, [((Spans(source).start(form), Spans(source).end(form)), str(FORM))])
    return edited(source, [((start, start), line + languages)])


def _shortened(folder: Folder, entry: EditionEntry) -> Iterator[tuple[Path, str]]:
    """Leave out what follows."""
    edition, findings = read_edition(folder, entry)
    if edition is None:
        raise LoadError(findings)
    gone: dict[str, list[tuple[Node, set[str]]]] = {}
    for part, keys in _repeated(edition):
        if keys:
            gone.setdefault(part.written.source.name, []).append((part.written, keys))
    for path, source in _sources(folder, entry):
        spans = Spans(source)
        cut = gone.get(folder.shown(path), [])
        changes = [(span, "") for node, keys in cut for span in spans.without(node, keys)]
        if path.name == "clauses.yaml":
            changes += _headings(edition, spans)
        if changes:
            yield path, edited(source, changes)


def _repeated(edition: Edition) -> Iterator[tuple[Part, set[str]]]:
    """Parts, and the keys in which they say what follows anyhow."""
    for fact in edition.facts_file.facts:
        said = {"type"} & fact.model_fields_set
        yield fact, said if fact.type == type_of(fact) else set()
    sections = _sections(edition)
    for clause in edition.clauses_file.clauses:
        yield clause, _repeated_in(clause, sections)
    for _, rule in edition.written_rules:
        for criterion in rule.criteria:
            if criterion.written.child("when"):  # else it is its condition alone
                follows = following(edition, rule, criterion)
                given = criterion.model_fields_set & follows.keys()
                yield criterion, {key for key in given if _same(criterion, key, follows[key])}


def _same(criterion: Criterion, key: str, follows: object) -> bool:
    written = getattr(criterion, key)
    if isinstance(written, Label) and isinstance(follows, Label):
        return written.texts == follows.texts
    return bool(written == follows)


def _repeated_in(clause: Clause, sections: Mapping[str, str]) -> set[str]:
    said = clause.model_fields_set
    none = clause.executable == "none" and clause.reason is not None
    executable = {"executable"} if none or clause.executable == "full" else set()
    return (executable | ({"section"} if sections else set())) & said


def _sections(edition: Edition) -> dict[str, str]:
    """The headings by their numbers, where the number of each clause is in that of its section."""
    sections: dict[str, str] = {}
    for clause in edition.clauses_file.clauses:
        heading = HEADING.fullmatch(clause.section)
        number = clause.id.partition("-")[2]
        if heading is None or not f"{number}.".startswith(f"{heading[1]}."):
            return {}
        if sections.setdefault(heading[1], heading[2]) != heading[2]:
            return {}
    return {} if edition.clauses_file.sections else sections


def _headings(edition: Edition, spans: Spans) -> list[tuple[Span, str]]:
    """Write the headings of the source before the clauses."""
    sections = _sections(edition)
    start = spans.start(edition.clauses_file.written.keys["clauses"])
    lines = [f'  "{number}": {title}\n' for number, title in sections.items()]
    return [((start, start), "".join(["sections:\n", *lines, "\n"]))] if sections else []


def _bare(folder: Folder, entry: EditionEntry) -> Iterator[tuple[Path, str]]:
    """Write criteria that say nothing but their condition as the condition alone."""
    edition, findings = read_edition(folder, entry)
    if edition is None:
        raise LoadError(findings)
    alone = [
        criterion.written
        for _, rule in edition.written_rules
        for criterion in rule.criteria
        if isinstance(criterion.written.value, dict) and list(criterion.written.value) == ["when"]
    ]
    for path, source in _sources(folder, entry):
        spans = Spans(source)
        changes = [
            ((spans.start(node), spans.end(node)), spans.own(node.value["when"]))
            for node in alone
            if node.source.name == folder.shown(path) and isinstance(node.value, dict)
            if "\n" not in spans.own(node)
        ]
        if changes:
            yield path, edited(source, changes)


def _apart(folder: Folder, entry: EditionEntry) -> Iterator[tuple[Path, str]]:
    """Write translations beside the files."""
    yield from read_texts(folder, entry).set_apart().items()


def _sources(folder: Folder, entry: EditionEntry) -> Iterator[tuple[Path, str]]:
    """The texts of an edition's own files."""
    own = read_files(folder, entry).layers[0]
    for name, reading in own.readings.items():
        yield own.layer.path / name, reading.data.decode()
