"""The log of decisions, and receipts: shown, verified, asked again."""

from datetime import datetime
from typing import Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.receipts.receipt import Receipt, read_receipt
from iiz_rules.web.calls import REFERENCE, JsonAnswer, ServiceCall, number
from iiz_rules.web.guard import BODY


def decisions(call: ServiceCall) -> JsonAnswer:
    """List decisions in their order; the reference stands in a header, not in an address."""
    asked = call.query("since", "until", "after", "limit")
    most = call.service.settings.limits.listed
    kept = call.service.log.decisions(
        call.header(REFERENCE),
        since=_moment(asked.get("since"), "since"),
        until=_moment(asked.get("until"), "until"),
        canton=call.canton.canton,
        after=number(asked.get("after"), "after", 0, 10**15),
        limit=number(asked.get("limit"), "limit", most, most),
    )
    return JsonAnswer({"decisions": [one.to_dict() for one in kept]})


def _moment(text: str | None, name: str) -> str:
    """A day, or a moment in UTC as the log has it."""
    if text is None or parse_date(text):
        return text or ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None or moment.utcoffset():
        known = "2024-03-05, 2024-03-05T08:30:00+00:00"
        words = {"name": name, "got": text[:40], "known": known, "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source("request")), words)])
    return moment.isoformat(timespec="seconds")


def verified(call: ServiceCall) -> JsonAnswer:
    """Whether a receipt is as it was made; ReceiptError where it is not."""
    call.query()
    receipt = _receipt(call)
    receipt.verify()
    return JsonAnswer({"verified": True, "signed": receipt.signature is not None})


def replayed(call: ServiceCall) -> JsonAnswer:
    """Ask what a receipt asked by the edition that is in force on its day now."""
    call.query()
    receipt = _receipt(call)
    receipt.verify()
    answer: dict[str, Any] = call.canton.on(receipt.on).replay(receipt).to_dict()
    return JsonAnswer(answer)


def _receipt(call: ServiceCall) -> Receipt:
    return read_receipt(call.request.scope[BODY])
