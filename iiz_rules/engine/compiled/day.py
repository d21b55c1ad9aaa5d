"""The engine on one date, under the interpretations chosen: what a policy asks again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.engine.compiled.evaluation import CompiledEvaluation, Evaluator
from iiz_rules.engine.compiled.lookup import UNUSUAL
from iiz_rules.engine.evaluation import NO_ORIGINS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.compiled.engine import Engine
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.language.truth import Truth


class Day:
    """Answers cases on one date, quickly where nothing about a case is unusual."""

    def __init__(self, engine: Engine, on: date, chosen: Mapping[str, str]) -> None:
        self.engine = engine
        self.on = on
        self.chosen = chosen
        self.functions = engine.functions
        self.lookup = self.functions.lookup(on)
        self.options = engine.options(chosen)

    def evaluate(self, rules: tuple[str, ...], case: Any) -> CompiledEvaluation | None:
        """Answer some rules about a case; None where anything about it is unusual, be it fine."""
        if type(case) is not dict and (case := plain(case)) is None:
            return None
        evaluator = self.functions.evaluator(rules)
        read = self.lookup.read(case)
        if evaluator is None or read is None:
            return None
        result = (read, *evaluator.evaluate(read, self.options))
        return CompiledEvaluation(self, evaluator, result)

    def spread(
        self,
        rules: tuple[str, ...],
        facts: Mapping[str, Any],
        origins: Mapping[str, Origin] = NO_ORIGINS,
        known_on: date | None = None,
    ) -> CompiledEvaluation:
        """Answer some rules about facts that were read already; KeyError for what is no rule."""
        evaluator = self._evaluator(rules)
        read = self.lookup.spread(facts, self.functions.numbers)
        result = (read, *evaluator.evaluate(read, self.options))
        return CompiledEvaluation(self, evaluator, result, origins, known_on)

    def _evaluator(self, rules: tuple[str, ...]) -> Evaluator:
        evaluator = self.functions.evaluator(rules)
        if evaluator is None:
            raise KeyError(rules)
        return evaluator

    def about(self, rules: tuple[str, ...], situation: Situation) -> CompiledEvaluation:
        """Answer some rules; only what they read is looked up. KeyError for what is no rule."""
        evaluator = self._evaluator(rules)
        read = self.lookup.spread(situation.facts, evaluator.facts)
        result = (read, *evaluator.evaluate(read, self.options))
        return CompiledEvaluation(self, evaluator, result, situation=situation)

    def verdict(self, rule: str, facts: Mapping[str, Any]) -> Truth:
        """The verdict of one rule about facts that were read already; only what it reads counts."""
        evaluator = self.functions.evaluator((rule,))
        assert evaluator is not None  # it is a rule
        read = self.lookup.spread(facts, evaluator.facts)
        return evaluator.evaluate(read, self.options)[1][rule]

    def decide(self, case: Any) -> CompiledEvaluation | None:
        """Answer all questions about a case; None where it is unusual."""
        if type(case) is not dict and (case := plain(case)) is None:
            return None
        decides = self.lookup.decides
        try:
            result = decides(case, self.options)
        except UNUSUAL:
            return None
        return CompiledEvaluation(self, self.functions.everything, result)

    def verdicts(self, case: Any) -> dict[str, Truth] | None:
        """The verdicts of all questions about a case; None where it is unusual."""
        if type(case) is not dict and (case := plain(case)) is None:
            return None
        judges = self.lookup.judges
        try:
            return judges(case, self.options)
        except UNUSUAL:
            return None


def plain(case: Any) -> dict[str, Any] | None:
    """A case of the edition's model, or as it was sent, as a mapping; None of anything else."""
    told = getattr(type(case), "_iiz_plain", None)
    return None if told is None else told(case)
