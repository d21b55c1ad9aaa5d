"""Key figures as one picture: bars for each table, a sign in place of a number left out.

It is read in black and white: the cases of a group are a pale bar, those of the last day a narrow
dark one on it, a number that is left out has a dashed stump and the sign `X`.
"""

import json
from collections.abc import Iterator
from html import escape
from textwrap import fill, wrap
from typing import Any

import altair as alt

from iiz_rules.render.charts.vega import DARK, INK, PALE, Chart, Layers, drawn, over
from iiz_rules.render.key_figures import FigureSheet, FigureTable
from iiz_rules.render.text.key_figures import notes, share_words, shown, title

WIDTH, LABELS, ROW = 430, 250, 34
ROOM, STUMP = 1.3, 0.08
"""the room beyond the longest bar, and the length of the stump, relative to that bar"""
LONGEST, WIDEST = 34, 104
SIZES = {True: (18, 6), False: (18,)}


def figures_svg(sheet: FigureSheet) -> str:
    """All tables one below the other, with what they rest on, as an SVG file."""
    told = " ".join(_told(sheet, table) for table in sheet.tables)
    charts = [_chart(sheet, table) for table in sheet.tables]
    chart = alt.vconcat(*charts, _notes(sheet), spacing=26, title=_heading(sheet), padding=16)
    return _named(drawn(chart.resolve_scale(color="independent")), title(sheet), told)


def _named(svg: str, name: str, told: str) -> str:
    """A picture that says what it is, and in words what it shows."""
    head, _, rest = svg.partition(">")
    words = f'<title id="title">{escape(name)}</title><desc id="desc">{escape(told)}</desc>'
    start = f'{head} role="img" aria-labelledby="title desc">{words}'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}{rest}\n'


def _heading(sheet: FigureSheet) -> alt.TitleParams:
    totals = (
        sheet.say("total", what=sheet.say(f"total.{name}"), n=shown(sheet, number))
        for name, number in sheet.totals.items()
    )
    lines = wrap(" · ".join(totals), WIDEST - 10)
    return alt.TitleParams(title(sheet), subtitle=lines, fontSize=16, offset=16)


def _chart(sheet: FigureSheet, table: FigureTable) -> Layers:
    most = max(1, *(number or 0 for line in table.lines for number in line.numbers[:2]))
    labels = [fill(line.label, LONGEST, max_lines=2, placeholder="…") for line in table.lines]
    rows = [bar for row in range(len(labels)) for bar in _bars(sheet, table, row, most)]
    base = over(rows).encode(y=alt.Y("row:O", title=None, axis=_labels(labels)))
    scale = alt.Scale(domain=[0, most * ROOM])
    x, end = alt.X("width:Q", axis=None, scale=scale), alt.X("end:Q", axis=None, scale=scale)
    colour = _colour(sheet, table)
    bars = []
    for place, size in enumerate(SIZES[len(table.columns) > 1]):
        bar = base.encode(x=x, description=alt.Description("told:N")).transform_filter(
            f"datum.place == {place}"
        )
        full, stump = (bar.transform_filter(f"datum.kind == '{kind}'") for kind in ("full", "out"))
        bars.append(full.mark_bar(stroke=INK, size=size).encode(color=colour))
        bars.append(stump.mark_bar(stroke=INK, size=size, fill="white", strokeDash=[3, 2]))
    numbers = base.transform_filter("datum.place == 0").mark_text(aria=False, align="left", dx=8)
    return alt.layer(*bars, numbers.encode(x=end, text=alt.Text("words:N"))).properties(
        width=WIDTH, height=ROW * len(labels), title=_title(sheet, table)
    )


def _labels(labels: list[str]) -> alt.Axis:
    """The label of each row, by position, since two may have the same."""
    words = f"split({json.dumps(labels)}[datum.value], '\\n')"
    return alt.Axis(labelExpr=words, minExtent=LABELS, ticks=False, domain=False, labelPadding=10)


def _colour(sheet: FigureSheet, table: FigureTable) -> alt.Color:
    names = [sheet.say(f"column.{column}") for column in table.columns[:2]]
    if len(names) == 1:
        return alt.Color("column:N", scale=alt.Scale(range=[DARK]), legend=None)
    legend = alt.Legend(title=None, orient="top", symbolStrokeColor=INK)
    return alt.Color("column:N", scale=alt.Scale(domain=names, range=[PALE, DARK]), legend=legend)


def _title(sheet: FigureSheet, table: FigureTable) -> alt.TitleParams:
    share = wrap(share_words(sheet, table), WIDEST)
    return alt.TitleParams(table.title, subtitle=share, fontSize=13, frame="bounds")


def _bars(sheet: FigureSheet, table: FigureTable, row: int, most: int) -> Iterator[dict[str, Any]]:
    """The bars of a line: the cases of a group, and within them those of the last day."""
    line = table.lines[row]
    numbers = line.numbers[:2]
    widths = [most * STUMP if number is None else number for number in numbers]
    words = " / ".join(shown(sheet, number) for number in numbers)
    for place, (number, width) in enumerate(zip(numbers, widths, strict=True)):
        column = sheet.say(f"column.{table.columns[place]}")
        yield {
            "row": row,
            "place": place,
            "kind": "out" if number is None else "full" if number else "nothing",
            "column": column,
            "width": width,
            "end": max(widths),
            "words": words,
            "told": f"{line.label}, {column}: {shown(sheet, number)}",
        }


def _told(sheet: FigureSheet, table: FigureTable) -> str:
    rows = "; ".join(f"{line.label}: {shown(sheet, line.numbers[0])}" for line in table.lines)
    return f"{table.title}: {rows}."


def _notes(sheet: FigureSheet) -> Chart:
    lines = [part for note in notes(sheet) for part in wrap(f"– {note}", WIDEST)]
    text = over([{"words": "\n".join(lines)}]).mark_text(
        align="left", baseline="top", fontSize=11, lineBreak="\n", lineHeight=15, aria=False
    )
    placed = text.encode(text=alt.Text("words:N"), x=alt.value(-LABELS), y=alt.value(0))
    small: Chart = placed.properties(width=WIDTH, height=15 * len(lines))
    return small
