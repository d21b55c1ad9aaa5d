"""Charts as SVG: drawn when the report is written, by the Vega that comes with vl-convert.

So a report holds pictures and no script: it needs no network, prints as it is shown, and a program
for PDF that runs no scripts draws it too.
"""

import re

import altair as alt
import vl_convert
from markupsafe import Markup

INK, PALE, MIDDLE, DARK = "#1a1a1a", "#d5dde6", "#7d9ab8", "#2f5478"
WIDTH = 720
FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
NUMBERS = {
    "decimal": ".",
    "thousands": "'",
    "grouping": [3],
    "currency": ["", "\u00a0CHF"],
    "percent": "\u00a0%",
}
SURPLUS = re.compile(' (?:xmlns[:a-z]*|aria-roledescription)="[^"]+"')
"""A namespace, which HTML has already, so that a report holds no address; and English words."""
Chart = alt.Chart


def picture(chart: alt.LayerChart | alt.FacetChart, height: float) -> Markup:
    """Draw a chart across the page."""
    styled = chart.properties(
        width=WIDTH, height=height, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    ).configure(
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
        view=alt.ViewConfig(stroke=None),
    )
    svg = vl_convert.vegalite_to_svg(styled.to_dict(), format_locale=NUMBERS)
    return Markup(SURPLUS.sub("", svg))
