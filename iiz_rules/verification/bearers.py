"""Is there always somebody? A duty that can be owed while none of its bearers applies."""

from iiz_rules import ir
from iiz_rules.diagnostics import Finding
from iiz_rules.engine.interpreter import evaluate
from iiz_rules.truth import Truth
from iiz_rules.verification.reach import MOST_COMBINATIONS, combinations, situations


def unborne(program: ir.Program) -> list[Finding]:
    """Warn of duties that some case owes and nobody in it; where it is proved by such a case."""
    return [
        Finding("no-bearer", one.at, {"duty": one.id}, "warning")
        for one in program.rules.values()
        if one.kind == "duty" and all(holder.node for holder in one.holders)
        if _can_be_without(program, one)
    ]


def _can_be_without(program: ir.Program, rule: ir.Rule) -> bool:
    nobody = (ir.Not(one.node) for one in rule.holders if one.node)
    node = ir.All((rule.node, *nobody))
    if combinations(program, node) > MOST_COMBINATIONS:
        return False
    return any(evaluate(program, node, one).truth is Truth.YES for one in situations(program, node))
