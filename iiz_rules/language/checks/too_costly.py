"""An edition whose conditions take too many steps to evaluate."""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.definitions import levels
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.bodies import Body, Staffing
from iiz_rules.language.model.chosen import possible
from iiz_rules.language.model.conditions import (
    Count,
    FactCondition,
    InterpretationCondition,
    OtherFact,
)
from iiz_rules.language.model.edition import Edition, holders_of
from iiz_rules.language.model.escalation import Step
from iiz_rules.language.model.organisation import Competence
from iiz_rules.language.model.rules import Criterion, Holder, HolderByFact, Rule
from iiz_rules.language.model.sizes import Size
from iiz_rules.language.program.rules import STEPS

_BODY = 10  # the nodes that ask for the members of a seat, for a quorum or for a majority
_SHARE = 3  # the nodes that ask for a share of one number of members
_PLACE = 4  # the nodes that ask how many people there are in one place, by the reading chosen
_JOINED = 5  # the nodes that count the codes of several sets, from below and from above
_JOINING = 4  # the most nodes for a code in one of the sets
_COMBINED = 2  # the node that joins a rule's criteria, and the one that counts the indicative ones


def check(edition: Edition) -> Iterator[Finding]:
    """Add up the cost of all definitions and refuse an edition beyond the budget.

    One question can never take more steps than this sum, whatever the case says. An evaluation
    visits each criterion of the rule asked once, and each term and each other rule at most once,
    because their outcomes are kept; of a choice it visits one branch only, and here all count.
    The work at a node is one step for each value written in it: `is_one_of` looks at each of its
    values, the set comparisons at each of their codes, `all`, `any` and `at_least` at each part,
    which is a node counted by itself, and an interpretation's `is` at each option. Every other
    comparison is one step.
    """
    costs: list[tuple[int, Part]] = [(_cost(edition, one.when), one) for one in edition.all_terms]
    for rule in edition.every(Rule):
        costs += [(_cost(edition, one.when) * _times(rule, one), one) for one in rule.criteria]
        costs.append((_COMBINED, rule))
        costs += [(_holding(edition, one), one) for one in holders_of(rule)]
        if isinstance(rule, Step) and rule.done:
            costs.append((_cost(edition, rule.done), rule))
    for entry in edition.organisation.competences:
        before = _cost(edition, entry.when) if entry.when else 0
        costs.append((_COMBINED + _entitled(edition, entry) + before, entry))
    costs += [(_of_body(body), body) for body in edition.organisation.bodies]
    costs += [(_PLACE * _places(edition, one), one) for one in edition.organisation.staffing]
    cost = sum(part for part, _ in costs)
    if cost > STEPS:
        largest, place = max(((part, one.place) for part, one in costs), key=lambda pair: pair[0])
        words = {"cost": cost, "most": STEPS, "largest": largest}
        yield Finding("too-costly", place, words)


def _of_body(body: Body) -> int:
    """Count what a body is asked; of a share of its members each number that there can be."""
    shares = [one for one in possible(body.quorum) if isinstance(one, Part)]
    sizes = [one for one in possible(body.members) if isinstance(one, Size)]
    numbers = sum(max(0, (size.most or 0) - size.at_least) for size in sizes)
    return _BODY * (1 + len(body.seats) + bool(body.meetings)) + _SHARE * len(shares) * numbers


def _holding(edition: Edition, holder: Holder | HolderByFact) -> int:
    """Count what is asked to know who acts; where a fact names it, of each that it can name."""
    cost = _cost(edition, holder.when) if holder.when else 0
    if isinstance(holder, Holder):
        return cost
    return (_COMBINED + cost) * len(edition.codes_of(holder.fact))


def _times(rule: Rule, criterion: Criterion) -> int:
    """Count the readings that say how many are enough: each has its own count of the same."""
    counted = criterion.mode == "indicative" and rule.indicative
    return len(possible(counted.at_least)) if counted else 1


def _places(edition: Edition, staffing: Staffing) -> int:
    """Count where people are asked for: the members of a group, or the codes of a list."""
    group, listed = edition.groups.get(staffing.each), edition.code_lists.get(staffing.each)
    members = len(edition.members(group.id)) if group else 0
    return 1 + (members or (len(listed.codes) if listed else 0))


def _entitled(edition: Edition, entry: Competence) -> int:
    """Count who may act; a group counts with its members."""
    named = sum(len(edition.everybody(name)) for name in entry.actors)
    codes = [code for one in entry.facts for code in edition.codes_of(one.fact)]
    return named + len(entry.facts) + sum(_COMBINED + len(edition.everybody(one)) for one in codes)


def _joined(edition: Edition, condition: FactCondition, operands: list[Any]) -> int:
    """Count what is looked at where sets are joined: each code in each of them, and what joins."""
    others = sum(isinstance(one, OtherFact) for one in operands)
    fact = edition.facts.get(condition.facts[0])
    if (len(condition.facts) == 1 and not others) or fact is None or fact.type != "codes":
        return 0
    sets = len(condition.facts) + others
    return _JOINED + _JOINING * sets * len(edition.domain(fact.id).codes)


def _cost(edition: Edition, condition: Part) -> int:
    return sum(1 + _values(edition, found) for found, _ in levels(condition))


def _values(edition: Edition, condition: Part) -> int:
    """Count the values that one condition has to look at."""
    match condition:
        case FactCondition():
            operands = condition.comparisons.values()
            lists = [one.of if isinstance(one, Count) else one for one in operands]
            written = sum(len(edition.listed(one)) for one in lists)
            return written + _joined(edition, condition, lists)
        case InterpretationCondition(interpretation=name) if name in edition.interpretations:
            return len(edition.interpretations[name].options)
    return 0
