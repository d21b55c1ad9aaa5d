"""What else is another: what events bring about, who is told, what is claimed.

No answer to a case is another one because of it, so that no case shows it: it is found by the texts
alone. But a case becomes another one over time, or a guard is gone.
"""

from collections.abc import Iterator, Sequence, Set

from iiz_rules.findings.finding import Place, Source
from iiz_rules.language.program.claims import Claim
from iiz_rules.language.program.events import Event, Trigger
from iiz_rules.language.program.parts import VALIDITY, DeclaredPart, parts_of
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.difference.changes import AnswerChange, Kind, Side
from iiz_rules.verification.difference.comparison import PolicyComparison


def over_time(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Events that come, go or bring about something else; who is told and what is asked for."""
    old, new = (side.program.events for side in both.sides)
    for event in old.values():
        if event.id not in new:
            yield _of(event, "event-dropped", [event])
        elif _brought(event) != _brought(new[event.id]):
            facts = ", ".join(_facts(event, new[event.id]))
            yield _of(event, "event", [event, new[event.id]], facts)
    yield from (_of(new[name], "event-new", [new[name]]) for name in new if name not in old)
    yield from _told(both)


def _of(
    one: Event | Claim, kind: Kind, sides: Sequence[Event | Claim], facts: str = ""
) -> AnswerChange:
    """A change of what is no rule, where it stands in the one and the other."""
    label, places = one.label if isinstance(one, Event) else one.says, (side.at for side in sides)
    return AnswerChange(kind, one.id, after=facts, places=tuple(places), label=label)


def _brought(event: Event) -> tuple[object, ...]:
    """What an event brings about, needs and is allowed to do, but for what it is called."""
    return (
        *(event.payload, event.needs, event.sets, event.adds, event.forgets, event.action),
        *(event.opens, event.anew, event.closes, event.after_closing),
    )


def _facts(old: Event, new: Event) -> Iterator[str]:
    """The facts that an event brings otherwise."""
    for name in sorted(old.brings | new.brings):
        if _with(old, name) != _with(new, name):
            yield name


def _with(event: Event, name: str) -> tuple[object, ...]:
    parts = (event.payload, event.needs, event.forgets, event.anew)
    inside = (name in part for part in parts)
    return (*inside, event.sets.get(name), event.adds.get(name), event.anew.get(name))


def _told(both: PolicyComparison) -> Iterator[AnswerChange]:
    for old, new in both.common():
        programs = [side.program for side in both.sides]
        one, other = (_recipients(program, old.id) for program in programs)
        if one != other:
            before, after = (", ".join(names) for names in (one, other))
            yield AnswerChange("told", old.id, before, after, places=(old.at, new.at))
        set_off = [_triggered(program.triggers.get(old.id)) for program in programs]
        if set_off[0] != set_off[1]:
            yield AnswerChange("trigger", old.id, places=(old.at, new.at))


def _recipients(program: Program, rule: str) -> tuple[str, ...]:
    trigger = program.triggers.get(rule)
    return (*program.rules[rule].informs, *(trigger.notify if trigger else ()))


def _triggered(trigger: Trigger | None) -> tuple[object, ...]:
    """By what something is set off, what is asked for, who owes what by when."""
    if trigger is None:
        return ()
    return {*trigger.on}, trigger.request, trigger.oblige, trigger.within, trigger.by


def parts(sides: tuple[Side, Side], named: Set[str]) -> Iterator[AnswerChange]:
    """What is declared otherwise and is no rule, but where a change is `named` after it already."""
    old, new = (parts_of(side.program) for side in sides)
    same_edition = sides[0].program.edition == sides[1].program.edition
    for name, part in {**old, **new}.items():
        kind = _otherwise(old.get(name), new.get(name))
        told = any(known == name or known.startswith(f"{name}.") for known in named)
        if kind and not told and (same_edition or name != VALIDITY):
            yield AnswerChange(kind, name, places=(Place(Source(part.file)),), label=part.label)


def _otherwise(old: DeclaredPart | None, new: DeclaredPart | None) -> Kind | None:
    """What has become of a part."""
    if old and new:
        return None if old.says == new.says else "part"
    if new:
        return "part-new" if new.alone else None
    return "part-dropped" if old and old.alone else None


def claims(sides: tuple[Side, Side]) -> Iterator[AnswerChange]:
    """Claims that are made no more, or otherwise: what was proved is no longer asked for."""
    new = {claim.id: claim for claim in sides[1].program.claims}
    for claim in sides[0].program.claims:
        later = new.get(claim.id)
        if later is None:
            yield _of(claim, "claim-dropped", [claim])
        elif (later.holds, later.readings) != (claim.holds, claim.readings):
            yield _of(claim, "claim", [claim, later])
