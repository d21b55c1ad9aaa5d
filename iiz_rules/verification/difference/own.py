"""Which rules say something else by their own text, and which may answer otherwise because of it.

Found by comparing the texts, without a solver: what is not named surely answers as before.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.conditions import Choice, Condition, Reference, facts_of, walk
from iiz_rules.language.program.rules import ASIDE, OF_ORGANISATION, TERM, Fact, Program, Rule
from iiz_rules.verification.difference.changes import AnswerChange, Side

FOLLOWING = OF_ORGANISATION | ASIDE
"""Kinds of rules that change with others: who may act, what is told."""


def own_changes(before: Side, after: Side) -> frozenset[str]:
    """The rules, of those that both have, that are written otherwise themselves."""
    common = (name for name in before.program.rules if name in after.program.rules)
    one, other = _Written(before), _Written(after)
    return frozenset(name for name in common if one.rule(name) != other.rule(name))


class _Written:
    """What rules say as they are read, but for their texts and where they stand."""

    def __init__(self, side: Side) -> None:
        self.program, self.read = side.program, Situation({}, date.min, side.readings)
        self.entitled: dict[str, list[object]] = {}
        for competence in side.program.competences:
            who = (
                competence.capacity,
                competence.entitled,
                competence.together,
                competence.over,
                competence.to,
                competence.via,
            )
            self.entitled.setdefault(competence.action, []).append(who)
        self.paid: dict[str, list[object]] = {}
        if flowing := side.program.waterfall:
            for payer in flowing.payers:
                self.paid[payer.rule] = [flowing.rounding, payer.covers, payer.routes]

    def rule(self, name: str) -> tuple[object, ...]:
        """What a rule says."""
        program = self.program
        own, split = program.rules[name], program.splits.get(name)
        values: list[object] = [program.deadlines.get(name), *self.paid.get(name, ())]
        values += [split.amount, split.bearers, split.rounding] if split else []
        values += [chosen(program, self.read, value) for value in values]
        return own.node, own.holders, own.done, self.entitled.get(name), values


def follows(sides: tuple[Side, Side], change: AnswerChange, own: frozenset[str]) -> bool:
    """Whether a change only goes with others, because its rule refers to what those are about.

    That is so of terms, and of who may act and what is told where they are not written otherwise.
    """
    rules = [side.program.rules.get(change.name) for side in sides]
    kinds = {rule.kind for rule in rules if rule}
    if TERM in kinds:
        return True
    written = ("new", "dropped", "competence", "told", "trigger", "part")
    if change.kind in written or not kinds <= FOLLOWING or not kinds:
        return False
    return change.name not in own or kinds == {"competence"}  # told as who may act


def touched(before: Side, after: Side) -> frozenset[str]:
    """The rules of both sides that may answer otherwise: by what they say, or refer to, or read."""
    old, new = before.program, after.program
    common = [name for name in old.rules if name in new.rules]
    reading = _Reading(before, after)
    changed = {*own_changes(before, after)}
    changed |= {name for name in common if any(map(reading.other, _conditions(old.rules[name])))}
    payers = {one.rule for side in (old, new) if side.waterfall for one in side.waterfall.payers}
    if old.waterfall != new.waterfall or changed & payers:  # what one leaves goes on to the next
        changed |= payers & {*common}
    return frozenset(changed)


def other_ways(before: Program, after: Program, touched: Set[str]) -> tuple[str, ...]:
    """The ways of both on which another step may be next."""
    old, new = before.ways, after.ways
    common = (name for name in new if name in old)
    return tuple(
        name for name in common if old[name] != new[name] or not touched.isdisjoint(old[name])
    )


def conditions_of(program: Program, names: Iterable[str]) -> Iterator[Condition]:
    """The conditions of some rules and of who acts in them, and the terms that they hang on."""
    rules = (program.rules[name] for name in names if name in program.rules)
    roots = (node for rule in rules for node in _conditions(rule))
    return reachable(program, *roots)


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield Reference(f"rule:{rule.id}")
    yield from (holder.node for holder in rule.holders if holder.node)
    yield from [rule.done] if rule.done else ()


class _Reading:
    """What conditions rest on that is not the same on both sides: terms, facts, readings."""

    def __init__(self, before: Side, after: Side) -> None:
        old, new = before.program, after.program
        self.readings = {*_differing(_in_force(before), _in_force(after))}
        self.facts = {*_differing(_meanings(old.facts), _meanings(new.facts))}
        self.facts |= {*_differing(old.derived, new.derived)}
        nodes = [{name: one.node for name, one in side.definitions.items()} for side in (old, new)]
        self.names = {*_differing(*nodes)}
        self._spread(nodes[0], old.derived)

    def _spread(self, nodes: Mapping[str, Condition], derived: Mapping[str, Condition]) -> None:
        """Let what rests on something changed count as changed, until nothing more does."""
        while True:
            names = {name for name, node in nodes.items() if self.other(node)} - self.names
            facts = {name for name, node in derived.items() if self.other(node)} - self.facts
            if not names and not facts:
                return
            self.names |= names
            self.facts |= facts

    def other(self, node: Condition) -> bool:
        """Whether a condition may come to something else, because of what it rests on."""
        return any(
            (isinstance(inner, Reference) and inner.name in self.names)
            or (isinstance(inner, Choice) and inner.interpretation in self.readings)
            or bool(self.facts & {*facts_of(inner)})
            for inner in walk(node)
        )


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    names = dict.fromkeys((*old, *new))
    return (name for name in names if old.get(name) != new.get(name))


def _in_force(side: Side) -> dict[str, str]:
    readings: Iterable[str] = side.program.interpretations
    return {one: side.program.interpretations[one].in_force(side.readings) for one in readings}


def _meanings(facts: Mapping[str, Fact]) -> dict[str, object]:
    """What facts may be and follow from, but for their texts."""
    return {
        name: (
            fact.domain,
            fact.years_since,
            fact.years_at,
            fact.is_date,
            fact.known_by,
            fact.commune,
        )
        for name, fact in facts.items()
    }
