"""What passes the gate, in words; and a declaration of what nobody has declared yet."""

from datetime import date
from itertools import groupby

from iiz_rules.findings.registry import message
from iiz_rules.render.text.difference import elsewhere_words
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.markdown import changes_markdown, plain
from iiz_rules.verification.gate.gate import ChangeGate
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

OF_CHANGES = ("undeclared-effect", "effect-missing", "effect-announced", "effect-not-proved")
"""Findings about what changes; others are about a declaration that is there and has faults."""


def summary(gate: ChangeGate, paper: Paper) -> str:
    """How much is declared and happens, whether the change passes, what was not looked at."""
    said = [_passing(gate, paper), *elsewhere_words(gate.difference, paper)]
    lines = paper.lines(" ".join(said))
    if gate.undeclared and all(one.code in OF_CHANGES for one in gate.findings):
        lines += paper.lines(paper.say("verification.gate.how"))
    return "\n".join(lines)


def _passing(gate: ChangeGate, paper: Paper) -> str:
    declared = {(one.rule, one.direction) for one in gate.declared}  # some name one twice
    words = {"n": len(declared), "undeclared": len(gate.undeclared)}
    return paper.say(f"verification.gate.{'passed' if gate.passed else 'stopped'}", **words)


def gate_markdown(gate: ChangeGate, language: Language) -> str:
    """The comment for a pull request: whether it passes, what is wrong, what changes."""
    lines = [f"**{plain(_passing(gate, Paper(language)))}**", ""]
    for finding in gate.findings:
        mark = "❌" if finding.severity == "error" else "⚠️"
        lines.append(f"- {mark} {plain(message(finding, language))} ({plain(str(finding.place))})")
    return "\n".join([*lines, "", changes_markdown(gate.difference, language)])


def draft_text(gate: ChangeGate, on: date, schema: str, language: Language) -> str:
    """A declaration with sentence and ground left to be filled in; until then it is refused."""
    says, decision = (
        f'""  # {say(f"verification.gate.draft.{key}", language)}' for key in ("says", "decision")
    )
    return declaration_text(gate, on, schema, says, decision)


def declaration_text(gate: ChangeGate, on: date, schema: str, says: str, decision: str) -> str:
    """A file for `changes/` that declares what is undeclared; sentence and ground are YAML.

    `schema` is the line by which editors find its schema, if any.
    """
    lines = [schema] if schema else []
    lines += [f"says: {says}", f"from: {on.isoformat()}", f"decision: {decision}", "effects:"]
    ordered = sorted(gate.undeclared, key=lambda effect: effect[1])
    for direction, effects in groupby(ordered, key=lambda effect: effect[1]):
        rules = ", ".join(rule for rule, _ in effects)
        lines.append(f"  - {{rules: [{rules}], direction: {direction}}}")
    return "\n".join([*lines, ""])
