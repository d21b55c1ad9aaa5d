"""What answers the rules of a case: generated functions, or durable-rules and the interpreter.

The timeline is driven by functions made from the program, as soon as these are worth making, and by
the interpreter before; both leave the same evaluation, of which the reasons are put together when
somebody looks. durable-rules is an engine that is asked for. Where it drives, every verdict and
every trigger is found by it and by the interpreter, and where the two disagree there is no answer
at all: so what a case is explained by is the evaluation that decided, whichever engine was named.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.escalation.durable.forward import Forward, truths_of
from iiz_rules.escalation.durable.ruleset import loadable
from iiz_rules.escalation.machine import machine_of, once
from iiz_rules.escalation.timeline import CaseEngine, Timeline
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth

TIMELINE = "timeline"
DURABLE = "durable-rules"
ENGINES = (TIMELINE, DURABLE)


class DisagreementError(RuntimeError):
    """durable-rules and the interpreter answered differently: a fault of this package."""


class ByInterpreter:
    """Answers rules with the interpreter, and follows triggers from one to the next."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._waiting: dict[str, list[str]] = {}
        for name, trigger in program.triggers.items():
            for cause in trigger.on:
                self._waiting.setdefault(cause, []).append(name)

    def evaluate(self, rules: Sequence[str], situation: Situation) -> Evaluation:
        """Answer some rules together."""
        answered = answers(self.program, dict.fromkeys(rules), situation)
        return Evaluation(self.program, situation, answered)

    def verdict(self, rule: str, situation: Situation) -> Truth:
        """The verdict of one rule."""
        return self.evaluate((rule,), situation).verdicts[rule]

    def fired(self, causes: Collection[str], situation: Situation) -> dict[str, Evaluation]:
        """The triggers set off by causes; the condition of each is asked of the same case."""
        fired, answered, happened = dict[str, Evaluation](), set[str](), list(causes)
        while ready := self._set_off(happened) - answered:
            evaluation = self.evaluate(
                [name for name in self.program.triggers if name in ready], situation
            )
            happened = [name for name in ready if evaluation.verdicts[name] is Truth.YES]
            fired |= dict.fromkeys(happened, evaluation)
            answered |= ready
        return {name: fired[name] for name in self.program.triggers if name in fired}

    def _set_off(self, causes: Iterable[str]) -> set[str]:
        """Name the triggers that wait for one of some causes."""
        return {name for cause in causes for name in self._waiting.get(cause, ())}


WORTH = 50
"""questions before functions are made, which costs as much as answering so many"""
WORTH_ALONE = 30
"""After how many times the same rules are answered by a function of their own, which is the same
consideration: beforehand all that are followed are answered together."""
MOST_COUNTED = 2_048
"""sets of rules whose questions are counted"""


@dataclass
class Made:
    """What is made once per program, for all cases."""

    edition: Engine
    asked: int = 0
    together: dict[tuple[str, ...], int] = field(default_factory=dict)
    """how often the same rules were asked together"""

    def times(self, rules: tuple[str, ...]) -> int:
        """How often these rules were asked together, this time included."""
        times = self.together.get(rules, 0)
        if len(self.together) >= MOST_COUNTED:
            self.together.clear()
        self.together[rules] = times + 1
        return times


class ByFunctions(ByInterpreter):
    """Answers by generated functions: all followed rules in one evaluation.

    What is asked of the same situation next is looked up in that. What is asked again and again is
    answered by itself, of the facts that it reads.
    """

    def __init__(
        self,
        program: Program,
        followed: Iterable[str],
        worth: int = WORTH,
        worth_alone: int = WORTH_ALONE,
    ) -> None:
        super().__init__(program)
        self.followed = tuple(dict.fromkeys((*followed, *program.triggers)))
        self._known = frozenset(self.followed)
        self._made, self._worth, self._worth_alone = _made_of(program), worth, worth_alone
        self._last: tuple[Situation, Evaluation] | None = None
        self._day: Day | None = None

    def evaluate(self, rules: Sequence[str], situation: Situation) -> Evaluation:
        """Answer some rules, together with all that are followed."""
        if self._made.asked < self._worth:
            self._made.asked += 1
            return super().evaluate(rules, situation)
        names, last = tuple(rules), self._last
        if last and last[0] is situation and last[1].verdicts.keys() >= {*names}:
            return last[1]
        evaluation: Evaluation
        if self._made.times(names) < self._worth_alone and self._known.issuperset(names):
            evaluation = self._on(situation).spread(self.followed, situation.facts)
        else:
            evaluation = self._on(situation).about(names, situation)
        self._last = situation, evaluation
        return evaluation

    def verdict(self, rule: str, situation: Situation) -> Truth:
        """The verdict of one rule, without reasons."""
        if self._made.asked < self._worth or rule in self._known:
            return super().verdict(rule, situation)
        return self._on(situation).verdict(rule, situation.facts)

    def _on(self, situation: Situation) -> Day:
        """The engine on the day of a situation, mostly the same day as before."""
        day = self._day
        if day is None or day.on != situation.on or day.chosen is not situation.options:
            day = self._day = Day(self._made.edition, situation.on, situation.options)
        return day


_made_of: Callable[[Program], Made] = once(lambda program: Made(Engine.of(program)))


class ByDurableRules:
    """Answers by durable-rules and by the interpreter, which gives the reasons."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.interpreter, self.forward = ByInterpreter(program), Forward(program, program.rules)

    def evaluate(self, rules: Sequence[str], situation: Situation) -> Evaluation:
        """Answer some rules; DisagreementError if the two engines differ."""
        evaluation = self.interpreter.evaluate(rules, situation)
        chained = self.forward.verdicts(evaluation.rules, situation)
        for name in evaluation.rules:
            truths = truths_of(evaluation.answer(name))
            if truths != chained[name]:
                raise self._disagreement(name, situation, chained[name], truths)
        return evaluation

    def verdict(self, rule: str, situation: Situation) -> Truth:
        """The verdict of one rule."""
        return self.evaluate((rule,), situation).verdicts[rule]

    def fired(self, causes: Collection[str], situation: Situation) -> dict[str, Evaluation]:
        """The triggers set off by causes; DisagreementError if the two engines differ."""
        firing = self.interpreter.fired(causes, situation)
        chained = self.forward.fired(causes, situation)
        for name in self.program.triggers:
            if (name in firing) is not (name in chained):
                raise self._disagreement(name, situation, name in chained, name in firing)
        return firing

    def _disagreement(
        self, name: str, situation: Situation, chained: object, interpreted: object
    ) -> DisagreementError:
        """The error names the rule, its place and the day, but no value of the case."""
        program = self.program
        question = f"`{name}` of {program.canton}/{program.edition} on {situation.on}"
        said = f"durable-rules says {chained}, the interpreter {interpreted}"
        return DisagreementError(f"{program.rules[name].at}: {question}: {said}")


def timeline_of(
    program: Program, options: Mapping[str, str], engine: str | None = None
) -> Timeline:
    """The timeline of a program under some interpretations, driven by a named engine."""
    return Timeline(machine_of(program), engine_of(program, engine or TIMELINE), dict(options))


def engine_of(program: Program, name: str) -> CaseEngine:
    """An engine by its name; UsageError if unknown or not loadable."""
    if name == TIMELINE:
        return ByFunctions(program, machine_of(program).watched)
    if name == DURABLE:
        loadable()
        return durable_of(program)
    place = Place(Source("engine"))
    raise UsageError([unknown_name("unknown-engine", place, ENGINES, listed=True, engine=name)])


durable_of: Callable[[Program], ByDurableRules] = once(ByDurableRules)
"""durable-rules with the rules of a program, kept: the library never frees a ruleset"""
