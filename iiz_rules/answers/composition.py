"""A body with its members: whether it can decide, whether it has, and what that rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import CompositionData, CountsData, data
from iiz_rules.answers.funding import quorum_of
from iiz_rules.case.members import Sitting, seated
from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.result import Explanation
from iiz_rules.language.model.case import Member
from iiz_rules.language.model.chosen import NOT_REGULATED
from iiz_rules.language.program import conditions
from iiz_rules.language.program.organisation import Body
from iiz_rules.language.truth import Truth, all_of
from iiz_rules.language.values import Between
from iiz_rules.words.text import Language, Text

Count = int | Between[int]
"""A number, or a range where not everything is known about the members."""


@dataclass(frozen=True)
class Counts:
    """The members with a vote in numbers: who is there, how they voted, how many it takes."""

    voting: int
    """members with a vote, there or not"""
    recused: int
    """those among them who may not vote on this matter"""
    present: Count
    """those present who may vote"""
    needed: int | None
    """how many must be present; None if that is not regulated or still open"""
    in_favour: Count
    against: Count
    abstained: Count


@dataclass(frozen=True)
class Composition:
    """A body with its members: one answer on whether it can decide, and on whether it has.

    It can decide where it is properly composed and has its quorum; a motion is carried where it
    can decide and enough votes are for it.
    """

    body: str
    members: tuple[Member, ...]
    composition: Decision
    quorum: Decision
    majority: Decision

    @property
    def verdict(self) -> Truth:
        """Whether the body is properly composed."""
        return self.composition.verdict

    @property
    def quorate(self) -> Truth:
        """Whether enough of its voting members are present."""
        return self.quorum.verdict

    @property
    def can_decide(self) -> Truth:
        """Whether it can decide: properly composed, with enough members present."""
        return all_of((self.verdict, self.quorate))

    @property
    def carried(self) -> Truth:
        """Whether the motion is carried: the body can decide, and enough members are in favour."""
        return all_of((self.can_decide, self.majority.verdict))

    @property
    def regulated(self) -> bool:
        """Whether facts can settle what is open; False if only the source is silent."""
        undecided = (one for one in (self.composition, self.quorum) if not one.verdict.decided)
        return self.can_decide.decided or any(one.regulated for one in undecided)

    @property
    def label(self) -> Text:
        """The name of the body."""
        return self._seats.label

    @property
    def _seats(self) -> Body:
        return self.quorum.program.bodies[self.body]

    @cached_property
    def counts(self) -> Counts:
        """The members, those present and the votes, in numbers."""
        quorum, voting = self.quorum, self._sitting.voting
        names = ("present", "in_favour", "against", "not_for")
        present, for_, against, not_for = (self._count(name) for name in names)
        return Counts(
            voting=len(voting),
            recused=sum(one.vote == "recused" for one in voting),
            present=present,
            needed=quorum_of(quorum.program, quorum.situation, self.body),
            in_favour=for_,
            against=against,
            abstained=_rest(not_for, against),
        )

    def _count(self, name: str) -> Count:
        value = self.quorum.situation.facts[f"{self.body}.{name}"]
        if isinstance(value, Between):
            return Between(int(value.low), int(value.high))
        return int(str(value))

    @property
    def rule(self) -> str | None:
        """The majority it needs: `simple`, `absolute`, `unanimous`; None if not regulated."""
        return self._regulated(self._seats.majority)

    @property
    def tie(self) -> Truth:
        """Whether as many are in favour as against."""
        low, high = _limits(self.counts.in_favour)
        least, most = _limits(self.counts.against)
        if low == high == least == most:
            return Truth.YES
        return Truth.OPEN if low <= most and least <= high else Truth.NO

    @property
    def tie_broken_by(self) -> str | None:
        """The seat whose vote breaks a tie, or `rejected`; None if that is not regulated."""
        return self._regulated(self._seats.tie)

    def _regulated(self, value: object) -> str | None:
        word = chosen(self.quorum.program, self.quorum.situation, value)
        return None if word in (None, NOT_REGULATED) else str(word)

    @cached_property
    def _sitting(self) -> Sitting:
        return seated(self.quorum.program, self._seats, self.members)

    @property
    def without_seat(self) -> tuple[str, ...]:
        """The members with neither a seat nor an advisory voice, by name."""
        return _names(self._sitting.others)

    @property
    def recused(self) -> tuple[str, ...]:
        """The members with a seat who may not vote on this matter, by name."""
        return _names(one for one in self._sitting.voting if one.vote == "recused")

    def _miscounted(self, few: bool) -> tuple[str, ...]:
        """The seats held by too few members, or by too many."""
        seats = {seat.name for seat in self._seats.seats}
        failed = (one for one in self.composition.criteria if one.verdict is Truth.NO)
        return tuple(one.id for one in failed if one.id in seats and _too_few(one.step) is few)

    @property
    def missing(self) -> tuple[str, ...]:
        """The seats that nobody holds, or too few members."""
        return self._miscounted(few=True)

    @property
    def duplicate(self) -> tuple[str, ...]:
        """The seats held by too many members."""
        return self._miscounted(few=False)

    @property
    def surplus(self) -> int:
        """How many members have no seat."""
        return len(self._sitting.others)

    @property
    def unqualified(self) -> tuple[str, ...]:
        """Qualities that a member lacks, each with its seat: `iv.high-decision-competence`."""
        return self._qualities(Truth.NO)

    @property
    def unproved(self) -> tuple[str, ...]:
        """Qualities not known of a member, each with its seat."""
        return self._qualities(Truth.OPEN)

    def _qualities(self, verdict: Truth) -> tuple[str, ...]:
        qualities = (one for one in self.composition.criteria if "." in one.id)
        return tuple(one.id for one in qualities if one.verdict is verdict)

    @property
    def advisory(self) -> tuple[str, ...]:
        """Who may attend without a vote, present or not."""
        return tuple(self._seats.advisory)

    @property
    def advising(self) -> tuple[str, ...]:
        """The members who attend without a vote, by name."""
        return _names(self._sitting.advising)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The three answers: composition, quorum, majority."""
        return (self.composition, self.quorum, self.majority)

    def explain(self, language: Language = "de") -> str:
        """Say whether it can decide and has, in German, French or English, as plain text."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.text.composition import composition_text
        from iiz_rules.render.text.layout import Paper

        return composition_text(self, Paper(known_language(language)))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import composition_html

        return composition_html(self)

    def __repr__(self) -> str:
        quorum, majority = self.quorum.verdict, self.majority.verdict
        verdicts = f"{self.verdict}, quorum {quorum}, majority {majority}"
        return f"<Composition {self.body}: {verdicts}>"

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data, with the three decisions that it rests on."""
        decisions = [one.to_dict() for one in self.decisions]
        counts = data(CountsData, self.counts)
        return data(CompositionData, self, counts=counts, format=1, decisions=decisions)


def _names(members: Iterable[Member]) -> tuple[str, ...]:
    """Each member by person where one is named, else by whom they represent."""
    return tuple(one.person or one.of or "" for one in members)


def _limits(count: Count) -> tuple[int, int]:
    return (count.low, count.high) if isinstance(count, Between) else (count, count)


def _rest(of: Count, less: Count) -> Count:
    """A count less another; of both the same number of votes is unknown."""
    known = _limits(of)[0] - _limits(less)[0]
    unknown = _limits(of)[1] - _limits(of)[0]
    return Between(known, known + unknown) if unknown else known


def _too_few(step: Explanation) -> bool:
    """Whether a count missed its limit by being too small rather than too large."""
    for part in step.walk():
        if (
            isinstance(part.node, conditions.Range)
            and part.truth is Truth.NO
            and part.node.low is not None
        ):
            [(_, count)] = part.read
            return int(str(count)) < int(str(part.node.low))
    return False
