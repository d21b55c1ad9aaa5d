"""What changes under a reading alone that is not in force.

No answer changes because of it as long as the source is read as it is. The options under which
something is written otherwise are found by the texts; then both sides are compared under each. An
option that one side alone declares is named as well: under it nothing can be compared.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Choice, Condition
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.parts import plain
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.prover import Budget
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

ReadingChange = Literal["otherwise", "dropped", "new"]
Reading = tuple[str, str]
"""An interpretation and one of its options."""
Chosen = dict[Reading, list[tuple[object, Place | None]]]
"""What stands under the options of readings, and where."""


@frozen
class OtherReading:
    """An option that is not in force, and what became of what counts under it alone."""

    interpretation: str
    option: str
    kind: ReadingChange
    place: Place | None = None
    changes: tuple[str, ...] = ()
    """the names of what changes under it and not as the source is read"""
    settled: bool = True
    """whether it is proved that nothing else does"""


def other_readings(
    before: Side, after: Side, changes: Collection[AnswerChange], budget: Budget
) -> tuple[OtherReading, ...]:
    """The options in force on neither side under which something changes, or gone, or new.

    `changes` are those as the source is read; an option under which no others are proved to happen
    is left out.
    """
    old, new = (dict(_declared(side.program)) for side in (before, after))
    named = [OtherReading(*key, "dropped") for key in old if key not in new]
    named += [OtherReading(*key, "new") for key in new if key not in old]
    for key, place in _written_otherwise(before.program, after.program).items():
        named += [OtherReading(*key, "otherwise", place)] if key in old and key in new else []
    sides = (before, after)
    beside = [one for one in named if not any(_in_force(one, side) for side in sides)]
    asked = [_asked(one, sides, changes, budget) for one in beside]
    return tuple(one for one in asked if one.kind != "otherwise" or one.changes or not one.settled)


def _asked(
    reading: OtherReading,
    sides: tuple[Side, Side],
    changes: Collection[AnswerChange],
    budget: Budget,
) -> OtherReading:
    """Compare both sides under an option that both have, with the work that is left."""
    if reading.kind != "otherwise":
        return reading
    option = {reading.interpretation: reading.option}
    before, after = (Side(side.program, {**side.readings, **option}) for side in sides)
    known = {_outcome(change) for change in changes}
    within = Budget(budget.left, budget.over)
    others = [
        change.name for change in difference(before, after, within) if _outcome(change) not in known
    ]
    budget.left = within.left
    names = tuple(dict.fromkeys(others))
    return replace(reading, changes=names, settled=not within.unasked)


def _outcome(change: AnswerChange) -> tuple[object, ...]:
    """What changes and on which lines: under a reading other lines count."""
    return change.kind, change.name, change.before, change.after, change.places


def _declared(program: Program) -> Iterator[tuple[Reading, Interpretation]]:
    for name, reading in program.interpretations.items():
        yield from (((name, option), reading) for option in reading.options)


def _written_otherwise(before: Program, after: Program) -> dict[Reading, Place | None]:
    """The options under which something is another in a part that both have, and where."""
    owners = dict(_owners(before))
    places: dict[Reading, Place | None] = {}
    for name, part in _owners(after):
        old, new = (_chosen(owners[name]), _chosen(part)) if name in owners else ({}, {})
        for key in {**old, **new}:
            said = [one for one, _ in old.get(key, ())]
            now = new.get(key, [])
            others = [place for one, place in now if one not in said]
            if others or len(said) != len(now):
                beside = (place for _, place in now or old[key])
                places.setdefault(key, next(chain(others, beside)))
    return places


def _in_force(one: OtherReading, side: Side) -> bool:
    reading = side.program.interpretations.get(one.interpretation)
    return reading is not None and reading.in_force(side.readings) == one.option


def _owners(program: Program) -> Iterator[tuple[str, object]]:
    """What an edition is made of, each by a name."""
    fields: tuple[str, ...] = program.__match_args__
    for field in fields:
        value = getattr(program, field)
        if isinstance(value, Mapping):
            yield from ((f"{field} {name}", part) for name, part in value.items())
        else:
            yield field, value


def _chosen(owner: object) -> Chosen:
    """What stands in a part of an edition under which option of which reading."""
    chosen, ahead = Chosen(), [owner]
    while ahead:
        part = ahead.pop()
        match part:
            case Choice(interpretation=name, options=options):
                for option, node in options:
                    chosen.setdefault((name, option), []).append((plain(node), node.at))
                ahead += conditions.parts(part)
            case Condition():
                ahead += conditions.parts(part)
            case ByInterpretation(interpretation=name, options=values):
                for option, value in values.items():
                    chosen.setdefault((name, option), []).append((plain(value), None))
                ahead += values.values()
            case Mapping():
                ahead += part.values()
            case tuple():
                ahead += part
            case str() | Text() | Place():
                continue
            case _:
                ahead += [getattr(part, one) for one in getattr(part, "__match_args__", ())]
    return chosen
