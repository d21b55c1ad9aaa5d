"""What is written otherwise where it holds under a reading alone that is not in force.

No answer changes because of it as long as the source is read as it is; found by the texts alone.
"""

from collections.abc import Iterator, Mapping

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Choice, Condition
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.parts import plain
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.difference.changes import Side
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

Chosen = dict[tuple[str, str], list[tuple[object, Place | None]]]
"""What stands under the options of readings, and where."""


@frozen
class OtherReading:
    """An option that is not in force, of which something is written otherwise."""

    interpretation: str
    option: str
    place: Place | None


def other_readings(before: Side, after: Side) -> tuple[OtherReading, ...]:
    """The options that are in force on neither side, and under which something is another."""
    owners = dict(_owners(before.program))
    elsewhere: dict[tuple[str, str], OtherReading] = {}
    for name, part in _owners(after.program):
        old, new = _chosen(owners[name]) if name in owners else {}, _chosen(part)
        for key in new if name in owners else ():
            said = [one for one, _ in old.get(key, ())]
            others = [place for one, place in new[key] if one not in said]
            if others or len(said) != len(new[key]):
                place = next(iter(others), new[key][0][1])
                elsewhere.setdefault(key, OtherReading(*key, place))
    sides = (before, after)
    return tuple(
        one for one in elsewhere.values() if not any(_in_force(one, side) for side in sides)
    )


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
