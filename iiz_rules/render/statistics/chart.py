"""Key figures as one picture: bars for each table, a sign in place of a number left out."""

from collections.abc import Iterator
from textwrap import wrap

from iiz_rules.render.markup import Markup, element
from iiz_rules.render.statistics.shapes import (
    DARK,
    HATCH,
    PALE,
    WIDTH,
    group,
    label,
    rectangle,
    text,
)
from iiz_rules.render.statistics.sheet import Line, Sheet, Table
from iiz_rules.render.statistics.text import notes, share_words, shown, title
from iiz_rules.render.statistics.words import say

EDGE, LEFT, ROW, ROOM = 16.0, 276.0, 34.0, 96.0
LONGEST, WIDEST = 34, 130
STYLE = (
    'text { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; font-size: 13px; '
    "fill: #1a1a1a; font-variant-numeric: tabular-nums; } .small text { font-size: 11px; } "
    ".head text { font-size: 16px; }"
)


def sheet_svg(found: Sheet) -> str:
    """Draw all tables, one below the other, with what they rest on."""
    drawn: list[Markup] = [element("g", text(EDGE, 30, title(found), weight="700"), class_="head")]
    y = 54.0
    for words in _totals(found):
        drawn.append(text(EDGE, y, words))
        y += 18
    told = []
    for table in found.tables:
        part, height = _table(found, table)
        drawn.append(element("g", part, transform=f"translate(0 {y + 14:.1f})"))
        told.append(_told(found, table))
        y += height + 14
    small, y = _notes(found, y + 22)
    return _document(title(found), " ".join(told), y, *drawn, small)


def _document(heading: str, told: str, height: float, *inner: Markup) -> str:
    """Make a file of its own, told in words as well."""
    drawn = element(
        "svg",
        element("title", heading, id="title"),
        element("desc", told, id="desc"),
        element("style", Markup(STYLE)),
        element("defs", HATCH),
        element("rect", width="100%", height="100%", fill="#fff"),
        *inner,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:g}",
        width=f"{WIDTH}",
        height=f"{height:g}",
        role="img",
        **{"aria-labelledby": "title desc"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def _totals(found: Sheet) -> list[str]:
    language = found.language
    words = [
        say("total", language, what=say(f"total.{name}", language), n=shown(found, one))
        for name, one in found.totals.items()
    ]
    return wrap(" · ".join(words), WIDEST - 30)


def _table(found: Sheet, table: Table) -> tuple[Markup, float]:
    """Draw a table: its title, what the two bars are, a row for each line."""
    drawn = [text(EDGE, 12, table.title, weight="700")]
    y = 24.0
    if len(table.columns) > 1:
        drawn.append(_legend(found, table, y))
        y += 24
    most = max((number or 0 for line in table.lines for number in line.numbers[:2]), default=0)
    for line in table.lines:
        drawn += _row(found, line, y, (WIDTH - LEFT - ROOM) / max(most, 1))
        y += ROW
    for part in wrap(share_words(found, table), 66):
        drawn.append(text(LEFT, y + 12, part))
        y += 18
    return group(*drawn), y


def _legend(found: Sheet, table: Table, y: float) -> Markup:
    """Show what the pale and the dark bar are."""
    pale, dark = (say(f"column.{one}", found.language) for one in table.columns[:2])
    return group(
        rectangle(LEFT, y - 1, 18, 11, PALE),
        text(LEFT + 24, y + 9, pale),
        rectangle(LEFT + 110, y + 2, 18, 5, DARK),
        text(LEFT + 134, y + 9, dark),
    )


def _row(found: Sheet, line: Line, y: float, scale: float) -> Iterator[Markup]:
    """Draw the cases of a group, and within them those of the last day."""
    yield label(LEFT - 10, y + 16, line.label, LONGEST)
    fills = (
        ((PALE, 4.0, 18.0), (DARK, 10.0, 6.0)) if len(line.numbers) > 1 else ((DARK, 4.0, 18.0),)
    )
    end = LEFT
    for (fill, top, height), number in zip(fills, line.numbers, strict=False):
        wide, filled = (24.0, "url(#hatch)") if number is None else (number * scale, fill)
        yield rectangle(LEFT, y + top, wide, height, filled)
        end = max(end, LEFT + wide)
    numbers = " / ".join(shown(found, one) for one in line.numbers[: len(fills)])
    yield text(end + 8, y + 17, numbers)


def _told(found: Sheet, table: Table) -> str:
    rows = "; ".join(f"{one.label}: {shown(found, one.numbers[0])}" for one in table.lines)
    return f"{table.title}: {rows}."


def _notes(found: Sheet, y: float) -> tuple[Markup, float]:
    lines = [part for note in notes(found) for part in wrap(f"– {note}", WIDEST)]
    drawn = [text(EDGE, y + 15 * n, one) for n, one in enumerate(lines)]
    return element("g", *drawn, class_="small"), y + 15 * len(lines) + EDGE
