"""Proofs from before, kept by digests of everything that a proof depends on.

Kept is that nothing was found, or what little else has to be known; what is found is found anew.
"""

from typing import Any

from iiz_rules.cache import entries
from iiz_rules.cache.snapshot import entry_key
from iiz_rules.engine.asking.meaning import Meaning
from iiz_rules.language.program.rules import Program


class Remembered:
    """The cached proofs of an edition, and those asked for since."""

    def __init__(self, program: Program) -> None:
        self.key = entry_key(f"proofs {program.edition}", program.canton, ())
        kept = entries.read(self.key)
        self.proved: dict[str, Any] = kept if isinstance(kept, dict) else {}
        """what is known of each proof, by its digest"""
        self.asked: dict[str, Any] = {}
        self.meaning = Meaning(program)

    def proof(self, *hangs_on: object) -> str:
        """The digest of a proof; it is proved where it is among those `proved`."""
        digest = self.meaning.digest(*hangs_on)
        self.asked[digest] = self.proved.get(digest)
        return digest

    def knows(self, proof: str, known: Any) -> None:
        """Keep further plain values with a proof."""
        self.asked[proof] = known

    def found(self, proof: str) -> None:
        """Mark a proof as failed."""
        self.asked.pop(proof, None)

    def keep(self) -> None:
        """Write the proofs that were asked for and hold, dropping all others."""
        if self.asked != self.proved:
            entries.write(self.key, self.asked)
