r"""The line of a file that a finding is about, with carets below what is meant.

Columns count characters; on the screen a tab, a Chinese character and an accent of its own take
another width than one. A very long line is cut around the caret.

>>> from iiz_rules.findings.finding import Source
>>> place = Place(Source("facts.yaml", "a: 1\n"), 1, 4, 5)
>>> print("\n".join(excerpt(place, "here")))
  |
1 | a: 1
  |    ^ here
"""

import unicodedata

from iiz_rules.findings.finding import Place
from iiz_rules.render.layout import Paint, plain

TAB = "    "
WIDEST = 96
LEFT = 40


def excerpt(place: Place, label: str = "", paint: Paint = plain, style: str = "error") -> list[str]:
    """Give the lines of an excerpt; none where the place is in no text."""
    if not place.line or not place.excerpt:
        return []
    number = str(place.line)
    gutter = " " * len(number)
    text, before, width = _cut(place)
    carets = paint("^" * width + (f" {label}" if label else ""), style)
    bar = paint("|", "dim")
    return [
        f"{gutter} {bar}",
        f"{paint(number, 'dim')} {bar} {text}",
        f"{gutter} {bar} {' ' * before}{carets}",
    ]


def _cut(place: Place) -> tuple[str, int, int]:
    """Give the text to show, the width before the carets, and the width of the carets."""
    line = place.excerpt
    start = max(place.column - 1, 0)
    end = max(place.end_column - 1, start + 1)
    first = 0
    if columns(line[:start]) > WIDEST - LEFT:
        first = start - LEFT
    last = _fitting(line, first)
    lead = "…" if first else ""
    tail = "…" if last < len(line) else ""
    before = columns(lead + line[first:start])
    width = max(columns(line[start : min(end, last)]), 1)
    return lead + shown(line[first:last]) + tail, before, width


def _fitting(line: str, first: int) -> int:
    """Give the end of what fits on the screen from `first` on."""
    width = 0
    for position in range(first, len(line)):
        width += columns(line[position])
        if width > WIDEST:
            return position
    return len(line)


def shown(text: str) -> str:
    """Give a text as it can be shown: tabs as spaces, what would steer the terminal as a sign."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\t":
        return TAB
    steers = not char.isprintable() and unicodedata.category(char) != "Zs"
    return "�" if steers else char


def columns(text: str) -> int:
    r"""Count the columns that a text takes on the screen.

    >>> columns("a\tb"), columns("漢字"), columns("e\u0301")
    (6, 4, 1)
    """
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if char == "\t":
        return len(TAB)
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
