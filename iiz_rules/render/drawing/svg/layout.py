"""Layout: the blocks of a part in rows, or wherever there is room."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from iiz_rules.render.drawing.graph import Card, DrawingPart, Link
from iiz_rules.render.drawing.svg.blocks import Block, Lines, block, cited
from iiz_rules.render.drawing.svg.marks import PART, SMALL, Mark, Words
from iiz_rules.render.drawing.svg.measure import width
from iiz_rules.render.drawing.svg.routes import (
    EndPlace,
    LinkCourse,
    Span,
    courses,
    space_height,
    stroke,
    tracks,
)

GUTTER, BETWEEN = 40.0, 24.0
WIDEST_GUTTER = 140.0
"""How far apart blocks are set at most where lines find no room between them."""
WIDEST = 1090.0
"""the width legible on a landscape A4 page"""


def place(part: DrawingPart, widest: float = WIDEST) -> Block:
    """Lay out a part, below its title."""
    placed = _rows(part, widest) if part.arrangement == "rows" else _free(part, widest)
    if not part.title:
        return placed
    title = Words(0, PART.size, part.title, PART, part.clauses)
    head = [title, Words(0, PART.size + 11, cited(part.clauses), SMALL)]
    wide = max(placed.width, width(part.title, PART.size, bold=True))
    down = 36 if part.clauses else 24
    below = tuple(mark.moved(0, down) for mark in placed.marks)
    return Block(wide, placed.height + down, (*head[: 1 + bool(part.clauses)], *below))


def _fitting(lane: Sequence[Card], widest: float) -> Iterator[list[Card]]:
    row: list[Card] = []
    for card in lane:
        if row and _width([block(one) for one in (*row, card)]) > widest:
            yield row
            row = []
        row.append(card)
    if row:
        yield row


def _width(row: Sequence[Block], gutter: float = GUTTER) -> float:
    return sum(card.width + gutter for card in row) - gutter


def _rows(part: DrawingPart, widest: float) -> Block:
    cards = [row for lane in part.lanes for row in _fitting(lane, widest)]
    lines = _lines(cards, part.links, part.home)
    rows = [[block(card, lines) for card in row] for row in cards]
    width, spans, drawn = _routed(part, rows)
    crossed = tracks(drawn)
    marks: list[Mark] = []
    tops: list[float] = []
    spaces: list[float] = []
    y = 0.0
    for number, row in enumerate(rows):
        tops.append(y)
        spaces.append(y + max(card.height for card in row))
        marks += [mark.moved(spans[card.id].left, y) for card in row for mark in card.marks]
        y = spaces[-1] + space_height(crossed.get(number, 0))
    marks += [stroke(course, tops, spaces) for course in drawn]
    if len(rows) - 1 not in crossed:
        y = spaces[-1]
    xs = [x for course in drawn for x in course.xs]
    left, right = min([0.0, *xs]), max([width, *xs])
    return Block(right - left, y, tuple(mark.moved(-left, 0) for mark in marks))


def _routed(
    part: DrawingPart, rows: Sequence[Sequence[Block]], gutter: float = GUTTER
) -> tuple[float, dict[str, Span], list[LinkCourse]]:
    """How wide the rows are, where their blocks stand, and the course of each line.

    Blocks stand wider apart where lines would lie on one another.
    """
    ports = {name: port for row in rows for card in row for name, port in card.ports.items()}
    width = max((_width(row, gutter) for row in rows), default=0)
    spans: dict[str, Span] = {}
    for number, row in enumerate(rows):
        x = (width - _width(row, gutter)) / 2
        for card in row:
            spans[card.id] = Span(number, x, x + card.width, card.height)
            x += card.width + gutter
    places = {name: EndPlace(spans[card], ports.get(name)) for name, card in part.home.items()}
    drawn = courses(part.links, places)
    if gutter < WIDEST_GUTTER and any(course.crowded for course in drawn):
        return _routed(part, rows, gutter + GUTTER / 2)
    return width, spans, drawn


def _lines(rows: Sequence[Sequence[Card]], links: Iterable[Link], home: Mapping[str, str]) -> Lines:
    """How many lines reach each entry from above, and from below: level ones from below."""
    row = {card.id: number for number, cards in enumerate(rows) for card in cards}
    ends = [(one, other) for link in links for one, other in _both(link.source, link.target)]
    return Counter((one, row[home[one]] > row[home[other]]) for one, other in ends)


def _both(source: str, target: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (source, target), (target, source)


def _free(part: DrawingPart, widest: float) -> Block:
    """Put each block below the column that is shortest so far."""
    blocks = [block(card) for card in part.cards]
    wide = max((card.width for card in blocks), default=0)
    heights = [0.0] * max(min(int((widest + BETWEEN) // (wide + BETWEEN)), len(blocks)), 1)
    marks: list[Mark] = []
    for card in blocks:
        column = heights.index(min(heights))
        x, y = column * (wide + BETWEEN), heights[column]
        marks += [mark.moved(x, y) for mark in card.marks]
        heights[column] = y + card.height + 12
    return Block(len(heights) * (wide + BETWEEN) - BETWEEN, max(heights) - 12, tuple(marks))
