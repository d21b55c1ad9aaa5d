"""The log of decisions, and receipts: listed, verified, replayed."""

from typing import Any

from iiz_rules.receipts.receipt import Receipt, read_receipt
from iiz_rules.web.calls import REFERENCE, JsonAnswer, ServiceCall, number
from iiz_rules.web.guard import BODY


def decisions(call: ServiceCall) -> JsonAnswer:
    """List decisions in order; the reference comes in a header, not in the address."""
    asked = call.query("since", "until", "after", "limit")
    most = call.service.settings.limits.listed
    kept = call.service.log.decisions(
        call.header(REFERENCE),
        since=asked.get("since", ""),
        until=asked.get("until", ""),
        canton=call.canton.canton,
        after=number(asked.get("after"), "after", 0, 10**15),
        limit=number(asked.get("limit"), "limit", most, most),
    )
    return JsonAnswer({"decisions": [one.to_dict() for one in kept]})


def verified(call: ServiceCall) -> JsonAnswer:
    """Whether a receipt is unchanged; ReceiptError if it is not."""
    call.query()
    receipt = _receipt(call)
    receipt.verify()
    return JsonAnswer({"verified": True, "signed": receipt.signature is not None})


def replayed(call: ServiceCall) -> JsonAnswer:
    """Replay a receipt by the edition that is now in force on its day."""
    call.query()
    receipt = _receipt(call)
    receipt.verify()
    answer: dict[str, Any] = call.canton.on(receipt.on).replay(receipt).to_dict()
    return JsonAnswer(answer)


def _receipt(call: ServiceCall) -> Receipt:
    return read_receipt(call.request.scope[BODY])
