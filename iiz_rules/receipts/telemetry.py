"""What a trace of the application says of a decision: attributes of OpenTelemetry, without a fact.

    DecisionLog("cases.db", on_decision=iiz.note_in_span)

The receipt tells everything, and is found by its id; the reference of the case stays out, because
traces go where nobody forgets.
"""

from typing import TYPE_CHECKING

from iiz_rules.findings.errors import needed

if TYPE_CHECKING:
    from iiz_rules.receipts.log import LoggedDecision

Attributes = dict[str, str | int | tuple[str, ...]]


def span_attributes(logged: "LoggedDecision") -> Attributes:
    """The attributes of a decision: what answered what, and where it stands in the log.

    >>> from iiz_rules import load
    >>> noted = list()
    >>> policy = load("zurich", on="2024-03-05").with_log(None, on_decision=noted.append)
    >>> decision = policy.eligibility({"person.residence.canton": "SG"}, name="D-17")
    >>> told = span_attributes(noted[0])
    >>> told["iiz.canton"], told["iiz.rules"], told["iiz.verdicts"]
    ('zurich', ('eligibility',), ('no',))
    """
    receipt = logged.receipt
    verdicts = receipt.verdicts
    return {
        "iiz.canton": receipt.canton,
        "iiz.edition": receipt.edition,
        "iiz.digest": receipt.digest,
        "iiz.question.on": receipt.on.isoformat(),
        "iiz.rules": tuple(verdicts),
        "iiz.verdicts": tuple(verdicts.values()),
        "iiz.receipt.id": receipt.id,
        "iiz.receipt.hash": receipt.hash,
        "iiz.log.seq": logged.seq,
    }


def note_in_span(logged: "LoggedDecision") -> None:
    """Note a decision in the span that is running; UsageError without the extra `telemetry`."""
    needed(["opentelemetry"], "telemetry")
    from opentelemetry import trace

    span = trace.get_current_span()
    if span.is_recording():
        span.set_attributes(span_attributes(logged))
