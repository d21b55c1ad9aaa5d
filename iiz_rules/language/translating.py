"""The texts of an edition, each with the way to it, and how its translations are written apart."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import CANTON, Folder, model_of, read_edition, trees_of
from iiz_rules.language.model.base import Label, Part, walk
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.translations import NAME, members

PLAIN = re.compile(r"[A-Za-zÀ-ÿ«][^\s:#,\[\]{}&*!|>'\"%@`]*(?: [^\s:#,\[\]{}&*!|>'\"%@`]+)*")
SCHEMA = re.compile(r"(# yaml-language-server: \$schema=.*)facts\.schema\.json")
AMBIGUOUS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
WIDEST = 100
Nested = dict[str, "str | Nested"]
Way = tuple[str, ...]
"""How a text is reached: its file without the ending, then keys, and ids in lists."""


@dataclass(frozen=True)
class PlacedText:
    """A text of a file: the way to it by keys and ids, its languages, where it stands."""

    file: str
    way: Way
    texts: Mapping[str, str]
    node: Node


def texts_of(file: str, part: Part, root: Node) -> Iterator[PlacedText]:
    """The texts of a file, in the order in which they are written."""
    labels = {id(label.written): label for label in walk(part) if isinstance(label, Label)}
    ahead: list[tuple[Way, Node]] = [(tuple(file.removesuffix(".yaml").split("/")), root)]
    while ahead:
        way, node = ahead.pop()
        if label := labels.get(id(node)):
            yield PlacedText(file, way, label.texts, node)
        else:
            inner = [((*way, key), member) for key, member in members(node).items()]
            ahead += reversed(inner)


def set_apart(source: str, texts: Iterable[PlacedText], main: str) -> str:
    """A file in which each text stands in the main language alone.

    Comments and everything else stay as they are. A text with a comment inside stays as it is.
    """
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    spans = []
    for text in texts:
        languages = text.node.value
        if isinstance(languages, dict) and main in languages and len(languages) > 1:
            start, end = at(text.node.line, text.node.column), _end(text.node, at)
            own = languages[main]
            written = source[at(own.line, own.column) : at(own.end_line, own.end_column)].rstrip()
            spans.append((start, end, written))
    for start, end, written in sorted(spans, reverse=True):
        head = source[:start]
        if head.rstrip(" ").endswith("\n"):  # a mapping below its key: up to behind the colon
            head = f"{head.rstrip()} "
        source = head + written + source[end:]
    return source


def _end(node: Node, at: Callable[[int, int], int]) -> int:
    """Where a mapping ends: at its bracket, or behind the last of its values."""
    last = max(node.value.values(), key=lambda inner: (inner.end_line, inner.end_column))  # type: ignore[union-attr]
    behind = at(last.end_line, last.end_column)
    flow = node.end_line == last.end_line and node.end_column > last.end_column
    return at(node.end_line, node.end_column) if flow else behind


def nested(texts: Iterable[tuple[Way, str]]) -> Nested:
    """Texts by their ways → mappings in mappings, as `texts.fr.yaml` has them."""
    root: Nested = {}
    for way, text in texts:
        inner: Any = root
        for key in way[:-1]:
            inner = inner.setdefault(key, {})
        inner[way[-1]] = text
    return root


def written(texts: Nested, indent: str = "") -> Iterator[str]:
    """The lines of `texts.fr.yaml`: short groups on a line."""
    for key, inner in texts.items():
        name = _scalar(key)
        line = f"{indent}{name}: {_flow(inner)}"
        if isinstance(inner, str) or (indent and len(line) <= WIDEST and _flat(inner)):
            yield line
        else:
            yield f"{indent}{name}:"
            yield from written(inner, indent + "  ")


def _flat(texts: Nested) -> bool:
    return all(isinstance(text, str) for text in texts.values())


def _flow(texts: "str | Nested") -> str:
    if isinstance(texts, str):
        return _scalar(texts)
    return f"{{{', '.join(f'{_scalar(key)}: {_flow(text)}' for key, text in texts.items())}}}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotation marks where it could be read as anything else."""
    if PLAIN.fullmatch(text) and text.lower() not in AMBIGUOUS:
        return text
    return json.dumps(text, ensure_ascii=False)


@dataclass
class EditionTexts:
    """All texts of an edition: those in its files, and their translations beside them."""

    folder: Path
    main: str
    languages: tuple[str, ...]
    """those that the canton declares, and what else there is"""
    files: dict[str, str]
    """the files with texts, by name"""
    inside: dict[Way, PlacedText]
    beside: dict[str, dict[Way, str]]
    """by language and by the way to the text"""

    def languages_of(self, way: Way) -> dict[str, str]:
        """A text in every language in which there is one."""
        apart = {name: texts[way] for name, texts in self.beside.items() if way in texts}
        return {**self.inside[way].texts, **apart}

    def lacking(self, language: str) -> Iterator[PlacedText]:
        """The texts that there are not in a language."""
        return (text for way, text in self.inside.items() if language not in self.languages_of(way))

    def set_apart(self) -> dict[Path, str]:
        """The files as they are when each text stands in the main language, all others beside."""
        for way, text in self.inside.items():
            for language in text.texts.keys() - {self.main}:
                self.beside.setdefault(language, {})[way] = text.texts[language]
        by_file: dict[str, list[PlacedText]] = {}
        for text in self.inside.values():
            by_file.setdefault(text.file, []).append(text)
        apart = {
            self.path(name): set_apart(source, by_file.get(name, ()), self.main)
            for name, source in self.files.items()
        }
        return apart | self.translations()

    def translations(self) -> dict[Path, str]:
        """The files `texts.fr.yaml` …, texts in the order in which the canton writes them."""
        return {
            self.path(f"texts.{language}.yaml"): self._written(language, texts)
            for language, texts in self.beside.items()
            if texts
        }

    def _written(self, language: str, texts: Mapping[Way, str]) -> str:
        """One of them; the comment at its head stays."""
        path = self.path(f"texts.{language}.yaml")
        before = path.read_text("utf-8").splitlines() if path.exists() else self._new()
        head = takewhile(lambda line: line.startswith("#"), before)
        listed = ((way, texts[way]) for way in self.inside if way in texts)
        return "".join(f"{line}\n" for line in (*head, *written(nested(listed))))

    def _new(self) -> list[str]:
        """How a new file begins: with the schema that editors go by, where others name theirs."""
        first = self.files["facts.yaml"].partition("\n")[0]
        schema = SCHEMA.sub(r"\1texts.schema.json", first)
        return [schema] if schema != first else []

    def path(self, name: str) -> Path:
        """Where a file of the edition stands."""
        return self.folder / name


def read_texts(folder: Folder, entry: EditionEntry) -> EditionTexts:
    """Read the texts of an edition; LoadError where its files have faults."""
    edition, findings = read_edition(folder, entry)
    if edition is None:
        raise LoadError(findings)
    main = edition.canton.languages[0]
    files: dict[str, str] = {}
    inside: dict[Way, PlacedText] = {}
    beside: dict[str, dict[Way, str]] = {}
    for name, (tree, text) in trees_of(folder, entry.id).items():
        if match := NAME.fullmatch(name):
            beside[match[1]] = dict(_leaves((), tree))
        elif name != CANTON:
            files[name] = text
            part, _ = bind(model_of(name), tree, main)
            for placed in texts_of(name, part, tree) if part else ():
                inside[placed.way] = placed
    further = {name for text in inside.values() for name in text.texts} | beside.keys()
    languages = dict.fromkeys((*edition.canton.languages, *sorted(further)))
    return EditionTexts(folder.path / entry.id, main, tuple(languages), files, inside, beside)


def _leaves(way: Way, node: Node) -> Iterator[tuple[Way, str]]:
    if isinstance(node.value, str):
        yield way, node.value
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        yield from _leaves((*way, key), inner)
