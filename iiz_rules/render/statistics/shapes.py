"""The shapes of a bar chart as SVG: readable in black and white, with nothing to load.

Written here rather than by the library that draws the commission's report, so that the figures of
a store are drawn wherever a store can be read.
"""

from textwrap import wrap

from iiz_rules.render.markup import Markup, element, joined

INK, PALE, DARK = "#1a1a1a", "#d5dde6", "#2f5478"
WIDTH = 720
HATCH = Markup(
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#1a1a1a" stroke-width="1.6"/></pattern>'
)


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    """Draw a rectangle."""
    place = {"x": x, "y": y, "width": max(width, 0), "height": height}
    given = {key: f"{value:.1f}" for key, value in place.items()}
    return element("rect", **given, fill=fill, stroke=INK)


def text(x: float, y: float, words: str, anchor: str = "start", weight: str = "400") -> Markup:
    """Write a text: `start`, `middle` or `end` of it stands at the place."""
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    return element("text", words, **place, **{"text-anchor": anchor, "font-weight": weight})


def label(x: float, y: float, words: str, most: int) -> Markup:
    """Write a label that ends at the place, on two lines where it is long."""
    lines = wrap(words, most)[:2]
    if len(wrap(words, most)) > 2:
        lines[1] = lines[1][: most - 1].rstrip() + "…"
    top = y - 8 * (len(lines) - 1)
    return group(*(text(x, top + 15 * n, one, "end") for n, one in enumerate(lines)))


def group(*inner: Markup) -> Markup:
    """Put parts of a picture together."""
    return element("g", joined(*inner))
