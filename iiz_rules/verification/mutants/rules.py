"""The small faults of what stands around conditions: criteria, who acts, dates, ways, money."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.money import Coverage, NamedBearer, Payer, Waterfall
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import ACTOR, TERM, Criterion, Program, Rule
from iiz_rules.verification.mutants.conditions import (
    PERIODS,
    ConditionFault,
    condition_faults,
    longer,
)
from iiz_rules.verification.mutants.grafting import (
    exchanged,
    own_conditions,
    with_condition,
    with_rule,
    written,
)
from iiz_rules.verification.mutants.mutant import Mutant

FRANC = Decimal("1.00")
A_TENTH = Decimal("0.1")


def rule_mutants(program: Program, rule: Rule) -> Iterator[Mutant]:
    """All mutants of a rule or a term."""
    if rule.kind == "competence":
        yield from _competence(program, rule)
        return
    if rule.kind == "staffing":
        yield from _staffing(program, rule)
        return
    for node in own_conditions(program, rule):
        yield from _of_condition(program, rule, node)
    if rule.kind != TERM:
        yield from _criteria(program, rule)
        yield from _enough(program, rule)
        yield from _holders(program, rule)
        yield from _deadline(program, rule)
        yield from _split(program, rule)


def _of_condition(program: Program, rule: Rule, node: Condition) -> Iterator[Mutant]:
    for fault in condition_faults(program, node):
        part = fault.words.get("part")
        at = part.at if isinstance(part, Condition) else node.at
        make = partial(with_condition, program, rule.id, node, fault.node)
        yield Mutant(fault.kind, rule.id, at, fault.words, make, node, fault.node)


def _other(program: Program, rule: Rule, **changed: Any) -> Callable[[], Program]:
    return lambda: with_rule(program, replace(rule, **changed))


# --------------------------------------------------------------------------------- the criteria


def _criteria(program: Program, rule: Rule) -> Iterator[Mutant]:
    """Each criterion left out; the only one is then always met."""
    for criterion in rule.criteria:
        rest = tuple(one for one in rule.criteria if one is not criterion)
        words = {"criterion": criterion.id, "label": criterion.label}
        make = _other(program, rule, criteria=rest)
        met = conditions.Constant(value=True)
        needed = criterion.mode != "indicative"
        pair = (criterion.node, met) if needed else (None, None)
        yield Mutant("criterion-lacks", rule.id, criterion.at, words, make, *pair)


def _enough(program: Program, rule: Rule) -> Iterator[Mutant]:
    enough, most = rule.enough, len(rule.speaks)
    if isinstance(enough, int) and enough:
        for n in (n for n in (enough - 1, enough + 1) if n <= most):
            words = {"before": enough, "after": n}
            yield Mutant("number", rule.id, rule.at, words, _other(program, rule, enough=n))


# ------------------------------------------------------------------------------------ who acts


def _holders(program: Program, rule: Rule) -> Iterator[Mutant]:
    """Who acts left out, or asked in another order; whom a fact names is one for all codes."""
    holders = rule.holders
    listed = [n for n, one in enumerate(holders) if one.named_by is None]
    for n in listed if len(holders) > 1 else ():
        rest = (*holders[:n], *holders[n + 1 :])
        words = {"actor": holders[n].role}
        yield Mutant("holder-lacks", rule.id, rule.at, words, _other(program, rule, holders=rest))
    for n in (n for n in listed if n + 1 in listed):
        crossed = (*holders[:n], holders[n + 1], holders[n], *holders[n + 2 :])
        words = {"actor": holders[n + 1].role, "other": holders[n].role}
        make = _other(program, rule, holders=crossed)
        yield Mutant("holder-first", rule.id, rule.at, words, make)


def _competence(program: Program, rule: Rule) -> Iterator[Mutant]:
    """Each who may left out, and what has to be given before, with all in it."""
    entries = {one.id: one for one in program.competences}
    for criterion in rule.criteria:
        entry = entries[criterion.id]
        for who in entry.by:
            yield from _without(program, rule, criterion, entry, who)
        if entry.conditional:
            assert isinstance(criterion.node, conditions.All)
            acting, before = criterion.node.parts
            for node in written(before):
                yield from _of_condition(program, rule, node)
            make = partial(with_condition, program, rule.id, criterion.node, acting)
            yield Mutant("part-lacks", rule.id, before.at, {}, make, criterion.node, acting)


def _without(
    program: Program, rule: Rule, criterion: Criterion, entry: Competence, who: str
) -> Iterator[Mutant]:
    """The competence without one of those who have it."""
    rest = [name for name in entry.by if name != who]
    standing = {one for name in rest for one in program.everybody(name)}
    leaf = next(
        node
        for node in written(criterion.node)
        if isinstance(node, conditions.OneOf) and node.fact == ACTOR
    )
    values = tuple(one for one in leaf.values if one in standing)
    fewer: Condition = replace(leaf, values=values) if values else conditions.Constant(value=False)
    make = partial(with_condition, program, rule.id, leaf, fewer)
    yield Mutant("competence-lacks", rule.id, leaf.at, {"actor": who}, make, leaf, fewer)


def _staffing(program: Program, rule: Rule) -> Iterator[Mutant]:
    """Another number in all places alike: it is written once, as is the list of the places."""
    each = [[*_inside_faults(program, one.node)] for one in rule.criteria]
    for alike in zip(*each, strict=True):
        pairs = zip(rule.criteria, alike, strict=True)
        criteria = tuple(replace(one, node=node) for one, (_, node) in pairs)
        fault = alike[0][0]
        words = {key: value for key, value in fault.words.items() if key != "fact"}
        make = _other(program, rule, criteria=criteria)
        yield Mutant(fault.kind, rule.id, rule.at, words, make)


def _inside_faults(program: Program, node: Condition) -> Iterator[tuple[ConditionFault, Condition]]:
    """The faults of a condition and of those in it, each with what the whole is then."""
    for inner in written(node):
        for fault in condition_faults(program, inner):
            yield fault, exchanged(node, inner, fault.node)


# ---------------------------------------------------------------------------------- dates, ways


def _deadline(program: Program, rule: Rule) -> Iterator[Mutant]:
    deadline = program.deadlines.get(rule.id)
    for reading, due, put in _readings(deadline):
        match due:
            case EndOf(period=period):
                other: Any = EndOf(PERIODS[period])  # type: ignore[arg-type] # of these words
                words: dict[str, Any] = {"before": period, "after": other.period}
            case DateOf(plus=plus):
                other = replace(due, plus=longer(plus) if plus else "P1D")
                words = {"before": plus or "P0D", "after": other.plus}
            case _:
                continue
        changed = {**program.deadlines, rule.id: put(other)}
        make = partial(replace, program, deadlines=changed)
        words["reading"] = reading
        yield Mutant("deadline", rule.id, rule.at, words, make)


def _readings(value: Any) -> Iterator[tuple[dict[str, str], Any, Callable[[Any], Any]]]:
    """A value, or that of each reading, with the reading and what puts another in its place."""
    if not isinstance(value, ByInterpretation):
        yield {}, value, lambda other: other
        return
    for option, one in value.options.items():
        yield {value.interpretation: option}, one, partial(_of_reading, value, option)


def _of_reading(value: ByInterpretation, option: str, other: Any) -> ByInterpretation:
    return replace(value, options={**value.options, option: other})


def way_mutants(program: Program) -> Iterator[Mutant]:
    """Each step of a way left out; two of them in the other order."""
    several = {way: steps for way, steps in program.ways.items() if len(steps) > 1}
    for way, steps in several.items():
        for n, step in enumerate(steps):
            at = program.rules[step].at
            rest = (*steps[:n], *steps[n + 1 :])
            yield Mutant("step-lacks", way, at, {"step": step}, _way(program, way, rest))
            if n + 1 < len(steps):
                crossed = (*steps[:n], steps[n + 1], step, *steps[n + 2 :])
                words = {"step": steps[n + 1], "other": step}
                yield Mutant("step-first", way, at, words, _way(program, way, crossed))


def _way(program: Program, way: str, steps: Sequence[str]) -> Callable[[], Program]:
    return partial(replace, program, ways={**program.ways, way: tuple(steps)})


# --------------------------------------------------------------------------------------- money


def _split(program: Program, rule: Rule) -> Iterator[Mutant]:
    split = program.splits.get(rule.id)
    if split is None:
        return

    def make(bearers: Any) -> Callable[[], Program]:
        other = replace(split, bearers=bearers)
        return partial(replace, program, splits={**program.splits, rule.id: other})

    groups = [{*person.members} for person in program.people.values()]
    for reading, weights, put in _readings(split.bearers):
        if isinstance(weights, NamedBearer) or len(weights) < 2 or {*weights} in groups:
            continue  # of a group each bears a part: that is written once
        for who in weights:
            words = {"actor": who, "reading": reading}
            rest = {name: weight for name, weight in weights.items() if name != who}
            yield Mutant("bearer-lacks", rule.id, rule.at, words, make(put(rest)))
            more = {**weights, who: weights[who] + 1}
            yield Mutant("bearer-more", rule.id, rule.at, words, make(put(more)))


def payer_mutants(program: Program) -> Iterator[Mutant]:
    """Payers in another order, with another share or cap, without one of their routes."""
    flowing = program.waterfall
    payers = flowing.payers if flowing else ()
    for n, payer in enumerate(payers):
        assert flowing is not None  # it has payers
        at = program.rules[payer.rule].at
        put = partial(_paying, program, flowing, n)
        for _, covers, back in _readings(payer.covers):
            for words, other in _coverages(covers):
                covered = replace(payer, covers=back(other))
                yield Mutant("covers", payer.rule, at, words, put(covered))
        for route in payer.routes if len(payer.routes) > 1 else ():
            rest = tuple(one for one in payer.routes if one != route)
            words = {"step": route}
            yield Mutant("route-lacks", payer.rule, at, words, put(replace(payer, routes=rest)))
        if n + 1 < len(payers):
            crossed = (*payers[:n], payers[n + 1], payer, *payers[n + 2 :])
            words = {"step": payers[n + 1].rule, "other": payer.rule}
            make = partial(replace, program, waterfall=replace(flowing, payers=crossed))
            yield Mutant("payer-first", payer.rule, at, words, make)


def _paying(program: Program, flowing: Waterfall, n: int, payer: Payer) -> Callable[[], Program]:
    payers = (*flowing.payers[:n], payer, *flowing.payers[n + 1 :])
    return partial(replace, program, waterfall=replace(flowing, payers=payers))


def _coverages(covers: Coverage) -> Iterator[tuple[dict[str, Any], Coverage]]:
    less = covers.share - A_TENTH
    yield {"before": covers.share, "after": less}, replace(covers, share=less)
    if covers.cap is not None:
        more = covers.cap + FRANC
        yield {"before": covers.cap, "after": more}, replace(covers, cap=more)
