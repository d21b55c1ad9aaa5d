"""A drawing as an SVG document: text stays text, and a page of A4 is as large as it gets."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.svg.layout import GUTTER, WIDEST, place
from iiz_rules.render.drawing.svg.marks import BODY, FOOT, TITLE, Box, Mark, Stroke, Words
from iiz_rules.render.drawing.svg.measure import broken, width

EDGE, BETWEEN = 24.0, 26.0
PAGE = (297.0, 210.0)
LEGIBLE, LARGEST = 0.26, 0.36
"""Millimetres a unit: body text is then 7 points high, and at most as large as in a letter."""
FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
# What XML cannot hold, and what would turn the text around.
_BARRED = re.compile(
    "[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\u202a-\\u202e\\u2066-\\u2069]"
)

BOXES: dict[str, str] = {
    "card": 'fill="none" stroke="#333" stroke-width="1.2" rx="3"',
    "head": 'fill="#dfe8f2" stroke="#333" stroke-width="1.2" rx="3"',
    "people": 'fill="#ececec" stroke="#333" stroke-width="1.2" rx="3"',
    "here": 'fill="none" stroke="#111" stroke-width="3.2" rx="5"',
    "elsewhere": 'fill="#fff" stroke="#555" stroke-width="1" stroke-dasharray="2 3" rx="3"',
    "seat": 'fill="#fff" stroke="#555" stroke-width="0.9"',
    "role": 'fill="#fdf3e1" stroke="#555" stroke-width="0.9" rx="9"',
    "advisory": 'fill="#fff" stroke="#555" stroke-width="0.9" stroke-dasharray="4 3"',
    "actor": 'fill="#f7f7f7" stroke="#999" stroke-width="0.7"',
}
LINES: dict[str, str] = {
    "leads": 'stroke="#111" stroke-width="2.2"',
    "supervises": 'stroke="#111" stroke-width="1.1"',
    "appoints": 'stroke="#111" stroke-width="1.1" stroke-dasharray="8 3 2 3"',
    "turns-to": 'stroke="#666" stroke-width="1" stroke-dasharray="2 3"',
    "then": 'stroke="#111" stroke-width="1.4"',
    "next": 'stroke="#111" stroke-width="1.4"',
    "passes": 'stroke="#111" stroke-width="2.2" stroke-dasharray="10 4"',
}
HEADS = {"turns-to": "#666"}


@dataclass(frozen=True)
class CardAnchor:
    """A card on a page of the site: its anchor, and the address it links to."""

    anchor: str
    to: str


def inline(drawing: Drawing, widest: float) -> str:
    """A drawing to stand in a page, with as much side by side as there is room for."""
    return svg(drawing, widest=widest).partition("\n")[2]


def svg(
    drawing: Drawing,
    page: tuple[float, float] | None = None,
    spots: Mapping[str, CardAnchor] | None = None,
    widest: float = WIDEST,
) -> str:
    """Write a drawing as SVG, as large as the page lets it be; the one that suits it if not told.

    Parts stand side by side as far as they are legible on it. Cards with `spots` are links.
    """
    room = page[0] / LEGIBLE - 2 * EDGE if page else widest
    marks, wide, high = arranged(drawing, room)
    long, short = page or (PAGE if wide > high else PAGE[::-1])
    scale = min(long / wide, short / high, LARGEST)
    size = f'width="{wide * scale:.1f}mm" height="{high * scale:.1f}mm"'
    view = f'viewBox="0 0 {wide:.0f} {high:.0f}"'
    role = "group" if spots else "img"
    font = f'role="{role}" font-family="{FONTS}"'
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {font}>',
        f"<title>{_text(drawing.title)}</title>",
        f"<desc>{_text(drawing.footnote)}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(_asked(mark, drawing.says) for mark in marks),
        *_linked(drawing, marks, spots or {}),
        "</svg>\n",
    )
    return "\n".join(lines)


def arranged(drawing: Drawing, widest: float) -> tuple[list[Mark], float, float]:
    """Put the parts side by side while there is room, the title above and the legend below.

    Says how wide and how high that is.
    """
    parts = [place(part, widest) for part in drawing.parts]
    marks: list[Mark] = [Words(0, TITLE.size, drawing.title, TITLE)]
    x, y, low, inner = 0.0, 34.0, 34.0, min(400.0, widest)
    for part in parts:
        if x and x + part.width > widest:
            x, y = 0.0, low + BETWEEN
        marks += [mark.moved(x, y) for mark in part.marks]
        x, low, inner = (
            x + part.width + GUTTER,
            max(low, y + part.height),
            max(inner, x + part.width),
        )
    legend, y = _legend(drawing, inner, low + BETWEEN)
    shifted = [mark.moved(EDGE, EDGE) for mark in (*marks, *legend)]
    return shifted, inner + 2 * EDGE, y + 2 * EDGE


def _legend(drawing: Drawing, room: float, y: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    x = 0.0
    for kind, text in drawing.legend.items():
        wide = 34 + width(text, BODY.size) + 18
        if x and x + wide > room:
            x, y = 0.0, y + 18
        if kind in LINES:
            marks.append(Stroke(((x, y + 6), (x + 28, y + 6)), kind))
        else:
            marks.append(Box(x, y, 28, 12, kind))
        marks.append(Words(x + 34, y + 9.5, text, BODY))
        x += wide
    y += 22 if marks else 4
    for line in broken(drawing.footnote, room, FOOT.size):
        marks.append(Words(0, y + FOOT.size, line, FOOT))
        y += FOOT.leading
    return marks, y


def _asked(mark: Mark, says: Mapping[str, str]) -> str:
    """A mark with a tooltip: what a line means, or the wording of cited clauses."""
    lines = [mark.about] if isinstance(mark, Stroke) and mark.about else []
    lines += [f"{name}: {says[name]}" if name in says else name for name in mark.cites]
    if not lines:
        return _mark(mark)
    return f"<g><title>{_text(chr(10).join(lines))}</title>{_mark(mark)}</g>"


def _linked(
    drawing: Drawing, marks: Iterable[Mark], spots: Mapping[str, CardAnchor]
) -> Iterator[str]:
    """Lay what can be clicked over each card."""
    titles = {card.id: card.title for card in drawing.cards}
    for box in (mark for mark in marks if isinstance(mark, Box) and mark.card in spots):
        spot, name = spots[box.card], quoteattr(_BARRED.sub("\ufffd", titles[box.card]))
        place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
        area = f'<rect {place} id={quoteattr(spot.anchor)} fill="#fff" fill-opacity="0"/>'
        yield f"<a href={quoteattr(spot.to)} aria-label={name}>{area}</a>" if spot.to else area


def _mark(mark: Mark) -> str:
    match mark:
        case Box(x=x, y=y, width=wide, height=high, look=look):
            place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            return f"<rect {place} {BOXES[look]}/>"
        case Stroke():
            return _stroke(mark)
        case Words():
            return _words(mark)


def _words(mark: Words) -> str:
    look = mark.look
    weight = ' font-weight="bold"' if look.bold else ""
    wide = width(mark.text, look.size, look.bold)
    fit = f'textLength="{wide:.1f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{look.size}"{weight} '
        f"fill={quoteattr(look.colour)} {fit}>{_text(mark.text)}</text>"
    )


def _stroke(mark: Stroke) -> str:
    """Draw a line, and the arrow at its end as a shape: what needs no marker fails nowhere."""
    (x0, y0), (x, y) = mark.points[-2:]
    dx, dy = _sign(x - x0), _sign(y - y0)
    shaft = (*mark.points[:-1], (x - 6 * dx, y - 6 * dy))
    head = [(x - 8 * dx - side * dy, y - 8 * dy - side * dx) for side in (3.5, -3.5)]
    colour = HEADS.get(mark.look, "#111")
    return (
        f'<polyline points="{_points(shaft)}" fill="none" {LINES[mark.look]}/>'
        f'<polygon points="{_points([(x, y), *head])}" fill="{colour}"/>'
    )


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _text(text: str) -> str:
    return escape(_BARRED.sub("\ufffd", text))
