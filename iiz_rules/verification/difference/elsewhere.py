"""What is written otherwise where it holds under a reading alone that is not in force.

No answer changes because of it as long as the source is read as it is; found by the texts alone.
An option that one side alone declares is named as well: under it nothing can be compared.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Choice, Condition
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.parts import plain
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.difference.changes import Side
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


def other_readings(before: Side, after: Side) -> tuple[OtherReading, ...]:
    """The options in force on neither side under which something is another, or gone, or new."""
    old, new = (dict(_declared(side.program)) for side in (before, after))
    named = [OtherReading(*key, "dropped") for key in old if key not in new]
    named += [OtherReading(*key, "new") for key in new if key not in old]
    for key, place in _written_otherwise(before.program, after.program).items():
        named += [OtherReading(*key, "otherwise", place)] if key in old and key in new else []
    sides = (before, after)
    return tuple(one for one in named if not any(_in_force(one, side) for side in sides))


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
