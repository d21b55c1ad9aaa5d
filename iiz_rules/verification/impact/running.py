"""What a change does to the cases of a store, if they are migrated; nothing is written to it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from iiz_rules.escalation.beginning import take_up
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.replay import handed_over
from iiz_rules.escalation.standing import StandingCase, standing
from iiz_rules.escalation.state import Owed, State
from iiz_rules.escalation.store.archive import Basis
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.findings.errors import CaseError, IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.values import Value, plain_value
from iiz_rules.verification.difference.changes import Kind, Side
from iiz_rules.verification.impact.cases import TriedCases
from iiz_rules.verification.impact.effects import BothSides, CaseEffect, CaseImpact


def running(basis: Basis, path: str, on: date | None, known_on: date | None) -> TriedCases:
    """The cases of a canton that are not closed, each against what it would be under an edition.

    Without a day each is asked on the last one that it knows. With `known_on` both editions are
    asked about the facts that held on the day and were known by then: the law now, and the law that
    the case ran on, of what was known at the time.
    """
    changed: list[CaseImpact] = []
    refused: list[Finding] = []
    total = left_out = 0
    compared = _Comparing(basis)
    with Store(path, create=False) as store:
        for name in store.cases(basis.program.canton):
            try:
                flow = take_up(basis, name, store)
                if flow.state.closed:
                    continue
                day = on or flow.on
                back = known_on is not None or day < flow.on
                stood = standing(flow, day, known_on or date.max) if back else None
                if back and stood is None:
                    continue  # the case was not there yet
                told = _then(compared, stood, flow) if stood else _now(compared, flow, day)
                effects = tuple(told)
            except IizError as error:
                refused += error.findings
                total += 1  # whether it is closed cannot be told
                left_out += 1
                continue
            total += 1
            changed += [CaseImpact(name, day, effects)] if effects else []
    return TriedCases("store", total, tuple(changed), tuple(refused), left_out)


class _Comparing:
    """An edition, and what it is compared with: the editions that cases run on, each made once."""

    def __init__(self, basis: Basis) -> None:
        self.after = Side(basis.program, basis.options)
        self.timeline = timeline_of(basis.program, basis.options)
        self._both: dict[tuple[str, tuple[tuple[str, str], ...]], BothSides] = {}

    def with_that_of(self, ran: Timeline) -> BothSides:
        """Both, to be asked about the same case."""
        key = ran.program.digest, tuple(sorted(ran.options.items()))
        if key not in self._both:
            self._both[key] = BothSides(Side(ran.program, ran.options), self.after)
        return self._both[key]


def _now(compared: _Comparing, flow: Flow, day: date) -> Iterator[CaseEffect]:
    """What a case that is handed over on a day owes, and where it stands, under both, and why."""
    timelines = flow.timeline, compared.timeline
    old, new = (handed_over(flow.timeline, one, flow.state, day).after for one in timelines)
    effects = [*_effects(old, new)]
    if not effects:
        return
    asked = _asked(compared.with_that_of(flow.timeline), new.facts, day, flow.case)
    reasons = {(effect.kind, effect.name): effect.reasons for effect in asked}
    for effect in effects:
        yield replace(effect, reasons=reasons.get((effect.kind, effect.name), ()))


def _effects(old: State, new: State) -> Iterator[CaseEffect]:
    """What a case owes otherwise, and where it stands otherwise."""
    for way in (way for way in new.position if way in old.position):
        if old.position[way] != new.position[way]:
            yield CaseEffect("next", way, old.position[way] or "", new.position[way] or "")
    for duty in dict.fromkeys((*old.owed, *new.owed)):
        yield from _owed(duty, _last(old, duty), _last(new, duty))


def _last(state: State, duty: str) -> Owed | None:
    """What runs of a duty: the last of what is owed by it."""
    return next(reversed(state.owed.get(duty, ())), None)


def _owed(duty: str, old: Owed | None, new: Owed | None) -> Iterator[CaseEffect]:
    if old is None or new is None:
        if old or new:
            yield CaseEffect("verdict", duty, "yes" if old else "no", "yes" if new else "no")
        return
    told: dict[Kind, tuple[str, str]] = {
        "acts": (_who(old), _who(new)),
        "due": (str(old.due or ""), str(new.due or "")),
    }
    for kind, (before, after) in told.items():
        if before != after:
            yield CaseEffect(kind, duty, before, after)


def _who(owed: Owed) -> str:
    return f"{owed.bearer} ({owed.of})" if owed.bearer and owed.of else owed.bearer or ""


def _then(compared: _Comparing, stood: StandingCase, flow: Flow) -> Iterator[CaseEffect]:
    """What both answer about what held on a day, as far as it was known by another."""
    both = compared.with_that_of(stood.timeline)
    yield from _asked(both, stood.facts, stood.on, flow.case)


def _asked(
    both: BothSides, held: Mapping[str, Value], day: date, case: str
) -> tuple[CaseEffect, ...]:
    """What both answer otherwise of what a case holds on a day, with what follows from it."""
    plain = {name: plain_value(value) for name, value in held.items()}
    facts, wrong = both.read(plain, day, case)
    if wrong:
        raise CaseError(wrong)
    return both.effects(facts, day)
