"""The pictures of a report: who pays, the fan of balances, the tornado, budget and shortage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iiz_rules.diagnostics import Language
from iiz_rules.render.funding.figures import Figures, Part
from iiz_rules.render.funding.svg import (
    DARK,
    MIDDLE,
    PALE,
    WIDTH,
    label,
    line,
    path,
    picture,
    rectangle,
    text,
    ticks,
)
from iiz_rules.render.funding.words import counted, month_words, percent, round_francs, say
from iiz_rules.render.markup import Markup

if TYPE_CHECKING:
    from datetime import date

    from iiz_rules.funding.risk.sensitivity import Bar
    from iiz_rules.funding.risk.statistics import Findings

LEFT, ROW = 190, 36


def waterfall_chart(found: Figures, language: Language) -> Markup:
    """Draw the cost and what each payer takes of it; hatched is what is still open."""
    rows = [Part("cost", say("cost.all", language), found.cost, found.cost), *found.parts]
    rows.append(Part("left", say("left", language), found.left.low, found.left.high))
    room = 176 if found.opened else 100
    scale = (WIDTH - LEFT - room) / max(found.cost, 1)
    drawn, at = [], float(LEFT)
    for number, one in enumerate(rows):
        y = 14 + number * ROW
        start = LEFT if one.rule == "cost" else at
        drawn.append(label(LEFT - 10, y + 15, one.label, 26))
        drawn.append(rectangle(start, y, one.low * scale, ROW - 13, _fill(one.rule)))
        if one.high > one.low:
            drawn.append(
                rectangle(
                    start + one.low * scale,
                    y,
                    (one.high - one.low) * scale,
                    ROW - 13,
                    "url(#hatch)",
                )
            )
        end = start + one.high * scale
        drawn.append(text(end + 6, y + 15, _amounts(one, language)))
        if one.rule != "cost":
            at += one.low * scale
            drawn.append(line(at, y + ROW - 13, at, y + ROW, dashed=True))
    told = "; ".join(f"{one.label}: {_amounts(one, language)}" for one in rows)
    return picture(
        "waterfall", say("chart.waterfall", language), told, 20 + len(rows) * ROW, *drawn
    )


def _fill(rule: str) -> str:
    return {"cost": PALE, "left": "#fff"}.get(rule, MIDDLE)


def _amounts(one: Part, language: Language) -> str:
    high = round_francs(one.high, language)
    return high if one.low == one.high else f"{counted(round(one.low / 100))}–{high}"


def fan_chart(found: "Findings", start: "date", balance: int, language: Language) -> Markup:
    """Draw the balance: the median, half of all paths, and nine of ten."""
    months = len(found.mean)
    low = min(0, *found.fan[0.05], balance)
    high = max(0, *found.fan[0.95], balance)
    left, right, top, bottom = 96.0, WIDTH - 34.0, 16.0, 292.0

    def place(month: float, value: float) -> tuple[float, float]:
        x = left + (right - left) * month / months
        return x, bottom - (bottom - top) * (value - low) / max(high - low, 1)

    def edge(share: float) -> list[tuple[float, float]]:
        values = [balance, *found.fan[share]]
        return [place(month, value) for month, value in enumerate(values)]

    drawn = [path(edge(0.05) + edge(0.95)[::-1], PALE), path(edge(0.25) + edge(0.75)[::-1], MIDDLE)]
    for tick in ticks(low / 100, high / 100):
        y = place(0, tick * 100)[1]
        drawn += [line(left - 4, y, right, y, dashed=tick != 0, width=1.6 if tick == 0 else 0.5)]
        drawn.append(text(left - 8, y + 4, counted(round(tick)), "end"))
    for month in range(0, months + 1, 6):
        x = place(month, low)[0]
        drawn += [
            line(x, bottom, x, bottom + 5),
            text(x, bottom + 20, month_words(start, month), "middle"),
        ]
    drawn.append(path(edge(0.5), "none", 2.4))
    drawn += _legend(language)
    told = "; ".join(
        say(
            "chart.fan.at",
            language,
            month=month_words(start, month),
            low=round_francs(found.fan[0.05][month - 1], language),
            middle=round_francs(found.fan[0.5][month - 1], language),
            high=round_francs(found.fan[0.95][month - 1], language),
        )
        for month in range(6, months + 1, 6)
    )
    return picture("fan", say("chart.fan", language), told, 346, *drawn)


def _legend(language: Language) -> list[Markup]:
    y = 330.0
    return [
        line(96, y - 4, 122, y - 4, width=2.4),
        text(128, y, say("fan.median", language)),
        rectangle(290, y - 11, 22, 13, MIDDLE),
        text(318, y, say("fan.half", language)),
        rectangle(500, y - 11, 22, 13, PALE),
        text(528, y, say("fan.most", language)),
    ]


def tornado_chart(
    bars: Sequence["Bar"], labels: Sequence[str], base: float, language: Language
) -> Markup:
    """Draw how far the lowest balance moves when one number is at its limits."""
    left, right = 300.0, WIDTH - 70.0
    values = [value for one in bars for value in one.lowest] + [base]
    low, high = min(values), max(values)

    def place(value: float) -> float:
        return left + 45 + (right - left - 45) * (value - low) / max(high - low, 1)

    height = 18 + len(bars) * (ROW + 8)
    drawn = [line(place(base), 8, place(base), height, width=1.6)]
    told = []
    for number, (one, name) in enumerate(zip(bars, labels, strict=True)):
        y = 16 + number * (ROW + 8)
        at_low, at_high = (place(value) for value in one.lowest)
        drawn.append(label(left - 10, y + 18, name, 34))
        drawn.append(rectangle(min(at_low, place(base)), y, abs(at_low - place(base)), 25, "#fff"))
        drawn.append(rectangle(min(at_high, place(base)), y, abs(at_high - place(base)), 25, DARK))
        for at, limit, other in ((at_low, one.low, at_high), (at_high, one.high, at_low)):
            side = -1 if at <= other else 1
            drawn.append(text(at + 5 * side, y + 18, f"{limit:g}", "end" if side < 0 else "start"))
        told.append(
            f"{name}: {one.low:g} → {round_francs(int(one.lowest[0]), language)}, "
            f"{one.high:g} → {round_francs(int(one.lowest[1]), language)}"
        )
    drawn.append(text(place(base), height + 16, round_francs(int(base), language), "middle"))
    below = height + 40.0
    drawn += [
        rectangle(210, below - 11, 22, 13, "#fff"),
        text(238, below, say("tornado.low", language)),
    ]
    drawn += [
        rectangle(420, below - 11, 22, 13, DARK),
        text(448, below, say("tornado.high", language)),
    ]
    return picture("tornado", say("chart.tornado", language), "; ".join(told), height + 50, *drawn)


def budget_chart(found: "Findings", balance: int, language: Language) -> Markup:
    """Draw how likely shortage is with other balances at the beginning."""
    left, right, top, bottom = 70.0, WIDTH - 20.0, 24.0, 200.0
    step = (right - left) / max(len(found.budgets), 1)
    drawn = [line(left, bottom, right, bottom), line(left, top, left, bottom)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = bottom - (bottom - top) * share
        drawn += [line(left - 4, y, right, y, dashed=True, width=0.5)]
        drawn.append(text(left - 8, y + 4, percent(share), "end"))
    for number, (budget, one) in enumerate(found.budgets):
        x, height = left + step * (number + 0.18), (bottom - top) * one.value
        fill = DARK if budget == balance else MIDDLE
        drawn.append(rectangle(x, bottom - height, step * 0.64, height, fill))
        drawn.append(text(x + step * 0.32, bottom - height - 5, percent(one.value), "middle"))
        drawn.append(text(x + step * 0.32, bottom + 18, counted(budget // 100), "middle"))
    told = "; ".join(
        f"{round_francs(budget, language)}: {percent(one.value)}" for budget, one in found.budgets
    )
    return picture("budget", say("chart.budget", language), told, 226, *drawn)
