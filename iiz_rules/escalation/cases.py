"""Opens cases, takes them up again, hands them over to another edition."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from iiz_rules import ir
from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.errors import UsageError
from iiz_rules.escalation.engines import engine_of
from iiz_rules.escalation.flow import Flow, Setting
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.once import Made, made
from iiz_rules.escalation.records import Record
from iiz_rules.escalation.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.values import near

Kept = Store | str | Path | None
_machines: Made[Machine] = {}


def timeline_of(program: ir.Program, options: Mapping[str, str], engine: str | None) -> Timeline:
    """Give the timeline of a program under some readings."""
    machine = made(_machines, program, lambda: Machine(program))
    return Timeline(machine, engine_of(machine, engine), dict(options))


def setting(
    program: ir.Program, options: Mapping[str, str], store: Kept, engine: str | None = None
) -> Setting:
    """Give what a case runs under."""
    kept = store if isinstance(store, Store) else Store(store)
    return Setting(timeline_of(program, options, engine), kept)


def open_case(
    program: ir.Program,
    options: Mapping[str, str],
    on: date | None,
    case: str,
    store: Kept,
    engine: str | None,
) -> Flow:
    """Open a case; UsageError where there is one of this name, or no day is given."""
    if on is None:
        raise UsageError([Finding("no-date", Place(Source(program.canton)))])
    found = setting(program, options, store, engine)
    if found.store.history(case):
        raise UsageError([_finding(found.store, "case-exists", case=case)])
    return Flow(found, case).open(on)


def take_up(program: ir.Program, case: str, store: Kept, engine: str | None = None) -> Flow:
    """Take up a case where its history has led; it stays on the edition that it runs on."""
    kept = store if isinstance(store, Store) else Store(store)
    records = kept.history(case)
    if not records:
        words = {"case": case, "near": near(case, kept.cases())}
        raise UsageError([_finding(kept, "unknown-case", **words)])
    last = records[-1]
    if last.digest != program.digest:
        words = {"edition": last.edition, "digest": last.digest[:12], "loaded": program.edition}
        raise UsageError([_finding(kept, "edition-changed", **words)])
    return Flow(setting(program, readings_of(records), kept, engine), case).replay(records)


def hand_over(
    program: ir.Program, options: Mapping[str, str], flow: Flow, on: str | date, reason: str
) -> Flow:
    """Hand a case over to another edition, or to the same one as it reads now."""
    found = setting(program, options, flow.setting.store)
    return Flow(found, flow.case).take_over(on, flow.records, flow.state, reason)


def readings_of(records: tuple[Record, ...]) -> dict[str, str]:
    """Give the readings that a case runs under: those of when its edition took it up."""
    begun = [one for one in records if one.kind in ("opened", "migrated")]
    readings: dict[str, str] = begun[-1].content["readings"]
    return readings


def _finding(store: Store, code: str, **words: object) -> Finding:
    return Finding(code, Place(Source(store.name)), words)
