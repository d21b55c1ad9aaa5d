"""What figures rest on: the readings chosen, and where the sources are silent."""

from collections.abc import Mapping

from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import GROUP, Program
from iiz_rules.words.text import Text


def rests(program: Program, options: Mapping[str, str]) -> tuple[dict[str, str], tuple[Text, ...]]:
    """The interpretations that the groups read with the options in force, and the silences."""
    readings: dict[str, str] = {}
    silent: dict[Text, None] = {}
    smallest = program.statistics.smallest
    if isinstance(smallest, ByInterpretation):
        name = smallest.interpretation
        readings[name] = program.interpretations[name].in_force(options)
    ahead = [program.rules[group].node for group in reversed(program.of_kind(GROUP))]
    while ahead:
        match node := ahead.pop():
            case conditions.Choice(interpretation=name, options=choices):
                readings[name] = program.interpretations[name].in_force(options)
                ahead.append(dict(choices)[readings[name]])
            case conditions.Reference(name=name):
                ahead.append(program.definitions[name].node)
            case conditions.Silent(hint=hint):
                silent[hint] = None
            case _:
                ahead += reversed(conditions.parts(node))
    return readings, tuple(silent)
