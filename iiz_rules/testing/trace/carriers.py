"""What can carry out a clause: rules, their criteria, terms, and who may do what."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import ASIDE, Program, Rule
from iiz_rules.testing.trace.exercised import criterion_name, rule_name
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class Carrier:
    """Something that cites clauses and can determine an answer. `name` is unique in a program."""

    name: str
    kind: str
    id: str
    label: Text
    clauses: tuple[str, ...]
    at: Place = field(compare=False, repr=False)


def carriers(program: Program) -> tuple[Carrier, ...]:
    """All carriers: each rule before its criteria, then the terms.

    Triggers and the groups of statistics are tried by stories and not by cases: the register lists
    them as what cites clauses.
    """
    rules = (rule for rule in program.rules.values() if rule.kind not in ASIDE)
    carrying = [carrier for rule in rules for carrier in _of_rule(rule)]
    terms = [term for term in program.definitions.values() if term.name.startswith("term:")]
    for term in terms:
        name = term.name.removeprefix("term:")
        carrying.append(Carrier(term.name, "term", name, term.label, term.clauses, term.at))
    return tuple(carrying)


def _of_rule(rule: Rule) -> Iterator[Carrier]:
    """A rule and its criteria; an action is no more than the entries about it."""
    action = rule.kind == "competence"
    if not action:
        yield Carrier(rule_name(rule), rule.kind, rule.id, rule.label, rule.clauses, rule.at)
    for criterion in rule.criteria:
        name, cited = criterion_name(rule, criterion), (criterion.label, criterion.clauses)
        if action:
            yield Carrier(name, "competence", criterion.id, *cited, criterion.at)
        else:
            yield Carrier(name, "criterion", f"{rule.id}/{criterion.id}", *cited, criterion.at)
