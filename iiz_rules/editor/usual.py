"""The usual changes, each as a field: a limit, a list, an option, a date, a label.

A field knows where its value stands; filled in, it is an edit of that value and of nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.edits import Edit
from iiz_rules.editor.spots import Spot, spots_of
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.registry import message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.text.editing import commented
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import flow
from iiz_rules.language.translations import NAME
from iiz_rules.language.values import Domain, Problem, plain_value
from iiz_rules.tables.cells import reader
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import MAIN, Language, Text

NO_TEXT = Text("", "", "")
SIMPLE: dict[str, Domain] = {
    **dict.fromkeys(("n", "enough"), Domain("int")),
    **dict.fromkeys(("cap", "amount"), Domain("chf")),
    **dict.fromkeys(("valid_from", "valid_to", "dated", "from"), Domain("date")),
}
"""keys whose values need no fact to be understood"""
COMPARED = ("is", "at_least", "at_most", "before", "after", "between")
LISTED = ("is_one_of", "contains_any", "contains_all", "of")
STRETCHES = ("last", "next", "plus")
NUMBER = re.compile(r"[0-9][0-9.-]*")
STRETCH = re.compile(r"P[1-9][0-9]*[DWMY]")
TEXTS = ("title", "label", "question", "says", "reason", "rationale")
WORDS = ("true", "false")
Kind = Literal["choice", "several", "text"]


@dataclass(frozen=True)
class UsualChange:
    """A value that a field may change: its place, its label, its possible values."""

    at: str
    """the line and column of the value"""
    label: str
    kind: Kind
    node: Node
    given: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    fact: Fact | None = None
    """the fact whose type reads what is typed"""
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Fields:
    """The fields of a file, or of a part of it."""

    program: Program
    file: TextFile
    language: Language
    whole: Node | None = None
    main: str = MAIN
    """the language of texts that do not name one"""

    def changes(self) -> list[UsualChange]:
        """Every value that has a field."""
        changes = (self._change(spot) for spot in spots_of(self.file, self.language))
        return [one for one in changes if one]

    def _change(self, spot: Spot) -> UsualChange | None:
        node = spot.node
        if spot.is_key or not self._within(node) or node.line != node.end_line:
            return self._several(spot) if spot.is_key and spot.value else None
        key = spot.key or spot.path[-1].name
        fact = self._fact(spot)
        if key == "default" and spot.around.model == "Interpretation":
            return self._reading(spot)
        if isinstance(node.value, (dict, list)) or node.value is None:
            return None
        if key in (*COMPARED, "contains") and (fact or "of" in self._keys(spot)):
            counted = "count" in self._above(spot) or fact is None
            asked = Fact(key, Domain("int"), NO_TEXT, NO_TEXT) if counted else fact
            return self._value(spot, key, fact, asked) if asked else None
        if key in SIMPLE and NUMBER.fullmatch(str(node.value)):
            return self._value(spot, key, None, Fact(key, SIMPLE[key], NO_TEXT, NO_TEXT))
        if key in STRETCHES and STRETCH.fullmatch(str(node.value)):
            return self._made(spot, key, fact, "text", (str(node.value),), pattern=STRETCH)
        text = key in TEXTS or spot.path[-1].name in TEXTS
        if text and isinstance(node.value, str):
            return self._made(spot, key, None, "text", (node.value,))
        return None

    def _within(self, node: Node) -> bool:
        if self.whole is None:
            return True
        start = (self.whole.line, self.whole.column)
        end = (self.whole.end_line, self.whole.end_column)
        return start <= (node.line, node.column) < end

    def _fact(self, spot: Spot) -> Fact | None:
        """The fact that the condition at a spot is about."""
        for around in reversed(spot.path):
            fact = around.node.child("fact")
            if fact:
                first = fact.child(0) or fact
                return self.program.facts.get(str(first.value))
        return None

    def _keys(self, spot: Spot) -> dict[str, Node]:
        value = spot.around.node.value
        return value if isinstance(value, dict) else {}

    def _above(self, spot: Spot) -> str:
        """The keys under which the mapping of a spot stands, the innermost."""
        return spot.around.name if isinstance(spot.around.node.value, dict) else ""

    def _several(self, spot: Spot) -> UsualChange | None:
        """A field for a list of codes of the fact that the condition is about."""
        value, fact = spot.value, self._fact(spot)
        if value is None or fact is None:
            return None
        members = value.value if isinstance(value.value, list) else None
        if spot.key not in LISTED or not members or not self._within(spot.node):
            return None
        codes_now = tuple(str(one.value) for one in members)
        if not fact.codes or not set(codes_now) <= fact.codes.keys():
            return None
        codes = sorted(
            fact.codes, key=lambda code: code not in codes_now
        )  # what is there comes first
        options = tuple((code, fact.codes[code][self.language]) for code in codes)
        label = self._label(spot.key, fact)
        return UsualChange(_at(value), label, "several", value, codes_now, options)

    def _reading(self, spot: Spot) -> UsualChange | None:
        reading = self.program.interpretations.get(spot.around.name)
        if reading is None:
            return None
        options = tuple((name, text[self.language]) for name, text in reading.options.items())
        label = self._label("default", None)
        given = (str(spot.node.value),)
        return UsualChange(_at(spot.node), label, "choice", spot.node, given, options)

    def _value(self, spot: Spot, key: str, fact: Fact | None, about: Fact) -> UsualChange | None:
        """A field for a value of a fact, or of a key that needs none."""
        text = str(spot.node.value)
        if isinstance(spot.node.value, bool):
            options = tuple(
                (word, say(f"answers.{'yes' if word == 'true' else 'no'}", self.language))
                for word in WORDS
            )
            return self._made(spot, key, fact, "choice", (text.lower(),), options)
        if about.codes:
            options = tuple((code, label[self.language]) for code, label in about.codes.items())
            return self._made(spot, key, fact, "choice", (text,), options)
        day = parse_date(text) if about.domain.type == "date" else None
        shown = written(day, self.language) if day and self.language != "en" else text
        return self._made(spot, key, fact, "text", (shown,), asked=about)

    def _made(
        self,
        spot: Spot,
        key: str,
        fact: Fact | None,
        kind: Kind,
        given: tuple[str, ...],
        options: tuple[tuple[str, str], ...] = (),
        asked: Fact | None = None,
        pattern: re.Pattern[str] | None = None,
    ) -> UsualChange:
        if key == "between" and isinstance(spot.around.node.value, list):
            first = spot.around.node.value[0] is spot.node
            key = "low" if first else "high"
        label = self._label(key, fact, spot)
        return UsualChange(_at(spot.node), label, kind, spot.node, given, options, asked, pattern)

    def _label(self, key: str, fact: Fact | None, spot: Spot | None = None) -> str:
        """The label of a field: `Alter: mindestens`."""
        if key in ("de", "fr", "en", "it", "rm") and spot:
            said = f"{say(f'editor.usual.{spot.path[-1].name}', self.language)} ({key})"
        else:
            said = say(f"editor.usual.{key}", self.language)
            translated = NAME.fullmatch(self.file.path.name)
            own = translated[1] if translated else self.main
            said = f"{said} ({own})" if key in TEXTS and own != self.language else said
        if fact is None:
            return said
        return say("answers.colon", self.language, label=fact.label[self.language], value=said)

    # ------------------------------------------------------------------ filled in

    def edit(self, change: UsualChange, typed: Sequence[str]) -> Edit | str:
        """The edit that a field makes of what was typed, or why it cannot."""
        node, text = change.node, typed[0].strip() if typed else ""
        if change.kind == "several":
            return self._list_edit(change, [code for code, _ in change.options if code in typed])
        if change.pattern and not change.pattern.fullmatch(text):
            return self._said("stretch-form")
        if not text or (change.options and text not in dict(change.options)):
            return self._said("empty")
        if change.fact:
            read = reader(change.fact)(text)
            if isinstance(read, Problem):
                finding = Finding(read.code, Place(Source(self.file.name)), read.words)
                return message(finding, self.language)
            text = str(plain_value(read))
        if change.kind == "text" and not change.fact:
            text = flow(replace(node, value=text))
        elif node.quoted:
            text = f'"{text}"'
        return self._put(node, text)

    def _said(self, key: str) -> str:
        return say(f"editor.usual.{key}", self.language)

    def _put(self, node: Node, text: str) -> Edit:
        start, end = (node.line, node.column), (node.end_line, node.end_column)
        return Edit(self.file.path, start, end, text)

    def _list_edit(self, change: UsualChange, wanted: list[str]) -> Edit | str:
        """An edit of a list: remaining members stay as written, new ones are appended."""
        node, lines = change.node, self.file.text.split("\n")
        members = node.value if isinstance(node.value, list) else []
        remaining = [one for one in members if str(one.value) in wanted]
        added = [code for code in wanted if code not in change.given]
        if not wanted:
            return self._said("empty")
        if lines[node.line - 1][node.column - 1] == "[":
            if commented("\n".join(lines[node.line - 1 : node.end_line - 1])):
                return self._said("comment")
            return self._put(node, f"[{', '.join([*map(flow, remaining), *added])}]")
        first, last = members[0], members[-1]
        if last.line - first.line != len(members) - 1:  # something stands between them
            return self._said("comment")
        lead = lines[first.line - 1][: first.column - 1]
        rows = [lines[one.line - 1] for one in remaining] + [f"{lead}{code}" for code in added]
        end = (last.line, len(lines[last.line - 1]) + 1)
        return Edit(self.file.path, (first.line, 1), end, "\n".join(rows))


def _at(node: Node) -> str:
    return f"{node.line}:{node.column}"
