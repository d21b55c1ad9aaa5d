"""Which uncertainty matters most: each number at its limits, all others as assumed (a tornado).

All runs use the same random numbers, so that differences come from the number alone; a part of the
paths is enough for these. They are set on the mean of all paths, so that a report shows one number.
"""

from dataclasses import dataclass, replace
from typing import Any

from iiz_rules.language.model.base import Part
from iiz_rules.language.model.scenario import Risk, ScenarioFile
from iiz_rules.portfolio.risk.paths import FundPlan, Progress, simulate
from iiz_rules.portfolio.risk.statistics import findings

PATHS = 2_000


@dataclass(frozen=True)
class Swing:
    """What becomes of the fund when one number is at its lower and at its upper limit."""

    path: tuple[str, ...]
    low: float
    high: float
    lowest: tuple[float, float]
    """the mean of the fund's lowest balance, at the lower and at the upper limit"""
    shortage: tuple[float, float]

    @property
    def swing(self) -> float:
        """How far the two lie apart."""
        return abs(self.lowest[1] - self.lowest[0])


def tornado(
    plan: FundPlan, scenario: ScenarioFile, lowest: float, progress: Progress | None = None
) -> tuple[Swing, ...]:
    """The numbers with limits, the most telling first; `lowest` is the mean of all paths."""
    shift = lowest - _lowest(plan, plan.risk)[0]
    spreads, bars = list(scenario.spreads()), list[Swing]()
    for number, (path, spread) in enumerate(spreads, 1):
        (low, dry_low), (high, dry_high) = (
            _lowest(plan, _put(plan.risk, path, limit)) for limit in (spread.low, spread.high)
        )
        if progress:
            progress(number, len(spreads))
        mean = low + shift, high + shift
        bars.append(Swing(path, spread.low, spread.high, mean, (dry_low, dry_high)))
    return tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.path)))


def _lowest(plan: FundPlan, risk: Risk) -> tuple[float, float]:
    risk = risk.model_copy(update={"paths": min(risk.paths, PATHS)})
    figures = findings(simulate(replace(plan, risk=risk, rows=())))
    return figures.lowest.value, figures.shortage.value


def _put(part: Any, path: tuple[str, ...], value: float) -> Any:
    """The same uncertainties with one number fixed."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(part, Part):
        return part.model_copy(update={key: _put(getattr(part, key), rest, value)})
    return {**part, key: _put(part[key], rest, value)}
