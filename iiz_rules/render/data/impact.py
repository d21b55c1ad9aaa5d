"""The impact of a change as data: counts, francs, every case with its effects."""

from typing import Any

from iiz_rules.findings.registry import message
from iiz_rules.verification.impact.cases import TriedCases
from iiz_rules.verification.impact.effects import CaseEffect, CaseImpact
from iiz_rules.verification.impact.impact import Impact
from iiz_rules.words.text import Language


def impact_data(impact: Impact, language: Language) -> dict[str, Any]:
    """The whole impact, with names of cases but no value of a fact."""
    money = impact.money
    return {
        "format": 1,
        "before": _side(impact, 0),
        "after": _side(impact, 1),
        "sources": [_tried(one, language) for one in impact.tried],
        "francs": {name: f"{francs:.2f}" for name, francs in impact.francs().items()},
        "drawn_evenly": list(impact.evenly),
        "portfolio": None
        if money is None
        else {
            "left_out": [
                {"row": row.row, "message": message(row.finding, language)} for row in money.bad
            ],
            "rows_changed": money.changed.height,
            "sums": {
                rule: {"before": _rappen(before), "after": _rappen(after)}
                for rule, before, after in money.sums()
            },
            "rows": money.frame(language).rows(named=True) if money.changed.height else [],
        },
    }


def _side(impact: Impact, place: int) -> dict[str, Any]:
    side = impact.sides[place]
    program = side.program
    return {"edition": program.edition, "digest": program.digest, "readings": dict(side.readings)}


def _rappen(bounds: tuple[int, int]) -> list[str]:
    """The least and the most, in francs."""
    return [f"{end / 100:.2f}" for end in bounds]


def _tried(tried: TriedCases, language: Language) -> dict[str, Any]:
    return {
        "source": tried.source,
        "total": tried.total,
        "changed": len(tried.changed),
        "counts": [
            {"kind": kind, "name": name, "before": before, "after": after, "cases": cases}
            for (kind, name, before, after), cases in tried.counts().items()
        ],
        "cases": [_case(case, language) for case in tried.changed],
        "refused": [
            {
                "code": finding.code,
                "place": str(finding.place),
                "message": message(finding, language),
            }
            for finding in tried.refused
        ],
    }


def _case(case: CaseImpact, language: Language) -> dict[str, Any]:
    effects = [_effect(one, language) for one in case.effects]
    return {"name": case.name, "date": case.on.isoformat(), "effects": effects}


def _effect(effect: CaseEffect, language: Language) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "name": effect.name,
        "before": effect.before,
        "after": effect.after,
        "francs": None if effect.francs is None else f"{effect.francs:.2f}",
        "reasons": [
            {
                "criterion": reason.label[language],
                "before": reason.before or None,
                "after": reason.after or None,
                "place": str(reason.place),
                "facts": list(reason.facts),
            }
            for reason in effect.reasons
        ],
    }
