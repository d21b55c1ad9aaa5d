"""One criterion of a decision, evaluated."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.answers.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from iiz_rules.engine.evaluation import Evaluation, Told
    from iiz_rules.engine.result import Explanation
    from iiz_rules.findings.finding import Place
    from iiz_rules.language.program.rules import Criterion
    from iiz_rules.language.truth import Truth
    from iiz_rules.language.values import Value
    from iiz_rules.words.text import Language, Text


class CriterionResult(Frozen):
    """One criterion of a decision: its own verdict, its reasons, its clauses, its place."""

    _evaluation: Evaluation
    _rule: str
    _position: int

    def __init__(self, evaluation: Evaluation, rule: str, position: int) -> None:
        self._set(_evaluation=evaluation, _rule=rule, _position=position)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was asked; the rest is worked out again."""
        return CriterionResult, (self._evaluation, self._rule, self._position)

    @property
    def criterion(self) -> Criterion:
        """The criterion as the edition declares it."""
        return self._evaluation.program.rules[self._rule].criteria[self._position]

    @cached_property
    def step(self) -> Explanation:
        """The reasons: the condition evaluated, with all inside it."""
        return self._evaluation.step(self._rule, self._position)

    @property
    def id(self) -> str:
        """The criterion's name."""
        return self.criterion.id

    @property
    def label(self) -> Text:
        """The criterion's label."""
        return self.criterion.label

    @property
    def mode(self) -> str:
        """`required`, `indicative` or `judgement`."""
        return self.criterion.mode

    @property
    def verdict(self) -> Truth:
        """The criterion's own verdict."""
        return self._evaluation.criterion(self._rule, self._position)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses it carries out."""
        return self.criterion.clauses

    @property
    def place(self) -> Place:
        """The file and line where it is written."""
        return self.criterion.at

    @property
    def values(self) -> dict[str, Value | None]:
        """The facts it read, with their values; None is not known."""
        return {fact: value for step in self.step.walk() for fact, value in step.read}

    def explain(self, language: Language = "de") -> str:
        """Say whether it is met and why, in German, French or English, as plain text."""
        from iiz_rules.findings.errors import known_language

        spoken = known_language(language)

        def tell() -> str:
            from iiz_rules.render.text.decision import criterion_text

            program, origins = self._evaluation.program, self._evaluation.origins
            return criterion_text(program, self.criterion, self.step, origins, spoken)

        return self.told(spoken, tell)

    def alike(self, how: str, tell: Callable[[], Told]) -> Told:
        """The text `tell` makes, kept for every criterion that read the same, dated or not."""
        return self._evaluation.alike(self._rule, self._position, how, tell)

    def told(self, how: str, tell: Callable[[], Told]) -> Told:
        """The text `tell` makes, or made before for the same values."""
        return self._evaluation.told(self._rule, self._position, how, tell)

    def __repr__(self) -> str:
        return f"<CriterionResult {self._rule}/{self.id}: {self.verdict}>"
