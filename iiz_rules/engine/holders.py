"""Who acts: the first applicable of those that an edition lists."""

from collections.abc import Iterable, Mapping

from iiz_rules.engine.result import Answer
from iiz_rules.language.program.rules import Holder, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value


def candidates(answer: Answer) -> tuple[Holder, ...]:
    """Everybody who may still turn out to act; one or none once that is settled."""
    return tuple(holder for holder, _ in possible(answer.rule.holders, truths(answer)))


def settled(answer: Answer) -> Holder | None:
    """Who acts; None while that is open or if nobody does."""
    return first(answer.rule.holders, truths(answer))


def truths(answer: Answer) -> list[Truth]:
    """Whether each listed holder applies."""
    return [step.truth if step else Truth.YES for step in answer.holders]


def first(listed: Iterable[Holder], applies: Iterable[Truth]) -> Holder | None:
    """The first that applies; None while that is open or if none does.

    Somebody listed twice is settled as soon as nobody else can be first.
    """
    left = possible(listed, applies)
    if len({(holder.role, holder.of) for holder, _ in left}) != 1:
        return None
    last, truth = left[-1]
    return last if truth is Truth.YES else None


def possible(listed: Iterable[Holder], applies: Iterable[Truth]) -> list[tuple[Holder, Truth]]:
    """Those who may still be first: up to the first that applies, without those that do not."""
    left: list[tuple[Holder, Truth]] = []
    for holder, truth in zip(listed, applies, strict=True):
        if truth is not Truth.NO:
            left.append((holder, truth))
        if truth is Truth.YES:
            break
    return left


def institution(holder: Holder, facts: Mapping[str, Value]) -> str | None:
    """The institution of a role, given by the edition or the case; None if by neither."""
    named = facts.get(holder.of_fact) if holder.of_fact else None
    return holder.of if named is None else str(named)


def acting(rule: Rule, holder: Holder | None, facts: Mapping[str, Value]) -> dict[str, str]:
    """Who acts in a rule, by part, and `of` which institution; empty while open."""
    if holder is None:
        return {}
    of = institution(holder, facts)
    return {rule.part: holder.role, **({"of": of} if of else {})}


def awaited(answer: Answer) -> tuple[str, ...]:
    """The unknown facts on which it depends who acts; none once that is settled."""
    steps = () if not answer.holders or settled(answer) else answer.holders
    return tuple(dict.fromkeys(name for step in steps if step for name in step.unknown))
