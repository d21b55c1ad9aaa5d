"""The pictures of a report, as Vega-Altair charts: who pays, the fan, budget and shortage, tornado.

Every mark says in words what it shows, so that a screen reader, and a test, can read a picture.
Nothing is told by colour alone: what is still open has a dashed edge, limits carry their numbers.

Channels are written out (`alt.Y("told:N")`): of a mere text Altair hashes its whole schema anew.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import fill
from typing import Any, Literal

import altair as alt
from markupsafe import Markup

from iiz_rules.portfolio.risk.sensitivity import Swing
from iiz_rules.portfolio.risk.statistics import RiskFigures
from iiz_rules.portfolio.simulate import FundRisk
from iiz_rules.render.charts.vega import (
    CENTRED,
    DARK,
    INK,
    LINES,
    MIDDLE,
    PALE,
    WIDTH,
    Chart,
    Layers,
    over,
    picture,
)
from iiz_rules.render.text.simulation import PortfolioSums
from iiz_rules.words.formats import grouped, month, percent, round_francs, whole_francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

STEP, LINE = 36, 15
UP = alt.ExprRef(f"-{LINE / 2} * (length(split(datum.words, '\\n')) - 1)")
"""centres amounts on two lines around their bar"""
FAN = ("median", "half", "most")
SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (
    ("true", "right", -6),
    ("false", "left", 6),
)
Told = Iterator[dict[str, Any]]
"""the marks of a picture, each with its description"""


def _lined(words: str, width: int) -> str:
    """Words on lines of about that many characters; no word is broken without a hyphen."""
    return fill(words, width, break_long_words=False, break_on_hyphens=False)


def _labels(width: int) -> int:
    """How many characters a line of a label has beside the bars."""
    return 26 if width == WIDTH else 15


def waterfall_chart(sums: PortfolioSums, language: Language, width: int) -> Markup:
    """Draw the cost and what each payer takes of it; dashed is what is still open."""
    phone = width != WIDTH
    rows = list(_steps(sums, language, _labels(width), "\n" if phone else ""))
    wide = (1.36 if sums.opened else 1.2) if width == WIDTH else (2.3 if sums.opened else 1.7)
    room = alt.Scale(domain=[0, sums.cost.high / 100 * wide or 1])
    base = over(rows).encode(
        y=alt.Y(
            "label:N", sort=None, title=None, axis=alt.Axis(labelExpr=LINES, labelOffset=CENTRED)
        ),
        description=alt.Description("told:N"),
    )
    sure = base.mark_bar(stroke=INK, size=23).encode(
        x=alt.X("start:Q", axis=None, scale=room),
        x2=alt.X2("sure:Q"),
        color=alt.Color("fill:N", scale=None),
    )
    still = (
        base.transform_filter("datum.end > datum.sure")
        .mark_bar(stroke=INK, fill="white", strokeDash=[3, 2], size=23)
        .encode(x=alt.X("sure:Q"), x2=alt.X2("end:Q"))
    )
    amounts = base.mark_text(aria=False, align="left", dx=6, dy=UP, lineBreak="\n").encode(
        x=alt.X("end:Q"), text=alt.Text("words:N")
    )
    name = printed("funding.chart.waterfall", language)
    return picture(sure + still + amounts, len(rows) * _step(rows), name, rows, width)


def _step(rows: Sequence[Mapping[str, Any]]) -> int:
    """The distance between bars, as the longest label needs it."""
    lines: int = max(1 + row["label"].count("\n") for row in rows)
    return max(STEP, 6 + LINE * lines)


def _steps(sums: PortfolioSums, language: Language, label: int, between: str) -> Told:
    """The bars, each starting where the one before surely ends; bounds that are not settled."""
    whole, at = sums.cost, 0
    for payer in (whole, *sums.parts, sums.left):
        start = 0 if payer is whole else at
        high = round_francs(payer.high)
        low = "" if payer.low == payer.high else f"{whole_francs(payer.low)}–"
        yield {
            "label": _lined(payer.label, label),
            "start": start / 100,
            "sure": (start + payer.low) / 100,
            "end": (start + payer.high) / 100,
            "fill": {"cost": PALE, "left": "white"}.get(payer.rule, MIDDLE),
            "words": low + (between if low else "") + high,
            "told": printed("funding.reason.line", language, payer=payer.label, why=low + high),
        }
        at = start + payer.low if payer is not whole else 0


def fan_chart(risk: FundRisk, start: date, balance: int, language: Language, width: int) -> Markup:
    """Draw the balance at the beginning, then at the end of each month.

    The median, half of all paths, nine of ten; and the median of the portfolio alone.
    """
    rows = list(_months(risk, start, balance, language))
    names = [printed(f"funding.fan.{key}", language) for key in FAN]
    colours = alt.Scale(domain=names, range=[INK, MIDDLE, PALE])
    ends = [month(start, number, language) for number in range(len(rows) - 1)]
    every = range(1, len(rows), 6 if width == WIDTH else 12)
    words = f"{json.dumps(ends)}[datum.value - 1]"
    months = alt.Axis(values=list(every), labelExpr=words, labelFlush=True)
    base = over(rows).encode(x=alt.X("month:Q", title=None, axis=months))
    columns = 0 if width == WIDTH else 1

    def colour(name: str) -> alt.Color:
        return alt.Color(f"{name}:N", scale=colours, legend=alt.Legend(title=None, columns=columns))

    nothing = (
        over([{"at": 0}]).mark_rule(aria=False, strokeWidth=1.6, color=INK).encode(y=alt.Y("at:Q"))
    )
    middle = base.encode(y=alt.Y("p50:Q"), color=colour("median"))
    bands = (("most", "p5", "p95"), ("half", "p25", "p75"))
    layers = [*(_band(base, low, high, colour(name)) for name, low, high in bands), nothing]
    layers += [_alone(base, language)] if risk.assumed else []
    layers.append(middle.mark_line(aria=False, strokeWidth=2.4))
    layers.append(
        middle.mark_circle(size=26, opacity=1).encode(description=alt.Description("told:N"))
    )
    layers += _turn(risk, len(rows), language, width)
    name = printed("funding.chart.fan", language)
    return picture(alt.layer(*layers), 280, name, rows[-1:], width)


def _band(base: Chart, low: str, high: str, colour: alt.Color) -> Layers:
    """The band between two quantiles, with an edge on both sides."""
    y = alt.Y(f"{low}:Q", title="CHF", axis=alt.Axis(format=",d", tickCount=6))
    edge = base.mark_line(aria=False, color=INK, strokeWidth=0.6)
    band = base.mark_area(aria=False).encode(y=y, y2=alt.Y2(f"{high}:Q"), color=colour)
    return alt.layer(band, *(edge.encode(y=alt.Y(f"{end}:Q")) for end in (low, high)))


def _alone(base: Chart, language: Language) -> Chart:
    """The median of the portfolio alone, dashed."""
    scale = alt.Scale(domain=[printed("funding.fan.alone", language)], range=[[6, 3]])
    dashes = alt.Legend(title=None, symbolStrokeColor=DARK, symbolStrokeWidth=2, symbolSize=150)
    line = base.mark_line(aria=False, strokeWidth=2, color=DARK).encode(y=alt.Y("alone:Q"))
    dash = alt.StrokeDash("alone_name:N", scale=scale, legend=dashes)
    dashed: Chart = line.encode(strokeDash=dash)
    return dashed


def _turn(risk: FundRisk, rows: int, language: Language, width: int) -> list[Chart]:
    """The month in which the portfolio ends and only assumed measures go on."""
    at = risk.exposure.last + 1
    if at + 1 >= rows:
        return []
    left = at > rows / 2  # where there is more room
    words = _lined(printed("funding.chart.fan.last", language), 60 if width == WIDTH else 18)
    mark = over([{"month": at, "words": words}]).encode(x=alt.X("month:Q"))
    rule = mark.mark_rule(aria=False, color=INK, strokeDash=[2, 3])
    if left:
        text = mark.mark_text(aria=False, y=8, lineBreak="\n", align="right", dx=-5)
    else:
        text = mark.mark_text(aria=False, y=8, lineBreak="\n", align="left", dx=5)
    return [rule, text.encode(text=alt.Text("words:N"))]


def _months(risk: FundRisk, start: date, balance: int, language: Language) -> Told:
    """The balance at the beginning, and at the end of each month."""
    shares = {share: [balance, *values] for share, values in risk.findings.fan.items()}
    names = {key: printed(f"funding.fan.{key}", language) for key in FAN}
    names["alone_name"] = printed("funding.fan.alone", language)
    alone = [balance, *risk.alone.fan[0.5]]
    for number, median in enumerate(alone):
        low, middle, high = (round_francs(shares[share][number]) for share in (0.05, 0.5, 0.95))
        words = {"low": low, "middle": middle, "high": high, "on": written(start, language)}
        if number:
            words["month"] = month(start, number - 1, language)
        told = printed(f"funding.chart.fan.{'at' if number else 'start'}", language, **words)
        francs = {f"p{share * 100:g}": values[number] / 100 for share, values in shares.items()}
        yield {"month": number, "told": told, "alone": median / 100, **francs, **names}


def budget_chart(risk: RiskFigures, balance: int, language: Language, width: int) -> Markup:
    """Draw how likely shortage is with other balances at the beginning."""
    rows = [
        {
            "budget": grouped(budget // 100),
            "share": shortage.value,
            "words": percent(shortage.value),
            "told": f"{round_francs(budget)}: {percent(shortage.value)}",
            "fill": DARK if budget == balance else MIDDLE,
        }
        for budget, shortage in risk.budgets
    ]
    angle = 0 if width == WIDTH else -90
    opening = f"{printed('funding.column.budget', language)}, CHF"
    base = over(rows).encode(
        x=alt.X("budget:N", sort=None, title=opening, axis=alt.Axis(labelAngle=angle)),
        y=alt.Y(
            "share:Q",
            title=printed("funding.column.shortage", language),
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        description=alt.Description("told:N"),
    )
    bars = base.mark_bar(stroke=INK).encode(color=alt.Color("fill:N", scale=None))
    size = 13 if width == WIDTH else 10
    texts = base.mark_text(aria=False, dy=-9, fontSize=size).encode(text=alt.Text("words:N"))
    name = printed("funding.chart.budget", language)
    return picture(bars + texts, 190, name, rows, width)


def tornado_chart(
    bars: Sequence[Swing],
    labels: Sequence[str],
    limits: Sequence[tuple[str, str]],
    base: float,
    language: Language,
    width: int,
) -> Markup:
    """Draw how far the lowest balance moves when one number is at its limits, each in words."""
    rows = [
        row
        for bar, name, ends in zip(bars, labels, limits, strict=True)
        for row in _limits(bar, _lined(name, 34 if width == WIDTH else 14), ends, base, language)
    ]
    wide = width == WIDTH
    ends = [printed("funding.tornado.low", language), printed("funding.tornado.high", language)]
    drawn = over(rows).encode(
        y=alt.Y(
            "label:N", sort=None, title=None, axis=alt.Axis(labelExpr=LINES, labelOffset=CENTRED)
        ),
        description=alt.Description("told:N"),
    )
    colour = alt.Color(
        "end:N",
        scale=alt.Scale(domain=ends, range=["white", DARK]),
        legend=alt.Legend(title=None, symbolStrokeColor=INK, columns=2 if wide else 1),
    )
    x = alt.X(
        "value:Q",
        title=printed("funding.chart.tornado.axis", language),
        axis=alt.Axis(format=",d", tickCount=5 if wide else 2),
        scale=alt.Scale(zero=False, padding=76 if wide else 78),
    )
    swings = drawn.mark_bar(stroke=INK, size=23).encode(x=x, x2=alt.X2("base:Q"), color=colour)
    name = printed("funding.chart.tornado", language)
    high = len(bars) * (_step(rows) + 8)
    return picture(alt.layer(swings, *_ends(drawn), *_as_it_is(base)), high, name, rows, width)


def _ends(drawn: Chart) -> list[Chart]:
    """The value of the number at each end of its bar."""
    return [
        drawn.transform_filter(f"datum.left == {left}")
        .mark_text(aria=False, align=align, dx=dx)
        .encode(x=alt.X("value:Q"), text=alt.Text("limit:N"))
        for left, align, dx in SIDES
    ]


def _as_it_is(base: float) -> list[Chart]:
    """The line that the bars start from, with its amount: all numbers as assumed."""
    middle = over([{"base": base / 100}]).encode(x=alt.X("base:Q"))
    rule = middle.mark_rule(aria=False, strokeWidth=1.6, color=INK)
    amount = middle.mark_text(aria=False, dy=-9, y=0)
    return [rule, amount.encode(text=alt.value(round_francs(int(base))))]


def _limits(
    swing: Swing, label: str, limits: tuple[str, str], base: float, language: Language
) -> Told:
    """Both limits of a number; the one with the lower balance stands on the left."""
    low, high = swing.lowest
    lower, upper = limits
    ends = (("low", lower, low, low <= high), ("high", upper, high, high < low))
    for end, limit, value, left in ends:
        words = f"{label} {limit} → {round_francs(int(value))}".replace("\n", " ")
        yield {
            "label": label,
            "limit": limit,
            "value": value / 100,
            "base": base / 100,
            "left": left,
            "end": printed(f"funding.tornado.{end}", language),
            "told": words,
        }
