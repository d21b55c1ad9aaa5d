"""What an evaluation leaves behind, by either engine: verdicts at once, reasons on demand."""

from __future__ import annotations

from iiz_rules.language.truth import Truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Protocol

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer, Step
    from iiz_rules.language.program.rules import Program

    class Evaluated(Protocol):
        """One evaluation of some rules."""

        @property
        def program(self) -> Program:
            """The program that was asked."""

        @property
        def situation(self) -> Situation:
            """What the question was about."""

        @property
        def rules(self) -> tuple[str, ...]:
            """The rules that were asked."""

        @property
        def verdicts(self) -> dict[str, Truth]:
            """The verdict of every rule that was asked."""

        @property
        def origins(self) -> Mapping[str, Origin]:
            """Where the values come from that the case gives as dated histories, by fact."""

        @property
        def known_on(self) -> date | None:
            """The day whose knowledge it was asked with; None counts all that is given."""

        def verdict(self, rule: str) -> Truth:
            """Give the verdict of one rule."""

        def answer(self, rule: str) -> Answer:
            """Give the answer to one rule, with all its reasons."""

        def criterion(self, rule: str, position: int) -> Truth:
            """Give the truth of one criterion of a rule."""

        def step(self, rule: str, position: int) -> Step:
            """Give the reasons of one criterion."""

        def told(self, rule: str, position: int, language: str, tell: Callable[[], str]) -> str:
            """Tell a criterion, or give what was told for the same values before."""


class Interpreted:
    """Answers of the interpreter, or answers put together by hand."""

    def __init__(
        self,
        program: Program,
        situation: Situation,
        answers: Iterable[Answer],
        origins: Mapping[str, Origin] | None = None,
        known_on: date | None = None,
    ) -> None:
        self.program = program
        self.origins = origins or {}
        self.known_on = known_on
        self.situation = situation
        self._answers = {one.rule.id: one for one in answers}

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that were asked."""
        return tuple(self._answers)

    @property
    def verdicts(self) -> dict[str, Truth]:
        """The verdict of every rule that was asked."""
        return {rule: one.verdict for rule, one in self._answers.items()}

    def verdict(self, rule: str) -> Truth:
        """Give the verdict of one rule."""
        return self._answers[rule].verdict

    def answer(self, rule: str) -> Answer:
        """Give the answer to one rule, with all its reasons."""
        return self._answers[rule]

    def criterion(self, rule: str, position: int) -> Truth:
        """Give the truth of one criterion of a rule."""
        return self.step(rule, position).truth

    def step(self, rule: str, position: int) -> Step:
        """Give the reasons of one criterion."""
        return self._answers[rule].steps[position]

    def told(self, _rule: str, _position: int, _language: str, tell: Callable[[], str]) -> str:
        """Tell a criterion."""
        return tell()
