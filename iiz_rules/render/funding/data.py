"""Who pays each franc, as data that is ready for JSON; amounts without a limit are null."""

from typing import TYPE_CHECKING, Any

from iiz_rules.render.data import decision_data
from iiz_rules.render.formats import plain_amount

if TYPE_CHECKING:
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.engine.waterfall import Bounds


def funding_data(answer: "Funding") -> dict[str, Any]:
    """Give who pays what as plain data."""
    return {
        "format": 1,
        "cost": _bounds(answer.cost),
        "payers": [_payer(one) for one in answer.payers],
        "left": _bounds(answer.left),
        "competent": [_competent(one) for one in answer.competent],
        "decisions": [decision_data(one) for one in answer.decisions],
    }


def _bounds(bounds: "Bounds") -> dict[str, str | None]:
    high = None if bounds.high.is_infinite() else plain_amount(bounds.high)
    return {"at_least": plain_amount(bounds.low), "at_most": high}


def _payer(one: "PayerPart") -> dict[str, Any]:
    return {
        "rule": one.decision.rule,
        "payer": one.payer,
        "verdict": one.verdict.value,
        "part": _bounds(one.part),
        "left": _bounds(one.left),
        "routes": [way.rule for way in one.routes],
    }


def _competent(one: "Competent") -> dict[str, Any]:
    return {
        "route": one.route.rule,
        "body": one.body,
        "may": one.may.value,
        "quorum": one.quorum,
        "advance": one.advance,
        "repaid_by": one.repaid_by,
    }
