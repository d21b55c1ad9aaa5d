"""Data minimisation: which facts of a case an answer needed, and which its rule never reads."""

from collections.abc import Mapping
from dataclasses import replace

from iiz_rules.case.facts import CaseFacts
from iiz_rules.case.facts import derive as derive_facts
from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.interpreter import Situation, answer, derive
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value


def telling_facts(program: Program) -> frozenset[str]:
    """The facts on which the answer of some rule can depend."""
    return frozenset().union(*(read_by(program, rule.node) for rule in program.rules.values()))


def needed_facts(program: Program, rule: str, situation: Situation) -> tuple[str, ...]:
    """A minimal set of the given facts with the same verdict.

    Sensitive facts are tried first for leaving out. There can be several minimal sets, none of
    which contains another.
    """
    verdict = answer(program, rule, situation).verdict
    needed = given_facts(program, situation)
    hidden = program.sensitive
    for name in sorted(needed, key=lambda name: name not in hidden):
        fewer = {other: value for other, value in needed.items() if other != name}
        known = replace(situation, facts=known_facts(program, replace(situation, facts=fewer)))
        if answer(program, rule, known).verdict is verdict:
            needed = fewer
    return tuple(needed)


def read_by(program: Program, condition: conditions.Condition) -> frozenset[str]:
    """The facts that a condition reads, by itself or through others, and what those follow from."""
    names, ahead = set[str](), [condition]
    while ahead:
        for node in reachable(program, ahead.pop()):
            for name in conditions.facts_of(node):
                if name in program.derived and name not in names:
                    ahead.append(program.derived[name])
                names |= {name, *program.facts[name].sources}
    return frozenset(names)


def given_facts(program: Program, situation: Situation) -> dict[str, Value]:
    """The facts from which all others follow: computed ones are left out."""
    facts = dict(sorted(situation.facts.items()))
    days = {fact.id for fact in program.computed if fact.is_date}
    stated = {name: value for name, value in facts.items() if name not in program.following}
    if facts.keys() - stated.keys() <= days:
        return stated  # nothing follows but what day it is
    again = known_facts(program, replace(situation, facts=stated))
    return {name: value for name, value in facts.items() if again.get(name) != value} | stated


def known_facts(program: Program, situation: Situation) -> Mapping[str, Value]:
    """The given facts and all that follow from them."""
    read = CaseFacts({n: v for n, v in situation.facts.items() if program.facts[n].given})
    list(derive_facts(program, read, {}, situation.on))  # what contradicts itself was refused
    return derive(program, replace(situation, facts={**situation.facts, **read.facts})).facts
