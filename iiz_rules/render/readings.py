"""What each reading would answer, one row for each option: the same for text and for data.

Every interpretation is varied by itself, the others stay as they are in the case.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iiz_rules.engine.result import Outcome
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Text

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.engine.result import Used


@dataclass(frozen=True)
class Row:
    """One option of an interpretation, and what the answer comes to under it.

    `applies`: the answer was given under it. `chosen`: by the case or the call, not by default.
    `differs`: another verdict, or someone else acts, by another day, or bears another part.
    """

    option: str
    label: Text
    outcome: Outcome
    default: bool
    applies: bool
    chosen: bool
    differs: bool


def rows(decision: "Decision", used: "Used") -> tuple[Row, ...]:
    """Give a row for each option of an interpretation that a decision rests on."""
    reading = decision.program.interpretations[used.id]
    chosen = decision.situation.options.get(used.id)
    now = used.outcomes[used.option]
    return tuple(
        Row(
            option=option,
            label=reading.options[option],
            outcome=outcome,
            default=option == reading.default,
            applies=option == used.option,
            chosen=option == chosen,
            differs=outcome != now,
        )
        for option, outcome in used.outcomes.items()
    )


def changes(decision: "Decision", used: "Used") -> bool:
    """Whether some option gives another answer."""
    return any(row.differs for row in rows(decision, used))


def telling(found: Sequence[Row]) -> tuple[str, ...]:
    """Name what differs between the rows beside the verdict: who acts, by when, who bears what."""
    owed = [row.outcome for row in found if row.outcome.verdict is not Truth.NO]
    return tuple(
        part for part in ("actors", "due", "parts") if len({getattr(one, part) for one in owed}) > 1
    )


def counts(decisions: Sequence["Decision"]) -> dict[str, int]:
    """Count, for each interpretation read, the answers it changes; the most telling one first."""
    read = [(decision, used) for decision in decisions for used in decision.interpretations]
    changed = Counter(used.id for decision, used in read if changes(decision, used))
    names = sorted({used.id for _, used in read}, key=lambda name: (-changed[name], name))
    return {name: changed[name] for name in names}
