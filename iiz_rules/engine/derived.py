"""Facts that a condition answers where a case does not say them, as a scenario assumes."""

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth


def derive(program: Program, situation: Situation) -> Situation:
    """Add the facts that follow; what is open stays unknown, what a case says stays as it is."""
    for fact, node in program.derived.items():
        if fact not in situation.facts:
            truth = evaluate(program, node, situation).truth
            if truth.decided:
                situation = situation.knowing(fact, truth is Truth.YES)
    return situation
