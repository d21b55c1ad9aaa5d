"""A checked edition → a program."""

from typing import Any

from iiz_rules import ir
from iiz_rules.compiler.competences import actor_fact, compile_actions, listed
from iiz_rules.compiler.conditions import compile_condition
from iiz_rules.compiler.facts import compile_fact
from iiz_rules.dates import parse_date
from iiz_rules.model.edition import Edition
from iiz_rules.model.rules import Criterion, Delegation, Duty, Rule, Step
from iiz_rules.model.sources import Interpretation


def compile_edition(edition: Edition) -> ir.Program:
    """Compile a checked edition. The program holds all texts and places; the YAML can go."""
    rules = {name: _rule(edition, name, rule) for name, rule in edition.rules.items()}
    rules |= compile_actions(edition)
    facts = {fact.id: compile_fact(edition, fact) for fact in edition.facts.values()}
    source = next(one for one in edition.canton.sources if one.id == edition.entry.source)
    return ir.Program(
        canton=edition.canton.canton,
        label=edition.canton.label.text,
        edition=edition.entry.id,
        digest=edition.digest,
        valid_from=_day(edition.entry.valid_from),
        valid_to=_day(edition.entry.valid_to),
        dated=_day(source.dated),
        facts=facts | actor_fact(edition),
        readings={one.id: _reading(one) for one in edition.interpretations.values()},
        definitions=_definitions(edition, rules),
        rules=rules,
        actors={actor.id: actor.label.text for actor in edition.actors.values()},
        competences=listed(edition),
    )


def _day(text: str | None) -> Any:
    return parse_date(text) if text else None


def _reading(one: Interpretation) -> ir.Reading:
    options = {option.id: option.label.text for option in one.options}
    return ir.Reading(one.id, one.label.text, one.question.text, options, one.default, one.clauses)


def _definitions(edition: Edition, rules: dict[str, ir.Rule]) -> dict[str, ir.Definition]:
    terms = [
        ir.Definition(
            f"term:{term.id}", term.label.text, term.clauses, compile_condition(edition, term.when)
        )
        for term in edition.terms.values()
    ]
    others = [
        ir.Definition(f"rule:{name}", rule.label, rule.clauses, rule.node)
        for name, rule in rules.items()
    ]
    return {one.name: one for one in (*terms, *others)}


def _rule(edition: Edition, name: str, rule: Rule) -> ir.Rule:
    return ir.Rule(
        id=name,
        kind=_kind(rule),
        label=rule.label.text,
        clauses=rule.clauses,
        criteria=tuple(_criterion(edition, one) for one in rule.criteria),
        enough=rule.indicative.at_least if rule.indicative else 0,
        actors=_actors(rule),
    )


def _criterion(edition: Edition, one: Criterion) -> ir.Criterion:
    node = compile_condition(edition, one.when)
    return ir.Criterion(one.id, one.label.text, one.mode, one.clauses, node, at=one.place)


def _kind(rule: Rule) -> Any:
    kinds: dict[type[Rule], str] = {Step: "step", Duty: "duty", Delegation: "delegation"}
    return kinds.get(type(rule), "eligibility")


def _actors(rule: Rule) -> dict[str, str]:
    match rule:
        case Step(provider=provider):
            return {"provider": provider}
        case Duty(bearer=bearer):
            return {"bearer": bearer}
        case Delegation(from_=giver, to=taker, of=institution):
            named = {"from": giver, "to": taker, "of": institution}
            return {part: actor for part, actor in named.items() if actor}
    return {}
