"""What is left of a condition when the source is read as the edition reads it by default.

A drawing shows one reading. A branch of another reading is left out of it, and so is a condition
that nothing can change any more.
"""

from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program

ALWAYS, NEVER = conditions.Constant(True), conditions.Constant(False)


def by_default(program: Program, node: conditions.Condition | None) -> conditions.Condition:
    """The condition under the default readings; none at all is always met."""
    match node:
        case None:
            return ALWAYS
        case conditions.Choice(interpretation=name, options=options):
            return by_default(program, dict(options)[program.interpretations[name].default])
        case conditions.Reference(name=name):
            inner = by_default(program, program.definitions[name].node)
            return inner if isinstance(inner, conditions.Constant) else node
        case conditions.Not(part=part):
            inner = by_default(program, part)
            return (
                conditions.Constant(not inner.value)
                if isinstance(inner, conditions.Constant)
                else conditions.Not(inner)
            )
        case conditions.All(parts=parts):
            return _joined(program, parts, conditions.All, NEVER)
        case conditions.Any(parts=parts):
            return _joined(program, parts, conditions.Any, ALWAYS)
        case conditions.AtLeast(n=n, parts=parts):
            return _counted(program, n, parts)
    return node


def _joined(
    program: Program,
    parts: tuple[conditions.Condition, ...],
    kind: type[conditions.All] | type[conditions.Any],
    decided: conditions.Constant,
) -> conditions.Condition:
    """Leave out the parts that change nothing; one that decides is the whole."""
    inner = [by_default(program, part) for part in parts]
    if decided in inner:
        return decided
    left = tuple(one for one in inner if not isinstance(one, conditions.Constant))
    if not left:
        return conditions.Constant(not decided.value)
    return left[0] if len(left) == 1 else kind(left)


def _counted(
    program: Program, n: int, parts: tuple[conditions.Condition, ...]
) -> conditions.Condition:
    inner = [by_default(program, part) for part in parts]
    left = tuple(one for one in inner if not isinstance(one, conditions.Constant))
    wanted = n - inner.count(ALWAYS)
    if wanted <= 0:
        return ALWAYS
    return NEVER if wanted > len(left) else conditions.AtLeast(wanted, left)
