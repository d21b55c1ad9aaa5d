"""All texts of an edition, and writing its translations into separate files."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path

from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.edition_files import (
    bind_files,
    joined,
    read_edition,
    read_files,
    translations,
)
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import CANTON
from iiz_rules.language.layers import Layer
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.editing import Span, Spans, commented, edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.translations import NAME, PlacedText, Way, nested, texts_of

PLAIN = re.compile(r"[A-Za-zÀ-ÿ«][^\s:#,\[\]{}&*!|>'\"%@`]*(?: [^\s:#,\[\]{}&*!|>'\"%@`]+)*")
SCHEMA = re.compile(r"(# yaml-language-server: \$schema=.*?)[a-z]+\.schema\.json")
AMBIGUOUS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
WIDEST = 100
Nested = dict[str, "str | Nested"]


def set_apart(source: str, texts: Iterable[PlacedText], main: str) -> tuple[str, list[PlacedText]]:
    """A file in which each text stands in the main language alone, and the texts changed so.

    Comments and everything else stay as they are. A text with a comment inside stays as it is.
    """
    spans = Spans(source)
    changes: list[tuple[Span, str]] = []
    changed: list[PlacedText] = []
    for text in texts:
        languages = text.node.value
        span = spans.below(text.node) if isinstance(languages, dict) else None
        if span and isinstance(languages, dict) and main in languages and len(languages) > 1:
            gap = " " if source[span[0] - 1] == ":" else ""
            changes.append((span, gap + spans.own(languages[main])))
            changed.append(text)
    return edited(source, changes), changed


def written(texts: Nested, indent: str = "") -> Iterator[str]:
    """The lines of `texts.fr.yaml`: short groups on a line."""
    for key, inner in texts.items():
        name = scalar(key)
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
        return scalar(texts)
    return f"{{{', '.join(f'{scalar(key)}: {_flow(text)}' for key, text in texts.items())}}}"


def scalar(text: str) -> str:
    """A text as YAML, in quotes if it could be read as anything else."""
    if PLAIN.fullmatch(text) and text.lower() not in AMBIGUOUS:
        return text
    return json.dumps(text, ensure_ascii=False)


@dataclass
class EditionTexts:
    """All texts of an edition: those in its files, and their translations beside them."""

    layer: Layer
    """the edition, without those that it is based on"""
    main: str
    languages: tuple[str, ...]
    """the declared languages, and any others in use"""
    files: dict[str, str]
    """the files with texts, and those with translations, by name"""
    inside: dict[Way, PlacedText]
    beside: dict[str, dict[Way, str]]
    """by language and by the way to the text"""
    findings: tuple[Finding, ...]
    """findings about translations of nothing"""
    titles: dict[Way, PlacedText] = field(default_factory=dict)
    """what its cases and stories are called (`testing.titles`), each in its own file"""

    @property
    def every(self) -> dict[Way, PlacedText]:
        """All texts, the titles last."""
        return {**self.inside, **self.titles}

    def with_titles(self, titles: dict[Way, PlacedText]) -> "EditionTexts":
        """The same with what its cases and stories are called."""
        further = {name for title in titles.values() for name in title.label.texts}
        languages = tuple(dict.fromkeys((*self.languages, *sorted(further))))
        return replace(self, titles=titles, languages=languages)

    def languages_of(self, way: Way) -> dict[str, str]:
        """A text in every language it has."""
        apart = {name: texts[way] for name, texts in self.beside.items() if way in texts}
        text = self.inside.get(way) or self.titles[way]
        return {**text.label.texts, **apart}

    def lacking(self, language: str, texts: Mapping[Way, PlacedText]) -> list[PlacedText]:
        """Of some texts those that there are not in a language."""
        return [text for way, text in texts.items() if language not in self.languages_of(way)]

    def set_apart(self) -> dict[Path, str]:
        """The files as they are when each text stands in the main language, all others beside.

        The translations come first: written in this order, nothing is lost where it ends halfway.
        """
        files: dict[Path, str] = {}
        written = [text for text in self.inside.values() if self.layer.wrote(text.node)]
        for name in {text.file: None for text in written}:
            texts = (text for text in written if text.file == name)
            source = self.files[name]
            files[self.layer.path / name], changed = set_apart(source, texts, self.main)
            for text in changed:
                for language, word in text.label.texts.items():
                    if language != self.main:
                        self.beside.setdefault(language, {})[text.way] = word
        return {**self.translations(), **files}

    def translations(self) -> dict[Path, str]:
        """The files `texts.fr.yaml` …, texts in the order in which the canton writes them."""
        named = {
            f"texts.{language}.yaml": texts
            for language, texts in self.beside.items()
            if not self.titles.keys() >= texts.keys()
        }
        return {self.layer.path / name: self._written(name, texts) for name, texts in named.items()}

    def _written(self, name: str, texts: Mapping[Way, str]) -> str:
        """One of them; the comment at its head stays."""
        listed = ((way, texts[way]) for way in self.inside if way in texts)
        return "".join(f"{line}\n" for line in (*self.head(name), *written(nested(listed))))

    def head(self, name: str) -> list[str]:
        """The comment at the head of a file; of a new one the schema, where others name theirs."""
        if name in self.files:
            return list(takewhile(lambda line: line.startswith("#"), self.files[name].splitlines()))
        first = next(iter(self.files.values()), "").partition("\n")[0]
        schema = SCHEMA.sub(r"\1texts.schema.json", first)
        return [schema] if schema != first else []

    def remarked(self) -> Iterator[str]:
        """The files of translations with comments below their head, which writing would lose."""
        for name, source in self.files.items():
            head = len(self.head(name))
            if NAME.fullmatch(name) and commented("\n".join(source.splitlines()[head:])):
                yield name


def read_texts(folder: Folder, entry: EditionEntry) -> EditionTexts:
    """Read the texts of an edition; LoadError where its files have faults."""
    edition, findings = read_edition(folder, entry)
    if edition is None:
        raise LoadError(findings)
    files = read_files(folder, entry)
    trees, _ = joined(files)
    below = [one for one in translations(files) if not one.own]
    parts, _ = bind_files(trees, below)  # as they are written, without their own translations
    placed = [texts_of(name, part, trees[name]) for name, part in parts.items() if name != CANTON]
    inside = {text.way: text for texts in placed for text in texts}
    beside = {one.language: dict(_leaves((), one.tree)) for one in translations(files) if one.own}
    further = {name for text in inside.values() for name in text.label.texts} | beside.keys()
    return EditionTexts(
        layer=files.layers[0].layer,
        main=edition.canton.languages[0],
        languages=tuple(dict.fromkeys((*edition.canton.languages, *sorted(further)))),
        files={name: one.data.decode() for name, one in files.layers[0].readings.items()},
        inside=inside,
        beside=beside,
        findings=tuple(one for one in findings if one.code == "unknown-text"),
    )


def _leaves(way: Way, node: Node) -> Iterator[tuple[Way, str]]:
    if isinstance(node.value, str):
        yield way, node.value
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        yield from _leaves((*way, key), inner)
