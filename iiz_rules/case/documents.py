"""Case documents: a file or standard input → the facts, the date and the answers expected.

A case is YAML or JSON. With `facts`, `members`, `staff` or `meetings` at its top it is a case
document (model/case.py); without, all of it is the facts. What reads the one, what reads the
other and what binds a document to its model is imported for those who send them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from iiz_rules.case.people import PEOPLE, plainly_right
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.language.text.node import Node
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import MAIN

if TYPE_CHECKING:
    from iiz_rules.language.model.case import CaseFile, Employee, Member
    from iiz_rules.language.text.document import Document

DOCUMENT = ("facts", *PEOPLE)
"""keys that make a case a document; without any of them, everything is facts"""
STORY = ("opened", "events")
"""keys that make it the story of a case"""
TEXTS = ("canton", "date", "known_on")
EXPECTED = ("may", "next", "expect")
COMPARED = ("clauses", *EXPECTED)
"""keys that only `iiz test` compares, and no question reads"""
SIMPLE = frozenset({"title", *TEXTS, *COMPARED, *DOCUMENT, "interpretations"})
"""keys of a document that can be read without its model, if they are correct"""


@frozen
class CaseDocument:
    """A case as read: its facts with their places, and how to ask it."""

    name: str
    facts: Node
    on: date | None = None
    known_on: date | None = None
    interpretations: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    staff: tuple[Employee, ...] | None = None
    meetings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canton: str | None = None
    """the canton it names, if any"""
    about: Mapping[str, Place] = field(default_factory=dict)
    """the rules it expects answers of, with the places"""
    expects: bool = False
    """whether it expects any answers: `iiz test` compares them"""
    canton_at: Place | None = None
    """the place where it names its canton"""

    @classmethod
    def empty(cls) -> CaseDocument:
        """A case about which nothing is known."""
        return cls("case", Node({}, Source("case")))


@frozen
class Example(CaseDocument):
    """One of a canton's own cases, with what it expects."""

    file: CaseFile = field(kw_only=True)


Findings = tuple[Finding, ...]


def read_case(
    data: bytes, name: str, *, people: bool = True
) -> tuple[CaseDocument | None, Findings]:
    """Read a case that is asked: a document, or the bare facts.

    Who does not ask about `people` gets none where nothing is wrong with them.
    """
    document = _read(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    return case_in(document.root, name, people=people)


def case_in(root: Node, name: str, *, people: bool = True) -> tuple[CaseDocument | None, Findings]:
    """The case that a tree says, see `read_case`."""
    keys = root.value.keys() if isinstance(root.value, dict) else set[str]()
    if keys.isdisjoint(DOCUMENT):
        if keys >= {*STORY}:
            return None, (Finding("story-as-case", root.key_place("events")),)
        return CaseDocument(name, root), ()
    asked = people and not keys.isdisjoint(PEOPLE)
    if not asked and (simple := _simple(root, name)) is not None:
        return simple, ()
    from iiz_rules.language.model.case import AskedCase

    return _example(root, name, AskedCase)


def read_example(data: bytes, name: str, main: str = MAIN) -> tuple[Example | None, Findings]:
    """Read one of a canton's own cases: always a document, with a title.

    `main` is the language of a title that names none.
    """
    from iiz_rules.language.text.yaml import read_yaml

    document = read_yaml(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    return example_of(document.root, name, main)


def example_of(root: Node, name: str, main: str) -> tuple[Example | None, Findings]:
    """One of a canton's own cases from its tree, wherever that was read."""
    from iiz_rules.language.model.case import CaseFile

    return _example(root, name, CaseFile, main)


def _read(data: bytes, name: str) -> Document:
    """Read JSON or YAML, by the suffix of the name, or else by the first character."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if name.endswith(".json") or (start == b"{" and not name.endswith((".yaml", ".yml"))):
        from iiz_rules.language.text.json import read_json

        return read_json(data, name)
    from iiz_rules.language.text.yaml import read_yaml

    return read_yaml(data, name)


def _simple(root: Node, name: str) -> CaseDocument | None:
    """Read a document of facts, title and dates; None if it has more, or a fault."""
    keys: dict[str, Node] = root.value if isinstance(root.value, dict) else {}
    texts = {key: keys[key].value for key in TEXTS if key in keys}
    chosen, expected = (_mapping(keys.get(key)) for key in ("interpretations", "expect"))
    plain = keys.keys() <= SIMPLE and plainly_right(keys) and _is_text(keys.get("title"))
    if not plain or chosen is None or expected is None:
        return None
    options = {interpretation: node.value for interpretation, node in chosen.items()}
    if not all(isinstance(text, str) for text in (*texts.values(), *options.values())):
        return None
    days = {key: parse_date(str(texts[key])) for key in ("date", "known_on") if key in texts}
    if None in days.values() or "" in texts.values():
        return None
    return CaseDocument(
        name,
        _facts(root),
        days.get("date"),
        days.get("known_on"),
        {interpretation: str(option) for interpretation, option in options.items()},
        canton=str(texts["canton"]) if "canton" in texts else None,
        about={rule: keys["expect"].key_place(rule) for rule in expected},
        expects=not keys.keys().isdisjoint(EXPECTED),
        canton_at=keys["canton"].place if "canton" in texts else None,
    )


def _mapping(node: Node | None) -> dict[str, Node] | None:
    """The content of a mapping, empty if left out; None if it is something else."""
    value = {} if node is None else node.value
    return value if isinstance(value, dict) else None


def _is_text(node: Node | None) -> bool:
    """Whether this is a text, in one language or several, or left out."""
    if node is None:
        return True
    said = [*node.value.values()] if isinstance(node.value, dict) else [node]
    return bool(said) and all(isinstance(one.value, str) and one.value.strip() for one in said)


def _facts(root: Node) -> Node:
    """The facts of a document; empty if it has none."""
    facts = root.child("facts")
    if facts is None or facts.value is None:
        return Node({}, root.source, root.line, root.column)
    return facts


def _example(
    root: Node, name: str, model: type[CaseFile], main: str = MAIN
) -> tuple[Example | None, Findings]:
    from iiz_rules.language.text.bind import bind

    file, findings = bind(model, root, main)
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
    on, known_on = read.get("date"), read.get("known_on")
    whose = (file.interpretations or {}, file.members or {}, file.staff, file.meetings or {})
    about = {rule: file.place_of_key(rule, "expect") for rule in file.expect or {}}
    expects = any(getattr(file, key) for key in EXPECTED)
    named = (file.canton, about, expects, file.place_of("canton"))
    return Example(name, _facts(root), on, known_on, *whose, *named, file=file), ()
