"""What answers the rules of a case: the interpreter, alone or compared with durable-rules.

The timeline is driven by the interpreter, which defines what rules mean; its answers are the
reasons for what is told. durable-rules is an engine that is asked for. Where it drives, every
verdict and every trigger is found by both, and where the two disagree there is no answer at all:
so what a case is explained by is the evaluation that decided, whichever engine was named.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.result import Answer
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
    """Answers each rule, and follows triggers from event to trigger to trigger."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def answers(self, rules: Iterable[str], situation: Situation) -> dict[str, Answer]:
        """Answer some rules in one evaluation."""
        found = answers(self.program, dict.fromkeys(rules), situation)
        return {answer.rule.id: answer for answer in found}

    def fired(self, causes: Collection[str], situation: Situation) -> dict[str, Answer]:
        """The triggers that causes set off; each asks its condition of the same case."""
        happened, fired = set(causes), dict[str, Answer]()
        waiting = dict(self.program.triggers)
        while ready := [name for name, one in waiting.items() if happened.intersection(one.on)]:
            asked = self.answers(ready, situation)
            fired |= {name: found for name, found in asked.items() if found.verdict is Truth.YES}
            happened |= fired.keys()
            waiting = {name: one for name, one in waiting.items() if name not in ready}
        return {name: fired[name] for name in self.program.triggers if name in fired}


class ByDurableRules:
    """Answers by durable-rules and by the interpreter, which gives the reasons."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.interpreter, self.forward = ByInterpreter(program), Forward(program, program.rules)

    def answers(self, rules: Iterable[str], situation: Situation) -> dict[str, Answer]:
        """Answer some rules; DisagreementError where the two answer otherwise."""
        found = self.interpreter.answers(rules, situation)
        chained = self.forward.verdicts(found, situation)
        for name, answer in found.items():
            if truths_of(answer) != chained[name]:
                raise self._disagreement(name, situation, chained[name], truths_of(answer))
        return found

    def fired(self, causes: Collection[str], situation: Situation) -> dict[str, Answer]:
        """The triggers that causes set off; DisagreementError where they are others."""
        found = self.interpreter.fired(causes, situation)
        chained = self.forward.fired(causes, situation)
        for name in self.program.triggers:
            if (name in found) is not (name in chained):
                raise self._disagreement(name, situation, name in chained, name in found)
        return found

    def _disagreement(
        self, name: str, situation: Situation, chained: object, interpreted: object
    ) -> DisagreementError:
        """Name the rule, its place and its day; no value of the case is quoted."""
        program = self.program
        asked = f"`{name}` of {program.canton}/{program.edition} on {situation.on}"
        said = f"durable-rules says {chained}, the interpreter {interpreted}"
        return DisagreementError(f"{program.rules[name].at}: {asked}: {said}")


def timeline_of(
    program: Program, options: Mapping[str, str], engine: str | None = None
) -> Timeline:
    """The timeline of a program under some interpretations, driven by a named engine."""
    return Timeline(machine_of(program), engine_of(program, engine or TIMELINE), dict(options))


def engine_of(program: Program, name: str) -> CaseEngine:
    """An engine by its name; UsageError where there is none of it, or it does not load."""
    if name == TIMELINE:
        return ByInterpreter(program)
    if name == DURABLE:
        loadable()
        return durable_of(program)
    place = Place(Source("engine"))
    raise UsageError([unknown_name("unknown-engine", place, ENGINES, listed=True, engine=name)])


durable_of: Callable[[Program], ByDurableRules] = once(ByDurableRules)
"""durable-rules with the rules of a program; what it makes of them stays for ever."""
