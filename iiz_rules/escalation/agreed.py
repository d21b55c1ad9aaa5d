"""Questions answered through durable-rules: its verdicts, with the interpreter's reasons.

An explanation is the same evaluation as the verdict. So the reasons come from the interpreter, and
where the two should ever disagree there is no answer at all.
"""

import threading
from collections.abc import Iterable

from iiz_rules import ir
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.escalation.engines import chained
from iiz_rules.escalation.interpreted import verdict_of
from iiz_rules.escalation.timeline import Engine
from iiz_rules.result import Answer

MOST_MADE = 16
_made: dict[tuple[object, ...], tuple[ir.Program, Engine]] = {}
_making = threading.Lock()


class DisagreementError(RuntimeError):
    """durable-rules and the interpreter answered differently: a fault of this package."""


def forward_answers(
    program: ir.Program, rules: Iterable[str], situation: Situation
) -> tuple[Answer, ...]:
    """Answer some rules through durable-rules. UsageError where it is not installed."""
    asked = tuple(rules)
    verdicts = _engine(program, situation).verdicts(asked, situation)
    found = answers(program, asked, situation)
    for one in found:
        if verdicts[one.rule.id] != verdict_of(one):
            raise DisagreementError(one.rule.id)
    return found


def _engine(program: ir.Program, situation: Situation) -> Engine:
    """Give the rulesets of a program under the readings of a question, made once."""
    key = (id(program), *sorted(situation.options.items()))
    with _making:
        found = _made.get(key)
        if found is None or found[0] is not program:
            while len(_made) >= MOST_MADE:
                del _made[next(iter(_made))]
            found = _made[key] = program, chained(program, situation.options, program.rules)
    return found[1]
