"""What figures rest on: the readings chosen, and where the sources are silent."""

from collections.abc import Iterator, Mapping

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
        readings[smallest.interpretation] = _option(program, options, smallest.interpretation)
    groups = (rule for rule in program.rules.values() if rule.kind == GROUP)
    for node in (inner for rule in groups for inner in _in_force(program, options, rule.node)):
        if isinstance(node, conditions.Choice):
            readings[node.interpretation] = _option(program, options, node.interpretation)
        elif isinstance(node, conditions.Silent):
            silent[node.hint] = None
    return readings, tuple(silent)


def _in_force(
    program: Program, options: Mapping[str, str], node: conditions.Condition
) -> Iterator[conditions.Condition]:
    """A node and all inside it that counts under the options in force."""
    yield node
    match node:
        case conditions.Choice(interpretation=reading, options=choices):
            inner: tuple[conditions.Condition, ...] = (
                dict(choices)[_option(program, options, reading)],
            )
        case conditions.Reference(name=name):
            inner = (program.definitions[name].node,)
        case _:
            inner = conditions.parts(node)
    for part in inner:
        yield from _in_force(program, options, part)


def _option(program: Program, options: Mapping[str, str], reading: str) -> str:
    return program.interpretations[reading].in_force(options)
