"""Opens cases, takes them up again, hands them over to another edition."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from iiz_rules.escalation.engines import engine_of
from iiz_rules.escalation.flow import Flow, Setting
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.once import Made, made
from iiz_rules.escalation.store.archive import Archive, Basis, keep
from iiz_rules.escalation.store.records import Record
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import near

Kept = Store | str | Path | None
_machines: Made[Machine] = {}


def timeline_of(program: Program, options: Mapping[str, str], engine: str | None) -> Timeline:
    """Give the timeline of a program under some readings."""
    machine = made(_machines, program, lambda: Machine(program))
    return Timeline(machine, engine_of(machine, engine), dict(options))


def setting(
    program: Program, options: Mapping[str, str], store: Kept, engine: str | None = None
) -> Setting:
    """Give what a case runs under."""
    kept = store if isinstance(store, Store) else Store(store)
    return Setting(timeline_of(program, options, engine), kept)


def open_case(
    basis: Basis, on: date | None, case: str, store: Kept, engine: str | None = None
) -> Flow:
    """Open a case; UsageError where there is one of this name, or no day is given."""
    if on is None:
        raise UsageError([Finding("no-date", Place(Source(basis.program.canton)))])
    found = setting(basis.program, basis.options, store, engine)
    if found.store.history(case):
        raise UsageError([_finding(found.store, "case-exists", case=case)])
    keep(found.store, basis)
    return Flow(found, case).open(on)


def take_up(basis: Basis, case: str, store: Kept, engine: str | None = None) -> Flow:
    """Take up a case where its history has led, on the edition and the readings that it runs on.

    That is the one of `basis`, or the one that the store has kept. UsageError for an unknown case
    or one of another canton, StoreError where the store has lost its edition.
    """
    kept = store if isinstance(store, Store) else Store(store)
    records = kept.history(case)
    if not records:
        words = {"case": case, "near": near(case, kept.cases())}
        raise UsageError([_finding(kept, "unknown-case", **words)])
    last = records[-1]
    if last.canton != basis.program.canton:
        words = {"case": case, "canton": last.canton, "loaded": basis.program.canton}
        raise UsageError([_finding(kept, "other-canton", **words)])
    program = basis.program if last.key == basis.key else Archive(kept).program(last.key)
    return Flow(setting(program, readings_of(records), kept, engine), case).replay(records)


def hand_over(basis: Basis, flow: Flow, on: str | date, reason: str) -> Flow:
    """Hand a case over to another edition, or to the same one as it reads now."""
    found = setting(basis.program, basis.options, flow.setting.store)
    keep(found.store, basis)
    return Flow(found, flow.case).take_over(on, flow.records, flow.state, reason)


def readings_of(records: tuple[Record, ...]) -> dict[str, str]:
    """Give the readings that a case runs under: those of when its edition took it up."""
    begun = [one for one in records if one.kind in ("opened", "migrated")]
    readings: dict[str, str] = begun[-1].content["readings"]
    return readings


def _finding(store: Store, code: str, **words: object) -> Finding:
    return Finding(code, Place(Source(store.name)), words)
