"""What was proved about one edition, and what was found instead."""

from collections.abc import Mapping
from dataclasses import field

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.claims import ClaimProof
from iiz_rules.verification.influence import Influence
from iiz_rules.verification.witnessed import WitnessedFinding
from iiz_rules.words.frozen import frozen


@frozen
class Verification:
    """The outcomes of an edition's claims, and the findings of the questions."""

    program: Program
    proofs: tuple[ClaimProof, ...]
    answers: tuple[WitnessedFinding, ...]
    unasked: Mapping[str, int] = field(default_factory=dict)
    """the questions skipped, with the number of subjects; nothing is proved about them"""
    influence: Influence | None = None
    """which facts and readings change which answers, where that was asked"""

    @property
    def found(self) -> tuple[WitnessedFinding, ...]:
        """All findings: broken claims, and what may be unintended."""
        return (*(proof.found for proof in self.proofs if proof.found), *self.answers)

    @property
    def sound(self) -> bool:
        """Whether everything was examined and nothing was found."""
        return not self.unasked and not self.found
