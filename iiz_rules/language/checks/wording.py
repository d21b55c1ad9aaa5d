"""Wording of the checks: types, and the name that was probably meant."""

from collections.abc import Collection

from iiz_rules.findings.names import near
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

MOST_NAMES = 500  # comparing a mistyped word with many more names would take seconds


def type_words(type: str) -> Text:
    """What a fact of a type is called."""
    return text(f"findings.type.{type}")


def suggest(word: str, known: Collection[str]) -> str:
    """The known name that was probably meant; none where there are too many to compare."""
    return near(word, known) if len(known) <= MOST_NAMES else ""
