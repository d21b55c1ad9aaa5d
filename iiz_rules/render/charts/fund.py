"""The pictures of a report, as Vega-Altair charts: who pays, the fan, budget and shortage, tornado.

Every mark says in words what it shows, so that a screen reader, and a test, can read a picture.
Nothing is told by colour alone: what is still open has a dashed edge, limits carry their numbers.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill
from typing import Any, Literal

import altair as alt
from markupsafe import Markup

from iiz_rules.portfolio.risk.sensitivity import Swing
from iiz_rules.portfolio.risk.statistics import RiskFigures
from iiz_rules.render.charts.vega import DARK, INK, LINES, MIDDLE, PALE, Chart, over, picture
from iiz_rules.render.text.simulation import PortfolioSums
from iiz_rules.words.formats import grouped, month, percent, round_francs, whole_francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

STEP, LABEL = 36, 26
FAN = ("median", "half", "most")
SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (
    ("true", "right", -6),
    ("false", "left", 6),
)


def waterfall_chart(sums: PortfolioSums, language: Language) -> Markup:
    """Draw the cost and what each payer takes of it; dashed is what is still open."""
    rows = list(_steps(sums, language))
    room = alt.Scale(domain=[0, sums.cost.high / 100 * (1.36 if sums.opened else 1.2) or 1])
    base = over(rows).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelExpr=LINES)),
        description="told:N",
    )
    sure = base.mark_bar(stroke=INK, size=23).encode(
        x=alt.X("start:Q", axis=None, scale=room),
        x2="sure:Q",
        color=alt.Color("fill:N", scale=None),
    )
    still = (
        base.transform_filter("datum.end > datum.sure")
        .mark_bar(stroke=INK, fill="white", strokeDash=[3, 2], size=23)
        .encode(x="sure:Q", x2="end:Q")
    )
    amounts = base.mark_text(aria=False, align="left", dx=6).encode(x="end:Q", text="words:N")
    return picture(sure + still + amounts, len(rows) * STEP)


def _steps(sums: PortfolioSums, language: Language) -> Iterator[dict[str, Any]]:
    """Each bar from where the one before surely ends."""
    whole, at = sums.cost, 0
    for payer in (whole, *sums.parts, sums.left):
        start = 0 if payer is whole else at
        high = round_francs(payer.high)
        words = high if payer.low == payer.high else f"{whole_francs(payer.low)}–{high}"
        yield {
            "label": fill(payer.label, LABEL),
            "start": start / 100,
            "sure": (start + payer.low) / 100,
            "end": (start + payer.high) / 100,
            "fill": {"cost": PALE, "left": "white"}.get(payer.rule, MIDDLE),
            "words": words,
            "told": printed("funding.reason.line", language, payer=payer.label, why=words),
        }
        at = start + payer.low if payer is not whole else 0


def fan_chart(risk: RiskFigures, start: date, balance: int, language: Language) -> Markup:
    """Draw the balance: the median, half of all paths, and nine of ten."""
    rows = list(_months(risk, start, balance, language))
    names = [printed(f"funding.fan.{key}", language) for key in FAN]
    colours = alt.Scale(domain=names, range=[INK, MIDDLE, PALE])
    words = json.dumps([month(start, row["month"]) for row in rows])
    months = alt.Axis(values=list(range(0, len(rows), 6)), labelExpr=f"{words}[datum.value]")
    base = over(rows).encode(x=alt.X("month:Q", title=None, axis=months))

    def colour(name: str) -> alt.Color:
        return alt.Color(f"{name}:N", scale=colours, legend=alt.Legend(title=None))

    def area(name: str, low: str, high: str) -> Chart:
        y = alt.Y(f"{low}:Q", title=None, axis=alt.Axis(format=",d", tickCount=6))
        drawn: Chart = base.mark_area(aria=False).encode(y=y, y2=f"{high}:Q", color=colour(name))
        return drawn

    nothing = over([{"at": 0}]).mark_rule(aria=False, strokeWidth=1.6, color=INK).encode(y="at:Q")
    middle = base.encode(y="p50:Q", color=colour("median"))
    line = middle.mark_line(aria=False, strokeWidth=2.4)
    dots = middle.mark_circle(size=26, opacity=1)
    areas = area("most", "p5", "p95") + area("half", "p25", "p75")
    return picture(areas + nothing + line + dots.encode(description="told:N"), 280)


def _months(
    risk: RiskFigures, start: date, balance: int, language: Language
) -> Iterator[dict[str, Any]]:
    shares = {share: [balance, *values] for share, values in risk.fan.items()}
    names = {key: printed(f"funding.fan.{key}", language) for key in FAN}
    for number in range(len(risk.mean) + 1):
        low, middle, high = (round_francs(shares[share][number]) for share in (0.05, 0.5, 0.95))
        words = {"month": month(start, number), "low": low, "middle": middle, "high": high}
        told = printed("funding.chart.fan.at", language, **words)
        francs = {f"p{share * 100:g}": values[number] / 100 for share, values in shares.items()}
        yield {"month": number, "told": told, **francs, **names}


def budget_chart(risk: RiskFigures, balance: int) -> Markup:
    """Draw how likely shortage is with other balances at the beginning."""
    rows = [
        {
            "budget": grouped(budget // 100),
            "share": one.value,
            "words": percent(one.value),
            "told": f"{round_francs(budget)}: {percent(one.value)}",
            "fill": DARK if budget == balance else MIDDLE,
        }
        for budget, one in risk.budgets
    ]
    base = over(rows).encode(
        x=alt.X("budget:N", sort=None, title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "share:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        description="told:N",
    )
    bars = base.mark_bar(stroke=INK).encode(color=alt.Color("fill:N", scale=None))
    return picture(bars + base.mark_text(aria=False, dy=-9).encode(text="words:N"), 190)


def tornado_chart(
    bars: Sequence[Swing], labels: Sequence[str], base: float, language: Language
) -> Markup:
    """Draw how far the lowest balance moves when one number is at its limits."""
    rows = [
        row
        for one, name in zip(bars, labels, strict=True)
        for row in _limits(one, fill(name, LABEL + 8), base, language)
    ]
    ends = [printed("funding.tornado.low", language), printed("funding.tornado.high", language)]
    drawn = over(rows).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelExpr=LINES)),
        description="told:N",
    )
    colour = alt.Color(
        "end:N",
        scale=alt.Scale(domain=ends, range=["white", DARK]),
        legend=alt.Legend(title=None, symbolStrokeColor=INK),
    )
    x = alt.X(
        "value:Q",
        title=None,
        axis=alt.Axis(format=",d", tickCount=5),
        scale=alt.Scale(zero=False, padding=34),
    )
    swings = drawn.mark_bar(stroke=INK, size=23).encode(x=x, x2="base:Q", color=colour)
    limits = [
        drawn.transform_filter(f"datum.left == {left}")
        .mark_text(aria=False, align=align, dx=dx)
        .encode(x="value:Q", text="limit:N")
        for left, align, dx in SIDES
    ]
    middle = over([{"base": base / 100}]).encode(x="base:Q")
    rule = middle.mark_rule(aria=False, strokeWidth=1.6, color=INK)
    name = middle.mark_text(aria=False, dy=-9, y=0).encode(text=alt.value(round_francs(int(base))))
    return picture(alt.layer(swings, *limits, rule, name), len(bars) * (STEP + 8))


def _limits(swing: Swing, label: str, base: float, language: Language) -> Iterator[dict[str, Any]]:
    """Both limits of a number; the one with the lower balance stands on the left."""
    low, high = swing.lowest
    ends = (("low", swing.low, low, low <= high), ("high", swing.high, high, high < low))
    for end, limit, value, left in ends:
        words = f"{label} {limit:g} → {round_francs(int(value))}".replace("\n", " ")
        yield {
            "label": label,
            "limit": f"{limit:g}",
            "value": value / 100,
            "base": base / 100,
            "left": left,
            "end": printed(f"funding.tornado.{end}", language),
            "told": words,
        }
