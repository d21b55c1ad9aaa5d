"""Charts as SVG: drawn when a page is written, by the Vega that comes with vl-convert.

So a page holds pictures and no script: it needs no network, prints as it is shown, and a program
for PDF that runs no scripts draws it too.
"""

import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup, escape

INK, PALE, MIDDLE, DARK = "#1a1a1a", "#d5dde6", "#7d9ab8", "#2f5478"
WIDTH, PHONE = 720, 350
FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
NUMBERS = {
    "decimal": ".",
    "thousands": "'",
    "grouping": [3],
    "currency": ["", "\u00a0CHF"],
    "percent": "\u00a0%",
}
NAMESPACES = re.compile(' xmlns[:a-z]*="[^"]+"')
"""namespaces that HTML has built in, left out so that a page holds no address"""
ENGLISH = re.compile(' aria-(?:roledescription="[^"]+"|label="(?:Title|Subtitle) text [^"]*")')
"""Vega's descriptions for screen readers, which are only in English"""
LINES = "split(datum.label, '\\n')"
"""A label of an axis on several lines."""
CENTRED = alt.ExprRef(f"-7.5 * (length({LINES}) - 1)")
"""The lines of a label stand around its bar; Vega would begin with the first beside it."""
Chart = alt.Chart
Layers = alt.LayerChart | alt.FacetChart
"""What `altair.layer` says that it gives."""


class SharedRows(alt.InlineData):
    """Rows shared by all layers: Altair would copy them at each step of a chart."""

    def __deepcopy__(self, memo: object = None) -> "SharedRows":
        return self


def over(rows: Sequence[dict[str, Any]]) -> Chart:
    """A chart of rows."""
    return alt.Chart(SharedRows(list(rows)))


def picture(
    chart: Layers, height: float, name: str, marks: Sequence[dict[str, Any]], width: int = WIDTH
) -> Markup:
    """A chart across a page, as a part of it: what it is called, and what its marks tell."""
    # Set and not by `properties`, which copies every layer once more; so in `drawn`.
    chart.width, chart.height = width, height
    chart.autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    told = escape("; ".join(mark["told"] for mark in marks))
    head, _, rest = NAMESPACES.sub("", drawn(chart, narrow=width == PHONE)).partition(">")
    start = f'{head} role="group"><title>{escape(name)}</title><desc>{told}</desc>'
    return Markup(start + rest)


def drawn(chart: Layers | alt.VConcatChart, *, narrow: bool = False) -> str:
    """A chart in the look of all charts: on paper, in black and white, readable.

    Where it is `narrow`, legends stand below each other.
    """
    chart.config = alt.Config(
        font=FONT,
        padding=2,
        axis=alt.AxisConfig(
            aria=False,
            labelFontSize=13,
            labelColor=INK,
            labelLimit=0,
            domainColor=INK,
            tickColor=INK,
            gridColor="#b9b9b9",
            gridDash=[3, 3],
        ),
        axisY=alt.AxisConfig(labelLineHeight=15),
        legend=alt.LegendConfig(
            aria=False, orient="bottom", labelFontSize=13, labelColor=INK, labelLimit=0
        ),
        text=alt.MarkConfig(fontSize=13, color=INK),
        title=alt.TitleConfig(color=INK, anchor="start", subtitleFontSize=13),
        view=alt.ViewConfig(stroke=None),
    )
    spec = chart.to_dict(validate=False)  # which takes as long as all else; a test does it
    if narrow:  # Altair knows no name for it
        spec["config"]["legend"]["layout"] = {"bottom": {"direction": "vertical"}}
    return ENGLISH.sub("", vl_convert.vegalite_to_svg(spec, format_locale=NUMBERS))
