"""What an event and the triggers bring: facts, dates that are counted, notices and requests."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.escalation.state import Entry
from iiz_rules.language.dates import shift, span
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value

Facts = Mapping[str, Value]


def after(one: Event, before: Facts, given: Facts, on: date) -> dict[str, Value]:
    """Give the facts after an event: what it forgets, sets and adds, then what came with it."""
    facts = {fact: value for fact, value in before.items() if fact not in one.forgets}
    facts |= {fact: on if value is None else value for fact, value in one.sets.items()}
    for fact, members in one.adds.items():
        held = facts.get(fact)
        facts[fact] = members | held if isinstance(held, frozenset) else members
    return facts | dict(given)


def counted_dates(program: Program, fired: Iterable[str], on: date) -> dict[str, date]:
    """Give the days that triggers count from an event, by duty; the earliest where several."""
    found: dict[str, date] = {}
    for name in fired:
        one = program.triggers[name]
        if one.oblige and (one.within or one.by):
            day = shift(on, one.within) if one.within else span(on, one.by or "year")[1]
            found[one.oblige] = min(day, found.get(one.oblige, day))
    return found


def follows(program: Program, fired: Iterable[str], situation: Situation) -> Iterator[Entry]:
    """Tell whom triggers inform, what they ask for, and who may do that in this case."""
    for name in fired:
        one = program.triggers[name]
        if one.notify:
            yield Entry("notified", situation.on, name, situation, to=one.notify)
        if one.request:
            who = _entitled(program, one.request, situation)
            yield Entry("requested", situation.on, name, situation, to=who, action=one.request)


def _entitled(program: Program, action: str, situation: Situation) -> tuple[str, ...]:
    """Name those who may do something in a case, as far as that is not ruled out."""
    named = (one for one in program.competences if one.action == action)
    who = dict.fromkeys(actor for one in named for actor in one.by)
    return tuple(one for one in who if may(program, one, action, situation) is not Truth.NO)


def may(program: Program, actor: str, action: str, situation: Situation) -> Truth:
    """Say whether somebody may do something in a case."""
    return answer(program, action, situation.knowing(ACTOR, actor)).verdict
