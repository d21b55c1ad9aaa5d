"""The rules in CEL: how many problems lie outside the remit, who is eligible, then all at once."""

from __future__ import annotations

from benchmarks.by_hand import PARTNERS, REMITS
from benchmarks.thresholds import THRESHOLDS, infix


def _listed(words: object) -> str:
    return "[" + ", ".join(f'"{word}"' for word in sorted(words)) + "]"  # type: ignore[call-overload]


*_FIRST, (_, _LAST) = REMITS.items()
REMIT = "".join(f'lead == "{name}" ? {_listed(remit)} : ' for name, remit in _FIRST) + _listed(
    _LAST
)
OUTSIDE = f"size(problems.filter(one, !(one in ({REMIT}))))"
ELIGIBLE = (
    'person.canton == "ZH" && person.employable && coordination_needed && outside >= 1 '
    f"&& registrations.exists(one, one in {_listed(PARTNERS)})"
)
RULES = {
    "eligible": "eligible",
    "level": (
        "!eligible ? 0 : bilateral_failed && size(problems) >= 3 ? 3 "
        ": bilateral_tried || outside >= 2 ? 2 : 1"
    ),
    "youth": (
        'region == "oberwallis" && person.age >= 15 && person.age <= 25 && size(problems) >= 3'
    ),
    "dispute": (
        '!dispute_open ? "none" : !bilateral_failed && months_unemployed < 12 ? "regional" '
        ': months_unemployed < 24 ? "cantonal" : "commission"'
    ),
    "payer": (
        "".join(
            f'"{one}" in measure.catalogues ? "{one}" : ' for one in ("iv", "alv", "sozialhilfe")
        )
        + 'measure.proposed_by == "office" && measure.cost <= fund_balance ? "fund" : "none"'
    ),
    **{
        name: infix(tests, "&&" if joint == "and" else "||", "!")
        for name, joint, tests in THRESHOLDS
    },
}
WHOLE = "{" + ", ".join(f'"{name}": {text}' for name, text in RULES.items()) + "}"
