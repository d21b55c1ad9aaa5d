"""How a caller gets a case: opened, taken up from a store, or handed over."""

from datetime import date

from iiz_rules.engine.askable import dated
from iiz_rules.escalation.admission import NOTHING, Note, admit_name
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.replay import options_of
from iiz_rules.escalation.snapshot import CaseSnapshot, hash_of, read
from iiz_rules.escalation.store.archive import Archive, Basis, keep
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.store.store import Kept, Store
from iiz_rules.findings.errors import ConflictError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source


def open_case(
    basis: Basis,
    on: date | None,
    case: str,
    store: Kept,
    engine: str | None = None,
    note: Note = NOTHING,
) -> Flow:
    """Open a case; UsageError if one of this name exists, or no day is given.

    A case opened with the same key is returned as it is.
    """
    admit_name(case)
    day = dated(basis.program, on)
    timeline = timeline_of(basis.program, basis.options, engine)
    opened = store if isinstance(store, Store) else Store(store)
    if _is_open(opened, case, day, note):
        return take_up(basis, case, opened, engine)
    keep(opened, basis)
    try:
        return Flow(timeline, opened, case).open(day, note)
    except ConflictError:  # somebody else has opened it meanwhile, perhaps by the same sending
        if _is_open(opened, case, day, note):
            return take_up(basis, case, opened, engine)
        raise


def _is_open(store: Store, case: str, day: date, note: Note) -> bool:
    """Whether this request has already opened the case; UsageError if another one has."""
    records = store.history(case)
    if not records:
        return False
    first = records[0]
    if not note.key or first.key != note.key:
        raise UsageError([_finding(store, "case-exists", case=case)])
    if first.on != day.isoformat():
        raise UsageError([_finding(store, "key-taken", other=case, on=first.on)])
    return True


def take_up(basis: Basis, case: str, store: Kept, engine: str | None = None) -> Flow:
    """Take up a case where its history has led, on the edition and the options that it runs on.

    That is the one of `basis`, or the one that the store has kept. UsageError for an unknown case
    or one of another canton, StoreError where there is no such store, or it has lost its edition.
    """
    opened = store if isinstance(store, Store) else Store(store, create=False)
    snapshot, records = _looked_up(opened, case)
    if not records:
        raise opened.unknown(case)
    last = records[-1]
    if last.canton != basis.program.canton:
        words = {"case": case, "canton": last.canton, "loaded": basis.program.canton}
        raise UsageError([_finding(opened, "other-canton", **words)])
    program = basis.program if last.rules == basis.key else Archive(opened).program(last.rules)
    readings = snapshot.readings if snapshot else options_of(records)
    flow = Flow(timeline_of(program, readings, engine), opened, case)
    return flow.resume(snapshot, records) if snapshot else flow.replay(records)


def _looked_up(store: Store, case: str) -> tuple[CaseSnapshot | None, tuple[CaseRecord, ...]]:
    """The snapshot of a case with the records since, or else its whole history."""
    text = store.index.snapshot(case) or ""
    if snapshot := read(text):
        records = store.history(case, snapshot.start)
        if records and records[-1].content.get("state") == hash_of(text):
            return snapshot, records
    return None, store.history(case)


def hand_over(basis: Basis, flow: Flow, on: str | date, reason: str, note: Note) -> Flow:
    """Hand a case over to another edition, or to the same one as it reads now."""
    keep(flow.store, basis)
    timeline = timeline_of(basis.program, basis.options)
    return Flow(timeline, flow.store, flow.case).take_over(on, flow, reason, note)


def _finding(store: Store, code: str, **words: object) -> Finding:
    return Finding(code, Place(Source(store.name)), words)
