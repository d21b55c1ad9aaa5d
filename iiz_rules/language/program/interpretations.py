"""How the source may be read: interpretations, and values that depend on one."""

from collections.abc import Mapping

from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text


@frozen
class Interpretation:
    """An interpretation as the program reads it."""

    id: str
    label: Text
    question: Text
    options: Mapping[str, Text]
    default: str
    clauses: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Interpretation {self.id}: one of {len(self.options)} options>"

    def in_force(self, options: Mapping[str, str]) -> str:
        """The option chosen in `options` (by interpretation), or else the default."""
        return options.get(self.id, self.default)


@frozen
class ByInterpretation:
    """A value that depends on an interpretation: one for each option."""

    interpretation: str
    options: Mapping[str, object]
