"""Is there always somebody? A duty that can be owed while none of its bearers applies."""

from iiz_rules.engine.asking.reach import can_be_met
from iiz_rules.findings.finding import Finding
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program, Rule


def unborne(program: Program) -> list[Finding]:
    """Warn of duties that some case owes and nobody in it; where such a case was found."""
    return [
        Finding("no-bearer", duty.at, {"duty": duty.id}, "warning")
        for duty in program.rules.values()
        if duty.kind == "duty" and all(holder.node for holder in duty.holders)
        if can_be_met(program, _nobody(duty))
    ]


def _nobody(rule: Rule) -> conditions.Condition:
    return conditions.All(
        (rule.node, *(conditions.Not(one.node) for one in rule.holders if one.node))
    )
