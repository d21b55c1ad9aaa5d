"""Lines of text: wrapped with a hanging indent, French typography, colours from outside."""

import textwrap
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from iiz_rules.language.truth import Truth
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset, unbroken

Paint = Callable[[str, str], str]
"""styles a text: `heading`, `yes`, `no`, `open`, `dim`, `error`, `warning`, `good`"""

NARROW, USUAL, WIDE = 40, 88, 120
"""the width of a text: at least, by default, and at most (longer lines read badly)"""
LEAST_LABEL = 20
MOST_BROKEN = 2_048
"""texts whose lines are cached: labels, clauses and questions recur in every answer"""
MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.OPEN: "?"}


def plain(text: str, _: str) -> str:
    """Leave a text as it is."""
    return text


def wrapped(text: str, language: Language, indent: int = 0, width: int = USUAL) -> list[str]:
    r"""Break a text into lines; numbers stay with their words.

    >>> wrapped("25 years", "en", indent=2)
    ['  25\xa0years']
    """
    return [*_broken(text, language, width, " " * indent, " " * indent)] or [""]


@lru_cache(MOST_BROKEN)
def _broken(text: str, language: Language, width: int, first: str, others: str) -> tuple[str, ...]:
    lines = textwrap.wrap(
        unbroken(text, language),
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return tuple(lines)


@frozen
class Paper:
    """Where text is laid out: the language, the looks of styles, and the width of lines.

    Nothing else decides how wide a text is.
    """

    language: Language
    paint: Paint = plain
    width: int = USUAL

    def say(self, key: str, /, **gaps: object) -> str:
        """Look up a text in the language."""
        return say(key, self.language, **gaps)

    def colon(self, label: str, value: str) -> str:
        """A label, a colon and a value."""
        return self.say("answers.colon", label=label, value=value)

    def heading(self, text: str) -> str:
        """A heading, on one line."""
        return self.paint(typeset(text, self.language), "heading")

    def lines(self, text: str) -> list[str]:
        """A text in lines."""
        return wrapped(text, self.language, width=self.width)

    def row(self, label: str, *cells: str, label_width: int = 40, cell_width: int = 16) -> str:
        """A row of a table: its label on the left, its numbers on the right of its last line.

        >>> print(Paper("en").row("  Fund for work", "1.00", label_width=20, cell_width=6))
          Fund for work       1.00
        >>> print(Paper("en").row("The cantonal fund for work", "1.00", label_width=20))
        The cantonal fund
            for work                    1.00
        """
        left = min(self.width, USUAL) - cell_width * len(cells)
        room = max(min(label_width, left), LEAST_LABEL)
        inner = len(label) - len(label.lstrip())
        lines = _broken(label.lstrip(), self.language, room - 1, " " * inner, " " * (inner + 4))
        *above, last = lines or ("",)
        return "\n".join([*above, f"{last:<{room}}" + "".join(f"{c:>{cell_width}}" for c in cells)])

    def block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        """Set a text beside a lead such as `  ✓ erfüllt  `; further lines stand below the text."""
        width = len(lead)
        lines = wrapped(text, self.language, width, self.width)
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
