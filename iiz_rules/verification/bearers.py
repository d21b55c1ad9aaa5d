"""Is there always somebody? A duty that can be owed while none of its bearers applies."""

from iiz_rules import ir
from iiz_rules.diagnostics import Finding
from iiz_rules.verification.reach import can_be_met


def unborne(program: ir.Program) -> list[Finding]:
    """Warn of duties that some case owes and nobody in it; where such a case was found."""
    return [
        Finding("no-bearer", one.at, {"duty": one.id}, "warning")
        for one in program.rules.values()
        if one.kind == "duty" and all(holder.node for holder in one.holders)
        if can_be_met(program, _nobody(one))
    ]


def _nobody(rule: ir.Rule) -> ir.Node:
    return ir.All((rule.node, *(ir.Not(one.node) for one in rule.holders if one.node)))
