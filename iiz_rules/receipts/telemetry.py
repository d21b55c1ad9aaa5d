"""What OpenTelemetry says of decisions, without a fact: in the trace of a request, and as metrics.

    DecisionLog("cases.db", on_decision=iiz.note_in_span)
    DecisionLog("cases.db", on_decision=iiz.count_decision)

The receipt tells everything, and is found by its id; the reference of the case stays out, because
traces go where nobody forgets. Metrics are kept for each combination of their attributes, so that
these are few: canton, edition and, of answers, the verdict.
"""

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from iiz_rules.findings.errors import needed

if TYPE_CHECKING:
    from opentelemetry.metrics import Counter as Metric

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


def count_decision(logged: "LoggedDecision") -> None:
    """Count a decision, and its answers by verdict; UsageError without the extra `telemetry`.

    The metrics are `iiz.decisions` and `iiz.answers`.
    """
    needed(["opentelemetry"], "telemetry")
    decisions, answers = _metrics()
    receipt = logged.receipt
    edition = {"iiz.canton": receipt.canton, "iiz.edition": receipt.edition}
    decisions.add(1, edition)
    for verdict, times in Counter(receipt.verdicts.values()).items():
        answers.add(times, {**edition, "iiz.verdict": verdict})


@cache
def _metrics() -> "tuple[Metric, Metric]":
    from opentelemetry import metrics

    meter = metrics.get_meter("iiz_rules")
    return (
        meter.create_counter("iiz.decisions", unit="{decision}", description="decisions recorded"),
        meter.create_counter("iiz.answers", unit="{answer}", description="verdicts in them"),
    )


def observe(logged: "LoggedDecision") -> None:
    """Do both, as the service does with every decision."""
    note_in_span(logged)
    count_decision(logged)
