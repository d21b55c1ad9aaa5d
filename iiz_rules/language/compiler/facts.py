"""The vocabulary compiled: what each fact may be, with the texts that explanations need."""

from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Computed, Fact
from iiz_rules.language.program import rules


def compile_fact(edition: Edition, fact: Fact) -> rules.Fact:
    """Compile one fact."""
    codes = edition.code_lists.get(fact.code_list or "")
    age = fact.computed if isinstance(fact.computed, Computed) else None
    return rules.Fact(
        id=fact.id,
        domain=edition.domain(fact.id),
        label=fact.label.text,
        question=fact.question.text,
        unit=fact.unit.text if fact.unit else None,
        codes={item.id: item.label.text for item in codes.codes} if codes else {},
        held_by=fact.held_by,
        by=fact.by,
        years_since=age.completed_years_since if age else None,
        years_at=age.at if age else None,
        is_date=fact.computed == "question-date",
    )
