"""Who acts: of several that an edition lists, the first that applies."""

from collections.abc import Iterable, Mapping

from iiz_rules.engine.result import Answer
from iiz_rules.language.program.rules import Holder, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value


def candidates(answer: Answer) -> tuple[Holder, ...]:
    """All who can still be the one; a single one where that is settled, or nobody."""
    return tuple(holder for holder, _ in possible(answer.rule.holders, truths(answer)))


def settled(answer: Answer) -> Holder | None:
    """The one who acts; None where that is open or nobody does."""
    return first(answer.rule.holders, truths(answer))


def truths(answer: Answer) -> list[Truth]:
    """Whether each of those listed applies."""
    return [step.truth if step else Truth.YES for step in answer.holders]


def first(listed: Iterable[Holder], applies: Iterable[Truth]) -> Holder | None:
    """The first that applies; None where that is open or none does.

    Somebody who is listed for two cases is the one as soon as nobody else can be.
    """
    left = possible(listed, applies)
    if len({(holder.role, holder.of) for holder, _ in left}) != 1:
        return None
    last, truth = left[-1]
    return last if truth is Truth.YES else None


def possible(listed: Iterable[Holder], applies: Iterable[Truth]) -> list[tuple[Holder, Truth]]:
    """Those who can still be the one: up to the first that applies, without those who do not."""
    left: list[tuple[Holder, Truth]] = []
    for holder, truth in zip(listed, applies, strict=True):
        if truth is not Truth.NO:
            left.append((holder, truth))
        if truth is Truth.YES:
            break
    return left


def institution(holder: Holder, facts: Mapping[str, Value]) -> str | None:
    """Whose role it is, as the edition says or the case names it; None where neither does."""
    named = facts.get(holder.of_fact) if holder.of_fact else None
    return holder.of if named is None else str(named)


def acting(rule: Rule, holder: Holder | None, facts: Mapping[str, Value]) -> dict[str, str]:
    """Who acts in a rule, by the part that it gives, and `of` which institution; open: nobody."""
    if holder is None:
        return {}
    of = institution(holder, facts)
    return {rule.part: holder.role, **({"of": of} if of else {})}


def awaited(answer: Answer) -> tuple[str, ...]:
    """Name the facts not known on which it hangs who acts; none once that is settled."""
    steps = () if not answer.holders or settled(answer) else answer.holders
    return tuple(dict.fromkeys(name for step in steps if step for name in step.unknown))
