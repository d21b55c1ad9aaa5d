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
    "duplicate_id",
    "reserved_id",
    "fact_name_conflict",
    "unknown_names",
    "list_missing",
    "unfit_key",
    "computed_type",
    "unsuited_fact",
    "no_measure",
    "not_a_route",
    "reason_missing",
    "bad_default",
    "one_reading",
    "unknown_option",
    "uncovered_option",
    "judgement_as_fact",
    "not_a_judgement",
    "no_judge",
    "judgement_mode",
    "misplaced_branch",
    "one_comparison",
    "wrong_comparison",
    "different_types",
    "one_side",
    "no_limit",
    "empty_range",
    "threshold_too_high",
    "indicative_threshold",
    "computed_in_event",
    "not_a_set",
    "fact_set_twice",
    "trigger_date",
    "idle_trigger",
    "nobody_holds",
    "circular_trigger",
    "circular_definition",
    "chain_too_long",
    "too_costly",
    "edition_overlap",
    "cases_by_hand",
    "unused_names",
    "unhandled_event",
    "no_way_on",
    "no_way_in",
    "unwatched_deadline",
)


def check_edition(edition: Edition) -> tuple[Finding, ...]:
    """All that is wrong with an edition, by place; warnings among it forbid nothing.

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
    return chain.from_iterable(check(edition) for check in checks())


@cache
def checks() -> tuple[Check, ...]:
    """The checks in their order; values and days have findings that cases have too."""
    own = [import_module(f"iiz_rules.language.checks.{name}").check for name in ORDER]
    return (literals.check, days.check, *own)
