"""What a canton leaves out because it follows: names, labels, clauses, modes, types, sections.

A criterion of one condition is called as the fact, the term or the rule that it asks for. It rests
on the clauses of its rule, and is a judgement where somebody has to give one. A step `after`
another one asks as its first criterion that this one lies behind the case. A fact with a list is a
code, a clause with a reason is not carried out, and its section is the one that its number is in.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.base import Label, Part, made_at, walk
from iiz_rules.language.model.conditions import (
    ConstantCondition,
    FactCondition,
    JudgementCondition,
    RuleCondition,
    TermCondition,
)
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step
from iiz_rules.language.model.facts import Computed, Fact, FactType
from iiz_rules.language.model.rules import Criterion, Rule
from iiz_rules.language.model.sources import Clause

AFTER = "after-"
"""prefix of the criterion that an earlier step is done"""


def complete(edition: Edition) -> Iterator[Finding]:
    """Complete the parts of an edition in place; what cannot be inferred is a finding."""
    for fact in edition.facts_file.facts:
        yield from _complete_fact(fact)
    for body in edition.organisation.bodies:
        for seat in (*body.seats, *body.advisory):
            if "clauses" not in seat.model_fields_set:
                object.__setattr__(seat, "clauses", body.clauses)
    for clause in edition.clauses_file.clauses:
        yield from _complete_clause(edition.clauses_file.sections, clause)
    for _, rule in edition.written_rules:
        before = list(_before(edition, rule)) if isinstance(rule, Step) else []
        names = {criterion.id for criterion in before}
        written = (one for one in map(_criterion, rule.criteria) if one.id not in names)
        criteria = (*before, *written)
        object.__setattr__(rule, "criteria", criteria)
        if isinstance(rule, Step) and not (criteria or rule.after):
            yield Finding("missing-key", rule.place, {"key": "criteria"})
        for criterion in criteria:
            yield from _complete(edition, rule, criterion)


def _complete_fact(fact: Fact) -> Iterator[Finding]:
    if "type" not in fact.model_fields_set:
        object.__setattr__(fact, "type", type_of(fact))
    if fact.type == "ahv" and "sensitive" not in fact.model_fields_set:
        object.__setattr__(fact, "sensitive", True)
    if "question" not in fact.model_fields_set:
        if not fact.computed:
            yield Finding("missing-key", fact.place, {"key": "question"})
        object.__setattr__(fact, "question", fact.label)


def type_of(fact: Fact) -> FactType:
    """The type of a fact, inferred from its other keys."""
    if isinstance(fact.computed, Computed):
        return "int"
    if fact.computed == "question-date":
        return "date"
    return "judgement" if fact.by else "code" if fact.code_list else "bool"


def _complete_clause(sections: Mapping[str, str], clause: Clause) -> Iterator[Finding]:
    """The section is that of the longest number that the clause's own begins with."""
    written = clause.model_fields_set
    number = clause.id.partition("-")[2]
    inside = [one for one in sections if f"{number}.".startswith(f"{one}.")]
    if "section" not in written:
        if not inside:
            yield Finding("missing-key", clause.place, {"key": "section"})
        section = max(inside, key=len, default="")
        object.__setattr__(clause, "section", f"{section} {sections.get(section, '')}".strip())
    if "executable" not in written and clause.reason:
        object.__setattr__(clause, "executable", "none")


def _before(edition: Edition, step: Step) -> Iterator[Criterion]:
    """What has to lie behind the case; a step that is not declared has a finding of its own."""
    listed = (step.after,) if isinstance(step.after, str) else step.after or ()
    for position, name in enumerate(listed):
        earlier = edition.steps.get(name)
        if earlier is not None:
            path = ("after",) if isinstance(step.after, str) else ("after", position)
            when = earlier.done or made_at(ConstantCondition(is_met=False), step, *path)
            made = Criterion(id=f"{AFTER}{name}", label=earlier.label, when=when)
            yield made_at(made, step, *path)


def _criterion(written: Part) -> Criterion:
    if isinstance(written, Criterion):
        return written
    return made_at(Criterion.model_construct(when=written, id=""), written)


def _complete(edition: Edition, rule: Rule, criterion: Criterion) -> Iterator[Finding]:
    written = criterion.model_fields_set
    alone = not criterion.id and criterion.when.written is criterion.written
    if alone and not asked_for(edition, criterion.when)[0]:
        yield Finding("unnamed-condition", criterion.place)
        return
    for key, value in following(edition, rule, criterion).items():
        if key not in written or (key == "id" and not criterion.id):
            if not value:
                yield Finding("missing-key", criterion.place, {"key": key})
            object.__setattr__(criterion, key, value or getattr(criterion, key))


def following(edition: Edition, rule: Rule, criterion: Criterion) -> dict[str, Any]:
    """What is inferred for a criterion that does not say it."""
    name, label = asked_for(edition, criterion.when)
    mode = "judgement" if judged(edition, criterion.when) else "required"
    return {"id": name, "label": label, "clauses": rule.clauses, "mode": mode}


def asked_for(edition: Edition, when: Part) -> tuple[str, Label | None]:
    """The fact, term or rule that a condition asks for, with its label; of others nothing."""
    match when:
        case FactCondition(fact=str(name)) | JudgementCondition(judgement=name):
            declared: Part | None = edition.facts.get(name)
        case TermCondition(term=name):
            declared = edition.terms.get(name)
        case RuleCondition(rule=name):
            declared = dict(edition.written_rules).get(name)
        case _:
            return "", None
    label: Label | None = getattr(declared, "label", None)
    return name, label or Label.model_construct(de=name)


def judged(edition: Edition, when: Part) -> bool:
    """Whether a condition asks for a judgement, itself or by the terms that it names."""
    ahead, seen = [when], set[str]()
    while ahead:
        for part in walk(ahead.pop()):
            if isinstance(part, JudgementCondition):
                return True
            if isinstance(part, TermCondition) and part.term not in seen:
                seen.add(part.term)
                ahead += [edition.terms[part.term].when] if part.term in edition.terms else []
    return False
