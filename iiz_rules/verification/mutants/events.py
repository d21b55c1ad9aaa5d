"""The small faults of how a case moves: what an event sets, what a trigger tells and asks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.events import Event, EventDay, Trigger
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.mutants.conditions import PERIODS, longer
from iiz_rules.verification.mutants.mutant import Mutant


def event_mutants(program: Program) -> Iterator[Mutant]:
    """All mutants of events, of triggers, and of what holds before the first event."""
    for trigger in program.triggers.values():
        yield from _trigger(program, trigger)
    for event in program.events.values():
        yield from _event(program, event)
    for fact in program.initially:
        rest = {name: value for name, value in program.initially.items() if name != fact}
        make = partial(replace, program, initially=rest)
        yield Mutant("initially-lacks", fact, _file(program), {"fact": fact}, make)


def _file(program: Program) -> Place:
    """The file that says what holds before the first event."""
    return replace(next(iter(program.events.values())).at, line=0, column=0)


def _trigger(program: Program, trigger: Trigger) -> Iterator[Mutant]:
    at = program.rules[trigger.id].at

    def mutant(kind: str, words: dict[str, Any], **changed: Any) -> Mutant:
        return Mutant(kind, trigger.id, at, words, _with_trigger(program, trigger, changed))

    for cause in trigger.on:
        rest = tuple(one for one in trigger.on if one != cause)
        yield mutant("cause-lacks", {"event": cause}, on=rest)
    for who in trigger.notify:
        rest = tuple(one for one in trigger.notify if one != who)
        yield mutant("told-lacks", {"actor": who}, notify=rest)
    if trigger.request:
        yield mutant("request-lacks", {"action": trigger.request}, request=None)
    if trigger.oblige:
        yield mutant("duty-lacks", {"duty": trigger.oblige}, oblige=None)
    if trigger.within:
        later = longer(trigger.within)
        yield mutant("later-counted", {"before": trigger.within, "after": later}, within=later)
    if trigger.by:
        period = PERIODS[trigger.by]
        yield mutant("period-counted", {"before": trigger.by, "after": period}, by=period)


def _with_trigger(
    program: Program, trigger: Trigger, changed: dict[str, Any]
) -> Callable[[], Program]:
    return lambda: replace(
        program, triggers={**program.triggers, trigger.id: replace(trigger, **changed)}
    )


def _event(program: Program, event: Event) -> Iterator[Mutant]:
    def mutant(kind: str, words: dict[str, Any], **changed: Any) -> Mutant:
        other = replace(event, **changed)
        make = partial(replace, program, events={**program.events, event.id: other})
        return Mutant(kind, event.id, event.at, words, make)

    for fact, value in event.sets.items():
        rest = {name: one for name, one in event.sets.items() if name != fact}
        yield mutant("set-lacks", {"fact": fact}, sets=rest)
        if isinstance(value, EventDay):
            later = EventDay(longer(value.plus) if value.plus else "P1D")
            told = {"fact": fact, "before": value.plus or "P0D", "after": later.plus}
            yield mutant("set-later", told, sets={**event.sets, fact: later})
        elif isinstance(value, bool):
            other = {"fact": fact, "before": value, "after": not value}
            yield mutant("set-otherwise", other, sets={**event.sets, fact: not value})
        elif isinstance(value, int):
            more = {"fact": fact, "before": value, "after": value + 1}
            yield mutant("set-otherwise", more, sets={**event.sets, fact: value + 1})
    for fact in event.adds:
        rest_added = {name: one for name, one in event.adds.items() if name != fact}
        yield mutant("adds-lacks", {"fact": fact}, adds=rest_added)
    for fact in event.forgets:
        yield mutant(
            "forgets-lacks",
            {"fact": fact},
            forgets=tuple(one for one in event.forgets if one != fact),
        )
    for fact in event.anew:
        rest_anew = {name: one for name, one in event.anew.items() if name != fact}
        yield mutant("anew-lacks", {"fact": fact}, anew=rest_anew)
    if event.action:
        yield mutant("right-lacks", {"action": event.action}, action=None)
    for flag in ("opens", "closes", "after_closing"):
        if getattr(event, flag):
            yield mutant(f"{flag.replace('_', '-')}-lacks", {}, **{flag: False})
