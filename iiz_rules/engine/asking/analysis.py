"""What follows from an answer: the next question to ask, and the judgements awaited.

All of it is asked of an evaluation, whichever engine evaluated; what was found out for one of its
rules is there for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.many import Many
from iiz_rules.engine.result import Missing, Pending

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from iiz_rules.engine.asking.inquiry import CaseInquiry
    from iiz_rules.engine.asking.many import Pair
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.language.program.rules import Fact


class Questions(NamedTuple):
    """What is to be asked next for one rule."""

    missing: tuple[Missing, ...] = ()
    """the facts that can still change the verdict, the most telling one first"""
    pending: tuple[Pending, ...] = ()
    """the judgements that can, and who may give each"""
    sifted: bool = True
    """whether it is sure of all of them that they can: no world was left out"""


MOST_KEPT = 4_096
"""questions kept for an edition; cases of which the same is known are asked the same"""
NOTHING = Questions()


def questions(evaluation: Evaluation, rule: str) -> Questions:
    """What is to be asked next; nothing where the verdict is decided."""
    if evaluation.verdicts[rule].decided:
        return NOTHING
    inquiry = inquiry_of(evaluation)
    kept, likeness = inquiry.grounds.asked, inquiry.likeness(rule)
    found = kept.get(likeness)
    if not isinstance(found, Questions):
        matter, bounded = inquiry.relevant(rule)
        missing = tuple(_missing(inquiry, rule, matter)) if matter else ()
        pending = tuple(_pending(inquiry, rule, matter)) if matter else ()
        found = Questions(missing, pending, not bounded)
        if len(kept) < MOST_KEPT:
            kept[likeness] = found
    return found


def _missing(inquiry: CaseInquiry, rule: str, matter: Collection[str]) -> Iterator[Missing]:
    """The facts among what matters, in the order in which they are asked for.

    A fact comes first the more of its values decide the verdict at once, then the fewer facts stay
    unknown after it on average, then as the edition asks for it.
    """
    known = inquiry.grounds.program.facts
    facts = [known[name] for name in matter]
    days = {fact.domain.day for fact in facts}  # asked for with what happened on them
    asked = [fact for fact in facts if fact.domain.type != "judgement" and fact.id not in days]
    ranked: list[tuple[float, float, Missing]] = []
    powers = _powers(inquiry, rule, asked) if asked else ()
    for fact, (power, left) in zip(asked, powers, strict=True):
        following = (fact.years_since, fact.years_at, fact.known_by)
        instead = tuple(other for other in following if other)
        day = fact.domain.day
        telling = day if day and day in matter else fact.known_by
        question = known[telling].question if telling else fact.question
        told = Missing(fact.id, fact.label, question, fact.held_by, power, instead)
        ranked.append((-power, left, told))
    yield from (told for *_, told in sorted(ranked, key=lambda entry: entry[:2]))


def _powers(
    inquiry: CaseInquiry, rule: str, facts: Sequence[Fact]
) -> Iterator[tuple[float, float]]:
    """For each fact the share of values that decide, and how many facts stay open on average.

    Every value of every fact is tried while nothing more is learned of the others, alike values
    together.
    """
    number = inquiry.number(rule)
    reading: dict[str, list[int]] = {fact.id: [] for fact in facts}
    for leaf in inquiry.walk(number):
        for name in () if inquiry.parts(leaf) else inquiry.facts(leaf):
            if name in reading:
                reading[name].append(leaf)
    weighed = inquiry.grounds.weighed(rule, inquiry.situation, reading)
    given: dict[int, Pair] = {}
    learned: dict[str, int] = {}
    ways: list[list[int]] = []
    count = 0
    for name, kinds in weighed.items():
        own = [1 << place for place in range(count, count + len(kinds))]
        count += len(kinds)
        ways.append(own)
        learned[name] = sum(own)
        for place, leaf in enumerate(reading[name]):
            yes, no = given.get(leaf, (0, 0))
            for world, (truths, _) in zip(own, kinds, strict=True):
                if truths[place] is not None:
                    yes, no = (yes | world, no) if truths[place] else (yes, no | world)
            given[leaf] = yes, no

    def reads(leaf: int) -> list[tuple[str, int]]:
        return [(name, learned.get(name, 0)) for name in inquiry.facts(leaf)]

    many = Many(inquiry.conditions, (1 << count) - 1, given, inquiry.base, inquiry.options)
    yes, no = many.truth(number)
    unknown = many.unknown(number, reads).values()
    for own, kinds in zip(ways, weighed.values(), strict=True):
        weights = [weight for _, weight in kinds]
        whole = sum(weights)
        decided = sum(n for world, n in zip(own, weights, strict=True) if (yes | no) & world)
        left = sum(
            n * sum(bool(open_in & world) for open_in in unknown)
            for world, n in zip(own, weights, strict=True)
        )
        yield decided / whole, left / whole


def _pending(inquiry: CaseInquiry, rule: str, matter: Collection[str]) -> Iterator[Pending]:
    """The judgements among what matters, each with all who may give it."""
    facts = inquiry.grounds.program.facts
    judges: dict[str, dict[str, None]] = {}
    for leaf in inquiry.walk(inquiry.number(rule)):
        condition = inquiry.conditions[leaf]
        if condition[0] == "judgement":
            [name] = inquiry.grounds.read(leaf)
            judges.setdefault(name, {}).update(dict.fromkeys(condition[2]))
    for name, by in judges.items():
        if name in matter:
            yield Pending(name, facts[name].label, facts[name].question, tuple(by))
