"""The result of evaluating some rules about one case, whichever engine did."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.asking.inquiry import CaseInquiry
    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer, Explanation
    from iiz_rules.language.program.rules import Holder, Program
    from iiz_rules.language.truth import Truth

    Truths = Callable[[int], bool | None]
    """the truth of a condition by its number; None while it is open"""

Told = TypeVar("Told")
"""the reasons of a criterion, or the text of them"""
NO_ORIGINS: Mapping[str, Origin] = {}


class Evaluation:
    """The answers to some rules, with all their reasons: those of the interpreter.

    A `CompiledEvaluation` has the verdicts first, and makes the answers of them when somebody asks.
    """

    __slots__ = (
        "_answers",
        "_circuit",
        "_program",
        "_situation",
        "inquiry",
        "known_on",
        "origins",
        "rules",
        "verdicts",
    )

    rules: tuple[str, ...]
    """the rules that were asked"""
    verdicts: dict[str, Truth]
    """the verdict of every rule that was asked"""
    origins: Mapping[str, Origin]
    """the origins of values given as dated histories, by fact"""
    known_on: date | None
    """the day whose knowledge counts; None if everything given does"""
    inquiry: CaseInquiry
    """the inquiry into what can still become of the case; set once it is asked for"""
    _program: Program
    _situation: Situation
    _answers: dict[str, Answer]
    _circuit: Callable[[], Circuit] | None

    def __init__(
        self,
        program: Program,
        situation: Situation,
        answers: Iterable[Answer],
        origins: Mapping[str, Origin] = NO_ORIGINS,
        known_on: date | None = None,
        circuit: Callable[[], Circuit] | None = None,
    ) -> None:
        self._program, self._situation, self._circuit = program, situation, circuit
        self._answers = {answer.rule.id: answer for answer in answers}
        self.rules = tuple(self._answers)
        self.verdicts = {rule: answer.verdict for rule, answer in self._answers.items()}
        self.origins, self.known_on = origins, known_on

    def __repr__(self) -> str:
        return f"<Evaluation of {len(self.verdicts)} rules on {self.on}>"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the question, whose answer is the same anywhere."""
        parts = (self.program, self.situation, self.rules, dict(self.origins), self.known_on)
        return _asked, parts

    @property
    def program(self) -> Program:
        """The program that was asked."""
        return self._program

    @property
    def circuit(self) -> Circuit:
        """The program by numbers, given or made from the program."""
        if self._circuit is not None:
            return self._circuit()
        from iiz_rules.engine.compiled.numbering import circuit_of

        return circuit_of(self.program)

    def numbered(self, found_out: Callable[[], Truths]) -> Truths:
        """The truth of each condition of the circuit, found out if not known."""
        return found_out()

    @property
    def situation(self) -> Situation:
        """The situation asked about."""
        return self._situation

    @property
    def on(self) -> date:
        """The date of the question."""
        return self._situation.on

    def answer(self, rule: str) -> Answer:
        """The answer to one rule, with all its reasons."""
        return self._answers[rule]

    def holder(self, rule: str) -> Holder | None:
        """Who acts by a rule; None while that is open or if nobody does."""
        from iiz_rules.engine.holders import settled

        return settled(self.answer(rule))

    def done(self, rule: str) -> Truth | None:
        """Whether a step is done; None if the edition does not say when it is."""
        done = self.answer(rule).done
        return done.truth if done else None

    def criterion(self, rule: str, position: int) -> Truth:
        """The truth of one criterion of a rule."""
        return self.step(rule, position).truth

    def step(self, rule: str, position: int) -> Explanation:
        """The reasons of one criterion."""
        return self.answer(rule).steps[position]

    def alike(self, _rule: str, _position: int, _how: str, tell: Callable[[], Told]) -> Told:
        """Call `tell`; engines may return what it made for the same values before."""
        return tell()

    told = alike


def _asked(
    program: Program,
    situation: Situation,
    rules: tuple[str, ...],
    origins: Mapping[str, Origin],
    known_on: date | None,
) -> Evaluation:
    """Unpickle an evaluation: the interpreter answers again."""
    from iiz_rules.engine.interpreter import answers

    return Evaluation(program, situation, answers(program, rules, situation), origins, known_on)
