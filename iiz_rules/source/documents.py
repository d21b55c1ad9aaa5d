"""Case documents: a file or standard input → the facts, the date and the answers expected.

A case is YAML or JSON. With `facts`, `members` or `staff` at its top it is a case document
(model/case.py); without, all of it is the facts.
"""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from iiz_rules.dates import parse_date
from iiz_rules.diagnostics import Finding, Place, Source, Text
from iiz_rules.model.case import CaseFile, Employee, Member
from iiz_rules.node import Node
from iiz_rules.source.bind import bind
from iiz_rules.source.document import LIMITS, Document
from iiz_rules.source.json import read_json
from iiz_rules.source.yaml import read_yaml
from iiz_rules.values import shown

WHY = {
    errno.ENOENT: Text(de="es gibt sie nicht", fr="il n'existe pas", en="it does not exist"),
    errno.ENOTDIR: Text(de="es gibt sie nicht", fr="il n'existe pas", en="it does not exist"),
    errno.EISDIR: Text(de="es ist ein Ordner", fr="c'est un dossier", en="it is a folder"),
    errno.EACCES: Text(de="kein Leserecht", fr="droit de lecture manquant", en="not permitted"),
}
ELSE = Text(de="der Zugriff misslang", fr="l'accès a échoué", en="access failed")


DOCUMENT = ("facts", "members", "staff")
"""Keys that make a case a document; without any of them, all of it is the facts."""


class Question(CaseFile):
    """A case that is only asked: it needs no title, and may be about bodies alone."""

    title: str = ""
    facts: Any = None


@dataclass(frozen=True)
class CaseDocument:
    """A case as it was read: its facts with their places, and how it is to be asked."""

    name: str
    facts: Node
    on: date | None = None
    known_on: date | None = None
    interpretations: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    staff: tuple[Employee, ...] | None = None

    @classmethod
    def empty(cls) -> "CaseDocument":
        """Give a case of which nothing is known."""
        return cls("case", Node({}, Source("case")))


@dataclass(frozen=True, kw_only=True)
class Example(CaseDocument):
    """One of a canton's own cases, with what it expects."""

    file: CaseFile


Findings = tuple[Finding, ...]


def read_file(path: Path, name: str) -> bytes | Finding:
    """Read a file, or as much of it as shows that it is too large; a finding where it cannot be."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LIMITS.size:
                too_large = {"size": size, "limit": LIMITS.size}
                return Finding("file-too-large", Place(Source(name)), too_large)
            return file.read(LIMITS.size + 1)
    except (OSError, ValueError) as error:  # no file can have a name with a NUL
        return unreadable(name, error)


def unreadable(name: str, error: Exception) -> Finding:
    """Say that a file or folder cannot be read, and why, in words of ours."""
    words = {"file": shown(name), "why": WHY.get(getattr(error, "errno", 0), ELSE)}
    return Finding("unreadable-file", Place(Source(name)), words)


def read_case(data: bytes, name: str) -> tuple[CaseDocument | None, Findings]:
    """Read a case that is asked: a document, or the bare facts."""
    document = _read(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    if not any(document.root.child(key) for key in DOCUMENT):
        return CaseDocument(name, document.root), ()
    found, findings = _example(document.root, name, Question)
    return found, findings


def read_example(data: bytes, name: str) -> tuple[Example | None, Findings]:
    """Read one of a canton's own cases: always a document, with a title."""
    document = read_yaml(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    return _example(document.root, name, CaseFile)


def _read(data: bytes, name: str) -> Document:
    """Read JSON or YAML, by the suffix of the name; without one, by the first sign."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if name.endswith(".json") or (start == b"{" and not name.endswith((".yaml", ".yml"))):
        return read_json(data, name)
    return read_yaml(data, name)


def _example(root: Node, name: str, model: type[CaseFile]) -> tuple[Example | None, Findings]:
    file, findings = bind(model, root)
    if file is None:
        return None, tuple(findings)
    days = {key: text for key in ("date", "known_on") if (text := getattr(file, key))}
    read = {key: parse_date(text) for key, text in days.items()}
    if None in read.values():
        return None, tuple(
            Finding("impossible-date", file.place_of(key), {"got": days[key]})
            for key, day in read.items()
            if day is None
        )
    facts = root.child("facts")
    if facts is None or facts.value is None:
        facts = Node({}, root.source, root.line, root.column)
    on, known_on = read.get("date"), read.get("known_on")
    whose = (file.interpretations or {}, file.members or {}, file.staff)
    return Example(name, facts, on, known_on, *whose, file=file), ()
