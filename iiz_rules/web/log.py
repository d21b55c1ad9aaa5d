"""The log of decisions, and receipts: listed, verified, replayed."""

from typing import Any

from iiz_rules.receipts.receipt import Receipt, read_receipt
from iiz_rules.web.calls import REFERENCE, JsonAnswer, ServiceCall, number
from iiz_rules.web.guard import BODY


def decisions(call: ServiceCall) -> JsonAnswer:
    """List decisions in order; the reference comes in a header, not in the address."""
    query = call.query("since", "until", "after", "limit")
    most = call.service.settings.limits.listed
    logged = call.service.log.decisions(
        call.header(REFERENCE),
        since=query.get("since", ""),
        until=query.get("until", ""),
        canton=call.canton.canton,
        after=number(query.get("after"), "after", 0, 10**15),
        limit=number(query.get("limit"), "limit", most, most),
    )
    return JsonAnswer({"decisions": [one.to_dict() for one in logged]})


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
