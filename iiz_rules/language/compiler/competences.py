"""Who may do what → rules: an action is open to whoever one of its entries names.

Every entry becomes an indicative criterion, "the actor is one of these, and what has to be given
before is given", and one of them is enough. So `may` is answered by the same evaluation, with the
same unknowns and reasons, as every other question.
"""

from collections.abc import Iterator

from iiz_rules.findings.finding import Place
from iiz_rules.language.compiler.conditions import compile_condition
from iiz_rules.language.model.bodies import Body
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.organisation import Actor, Competence, Group, Institution, Role
from iiz_rules.language.program import conditions, organisation
from iiz_rules.language.program.rules import ACTOR, Criterion, Rule


def compile_actions(edition: Edition) -> dict[str, Rule]:
    """Compile every action that somebody may take."""
    active = {
        action: tuple(one for one in entries if one.acts)
        for action, entries in edition.actions.items()
    }
    return {action: _rule(edition, action, found) for action, found in active.items() if found}


def _rule(edition: Edition, action: str, entries: tuple[Competence, ...]) -> Rule:
    clauses = dict.fromkeys(clause for one in entries for clause in one.clauses)
    return Rule(
        id=action,
        kind="competence",
        label=entries[0].label.text,
        clauses=tuple(clauses),
        criteria=tuple(_criterion(edition, one) for one in entries),
        enough=1,
        at=entries[0].place,
    )


def _criterion(edition: Edition, competence: Competence) -> Criterion:
    node = _acting(edition, competence)
    if competence.when:
        node = conditions.All(
            (node, compile_condition(edition, competence.when)), at=competence.place
        )
    return Criterion(
        competence.id,
        competence.label.text,
        "indicative",
        competence.clauses,
        node,
        at=competence.place,
    )


def _acting(edition: Edition, competence: Competence) -> conditions.Condition:
    """Require the actor to be one of those named, or the one that a fact names."""
    if competence.by is None:  # the same for everybody
        return conditions.Constant(value=True, at=competence.place)
    at = competence.place_of("by")
    named = [node for one in competence.facts for node in _named(edition, one.fact, at)]
    listed = _entitled(edition, competence)
    parts = (*([conditions.OneOf(ACTOR, listed, at=at)] if listed else []), *named)
    return parts[0] if len(parts) == 1 else conditions.Any(parts, at=at)


def _named(edition: Edition, fact: str, at: Place) -> Iterator[conditions.Condition]:
    """Require the actor to be whom a fact names, or a member of that group."""
    yield conditions.Compare(ACTOR, "==", fact, at=at)
    for code in edition.codes_of(fact):
        _, *members = edition.everybody(code)
        if members:
            group = conditions.OneOf(fact, (code,), at=at)
            yield conditions.All((group, conditions.OneOf(ACTOR, tuple(members), at=at)), at=at)


def _entitled(edition: Edition, competence: Competence) -> tuple[str, ...]:
    """Who may act: those named, and the members of groups among them."""
    named = dict.fromkeys(competence.actors)
    for name in competence.actors:
        named |= dict.fromkeys(edition.everybody(name))
    return tuple(named)


def listed(edition: Edition) -> tuple[organisation.Competence, ...]:
    """All entries as they can be listed."""
    return tuple(
        organisation.Competence(
            id=competence.id,
            action=competence.of,
            label=competence.label.text,
            capacity=competence.capacity,
            by=competence.actors,
            entitled=_entitled(edition, competence),
            together=competence.with_,
            over=competence.over,
            to=competence.to,
            via=competence.via,
            clauses=competence.clauses,
            conditional=competence.when is not None,
            named_by=tuple(one.fact for one in competence.facts),
        )
        for competence in edition.organisation.competences
    )


def people(edition: Edition) -> dict[str, organisation.Actor]:
    """Everybody who can act, as the edition lists them."""
    file = edition.organisation
    actors: tuple[Actor, ...] = (*file.institutions, *file.groups, *file.bodies, *file.roles)
    return {actor.id: _actor(actor) for actor in actors}


def _actor(actor: Actor) -> organisation.Actor:
    label, clauses = actor.label.text, actor.clauses
    match actor:
        case Role(in_=place):
            return organisation.Actor(actor.id, "role", label, clauses, belongs_to=place)
        case Group(members=members):
            return organisation.Actor(actor.id, "group", label, clauses, members=members)
        case Body():
            return organisation.Actor(actor.id, "body", label, clauses)
        case Institution():
            return organisation.Actor(actor.id, "institution", label, clauses)
