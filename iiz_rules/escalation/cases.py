"""Opens cases, takes them up again, hands them over to another edition."""

from datetime import date
from pathlib import Path

from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.replay import options_of
from iiz_rules.escalation.store.archive import Archive, Basis, keep
from iiz_rules.escalation.store.sqlite import Store
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name

Kept = Store | str | Path | None
"""Where a history is kept: a store, its file, or None for the memory of this process."""


def open_case(
    basis: Basis, on: date | None, case: str, store: Kept, engine: str | None = None
) -> Flow:
    """Open a case; UsageError where there is one of this name, or no day is given."""
    if on is None:
        raise UsageError([Finding("no-date", Place(Source(basis.program.canton)))])
    timeline = timeline_of(basis.program, basis.options, engine)
    kept = _opened(store)
    if kept.history(case):
        raise UsageError([_finding(kept, "case-exists", case=case)])
    keep(kept, basis)
    return Flow(timeline, kept, case).open(on)


def take_up(basis: Basis, case: str, store: Kept, engine: str | None = None) -> Flow:
    """Take up a case where its history has led, on the edition and the options that it runs on.

    That is the one of `basis`, or the one that the store has kept. UsageError for an unknown case
    or one of another canton, StoreError where the store has lost its edition.
    """
    kept = _opened(store)
    records = kept.history(case)
    if not records:
        place = Place(Source(kept.name))
        raise UsageError([unknown_name("unknown-case", place, kept.cases(), case=case)])
    last = records[-1]
    if last.canton != basis.program.canton:
        words = {"case": case, "canton": last.canton, "loaded": basis.program.canton}
        raise UsageError([_finding(kept, "other-canton", **words)])
    program = basis.program if last.key == basis.key else Archive(kept).program(last.key)
    timeline = timeline_of(program, options_of(records), engine)
    return Flow(timeline, kept, case).replay(records)


def hand_over(basis: Basis, flow: Flow, on: str | date, reason: str) -> Flow:
    """Hand a case over to another edition, or to the same one as it reads now."""
    keep(flow.store, basis)
    timeline = timeline_of(basis.program, basis.options)
    return Flow(timeline, flow.store, flow.case).take_over(on, flow, reason)


def _opened(store: Kept) -> Store:
    return store if isinstance(store, Store) else Store(store)


def _finding(store: Store, code: str, **words: object) -> Finding:
    return Finding(code, Place(Source(store.name)), words)
