"""What is left of a condition when the source is read as the edition reads it by default.

A drawing shows one reading. A branch of another reading is left out of it, and so is a condition
that nothing can change any more.
"""

from iiz_rules import ir

ALWAYS, NEVER = ir.Constant(True), ir.Constant(False)


def by_default(program: ir.Program, node: ir.Node | None) -> ir.Node:
    """Give the condition under the default readings; none at all is always met."""
    match node:
        case None:
            return ALWAYS
        case ir.Choice(interpretation=name, options=options):
            return by_default(program, dict(options)[program.readings[name].default])
        case ir.Reference(name=name):
            inner = by_default(program, program.definitions[name].node)
            return inner if isinstance(inner, ir.Constant) else node
        case ir.Not(part=part):
            inner = by_default(program, part)
            return ir.Constant(not inner.value) if isinstance(inner, ir.Constant) else ir.Not(inner)
        case ir.All(parts=parts):
            return _joined(program, parts, ir.All, NEVER)
        case ir.Any(parts=parts):
            return _joined(program, parts, ir.Any, ALWAYS)
        case ir.AtLeast(n=n, parts=parts):
            return _counted(program, n, parts)
    return node


def _joined(
    program: ir.Program,
    parts: tuple[ir.Node, ...],
    kind: type[ir.All] | type[ir.Any],
    decided: ir.Constant,
) -> ir.Node:
    """Leave out the parts that change nothing; one that decides is the whole."""
    inner = [by_default(program, part) for part in parts]
    if decided in inner:
        return decided
    left = tuple(one for one in inner if not isinstance(one, ir.Constant))
    if not left:
        return ir.Constant(not decided.value)
    return left[0] if len(left) == 1 else kind(left)


def _counted(program: ir.Program, n: int, parts: tuple[ir.Node, ...]) -> ir.Node:
    inner = [by_default(program, part) for part in parts]
    left = tuple(one for one in inner if not isinstance(one, ir.Constant))
    wanted = n - inner.count(ALWAYS)
    if wanted <= 0:
        return ALWAYS
    return NEVER if wanted > len(left) else ir.AtLeast(wanted, left)
