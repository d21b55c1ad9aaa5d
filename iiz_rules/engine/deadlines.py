"""Due dates of duties, from the date of the question or a date of the case."""

from datetime import date

from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.dates import shift, span
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Program


def chosen(program: Program, situation: Situation, value: object) -> object:
    """A value of the program; if it depends on an interpretation, that of the option in force."""
    if not isinstance(value, ByInterpretation):
        return value
    return value.options[program.interpretations[value.interpretation].in_force(situation.options)]


def due(program: Program, rule: str, situation: Situation) -> date | None:
    """The due date; None if none is set, or the date it depends on is not known."""
    deadline = chosen(program, situation, program.deadlines.get(rule))
    match deadline:
        case EndOf(period=period):
            return span(situation.on, period)[1]
        case DateOf(fact=fact, plus=plus):
            day = situation.facts.get(fact)
            if isinstance(day, date):
                return shift(day, plus) if plus else day
    return None


def by_period(program: Program, rule: str, situation: Situation) -> bool:
    """Whether the duty is due at the end of each period rather than by a date of the case."""
    return isinstance(chosen(program, situation, program.deadlines.get(rule)), EndOf)


def awaited(program: Program, rule: str, situation: Situation) -> str | None:
    """The unknown fact on which the due date depends; None if there is none."""
    deadline = chosen(program, situation, program.deadlines.get(rule))
    if isinstance(deadline, DateOf) and deadline.fact not in situation.facts:
        return deadline.fact
    return None
