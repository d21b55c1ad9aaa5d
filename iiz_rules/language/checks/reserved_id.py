"""A name that already stands for something the language makes itself."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.catalogues import LISTED
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program.rules import ACTOR, ROUTE


def check(edition: Edition) -> Iterator[Finding]:
    """Report names that would displace a rule, a way or a fact that the language makes itself."""
    for of in (_rules, _triggers, _counted, _facts, _ways, _terms):
        taken, named = of(edition)
        for part, key, name in named:
            if name in taken:
                yield Finding("reserved-id", part.place_of(key), {"id": name})


Taken = tuple[set[str], list[tuple[Part, str, str]]]


def _rules(edition: Edition) -> Taken:
    """Whatever is asked by name has a name of its own: rules, bodies' rules, staffing, actions."""
    file = edition.organisation
    made = {"eligibility", "exchange", *(name for body in file.bodies for name in body.rule_ids)}
    rules = [(one, "id", one.id) for one in edition.named_rules]
    taken = made | {name for _, _, name in rules}
    staffing = [(one, "id", one.id) for one in file.staffing if one.id in taken]
    taken |= {one.id for one in file.staffing}
    actions = [(one, "action" if one.action else "id", one.of) for one in file.competences]
    clashing = [found for found in rules if found[2] in made]
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
    """Facts that the language makes: who acts, and what is counted from members and staff."""
    file = edition.organisation
    made = {name for body in file.bodies for name in body.fact_ids}
    made |= {ACTOR} if file.competences else set()
    return made, [(one, "id", one.id) for one in edition.facts_file.facts]


def _terms(edition: Edition) -> Taken:
    """Terms that catalogues make; any name of that form may be one tomorrow."""
    named = [(one, "id", one.id) for one in edition.all_terms if one.id.startswith(LISTED)]
    return {one.id for one in edition.all_terms}, list(named)


def _ways(edition: Edition) -> Taken:
    return {ROUTE}, [(one, "id", one.id) for one in edition.escalation.ladders]
