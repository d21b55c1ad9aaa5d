"""The small faults in a canton's rules that would go unnoticed, as data."""

from typing import Any

from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import plain_value
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.mutants import clauses_of, sentence
from iiz_rules.verification.mutants.mutating import Mutation
from iiz_rules.verification.mutants.survivors import Survivor
from iiz_rules.words.text import Language


def mutation_data(mutation: Mutation, language: Language) -> dict[str, Any]:
    """The share that is found, and each fault that is not, with the case that would find it."""
    program, share = mutation.program, mutation.percent
    return {
        "canton": program.canton,
        "edition": program.edition,
        "found": mutation.found,
        "counted": mutation.counted,
        "same": mutation.same,
        "percent": None if mutation.untried or share is None else round(share, 1),
        "untried": dict(mutation.untried),
        "survivors": [_survivor(program, one, language) for one in mutation.survivors],
    }


def _survivor(program: Program, survivor: Survivor, language: Language) -> dict[str, Any]:
    mutant, telling = survivor.mutant, survivor.telling
    place = mutant.at
    data: dict[str, Any] = {
        "file": place.source.name,
        "line": place.line or None,
        "column": place.column or None,
        "about": mutant.about,
        "kind": mutant.kind,
        "message": sentence(program, mutant, Paper(language)),
        "clauses": clauses_of(program, mutant),
        "case": None,
    }
    if telling:
        facts = sorted(telling.case.facts.items())
        data["case"] = {
            "date": telling.case.on.isoformat(),
            "facts": {name: plain_value(value) for name, value in facts},
            "interpretations": dict(telling.case.options),
            "part": telling.part,
            "today": telling.today,
            "with_fault": telling.faulty,
        }
    return data
