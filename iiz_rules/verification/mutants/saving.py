"""A case that would find a fault, as a case file: its answer today, for a person to judge."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.values import plain_value
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.mutants.survivors import Survivor, Telling
from iiz_rules.verification.saving import Title, nested, tree_text
from iiz_rules.verification.witness import Case


def mutant_case_name(mutant: Mutant) -> str:
    """What the file of the case is called: by the rule, the fault and its line.

    >>> from iiz_rules.findings.finding import Place, Source
    >>> at = Place(Source("eligibility.yaml"), 17, 9)
    >>> mutant_case_name(Mutant("limit", "eligibility", at, {}, lambda: None))
    'finds-eligibility-limit-17-9.yaml'
    """
    about = re.sub(r"[^\w-]+", "-", mutant.about)
    return f"finds-{about}-{mutant.kind}-{mutant.at.line}-{mutant.at.column}.yaml"


def mutant_case_text(program: Program, survivor: Survivor, title: Title) -> str | None:
    """The case with today's answer; None if it cannot be written as a case.

    What is counted of members and staff stands in a case as these people, not as a number.
    """
    telling, mutant = survivor.telling, survivor.mutant
    if telling is None:
        return None
    facts = {name: value for name, value in telling.case.facts.items() if name != ACTOR}
    if any(not program.facts[name].given for name in facts):
        return None
    expected = _expected(program, mutant, telling)
    if expected is None:
        return None
    return asked_text(replace(telling.case, facts=facts), title, f"mutate: {mutant.at}", expected)


def asked_text(
    case: Case, title: Title, remark: str, expected: Mapping[str, Any] | None = None
) -> str:
    """A case as a file, with what is expected of it, if anything is."""
    tree: dict[str, Any] = {"title": title, "date": case.on.isoformat()}
    if case.options:
        tree["interpretations"] = dict(case.options)
    tree["facts"] = nested({name: plain_value(one) for name, one in case.facts.items()}) or None
    return tree_text({**tree, **(expected or {})}, remark)


def _expected(program: Program, mutant: Mutant, telling: Telling) -> dict[str, Any] | None:
    about, actor = mutant.about, telling.case.facts.get(ACTOR)
    if telling.part == "next":
        way = next((way for way, steps in program.ways.items() if about in (way, *steps)), about)
        return {"next": {way: telling.today or "nothing"}}
    if about in program.actions:
        may = {"actor": actor, "action": about, "answer": telling.today}
        return {"may": [may]} if actor else None
    match telling.part:
        case "verdict":
            return {"expect": {about: {"verdict": telling.today}}}
        case "actor":
            who = telling.today.partition(" (")[0] or "nothing"
            return {"expect": {about: {"verdict": "yes", "actor": who}}}
        case "due":
            return {"expect": {about: {"verdict": "yes", "due": telling.today or "nothing"}}}
        case "parts":
            parts = dict(part.split(": ") for part in telling.today.split(", "))
            return {"expect": {about: {"verdict": "yes", "parts": parts}}}
    return None
