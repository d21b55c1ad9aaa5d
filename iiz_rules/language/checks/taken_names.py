"""Names that stand for two things: given twice, taken by the language, or also a group."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.catalogues import LISTED
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.rules import Rule
from iiz_rules.language.model.sources import Interpretation
from iiz_rules.language.program.rules import ACTOR, ROUTE


class _Identified(Protocol):
    """Something with a name that others use."""

    @property
    def id(self) -> str: ...

    def place_of(self, *path: str | int) -> Place: ...


def check(edition: Edition) -> Iterator[Finding]:
    """Report names given twice, taken by the language, or that are prefixes of others."""
    for scope in _scopes(edition):
        first: dict[str, _Identified] = {}
        for part in scope:
            if first.setdefault(part.id, part) is not part:
                words = {"id": part.id, "first": first[part.id].place_of("id")}
                yield Finding("duplicate-id", part.place_of("id"), words)
    for of in (_rules, _triggers, _counted, _facts, _ways, _terms):
        taken, named = of(edition)
        for owner, key, name in named:
            if name in taken:
                yield Finding("reserved-id", owner.place_of(key), {"id": name})
    for other in edition.facts:
        for end in (at for at, char in enumerate(other) if char == "."):
            fact = edition.facts.get(other[:end])
            if fact:
                words = {"fact": fact.id, "other": other}
                yield Finding("fact-name-conflict", fact.place_of("id"), words)


def _scopes(edition: Edition) -> Iterator[Iterable[_Identified]]:
    """The groups within which a name stands for one thing."""
    declared, file = [*edition.every(Interpretation)], edition.organisation
    yield from (edition.canton.sources, edition.canton.editions)
    yield from (edition.facts_file.facts, edition.facts_file.code_lists)
    yield from (one.codes for one in edition.facts_file.code_lists)
    yield from (edition.clauses_file.clauses, declared)
    yield from (one.options for one in declared)
    yield (*file.institutions, *file.roles, *file.bodies, *file.groups)
    yield from (file.qualities, file.staffing, file.competences)
    yield (*edition.events.events, *edition.events.triggers)
    yield edition.statistics.counted
    yield edition.claims_file.claims
    yield from (one.groups for one in edition.statistics.counted)
    yield from (edition.all_terms, edition.named_rules, edition.escalation.ladders)
    yield from (rule.criteria for rule in edition.every(Rule))


Taken = tuple[set[str], list[tuple[Part, str, str]]]


def _rules(edition: Edition) -> Taken:
    """Whatever is asked by name has a name of its own: rules, bodies' rules, staffing, actions."""
    file = edition.organisation
    reserved = {
        "eligibility",
        "exchange",
        *(name for body in file.bodies for name in body.rule_ids),
    }
    rules = [(one, "id", one.id) for one in edition.named_rules]
    taken = reserved | {name for _, _, name in rules}
    staffing = [(one, "id", one.id) for one in file.staffing if one.id in taken]
    taken |= {one.id for one in file.staffing}
    actions = [(one, "action" if one.action else "id", one.of) for one in file.competences]
    clashing = [found for found in rules if found[2] in reserved]
    return taken, [*clashing, *staffing, *actions]


def _triggers(edition: Edition) -> Taken:
    """A trigger is asked as a rule is, so it may not be called as one."""
    taken, named = _rules(edition)
    taken |= {name for _, _, name in named} | {one.id for one in edition.named_rules}
    return taken, [(one, "id", one.id) for one in edition.events.triggers]


def _counted(edition: Edition) -> Taken:
    """A group of statistics is asked as `breakdown.group`, so no rule may be called so."""
    taken, named = _triggers(edition)
    taken |= {name for _, _, name in named}
    file = edition.statistics
    counted = ((one, group) for one in file.counted for group in one.groups)
    return taken, [(group, "id", one.rule_id(group)) for one, group in counted]


def _facts(edition: Edition) -> Taken:
    """Facts that the language makes: days, who acts, what is counted from members and staff."""
    file = edition.organisation
    reserved = {name for body in file.bodies for name in body.fact_ids}
    reserved |= {ACTOR} if file.competences else set()
    reserved |= {one.day for one in edition.facts_file.facts if one.day}
    return reserved, [(one, "id", one.id) for one in edition.facts_file.facts]


def _terms(edition: Edition) -> Taken:
    """A term is asked as a rule is; those that catalogues make may have any name of their form."""
    taken, named = _counted(edition)
    taken |= {name for _, _, name in named}
    taken |= {one.id for one in edition.all_terms if one.id.startswith(LISTED)}
    return taken, [(one, "id", one.id) for one in edition.all_terms]


def _ways(edition: Edition) -> Taken:
    return {ROUTE}, [(one, "id", one.id) for one in edition.escalation.ladders]
