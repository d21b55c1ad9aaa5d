"""The interpreter as the engine of a timeline: what every other engine is compared with."""

from collections.abc import Iterable

from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.result import Answer
from iiz_rules.escalation.state import Verdict
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth


class Interpreted:
    """Answers each rule, and follows triggers from event to trigger to trigger."""

    name = "timeline"

    def __init__(self, program: Program) -> None:
        self.program = program

    def verdicts(self, rules: Iterable[str], situation: Situation) -> dict[str, Verdict]:
        """Answer some rules in one evaluation."""
        names = tuple(dict.fromkeys(rules))
        found = answers(self.program, names, situation)
        return {name: verdict_of(one) for name, one in zip(names, found, strict=True)}

    def fired(self, event: str, situation: Situation) -> tuple[str, ...]:
        """Give the triggers that an event sets off; each asks its condition of the same case."""
        happened = {event}
        waiting = dict(self.program.triggers)
        while ready := [one.id for one in waiting.values() if happened.intersection(one.on)]:
            asked = answers(self.program, ready, situation)
            happened |= {one.rule.id for one in asked if one.verdict is Truth.YES}
            waiting = {name: one for name, one in waiting.items() if name not in ready}
        return tuple(name for name in self.program.triggers if name in happened)


def verdict_of(one: Answer) -> Verdict:
    """Give what an answer comes to."""
    holders = tuple(step.truth if step else Truth.YES for step in one.holders)
    return Verdict(one.verdict, holders, one.done.truth if one.done else None)
