"""What was proved of one edition, and what was found instead."""

from collections.abc import Mapping
from dataclasses import field

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.claims import ClaimProof
from iiz_rules.verification.witnessed import WitnessedFinding
from iiz_rules.words.frozen import frozen


@frozen
class Verification:
    """The claims of an edition with what came of them, and what the questions found."""

    program: Program
    proofs: tuple[ClaimProof, ...]
    answers: tuple[WitnessedFinding, ...]
    unasked: Mapping[str, int] = field(default_factory=dict)
    """the questions that were not gone into, of how many subjects: nothing is proved of them"""

    @property
    def found(self) -> tuple[WitnessedFinding, ...]:
        """Everything that does not hold or may not be meant."""
        return (*(proof.found for proof in self.proofs if proof.found), *self.answers)

    @property
    def sound(self) -> bool:
        """Whether all was gone into, and there is nothing of it."""
        return not self.unasked and not self.found
