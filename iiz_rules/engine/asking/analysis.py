"""What to ask next: the facts and judgements that can still change a verdict.

All of it is asked of an evaluation, whichever engine evaluated; what was found out for one of its
rules is there for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iiz_rules.engine.asking.grounds import keep
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.matter import relevant
from iiz_rules.engine.asking.weighing import weighing_of
from iiz_rules.engine.result import Missing, Pending

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from iiz_rules.engine.asking.inquiry import CaseInquiry
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.language.program.rules import Fact


class Questions(NamedTuple):
    """What to ask next for one rule."""

    missing: tuple[Missing, ...] = ()
    """the facts that can still change the verdict, the most telling one first"""
    pending: tuple[Pending, ...] = ()
    """the judgements that can still change it, and who may give each"""
    sifted: bool = True
    """whether all of them surely can, because no world was left out"""


NOTHING = Questions()


def questions(evaluation: Evaluation, rule: str) -> Questions:
    """What to ask next; nothing if the verdict is decided."""
    if evaluation.verdicts[rule].decided:
        return NOTHING
    inquiry = inquiry_of(evaluation)
    number = inquiry.number(rule)
    inquiry = inquiry.untouched(number) or inquiry
    answer = inquiry.asked.get(rule)
    if answer is None:
        cache, likeness = inquiry.grounds.asked, (rule, *inquiry.likeness(number))
        answer = cache.get(likeness)
        if answer is None:
            answer = _questions(inquiry, evaluation.rules, rule)
            keep(cache, likeness, answer)
        inquiry.asked[rule] = answer
    return answer


def _questions(inquiry: CaseInquiry, rules: tuple[str, ...], rule: str) -> Questions:
    """Find out what to ask next for an open rule, one of several asked together."""
    matter, bounded = relevant(inquiry, rule)
    missing = tuple(_missing(inquiry, rules, rule, matter)) if matter else ()
    pending = tuple(_pending(inquiry, rule, matter)) if matter else ()
    return Questions(missing, pending, not bounded)


def _missing(
    inquiry: CaseInquiry, rules: tuple[str, ...], rule: str, matter: Collection[str]
) -> Iterator[Missing]:
    """The facts that matter, in the order in which to ask for them.

    A fact comes first the more of its values decide the verdict at once, then the fewer facts stay
    unknown after it on average, then as the edition asks for it.
    """
    known = inquiry.grounds.program.facts
    facts = [known[name] for name in matter]
    days = {fact.domain.day for fact in facts}  # asked for with what happened on them
    facts_asked = [
        fact for fact in facts if fact.domain.type != "judgement" and fact.id not in days
    ]
    ranked: list[tuple[float, float, Missing]] = []
    names = [fact.id for fact in facts_asked]
    together = rules if inquiry.asked else (rule,)  # who asks one often asks no other
    powers = weighing_of(inquiry, together).powers(rule, names) if facts_asked else ()
    for fact, (power, left) in zip(facts_asked, powers, strict=True):
        ranked.append((-power, left, _asked(known, fact, matter, power)))
    yield from (told for *_, told in sorted(ranked, key=lambda entry: entry[:2]))


def _asked(known: Mapping[str, Fact], fact: Fact, matter: Collection[str], power: float) -> Missing:
    """A fact with its question; for a day, the question about what happened on it."""
    following = (fact.years_since, fact.years_at, fact.known_by, fact.commune)
    instead = tuple([other for other in following if other])
    day = fact.domain.day
    telling = day if day and day in matter else fact.known_by
    question = known[telling].question if telling else fact.question
    return Missing(fact.id, fact.label, question, fact.held_by, power, instead)


def _pending(inquiry: CaseInquiry, rule: str, matter: Collection[str]) -> Iterator[Pending]:
    """The judgements that matter, each with everybody who may give it."""
    facts = inquiry.grounds.program.facts
    judges: dict[str, dict[str, None]] = {}
    for leaf in inquiry.leaves(inquiry.number(rule)):
        condition = inquiry.conditions[leaf]
        if condition[0] == "judgement":
            [name] = inquiry.grounds.read(leaf)
            judges.setdefault(name, {}).update(dict.fromkeys(condition[2]))
    for name, by in judges.items():
        if name in matter:
            yield Pending(name, facts[name].label, facts[name].question, tuple(by))
