"""The rules of an edition, who acts in them, by when."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from iiz_rules.language.compiler.conditions import chosen_value, compile_condition
from iiz_rules.language.model.conditions import OtherFact
from iiz_rules.language.model.edition import Edition, holders_of
from iiz_rules.language.model.escalation import DateOf, Delegation, Duty, EndOf, Step
from iiz_rules.language.model.funding import Cost, Payer, Route
from iiz_rules.language.model.rules import Criterion, Holder, HolderByFact, Rule
from iiz_rules.language.program import events, rules
from iiz_rules.language.program.conditions import All, Condition, OneOf
from iiz_rules.language.program.events import Deadline

PART = {"step": "provider", "rung": "provider", "duty": "bearer"}


def compile_rules(edition: Edition) -> dict[str, rules.Rule]:
    """Compile the rules that the edition writes out, in the order in which they are answered."""
    return {name: _rule(edition, name, rule) for name, rule in edition.rules.items()}


def _rule(edition: Edition, name: str, rule: Rule) -> rules.Rule:
    kind = _kind(edition, name, rule)
    step = rule if isinstance(rule, Step) else None
    done = step.done if step else None
    return rules.Rule(
        id=name,
        kind=kind,
        label=rule.label.text,
        clauses=rule.clauses,
        criteria=tuple(_criterion(edition, one) for one in rule.criteria),
        enough=chosen_value(rule.indicative.at_least) if rule.indicative else 0,
        actors=_actors(rule),
        at=rule.place,
        part=PART.get(kind, ""),
        holders=tuple(who for one in holders_of(rule) for who in _holders(edition, one)),
        done=compile_condition(edition, done) if done else None,
        actions=rule.actions if isinstance(rule, (Step, Route)) else (),
        informs=rule.informs if isinstance(rule, Duty) else (),
        body=step.body if step else None,
    )


def _criterion(edition: Edition, criterion: Criterion) -> rules.Criterion:
    node = compile_condition(edition, criterion.when)
    return rules.Criterion(
        criterion.id,
        criterion.label.text,
        criterion.mode,
        criterion.clauses,
        node,
        at=criterion.place,
    )


def _kind(edition: Edition, name: str, rule: Rule) -> Any:
    kinds: dict[type[Rule], str] = {
        Step: "step" if rule in edition.escalation.steps else "rung",
        Duty: "duty",
        Delegation: "delegation",
        Payer: "payer",
        Route: "funding",
        Cost: "cost",
    }
    return kinds.get(type(rule), name)


def _actors(rule: Rule) -> dict[str, str]:
    match rule:
        case Delegation(from_=giver, to=taker, of=institution):
            named = {"from": giver, "to": taker, "of": institution}
            return {part: actor for part, actor in named.items() if actor}
        case Payer(payer=payer):
            return {"payer": payer}
        case Route(payer=payer, decided_by=decides):
            return {"payer": payer, "decided_by": decides}
    return {}


def _holders(edition: Edition, holder: Holder | HolderByFact) -> Iterator[rules.Holder]:
    """Compile who acts; of whom a fact names each, where the fact has that code."""
    when = compile_condition(edition, holder.when) if holder.when else None
    if isinstance(holder, Holder):
        by_fact = holder.of.fact if isinstance(holder.of, OtherFact) else None
        of = None if isinstance(holder.of, OtherFact) else holder.of
        yield rules.Holder(holder.role, of, when, of_fact=by_fact)
        return
    for code in edition.codes_of(holder.fact):
        named: Condition = OneOf(holder.fact, (code,), at=holder.place)
        node = All((when, named), at=holder.place) if when else named
        yield rules.Holder(code, None, node, holder.fact)


def deadlines(edition: Edition) -> dict[str, Any]:
    """The due date of each duty that has one."""
    duties = (one for one in edition.escalation.duties if one.due is not None)
    return {one.id: chosen_value(one.due, partial(_deadline, edition)) for one in duties}


def _deadline(edition: Edition, due: EndOf | DateOf | str) -> Deadline | None:
    match due:
        case EndOf(end_of=period):
            return events.EndOf(period)
        case DateOf(fact=fact, plus=plus):
            return events.DateOf(edition.date_of(fact), plus)
    return None
