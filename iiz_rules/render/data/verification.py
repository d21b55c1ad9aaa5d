"""What was proved, as data."""

from typing import Any

from iiz_rules.findings.registry import data as finding_data
from iiz_rules.language.values import plain_value
from iiz_rules.verification.verified import Verification
from iiz_rules.verification.witnessed import WitnessedFinding
from iiz_rules.words.text import Language


def verified_data(verified: Verification, language: Language) -> dict[str, Any]:
    """The claims with where they hold, and what was found with the case that shows it.

    An `empty` claim is about no case that there can be. One that was neither proved nor refuted
    holds `null`; `unasked` are the questions that were not gone into, of how many subjects.
    `influence` is there where it was asked for: rules by fact and by reading.
    """
    program = verified.program
    claims = [
        {
            "id": proof.claim.id,
            "says": proof.claim.says[language],
            "holds": proof.holds if proof.settled else None,
            "readings": proof.claim.readings,
            "broken_by": proof.breaking,
            "empty": proof.empty,
        }
        for proof in verified.proofs
    ]
    results = [found_data(one, language) for one in verified.found]
    influence = verified.influence
    data = {
        "canton": program.canton,
        "edition": program.edition,
        "proved": verified.sound,
        "claims": claims,
        "found": results,
        "unasked": dict(verified.unasked),
    }
    if influence:
        data["influence"] = {"facts": dict(influence.facts), "readings": dict(influence.readings)}
    return data


def found_data(result: WitnessedFinding, language: Language) -> dict[str, Any]:
    """A finding with its case."""
    data = finding_data(result.finding, language)
    data["clauses"] = list(result.clauses)
    if result.witness is None:
        return data
    case, changes = result.witness.case, result.witness.changes
    data["case"] = {
        "date": case.on.isoformat(),
        "facts": {name: plain_value(value) for name, value in sorted(case.facts.items())},
        "interpretations": dict(case.options),
        "changes": {name: plain_value(value) for name, value in sorted(changes.items())},
        "answers": {told.name: str(told.truth) for told in result.witness.told},
    }
    return data
