"""Where everything stands: the blocks of a part in rows, in columns, or where there is room."""

from collections.abc import Iterable, Sequence

from iiz_rules.render.drawing.graph import DrawingPart, Link
from iiz_rules.render.drawing.svg.blocks import Block, block
from iiz_rules.render.drawing.svg.marks import PART, Mark, Stroke, Words
from iiz_rules.render.drawing.svg.routes import Span, courses, space_height, stroke, tracks

GUTTER, BETWEEN = 32.0, 24.0
WIDEST = 1215.0


def place(part: DrawingPart) -> Block:
    """Lay out a part, below its title."""
    lanes = [[block(card) for card in lane] for lane in part.lanes]
    if part.arrangement == "rows":
        placed = _rows([row for lane in lanes for row in _fitting(lane)], part.links)
    elif part.arrangement == "columns":
        placed = _columns(lanes, part.links)
    else:
        placed = _free([card for lane in lanes for card in lane])
    if not part.title:
        return placed
    title = Words(0, PART.size, part.title, PART)
    below = tuple(mark.moved(0, 24) for mark in placed.marks)
    return Block(placed.width, placed.height + 24, (title, *below))


def _fitting(lane: list[Block]) -> Iterable[list[Block]]:
    row: list[Block] = []
    for card in lane:
        if row and _width([*row, card]) > WIDEST:
            yield row
            row = []
        row.append(card)
    if row:
        yield row


def _width(row: Sequence[Block]) -> float:
    return sum(card.width + GUTTER for card in row) - GUTTER


def _rows(rows: list[list[Block]], links: Sequence[Link]) -> Block:
    width = max(map(_width, rows), default=0)
    spans: dict[str, Span] = {}
    for number, row in enumerate(rows):
        x = (width - _width(row)) / 2
        for card in row:
            spans[card.id] = Span(number, x, x + card.width, card.height)
            x += card.width + GUTTER
    drawn = courses(links, spans)
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


def _columns(lanes: list[list[Block]], links: Sequence[Link]) -> Block:
    """Put every lane into a column, as many side by side as there is room for."""
    joined = {(link.source, link.target): link.kind for link in links}
    marks: list[Mark] = []
    x = top = low = width = 0.0
    for lane in lanes:
        wide = max(card.width for card in lane)
        if x and x + wide > WIDEST:
            x, top = 0.0, low + BETWEEN
        y = top
        for above, below in zip(lane, [*lane[1:], None], strict=True):
            marks += [mark.moved(x, y) for mark in above.marks]
            y += above.height
            if below:
                kind = joined.get((above.id, below.id))
                if kind:
                    middle = x + wide / 2
                    marks.append(Stroke(((middle, y), (middle, y + BETWEEN)), kind))
                y += BETWEEN if kind else 5
        low, width = max(low, y), max(width, x + wide)
        x += wide + GUTTER
    return Block(width, low, tuple(marks))


def _free(blocks: list[Block]) -> Block:
    """Put each block below the column that is shortest so far."""
    wide = max((card.width for card in blocks), default=0)
    heights = [0.0] * max(min(int((WIDEST + GUTTER) // (wide + GUTTER)), len(blocks)), 1)
    marks: list[Mark] = []
    for card in blocks:
        column = heights.index(min(heights))
        x, y = column * (wide + GUTTER), heights[column]
        marks += [mark.moved(x, y) for mark in card.marks]
        heights[column] = y + card.height + 12
    return Block(len(heights) * (wide + GUTTER) - GUTTER, max(heights) - 12, tuple(marks))
