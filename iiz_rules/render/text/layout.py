"""Lines of text: wrapped with a hanging indent, French typography, colours from outside."""

import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from iiz_rules.language.truth import Truth
from iiz_rules.words.formats import NBSP
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

Paint = Callable[[str, str], str]
"""Gives a text in a style: `heading`, `yes`, `no`, `open`, `dim`, `error`, `warning`, `good`."""

WIDTH = 88
MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.OPEN: "?"}
_COUNTED = re.compile(r"(?<=\d) (?=[^\W\d])")


def plain(text: str, _: str) -> str:
    """Leave a text as it is."""
    return text


def wrapped(text: str, language: Language, indent: int = 0) -> list[str]:
    r"""Break a text into lines; numbers stay with their words.

    >>> wrapped("25 years", "en", indent=2)
    ['  25\xa0years']
    """
    lines = textwrap.wrap(
        _COUNTED.sub(NBSP, typeset(text, language)),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [""]


def aligned(label: str, *cells: str, label_width: int = 40, cell_width: int = 16) -> str:
    """A row of a table: its label on the left, its numbers on the right.

    >>> aligned("Fund", "1.00", label_width=6, cell_width=6)
    'Fund    1.00'
    """
    numbers = "".join(f"{cell:>{cell_width}}" for cell in cells)
    return f"{label[:label_width]:<{label_width}}{numbers}"


@dataclass(frozen=True)
class Paper:
    """What a text is written on: in one language, each style in its look."""

    language: Language
    paint: Paint = plain

    def say(self, key: str, /, **gaps: object) -> str:
        """Look up a text in the language."""
        return say(key, self.language, **gaps)

    def heading(self, text: str) -> str:
        """A heading, on one line."""
        return self.paint(typeset(text, self.language), "heading")

    def block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        """Set a text beside a lead such as `  ✓ erfüllt  `; further lines stand below the text."""
        width = len(lead)
        lines = wrapped(text, self.language, width)
        first, *painted = [self.paint(line[width:], style) for line in lines]
        led = self.paint(lead, lead_style) if lead.strip() else lead
        return [led + first, *(" " * width + line for line in painted)]

    def entry(self, lead: str, text: str, notes: Iterable[str], style: str = "") -> list[str]:
        """Set a text beside its lead, and each of the notes about it below the text."""
        below = (line for note in notes for line in self.block(" " * len(lead), note, "dim"))
        return [*self.block(lead, text, lead_style=style), *below]

    def lead(self, mark: str, key: str, words: Iterable[str] = Truth) -> str:
        """A mark and a text, as wide as the widest of those whose keys end in one of `words`.

        >>> Paper("en").lead("✓", "answers.met.yes")
        '  ✓ met      '
        """
        start = key.rpartition(".")[0]
        width = max(len(self.say(f"{start}.{word}")) for word in words)
        return f"{mark:>3} {self.say(key):<{width}}  "


_LOOKS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "yes": {"fg": "green", "bold": True},
    "no": {"fg": "red", "bold": True},
    "open": {"fg": "yellow", "bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "dim": {"dim": True},
}


def coloured(text: str, style: str) -> str:
    """A text in the look of its style; a style without a look leaves it plain."""
    import click

    look = _LOOKS.get(style)
    return click.style(text, **look) if look and text else text
