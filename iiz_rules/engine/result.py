"""The result of an evaluation: the verdict and, in the same tree, all its reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iiz_rules.language.program.conditions import (
    AtLeast,
    ByCase,
    Choice,
    Condition,
    Not,
    Silent,
)
from iiz_rules.language.program.rules import Criterion, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value, settled
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text, brief

if TYPE_CHECKING:
    from fractions import Fraction


# Made for every node of every evaluation: functions of its own are worth compiling.
@dataclass(frozen=True, slots=True)
class Explanation:
    """One node evaluated: its truth, the values it read, and the steps inside it."""

    node: Condition
    truth: Truth
    parts: tuple["Explanation", ...] = ()
    read: tuple[tuple[str, Value | None], ...] = ()
    """the facts read with their values; None is not known"""
    option: str = ""
    """the option in force, if this is a choice by interpretation"""

    def walk(
        self, into: "Callable[[Explanation], Sequence[Explanation]] | None" = None
    ) -> Iterator["Explanation"]:
        """This step and every step inside it, each once, or those that `into` leads to.

        What several parts refer to was evaluated once and is one step. Going into it again from
        each of them would double the way at every level.
        """
        seen: set[int] = set()
        ahead = [self]
        while ahead:
            step = ahead.pop()
            if id(step) not in seen:
                seen.add(id(step))
                yield step
                inside = into(step) if into else step.parts
                if inside:
                    ahead += inside[::-1]

    def __repr__(self) -> str:
        what = " ".join([type(self.node).__name__, *(fact for fact, _ in self.read)])
        return brief(f"<Explanation {what}: {self.truth}>")

    @property
    def bearing(self) -> tuple["Explanation", ...]:
        """The parts that make this step what it is: those of its truth; of a negation the part.

        Of a choice by cases what decided it bears as well as the branch; where none of some parts
        is needed, none bears.
        """
        match self.node:
            case AtLeast(n=0):
                return ()
            case Not():
                return self.parts
            case ByCase() if self.parts[0].truth.decided:
                return self.parts
            case ByCase() if self.truth.decided:
                return self.parts[1:]
        return tuple(part for part in self.parts if part.truth is self.truth)

    @property
    def open_leaves(self) -> Iterator["Explanation"]:
        """The open steps at the bottom that keep this step open; decided parts hide theirs."""
        if self.truth is Truth.OPEN:
            yield from (step for step in self.walk(_open_parts) if not step.parts)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The unknown facts that keep this step open, in reading order.

        Of an amount between two it is not known which it is.
        """
        read = (entry for leaf in self.open_leaves for entry in leaf.read)
        return tuple(dict.fromkeys(fact for fact, value in read if settled(value) is None))


def _open_parts(step: Explanation) -> Sequence[Explanation]:
    return [one for one in step.parts if one.truth is Truth.OPEN] if step.parts else ()


@frozen
class Answer:
    """A rule evaluated for one case: the verdict, and one step for each criterion."""

    rule: Rule
    step: Explanation
    holders: tuple[Explanation | None, ...] = ()
    """one step for each holder of the rule; None if the holder has no condition"""
    done: Explanation | None = None
    """the step that says whether a step of the model is done; None if the edition does not say"""
    told: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """texts made of it, by kind; shared by cases in which it read the same"""

    @property
    def verdict(self) -> Truth:
        """The truth of the rule."""
        return self.step.truth

    def __repr__(self) -> str:
        return f"<Answer {self.rule.id}: {self.verdict}>"

    @property
    def silences(self) -> tuple[Silent, ...]:
        """The places where the silence of the source keeps the verdict open."""
        nodes = [leaf.node for leaf in self._open if isinstance(leaf.node, Silent)]
        return tuple(dict.fromkeys(nodes))

    @cached_property
    def _open(self) -> tuple[Explanation, ...]:
        """What keeps it open."""
        return tuple(self.step.open_leaves)

    @property
    def regulated(self) -> bool:
        """Whether facts or judgements can settle it; False if only the source is silent."""
        return not self._open or not all(isinstance(one.node, Silent) for one in self._open)

    @property
    def signs(self) -> Explanation | None:
        """The step that counts the indicative criteria; None if there are none."""
        if not self.rule.speaks:
            return None
        counted = self.step.parts[-1]
        return counted.parts[0] if isinstance(counted.node, Choice) else counted

    @property
    def enough(self) -> int | None:
        """How many of the indicative criteria suffice under the options in force.

        With 0 they only orient whoever judges. None where there are none.
        """
        node = self.signs.node if self.signs else None
        return node.n if isinstance(node, AtLeast) else None

    @cached_property
    def steps(self) -> tuple[Explanation, ...]:
        """One step for each criterion, in the order of the rule."""
        needed = list(self.step.parts)
        speaks = list(self.signs.parts) if self.signs else []
        return tuple(
            (speaks if criterion.mode == "indicative" else needed).pop(0)
            for criterion in self.rule.criteria
        )

    @property
    def criteria(self) -> tuple[tuple[Criterion, Explanation], ...]:
        """Each criterion with its step."""
        return tuple(zip(self.rule.criteria, self.steps, strict=True))

    @property
    def determining(self) -> tuple[tuple[Criterion, Explanation], ...]:
        """The criteria that make the verdict what it is: of a no, say, those that are not met."""
        signs = bool(self.enough) and self.step.parts[-1].truth is self.verdict
        return tuple(
            (criterion, step)
            for criterion, step in self.criteria
            if step.truth is self.verdict and (signs or criterion.mode != "indicative")
        )


@frozen
class Missing:
    """An unknown fact that can still change the verdict.

    `power` is the share of its possible values that would decide the verdict at once.
    """

    fact: str
    label: Text
    question: Text
    held_by: tuple[str, ...]
    power: float
    instead: tuple[str, ...] = ()
    """facts that may be given instead, such as the date of birth for the age"""

    def __str__(self) -> str:
        return self.fact

    def __repr__(self) -> str:
        return brief(f"<Missing {self.fact}, known by {', '.join(self.held_by)}>")


@frozen
class Pending:
    """A judgement that can still change the verdict, and the roles that may give it."""

    judgement: str
    label: Text
    question: Text
    by: tuple[str, ...]

    def __str__(self) -> str:
        return self.judgement

    def __repr__(self) -> str:
        return brief(f"<Pending {self.judgement}, judged by {', '.join(self.by)}>")


@frozen
class Outcome:
    """The outcome of an answer: verdict, who may act, by when, who bears what.

    `regulated` is false where the verdict is open because the source is silent.
    """

    verdict: Truth
    actors: tuple[tuple[str, str | None], ...] = ()
    """roles, each with the institution whose role it is"""
    due: date | None = None
    parts: "tuple[tuple[str, Decimal | Fraction], ...]" = ()
    regulated: bool = True


@frozen
class Used:
    """An interpretation that the answer rests on, and the outcome of each option."""

    id: str
    label: Text
    option: str
    outcomes: Mapping[str, Outcome]
    clauses: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Used {self.id} as {self.option}, one of {len(self.outcomes)} options>"

    @property
    def verdicts(self) -> dict[str, Truth]:
        """The verdict under each option."""
        return {option: outcome.verdict for option, outcome in self.outcomes.items()}

    @cached_property
    def changing(self) -> tuple[str, ...]:
        """The options with which, at the same verdict, someone else acts or the date is another."""
        now = self.outcomes[self.option]
        return tuple(
            option
            for option, outcome in self.outcomes.items()
            if outcome is not now and outcome != now and outcome.verdict is now.verdict
        )

    @cached_property
    def decisive(self) -> bool:
        """Whether another option would decide differently, or decide what is open now."""
        now = self.outcomes[self.option].verdict
        others = (outcome.verdict for outcome in self.outcomes.values())
        return any(other.decided and other is not now for other in others)

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The options under which a verdict that is decided now would need further facts."""
        if not self.outcomes[self.option].verdict.decided:
            return ()
        return tuple(name for name, one in self.outcomes.items() if one.verdict is Truth.OPEN)
