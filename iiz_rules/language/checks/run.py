"""Runs every check over an edition whose files are well formed."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain, islice

from iiz_rules.findings.finding import Finding, Place, in_order
from iiz_rules.language.checks import days, literals
from iiz_rules.language.model.edition import Edition

Check = Callable[[Edition], Iterator[Finding]]

MOST_FINDINGS = 100

# Names first, then what is said about them, then the edition as a whole. Each check passes over
# what an earlier one refuses, so that one fault gives one finding. Warnings come last.
ORDER = (
    "duplicate-id",
    "reserved-id",
    "fact-name-conflict",
    "unknown-fact",
    "unknown-term",
    "unknown-rule",
    "unknown-clause",
    "unknown-interpretation",
    "unknown-actor",
    "unknown-quality",
    "unknown-action",
    "unknown-body",
    "unknown-group",
    "unknown-list",
    "unknown-source",
    "unknown-event",
    "unknown-duty",
    "list-missing",
    "unfit-key",
    "computed-type",
    "unsuited-fact",
    "no-measure",
    "not-a-route",
    "reason-missing",
    "bad-default",
    "one-reading",
    "unknown-option",
    "uncovered-option",
    "judgement-as-fact",
    "not-a-judgement",
    "no-judge",
    "judgement-mode",
    "one-comparison",
    "wrong-comparison",
    "different-types",
    "one-side",
    "no-limit",
    "empty-range",
    "threshold-too-high",
    "indicative-threshold",
    "computed-in-event",
    "not-a-set",
    "fact-set-twice",
    "trigger-date",
    "idle-trigger",
    "nobody-holds",
    "circular-trigger",
    "circular-definition",
    "chain-too-long",
    "too-costly",
    "edition-overlap",
    "unread-interpretation",
    "unused-fact",
    "unused-term",
    "unhandled-event",
    "no-way-on",
    "no-way-in",
    "unwatched-deadline",
)


def check_edition(edition: Edition) -> tuple[Finding, ...]:
    """Give all that is wrong with an edition, by place; warnings among it forbid nothing.

    After a hundred findings the rest is not looked for: a file made to be wrong in ten thousand
    places must not cost ten thousand searches for the word that was meant.
    """
    found = list(islice(_findings(edition), MOST_FINDINGS + 1))
    if len(found) > MOST_FINDINGS:
        whole, words = Place(edition.canton.place.source), {"limit": MOST_FINDINGS}
        severity = found[0].severity  # errors come first: only warnings follow on a warning
        found[MOST_FINDINGS:] = [Finding("too-many-findings", whole, words, severity)]
    return in_order(found)


def _findings(edition: Edition) -> Iterator[Finding]:
    return chain.from_iterable(check(edition) for check in checks())


@cache
def checks() -> tuple[Check, ...]:
    """Give the checks in their order; values and days have findings that cases have too."""
    own = [import_module(f"iiz_rules.language.checks.{_module(code)}").check for code in ORDER]
    return (literals.check, days.check, *own)


def _module(code: str) -> str:
    return code.replace("-", "_")
