"""Which engine drives a case: durable-rules where it is installed, else plain Python."""

import logging
from functools import cache

from iiz_rules.escalation.durable.ruleset import available
from iiz_rules.escalation.interpreted import Interpreted
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.once import Made, made
from iiz_rules.escalation.timeline import Engine
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import near

TIMELINE = "timeline"
DURABLE = "durable-rules"
ENGINES = (TIMELINE, DURABLE)
_chained: Made[Engine] = {}


def engine_of(machine: Machine, name: str | None) -> Engine:
    """Give an engine by its name; durable-rules where none is named and it is installed."""
    if name not in (None, *ENGINES):
        known, words = ", ".join(ENGINES), str(name)
        finding = {"engine": words, "known": known, "near": near(words, ENGINES)}
        raise UsageError([Finding("unknown-engine", Place(Source("engine")), finding)])
    if name == TIMELINE or (name is None and not installed()):
        return Interpreted(machine.program)
    return chained(machine.program)


def chained(program: Program) -> Engine:
    """Give durable-rules with the rules of a program, made once; UsageError where it is missing."""
    if not installed():
        words = {"engine": DURABLE, "known": TIMELINE, "near": ""}
        raise UsageError([Finding("unknown-engine", Place(Source("engine")), words)])
    from iiz_rules.escalation.durable.forward import Forward

    return made(_chained, program, lambda: Forward(program, program.rules))


@cache
def installed() -> bool:
    """Whether durable-rules is there; says so once where it is not."""
    if not available():
        logging.getLogger("iiz_rules").warning(
            "durable-rules is not installed: cases are driven by the timeline in Python"
        )
    return available()
