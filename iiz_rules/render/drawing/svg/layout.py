"""Where everything stands: the blocks of a part in rows, in columns, or where there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iiz_rules.render.drawing.graph import Link, Part
from iiz_rules.render.drawing.svg.blocks import Block, block
from iiz_rules.render.drawing.svg.marks import PART, Line, Mark, Words
from iiz_rules.render.drawing.svg.routes import Edges, Span, line, tracks, ways

GUTTER, BETWEEN = 32.0, 24.0
WIDEST = 1215.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A part as it is drawn, its top left corner at (0, 0)."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def place(part: Part) -> Placed:
    """Lay out a part, below its title."""
    lanes = [[block(card) for card in lane] for lane in part.lanes]
    if part.arrangement == "rows":
        found = _rows([row for lane in lanes for row in _fitting(lane)], part.links)
    elif part.arrangement == "columns":
        found = _columns(lanes, part.links)
    else:
        found = _free([one for lane in lanes for one in lane])
    if not part.title:
        return found
    title = Words(0, PART.size, part.title, PART)
    below = tuple(mark.moved(0, 24) for mark in found.marks)
    return Placed(found.width, found.height + 24, (title, *below))


def _fitting(lane: list[Block]) -> Iterable[list[Block]]:
    """Break a lane into rows that are not too wide."""
    row: list[Block] = []
    for one in lane:
        if row and _width([*row, one]) > WIDEST:
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _width(row: Sequence[Block]) -> float:
    return sum(one.width + GUTTER for one in row) - GUTTER


def _rows(rows: list[list[Block]], links: Sequence[Link]) -> Placed:
    width = max(map(_width, rows), default=0)
    spans: dict[str, Span] = {}
    for number, row in enumerate(rows):
        x = (width - _width(row)) / 2
        for one in row:
            spans[one.card.id] = Span(number, x, x + one.width)
            x += one.width + GUTTER
    found = ways(links, spans)
    on = tracks(found)
    edges = Edges({}, {}, {})
    marks: list[Mark] = []
    y = 0.0
    for number, row in enumerate(rows):
        for one in row:
            edges.top[one.card.id], edges.bottom[one.card.id] = y, y + one.height
            marks += [mark.moved(spans[one.card.id].left, y) for mark in one.marks]
        y += max(one.height for one in row)
        edges.spaces[number] = y
        y += on.height(number)
    marks += [line(number, way, on, edges) for number, way in enumerate(found)]
    if len(rows) - 1 not in on.count:
        y = edges.spaces[len(rows) - 1]
    xs = [x for way in found for x in way.xs]
    left, right = min([0.0, *xs]), max([width, *xs])
    return Placed(right - left, y, tuple(mark.moved(-left, 0) for mark in marks))


def _columns(lanes: list[list[Block]], links: Sequence[Link]) -> Placed:
    """Put every lane into a column, as many side by side as there is room for."""
    joined = {(link.source, link.target): link.kind for link in links}
    marks: list[Mark] = []
    x = top = low = width = 0.0
    for lane in lanes:
        wide = max(one.width for one in lane)
        if x and x + wide > WIDEST:
            x, top = 0.0, low + BETWEEN
        y = top
        for one, after in zip(lane, [*lane[1:], None], strict=True):
            marks += [mark.moved(x, y) for mark in one.marks]
            y += one.height
            if after:
                kind = joined.get((one.card.id, after.card.id))
                if kind:
                    middle = x + wide / 2
                    marks.append(Line(((middle, y), (middle, y + BETWEEN)), kind))
                y += BETWEEN if kind else 5
        low, width = max(low, y), max(width, x + wide)
        x += wide + GUTTER
    return Placed(width, low, tuple(marks))


def _free(blocks: list[Block]) -> Placed:
    """Put each block below the column that is shortest so far."""
    wide = max((one.width for one in blocks), default=0)
    heights = [0.0] * max(min(int((WIDEST + GUTTER) // (wide + GUTTER)), len(blocks)), 1)
    marks: list[Mark] = []
    for one in blocks:
        column = heights.index(min(heights))
        x, y = column * (wide + GUTTER), heights[column]
        marks += [mark.moved(x, y) for mark in one.marks]
        heights[column] = y + one.height + 12
    return Placed(len(heights) * (wide + GUTTER) - GUTTER, max(heights) - 12, tuple(marks))
