"""What one evaluation leaves behind: the truth of every condition, and answers made from it."""

from __future__ import annotations

from iiz_rules.engine.compiled.day import UNUSUAL, truths
from iiz_rules.language.truth import Truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.compiled.code import Text
    from iiz_rules.engine.compiled.day import Read
    from iiz_rules.engine.compiled.engine import Engine
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer, Step
    from iiz_rules.language.program.rules import Program

    Row = tuple[bool | None, ...]
    Where = tuple[int, int] | bool | None
    """a fact and the position in its row; -1 and the position among the truths; a fixed truth"""

    Found = tuple[Read, Row, dict[str, Truth]]
    """what was read, the truths worked out, and the verdicts"""

MOST_TEXTS = 4_096
"""explanations kept"""
NO_ORIGINS: Mapping[str, Origin] = {}
TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}


class Asked:
    """The function that answers some rules, and where it leaves the truth of each condition."""

    __slots__ = ("evaluate", "places", "rules", "text")

    def __init__(self, rules: tuple[str, ...], text: Text, places: dict[int, Where]) -> None:
        self.rules, self.text, self.places = rules, text, places
        names = truths(rules)
        self.evaluate: Callable[..., tuple[Row, dict[str, Truth]]]
        self.evaluate = text.function("evaluate", names)


class Setting:
    """What several questions have in common: the engine on a date, and the options chosen."""

    def __init__(
        self,
        engine: Engine,
        on: date,
        chosen: Mapping[str, str],
        known_on: date | None = None,
    ) -> None:
        self.engine = engine
        self.known_on = known_on
        self.day = engine.day(on)
        self.chosen = chosen
        self.options = engine.options(chosen)
        self._decide: Callable[..., Found] | None = None
        self._verdicts: Callable[..., dict[str, Truth]] | None = None

    def ask(self, asked: Asked, case: Any) -> Trace | None:
        """Answer some rules about a case; None where it is unusual, be it fine or not."""
        read = self.day.read(self.engine.reader, case)
        return None if read is None else self._traced(asked, read)

    def spread(
        self, asked: Asked, facts: Mapping[str, Any], origins: Mapping[str, Origin] = NO_ORIGINS
    ) -> Trace:
        """Answer some rules about facts that were read already."""
        return self._traced(asked, self.day.spread(facts), origins)

    def _traced(
        self, asked: Asked, read: Read, origins: Mapping[str, Origin] = NO_ORIGINS
    ) -> Trace:
        return Trace(self, asked, (read, *asked.evaluate(read, self.options)), origins)

    def decide(self, case: Any) -> Found | None:
        """Answer all questions about a case; None where it is unusual."""
        decide = self._decide
        if decide is None:
            decide = self._decide = self.day.function(self.engine.decider, "decide")
        try:
            found: Found = decide(case, self.options)
        except UNUSUAL:
            return None
        return found

    def verdicts(self, case: Any) -> dict[str, Truth] | None:
        """Give the verdicts of all questions about a case; None where it is unusual."""
        verdicts = self._verdicts
        if verdicts is None:
            verdicts = self._verdicts = self.day.function(self.engine.judge, "verdicts")
        try:
            found: dict[str, Truth] = verdicts(case, self.options)
        except UNUSUAL:
            return None
        return found

    def everything(self, found: Found) -> Trace:
        """Make the trace of what `decide` found."""
        return Trace(self, self.engine.everything, found)


class Trace:
    """One case answered: the values of the facts, and the truth of every condition."""

    __slots__ = (
        "_defined",
        "_situation",
        "_verdicts",
        "asked",
        "origins",
        "read",
        "setting",
        "truths",
    )

    _defined: dict[str, Step]
    _situation: Situation

    def __init__(
        self,
        setting: Setting,
        asked: Asked,
        found: Found,
        origins: Mapping[str, Origin] = NO_ORIGINS,
    ) -> None:
        self.setting = setting
        self.origins = origins
        self.asked = asked
        self.read, self.truths, self._verdicts = found

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as answers; functions made for the program stay behind."""
        from iiz_rules.engine.evaluated import Interpreted

        answers = [self.answer(rule) for rule in self.rules]
        parts = (self.program, self.situation, answers, dict(self.origins), self.known_on)
        return Interpreted, parts

    @property
    def program(self) -> Program:
        """The program that answered."""
        return self.setting.engine.program()

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge it was asked with; None counts all that is given."""
        return self.setting.known_on

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that were asked."""
        return self.asked.rules

    def truth(self, number: int) -> Truth:
        """Give the truth of a condition of the plan."""
        where = self.asked.places[number]
        if isinstance(where, tuple):
            fact, position = where
            where = self.truths[position] if fact < 0 else self.read[1][fact][position]
        return TRUTHS[where]

    def verdict(self, rule: str) -> Truth:
        """Give the verdict of a rule that was asked."""
        return self.verdicts[rule]

    @property
    def verdicts(self) -> dict[str, Truth]:
        """The verdict of every rule that was asked."""
        return self._verdicts

    def criterion(self, rule: str, position: int) -> Truth:
        """Give the truth of one criterion of a rule that was asked."""
        return self.truth(self.setting.engine.plan.rules[rule].criteria[position])

    def step(self, rule: str, position: int) -> Step:
        """Give the reasons of one criterion."""
        from iiz_rules.engine.compiled.steps import criterion

        return criterion(self, rule, position)

    def told(self, rule: str, position: int, language: str, tell: Callable[[], str]) -> str:
        """Tell a criterion, or give what was told for the same values before."""
        engine, setting = self.setting.engine, self.setting
        if self.origins:
            return tell()
        facts, readings = engine.reads(engine.plan.rules[rule].criteria[position])
        values, options = self.read[0], setting.options
        read = [values[fact] for fact in facts]
        chosen = [options[reading] for reading in readings]
        key = (rule, position, language, setting.day.on, *read, *chosen)
        found = engine.texts.get(key)
        if found is None:
            found = tell()
            if len(engine.texts) < MOST_TEXTS:
                engine.texts[key] = found
        return found

    def value(self, fact: int) -> Any:
        """Give the value of a fact, as the reader of every case would."""
        return _exact(self.setting.engine.plan.facts[fact].type, self.read[0][fact])

    @property
    def situation(self) -> Situation:
        """What the question was about."""
        try:
            return self._situation
        except AttributeError:
            from iiz_rules.engine.interpreter import Situation

            plan, setting = self.setting.engine.plan, self.setting
            facts = {
                fact.id: self.value(number)
                for number, fact in enumerate(plan.facts)
                if self.read[0][number] is not None
            }
            self._situation = Situation(facts, setting.day.on, setting.chosen)
            return self._situation

    def answer(self, rule: str) -> Answer:
        """Put together the answer to a rule, with its reasons."""
        from iiz_rules.engine.compiled.steps import answer

        return answer(self, rule)

    @property
    def defined(self) -> dict[str, Step]:
        """The steps of the definitions that were met already: each is one step wherever it is."""
        try:
            return self._defined
        except AttributeError:
            self._defined = {}
            return self._defined


def _exact(type: str, value: Any) -> Any:
    """Give a value as the reader of every case does: a whole number of francs has its Rappen."""
    if type == "chf" and isinstance(value, int):
        from decimal import Decimal

        return Decimal(value).quantize(Decimal("0.01"))
    return value
