"""What changes between two policies, as data."""

from collections.abc import Iterable
from typing import Any

from iiz_rules.language.values import plain_value
from iiz_rules.verification.difference.changes import AnswerChange


def changes_data(changes: Iterable[AnswerChange]) -> list[dict[str, Any]]:
    """Each change with the case that shows it, where one does."""
    return [
        {
            "kind": change.kind,
            "name": change.name,
            "before": change.before,
            "after": change.after,
            "date": change.case.on.isoformat() if change.case else None,
            "facts": (
                {name: plain_value(value) for name, value in sorted(change.case.facts.items())}
                if change.case
                else None
            ),
            "criterion": change.criterion.id if change.criterion else None,
            "places": [str(place) for place in change.places],
        }
        for change in changes
    ]
