"""A program with another condition, another rule or another event in the place of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import TERM, Program, Rule

Exchange = Callable[[Condition], Condition]


def with_rule(program: Program, rule: Rule) -> Program:
    """The program with another rule of the same name."""
    name = f"rule:{rule.id}"
    defined = replace(program.definitions[name], node=rule.node)
    rules, definitions = {**program.rules, rule.id: rule}, {**program.definitions, name: defined}
    return replace(program, rules=rules, definitions=definitions)


def with_condition(program: Program, rule: str, was: Condition, becomes: Condition) -> Program:
    """The program in whose rule, or term, a condition is another one, wherever it stands in it."""

    def put(node: Condition) -> Condition:
        return exchanged(node, was, becomes)

    own = program.rules[rule]
    if own.kind == TERM:
        name = f"term:{rule}"
        term = program.definitions[name]
        definitions = {**program.definitions, name: replace(term, node=put(term.node))}
        return replace(program, definitions=definitions)
    return with_rule(program, _throughout(own, put))


def _throughout(rule: Rule, put: Exchange) -> Rule:
    """A rule with all its conditions exchanged."""
    criteria = tuple(replace(one, node=put(one.node)) for one in rule.criteria)
    holders = tuple(replace(one, node=put(one.node)) if one.node else one for one in rule.holders)
    done = put(rule.done) if rule.done else None
    return replace(rule, criteria=criteria, holders=holders, done=done)


def exchanged(node: Condition, was: Condition, becomes: Condition) -> Condition:
    """A condition in which one is another one; what does not have it stays the same object."""
    if node is was:
        return becomes

    def put(part: Condition) -> Condition:
        return exchanged(part, was, becomes)

    fields: dict[str, Any] = {}
    match node:
        case conditions.All(parts=parts) | conditions.Any(parts=parts):
            fields = {"parts": tuple(map(put, parts))}
        case conditions.AtLeast(parts=parts):
            fields = {"parts": tuple(map(put, parts))}
        case conditions.Not(part=part):
            fields = {"part": put(part)}
        case conditions.ByCase():
            fields = {name: put(getattr(node, name)) for name in ("when", "then", "otherwise")}
        case conditions.Choice(options=options):
            fields = {"options": tuple((option, put(part)) for option, part in options)}
    changed = {
        name: value for name, value in fields.items() if not _same(getattr(node, name), value)
    }
    return replace(node, **changed) if changed else node


def _same(one: Any, other: Any) -> bool:
    """Whether it is the same object, or holds the same objects."""
    if isinstance(one, tuple):
        return all(map(_same, one, other))
    return one is other or (isinstance(one, str) and one == other)


def own_conditions(program: Program, rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule or a term, each once; not those that it refers to."""
    if rule.kind == TERM:
        roots = [program.definitions[f"term:{rule.id}"].node]
    else:
        holders = (one.node for one in rule.holders if one.node)
        roots = [*(one.node for one in rule.criteria), *holders]
        roots += [rule.done] if rule.done else []
    nodes = (inner for root in roots for inner in written(root))
    yield from {id(node): node for node in nodes}.values()


def written(node: Condition) -> Iterator[Condition]:
    """A condition and those in it, not what one of several sets is spelled out as."""
    if isinstance(node, conditions.Joined):
        yield node
        return
    yield node
    for inner in conditions.parts(node):
        yield from written(inner)
