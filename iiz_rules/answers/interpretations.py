"""What each option of an interpretation would answer: the same for text and for data.

Every interpretation is varied by itself, the others stay as they are in the case.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.result import Outcome, Used
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class OptionAnswer:
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


def option_answers(decision: Decision, used: Used) -> tuple[OptionAnswer, ...]:
    """What a decision comes to under each option of an interpretation that it rests on."""
    interpretation = decision.program.interpretations[used.id]
    chosen = decision.situation.options.get(used.id)
    now = used.outcomes[used.option]
    return tuple(
        OptionAnswer(
            option=option,
            label=interpretation.options[option],
            outcome=outcome,
            default=option == interpretation.default,
            applies=option == used.option,
            chosen=option == chosen,
            differs=outcome != now,
        )
        for option, outcome in used.outcomes.items()
    )


def changes(decision: Decision, used: Used) -> bool:
    """Whether some option gives another answer."""
    return any(answer.differs for answer in option_answers(decision, used))


def telling(answers: Sequence[OptionAnswer]) -> tuple[str, ...]:
    """What differs between options beside the verdict: who acts, by when, who bears what."""
    owed = [answer.outcome for answer in answers if answer.outcome.verdict is not Truth.NO]
    return tuple(
        part
        for part in ("actors", "due", "parts")
        if len({getattr(outcome, part) for outcome in owed}) > 1
    )


def changed_answers(decisions: Sequence[Decision]) -> dict[str, int]:
    """How many answers each interpretation read would change; the most telling one first."""
    read = [(decision, used) for decision in decisions for used in decision.interpretations]
    changed = Counter(used.id for decision, used in read if changes(decision, used))
    names = sorted({used.id for _, used in read}, key=lambda name: (-changed[name], name))
    return {name: changed[name] for name in names}
