"""What figures rest on: the readings chosen, and where the sources are silent."""

from collections.abc import Iterator, Mapping

from iiz_rules import ir, tables
from iiz_rules.diagnostics import Text


def rests(
    program: ir.Program, options: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Text, ...]]:
    """Give the interpretations that the groups read with the options in force, and the silences."""
    readings: dict[str, str] = {}
    silent: dict[Text, None] = {}
    smallest = program.statistics.smallest
    if isinstance(smallest, tables.Choice):
        readings[smallest.interpretation] = _option(program, options, smallest.interpretation)
    groups = (one for one in program.rules.values() if one.kind == ir.GROUP)
    for node in (inner for one in groups for inner in _in_force(program, options, one.node)):
        if isinstance(node, ir.Choice):
            readings[node.interpretation] = _option(program, options, node.interpretation)
        elif isinstance(node, ir.Silent):
            silent[node.hint] = None
    return readings, tuple(silent)


def _in_force(program: ir.Program, options: Mapping[str, str], node: ir.Node) -> Iterator[ir.Node]:
    """Give a node and all inside it that counts under the options in force."""
    yield node
    match node:
        case ir.Choice(interpretation=reading, options=choices):
            inner: tuple[ir.Node, ...] = (dict(choices)[_option(program, options, reading)],)
        case ir.Reference(name=name):
            inner = (program.definitions[name].node,)
        case _:
            inner = ir.parts(node)
    for one in inner:
        yield from _in_force(program, options, one)


def _option(program: ir.Program, options: Mapping[str, str], reading: str) -> str:
    return options.get(reading, program.readings[reading].default)
