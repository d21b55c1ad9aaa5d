"""Who acts: of several that an edition lists, the first that applies."""

from iiz_rules.ir import Holder
from iiz_rules.result import Answer
from iiz_rules.truth import Truth


def candidates(answer: Answer) -> tuple[Holder, ...]:
    """Give all who can still be the one; a single one where that is settled, or nobody.

    The first that applies is the one, unless it is open whether one before it does.
    """
    found: list[Holder] = []
    for holder, step in zip(answer.rule.holders, answer.holders, strict=True):
        truth = step.truth if step else Truth.YES
        if truth is not Truth.NO:
            found.append(holder)
        if truth is Truth.YES:
            break
    return tuple(found)


def settled(answer: Answer) -> Holder | None:
    """Give the one who acts; None where that is open or nobody does."""
    found = candidates(answer)
    if len(found) != 1:
        return None
    step = answer.holders[answer.rule.holders.index(found[0])]
    return found[0] if step is None or step.truth is Truth.YES else None
