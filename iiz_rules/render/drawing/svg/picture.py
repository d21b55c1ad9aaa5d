"""A drawing as an SVG document: text stays text, and a page of A4 is as large as it gets."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.svg.layout import place
from iiz_rules.render.drawing.svg.marks import BODY, SMALL, TITLE, Box, Mark, Stroke, Words
from iiz_rules.render.drawing.svg.measure import broken, width

EDGE, BETWEEN = 24.0, 26.0
PAGE = (297.0, 210.0)
FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
# What XML cannot hold, and what would turn the text around.
_BARRED = re.compile(
    "[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\u202a-\\u202e\\u2066-\\u2069]"
)

BOXES: dict[str, str] = {
    "card": 'fill="none" stroke="#333" stroke-width="1.2" rx="3"',
    "head": 'fill="#dfe8f2" stroke="#333" stroke-width="1.2" rx="3"',
    "people": 'fill="#ececec" stroke="#333" stroke-width="1.2" rx="3"',
    "heading": 'fill="#333" fill-opacity="0.12" stroke="none" rx="3"',
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
    "passes": 'stroke="#111" stroke-width="2.2"',
}
HEADS = {"turns-to": "#666"}


def svg(drawing: Drawing) -> str:
    """Write a drawing as SVG."""
    marks, wide, high = _arranged(drawing)
    long, short = PAGE if wide > high else PAGE[::-1]
    scale = min(long / wide, short / high)
    size = f'width="{wide * scale:.1f}mm" height="{high * scale:.1f}mm"'
    view = f'viewBox="0 0 {wide:.0f} {high:.0f}"'
    font = f'role="img" font-family="{FONTS}"'
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {font}>',
        f"<title>{_text(drawing.title)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *map(_mark, marks),
        "</svg>\n",
    )
    return "\n".join(lines)


def _arranged(drawing: Drawing) -> tuple[list[Mark], float, float]:
    """Put the parts one below the other, the title above and the legend below."""
    parts = [place(part) for part in drawing.parts]
    inner = max([400.0, *(part.width for part in parts)])
    marks: list[Mark] = [Words(0, TITLE.size, drawing.title, TITLE)]
    y = 34.0
    for part in parts:
        marks += [mark.moved(0, y) for mark in part.marks]
        y += part.height + BETWEEN
    legend, y = _legend(drawing, inner, y)
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
    for line in broken(drawing.footnote, room, SMALL.size):
        marks.append(Words(0, y + SMALL.size, line, SMALL))
        y += SMALL.leading
    return marks, y


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
