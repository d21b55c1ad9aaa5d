"""What is left of a condition under the default options.

A drawing shows one reading. A branch of another reading is left out of it, and so is a condition
that nothing can change any more.
"""

from collections.abc import Sequence
from typing import Any

from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Program

ALWAYS, NEVER = conditions.Constant(True), conditions.Constant(False)
Several = conditions.All | conditions.Any | conditions.AtLeast


def by_default(program: Program, node: conditions.Condition | None) -> conditions.Condition:
    """The condition under the default options; None is always met."""
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
            if isinstance(inner, conditions.Constant):
                return conditions.Constant(not inner.value)
            return conditions.Not(inner)
        case conditions.All(parts=parts):
            return _left(program, node, len(parts))
        case conditions.Any():
            return _left(program, node, 1)
        case conditions.AtLeast(n=n):
            return _left(program, node, n)
        case conditions.ByCase():
            when, then, otherwise = (by_default(program, part) for part in conditions.parts(node))
            if isinstance(when, conditions.Constant):
                return then if when.value else otherwise
            return then if then == otherwise else conditions.ByCase(when, then, otherwise)
    return node


def value_by_default(program: Program, value: Any) -> Any:
    """A value under the default options."""
    if isinstance(value, ByInterpretation):
        return value.options[program.interpretations[value.interpretation].default]
    return value


def exclusive(asked: Sequence[conditions.OneOf], other: Sequence[conditions.OneOf]) -> bool:
    """Whether two conditions want different values of the same fact, so that only one can hold."""
    return any(
        first.fact == second.fact and set(first.values).isdisjoint(second.values)
        for first in asked
        for second in other
    )


def values_asked(program: Program, node: conditions.Condition | None) -> Sequence[conditions.OneOf]:
    """The values that facts have to have in any case, under the default readings."""
    values: list[conditions.OneOf] = []
    ahead = [by_default(program, node)]
    while ahead:
        match ahead.pop():
            case conditions.All(parts=parts):
                ahead += parts
            case conditions.Reference(name=name):
                ahead.append(by_default(program, program.definitions[name].node))
            case conditions.OneOf() as value:
                values.append(value)
    return values


def _left(program: Program, node: Several, n: int) -> conditions.Condition:
    """What is left of a condition on `n` of its parts, without those that change nothing."""
    inner = [by_default(program, part) for part in node.parts]
    left = tuple(part for part in inner if not isinstance(part, conditions.Constant))
    wanted = n - inner.count(ALWAYS)
    if wanted <= 0 or wanted > len(left):
        return ALWAYS if wanted <= 0 else NEVER
    if isinstance(node, conditions.AtLeast):
        return conditions.AtLeast(wanted, left)
    return left[0] if len(left) == 1 else type(node)(left)
