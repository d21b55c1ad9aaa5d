"""Pictures as SVG: told in words as well, readable in black and white, with nothing to load."""

from textwrap import wrap

from iiz_rules.render.markup import Markup, element, joined

INK, PALE, MIDDLE = "#1a1a1a", "#d5dde6", "#7d9ab8"
DARK = "#2f5478"
WIDTH = 720

HATCH = Markup(
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#1a1a1a" stroke-width="1.6"/></pattern>'
)


def picture(name: str, title: str, told: str, height: float, *inner: Markup) -> Markup:
    """Make a picture with its title and what it shows in words."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", told, id=f"{name}-desc"),
        element("defs", HATCH),
        *inner,
        viewBox=f"0 0 {WIDTH} {height:g}",
        role="img",
        **{"aria-labelledby": f"{name}-title {name}-desc", "class": "picture"},
    )


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, edge: str = INK
) -> Markup:
    """Draw a rectangle."""
    return element(
        "rect",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        width=f"{max(width, 0):.1f}",
        height=f"{max(height, 0):.1f}",
        fill=fill,
        stroke=edge,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, dashed: bool = False, width: float = 1
) -> Markup:
    """Draw a straight line."""
    points = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    dashes = {"stroke-dasharray": "4 3"} if dashed else {}
    given = {key: f"{value:.1f}" for key, value in points.items()}
    return element("line", stroke=INK, **given, **dashes, **{"stroke-width": f"{width:g}"})


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


def path(points: list[tuple[float, float]], fill: str, width: float = 1) -> Markup:
    """Draw through points; filled, the last one is joined to the first."""
    steps = " ".join(f"{'ML'[n > 0]}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(points))
    closed = "" if fill == "none" else " Z"
    stroke = INK if fill == "none" else "none"
    return element(
        "path", d=steps + closed, fill=fill, stroke=stroke, **{"stroke-width": f"{width:g}"}
    )


def group(*inner: Markup) -> Markup:
    """Put parts of a picture together."""
    return element("g", joined(*inner))


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Give round numbers across a range.

    >>> ticks(-30, 210)
    [0.0, 50.0, 100.0, 150.0, 200.0]
    """
    rough = max(high - low, 1e-9) / about
    unit = 10 ** len(str(int(rough))) / 10 if rough >= 1 else 1.0
    step = next(factor * unit for factor in (1, 2, 5, 10) if factor * unit >= rough * 0.99)
    first = int(-(-low // step))
    return [step * n for n in range(first, int(high // step) + 1)]
