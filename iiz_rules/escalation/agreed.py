"""Questions answered through durable-rules: its verdicts, with the interpreter's reasons.

An explanation is the same evaluation as the verdict. So the reasons come from the interpreter, and
where the two should ever disagree there is no answer at all.
"""

from collections.abc import Iterable

from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.result import Answer
from iiz_rules.escalation.engines import chained
from iiz_rules.escalation.interpreted import verdict_of
from iiz_rules.language.program.rules import Program


class DisagreementError(RuntimeError):
    """durable-rules and the interpreter answered differently: a fault of this package."""


def forward_answers(
    program: Program, rules: Iterable[str], situation: Situation
) -> tuple[Answer, ...]:
    """Answer some rules through durable-rules. UsageError where it is not installed."""
    asked = tuple(rules)
    verdicts = chained(program).verdicts(asked, situation)
    found = answers(program, asked, situation)
    for one in found:
        if verdicts[one.rule.id] != verdict_of(one):
            raise DisagreementError(one.rule.id)
    return found
