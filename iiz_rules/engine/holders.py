"""Who acts: of several that an edition lists, the first that applies."""

from iiz_rules.engine.result import Answer
from iiz_rules.language.program.rules import Holder
from iiz_rules.language.truth import Truth


def candidates(answer: Answer) -> tuple[Holder, ...]:
    """All who can still be the one; a single one where that is settled, or nobody.

    The first that applies is the one, unless it is open whether one before it does.
    """
    possible: list[Holder] = []
    for holder, step in zip(answer.rule.holders, answer.holders, strict=True):
        truth = step.truth if step else Truth.YES
        if truth is not Truth.NO:
            possible.append(holder)
        if truth is Truth.YES:
            break
    return tuple(possible)


def settled(answer: Answer) -> Holder | None:
    """The one who acts; None where that is open or nobody does.

    Somebody who is listed for two cases is the one as soon as nobody else can be.
    """
    possible = candidates(answer)
    if len({(holder.role, holder.of) for holder in possible}) != 1:
        return None
    step = answer.holders[answer.rule.holders.index(possible[-1])]
    return possible[-1] if step is None or step.truth is Truth.YES else None


def awaited(answer: Answer) -> tuple[str, ...]:
    """Name the facts not known on which it hangs who acts; none once that is settled."""
    steps = () if settled(answer) else answer.holders
    return tuple(dict.fromkeys(name for step in steps if step for name in step.unknown))
