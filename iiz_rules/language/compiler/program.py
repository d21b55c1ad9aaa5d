"""A checked edition → a program."""

from datetime import date

from iiz_rules.language.compiler.bodies import bodies, compile_bodies, staffing
from iiz_rules.language.compiler.claims import compile_claims
from iiz_rules.language.compiler.competences import compile_actions, listed, people
from iiz_rules.language.compiler.conditions import compile_condition
from iiz_rules.language.compiler.events import (
    compile_groups,
    compile_triggers,
    events,
    initially,
    statistics,
    triggers,
)
from iiz_rules.language.compiler.facts import compile_facts
from iiz_rules.language.compiler.funding import catalogues, splits, waterfall
from iiz_rules.language.compiler.register import compile_register
from iiz_rules.language.compiler.rules import compile_rules, deadlines
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.conditions import TermCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.sources import Interpretation
from iiz_rules.language.program import interpretations
from iiz_rules.language.program.conditions import Reference
from iiz_rules.language.program.rules import ROUTE, TERM, Criterion, Definition, Program, Rule
from iiz_rules.words.say import text

STEPS = text("rules.steps")


def compile_edition(edition: Edition) -> Program:
    """Compile a checked edition. The program holds all texts and places; the YAML can go."""
    terms, ladders = _terms(edition), edition.escalation.ladders
    rules = _rules(edition, terms)
    definitions = (*terms, *(_defined(rule) for rule in rules.values()))
    return Program(
        canton=edition.canton.canton,
        label=edition.canton.label.text,
        edition=edition.entry.id,
        digest=edition.digest,
        valid_from=parse_date(edition.entry.valid_from or ""),
        valid_to=parse_date(edition.entry.valid_to or ""),
        dated=_dated(edition),
        assumed_after=edition.entry.assumed_after,
        facts=compile_facts(edition),
        interpretations={one.id: _interpretation(one) for one in edition.interpretations.values()},
        definitions={one.name: one for one in definitions},
        derived={fact: compile_condition(edition, one) for fact, one in edition.derived.items()},
        rules=rules,
        actors={actor.id: actor.label.text for actor in edition.actors.values()},
        people=people(edition),
        competences=listed(edition),
        ways=_ways(edition),
        way_labels={ROUTE: STEPS, **{one.id: one.label.text for one in ladders}},
        way_clauses={one.id: one.clauses for one in ladders},
        deadlines=deadlines(edition),
        splits=splits(edition),
        waterfall=waterfall(edition),
        catalogues=catalogues(edition),
        bodies=bodies(edition),
        staffing=staffing(edition),
        announced=_announced(edition),
        register=compile_register(edition),
        initially=initially(edition),
        events=events(edition),
        triggers=triggers(edition),
        statistics=statistics(edition),
        kept=edition.events.kept.after_closing if edition.events.kept else None,
        claims=compile_claims(edition),
    )


def _rules(edition: Edition, terms: list[Definition]) -> dict[str, Rule]:
    """All rules: questions, triggers and terms."""
    rules = compile_rules(edition) | compile_actions(edition) | compile_bodies(edition)
    rules |= compile_triggers(edition) | compile_groups(edition)
    return rules | {rule.id: rule for rule in map(_asked, terms)}


def _dated(edition: Edition) -> date | None:
    """The date of the newest document, if all have one."""
    documents = edition.entry.documents
    dates = [parse_date(one.dated or "") for one in edition.canton.sources if one.id in documents]
    known = [day for day in dates if day]
    return max(known) if len(known) == len(dates) else None


def _interpretation(interpretation: Interpretation) -> interpretations.Interpretation:
    options = {option.id: option.label.text for option in interpretation.options}
    return interpretations.Interpretation(
        interpretation.id,
        interpretation.label.text,
        interpretation.question.text,
        options,
        interpretation.default,
        interpretation.clauses,
    )


def _ways(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The ways from step to step: the steps of the model, and each ladder."""
    steps = {ROUTE: tuple(step.id for step in edition.escalation.steps)}
    return steps | {
        step.id: tuple(rung.id for rung in step.rungs) for step in edition.escalation.ladders
    }


def _announced(edition: Edition) -> tuple[str, date] | None:
    """The next edition by the day on which it comes into force."""
    listed = [(parse_date(one.valid_from or ""), one.id) for one in edition.canton.editions]
    now = parse_date(edition.entry.valid_from or "") or date.min
    later = [(day, name) for day, name in listed if day and day > now]
    day, name = min(later, default=(None, ""))
    return (name, day) if day else None


def _terms(edition: Edition) -> list[Definition]:
    """The terms; of those that catalogues make only the ones that are named."""
    named = {one.term for one in edition.every(TermCondition)}
    named |= {one.id for one in edition.all_terms}
    return [
        Definition(
            f"term:{term.id}",
            term.label.text,
            term.clauses,
            compile_condition(edition, term.when),
            at=term.place,
        )
        for name, term in edition.terms.items()
        if name in named
    ]


def _asked(term: Definition) -> Rule:
    """The rule that a term is where it is asked by its name."""
    name = term.name.removeprefix("term:")
    node = Reference(term.name, at=term.at)
    only = Criterion(name, term.label, "required", term.clauses, node, at=term.at)
    return Rule(name, TERM, term.label, term.clauses, (only,), at=term.at)


def _defined(rule: Rule) -> Definition:
    return Definition(f"rule:{rule.id}", rule.label, rule.clauses, rule.node, at=rule.at)
