"""Runs every check over an edition whose files are well formed."""

from collections.abc import Iterator
from importlib import import_module
from itertools import islice

from iiz_rules.findings.finding import Finding, Place, in_order
from iiz_rules.language.model.edition import Edition

MOST_FINDINGS = 100

# Values and names first, then what is said about them, then the edition as a whole. Each check
# passes over what an earlier one refuses, so that one fault gives one finding. Warnings come last.
ORDER = (
    "missing_language",
    "literals",
    "taken_names",
    "unknown_names",
    "facts",
    "funding",
    "readings",
    "judgements",
    "misplaced_branch",
    "comparisons",
    "thresholds",
    "events",
    "never_behind",
    "actors",
    "sources",
    "claims",
    "definitions",
    "too_costly",
    "cases_by_hand",
    "unused_names",
    "measure_names",
    "repeated_texts",
    "looser_action",
    "movement",
)


def check_edition(edition: Edition) -> tuple[Finding, ...]:
    """All findings about an edition, by place; warnings forbid nothing.

    After a hundred findings the rest is not looked for: a file made to be wrong in ten thousand
    places must not cost ten thousand searches for the word that was meant.
    """
    findings = list(islice(_findings(edition), MOST_FINDINGS + 1))
    if len(findings) > MOST_FINDINGS:
        whole, words = Place(edition.canton.place.source), {"limit": MOST_FINDINGS}
        severity = findings[0].severity  # errors come first: only warnings follow on a warning
        findings[MOST_FINDINGS:] = [Finding("too-many-findings", whole, words, severity)]
    return in_order(findings)


def _findings(edition: Edition) -> Iterator[Finding]:
    for name in ORDER:
        yield from import_module(f"iiz_rules.language.checks.{name}").check(edition)
