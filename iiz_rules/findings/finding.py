"""Findings are data: a code, a place, the words to fill in. They are rendered at the edge.

Everything that can be wrong with an input has one code. The texts of a code (message, label under
the caret, remedy, page) stand in the data file of the same name in the folder of its stage, in
German, French and English; nothing here knows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text, brief

if TYPE_CHECKING:
    from iiz_rules.words.text import Language

Severity = Literal["error", "warning"]
NOTHING = Text("", "", "")


@frozen
class Source:
    r"""A text that was read, under the name a reader would look for it.

    >>> Source("facts.yaml", "facts:\n  - id: x\n").line(2)
    '  - id: x'
    """

    name: str
    text: str = field(repr=False, default="")

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """Line `number`, counted from 1; empty where there is none."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""


# Made for every value of every file and case: functions of its own are worth compiling.
@dataclass(frozen=True)
class Place:
    """A place in an input: file, line and column from 1, or a JSON pointer into a case.

    `line` is 0 where there is no text line to point to (a Python mapping, a JSON file).

    >>> str(Place(Source("facts.yaml"), 3, 5)), str(Place(Source("case.json"), pointer="/age"))
    ('facts.yaml:3:5', 'case.json: /age')
    """

    source: Source
    line: int = 0
    column: int = 0
    end_column: int = 0
    pointer: str = ""

    def __str__(self) -> str:
        """The place as editors understand it."""
        if self.line:
            return f"{self.source.name}:{self.line}:{self.column}"
        return f"{self.source.name}: {self.pointer}" if self.pointer else self.source.name

    def __repr__(self) -> str:
        return brief(f"<Place {self}>")

    @property
    def excerpt(self) -> str:
        """The line of text that the place is in."""
        return self.source.line(self.line)


@frozen
class Finding:
    """One thing found wrong in an input. `words` fill the gaps of the code's texts.

    A word `near` is a suggestion: with it the help reads "did you mean …".
    """

    code: str
    place: Place
    words: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def __repr__(self) -> str:
        return brief(f"<Finding {self.code} at {self.place}>")

    def message(self, language: "Language") -> str:
        """What is wrong, in a sentence.

        >>> Finding("no-date", Place(Source("on"))).message("en")
        'the question has no date'
        """
        from iiz_rules.findings.registry import message

        return message(self, language)

    def remedy(self, language: "Language") -> str:
        """What to do about it; empty if there is nothing to say."""
        from iiz_rules.findings.registry import remedy

        return remedy(self, language)

    def to_dict(self, language: "Language" = "en") -> dict[str, Any]:
        """The finding as JSON-ready data, its texts in one language."""
        from iiz_rules.findings.registry import data

        return data(self, language)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, then place, then code."""
        place = self.place
        return place.source.name, place.line, place.column, place.pointer, self.code


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place; the same finding is reported once."""
    placed = sorted(((finding.order, finding) for finding in findings), key=itemgetter(0))
    unique: list[Finding] = []
    for _, alike in groupby(placed, key=itemgetter(0)):
        first, *others = (finding for _, finding in alike)
        unique.append(first)
        if others:
            unique.extend(_unlike(first, others))
    return tuple(unique)


def _unlike(first: Finding, others: list[Finding]) -> Iterator[Finding]:
    """Findings with one code at one place, without repetitions."""
    said = {_said(first)}
    for finding in others:
        if _said(finding) not in said:
            said.add(_said(finding))
            yield finding


def _said(finding: Finding) -> tuple[str, ...]:
    return tuple(sorted(map(str, finding.words.items())))
