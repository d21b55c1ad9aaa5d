"""What two policies answer differently, as an object: its changes, and what it says of them."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from iiz_rules.findings.errors import known_language
from iiz_rules.policy import Policy
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.difference.elsewhere import (
    OtherReading,
    ReadingChange,
    other_readings,
)
from iiz_rules.verification.prover import Budget
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Language


@frozen
class Difference:
    """All that two policies answer differently; what is not named is proved to stay the same.

    But for what is `unasked`: of that nothing is proved.
    """

    sides: tuple[Side, Side]
    changes: tuple[AnswerChange, ...]
    unasked: Mapping[str, int] = field(default_factory=dict)
    """what the work that was allowed did not suffice for, of how many rules or ways"""
    other_readings: tuple[OtherReading, ...] = ()
    """the options not in force under which more changes, and those that are gone or new"""

    @property
    def same(self) -> bool:
        """Whether it is proved that nothing changes."""
        return not self.changes and not self.unasked

    def to_dict(self) -> dict[str, Any]:
        """The changes as JSON-ready data."""
        from iiz_rules.render.data.difference import changes_data

        return {
            "format": 1,
            "changes": changes_data(self.changes),
            "unasked": dict(self.unasked),
            "other_readings": self._readings("otherwise"),
            "changes_under": [
                {
                    "interpretation": reading.interpretation,
                    "option": reading.option,
                    "changes": list(reading.changes),
                    "settled": reading.settled,
                }
                for reading in self.other_readings
                if reading.kind == "otherwise"
            ],
            "dropped_readings": self._readings("dropped"),
            "new_readings": self._readings("new"),
        }

    def _readings(self, kind: ReadingChange) -> list[list[str]]:
        named = (one for one in self.other_readings if one.kind == kind)
        return [[one.interpretation, one.option] for one in named]

    def explain(self, language: Language = "de") -> str:
        """The changes in German, French or English, as plain text."""
        from iiz_rules.render.text.difference import changes_text
        from iiz_rules.render.text.layout import Paper

        return changes_text(self, Paper(known_language(language)))

    def to_html(self, language: Language = "de") -> str:
        """The changes as one page for a commission."""
        from iiz_rules.render.html.difference import changes_page

        return changes_page(self, known_language(language))

    def to_markdown(self, language: Language = "de") -> str:
        """The changes as a comment for a pull request."""
        from iiz_rules.render.text.markdown import changes_markdown

        return changes_markdown(self, known_language(language))

    def __repr__(self) -> str:
        first, second = (one.program.edition for one in self.sides)
        return f"<Difference from {first} to {second}: {len(self.changes)} changes>"


def compared(before: Policy, after: Policy, budget: Budget | None = None) -> Difference:
    """Compare two policies in all cases, with the `budget` of a minute where none is given.

    UsageError where the solver is not installed.
    """
    sides = Side(before.program, before.options), Side(after.program, after.options)
    budget = budget or Budget()
    changes = tuple(difference(*sides, budget))
    unasked = dict(budget.unasked)
    return Difference(sides, changes, unasked, other_readings(*sides, changes, budget))
