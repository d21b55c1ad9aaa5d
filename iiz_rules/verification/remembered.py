"""What was proved before and need not be again: kept by digests of all that a proof hangs on.

Kept is that nothing was found, or what little else has to be known; what is found is found anew.
"""

from typing import Any

from iiz_rules.cache import entries
from iiz_rules.cache.snapshot import entry_key
from iiz_rules.engine.asking.meaning import Meaning
from iiz_rules.language.program.rules import Program


class Remembered:
    """The proofs of an edition that are in the cache, and those that were asked for since."""

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
        """Say what else has to be known of a proof: plain values."""
        self.asked[proof] = known

    def found(self, proof: str) -> None:
        """Say of a proof that it is none."""
        self.asked.pop(proof, None)

    def keep(self) -> None:
        """Keep what was asked and holds, and nothing that is no longer asked."""
        if self.asked != self.proved:
            entries.write(self.key, self.asked)
