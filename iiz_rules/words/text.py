"""A text that people read, in the languages of the project."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "fr", "en")


LONGEST_LINE = 200
"""signs that an object shows of itself, at most"""


def brief(text: str) -> str:
    """Cut what an object shows of itself to one line of bounded length.

    >>> brief("<a   b>"), len(brief("x" * 1_000))
    ('<a b>', 200)
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


@dataclass(frozen=True)
class Text:
    """One text in the project's three languages.

    >>> Text(de="ja", fr="oui", en="yes")["fr"]
    'oui'
    """

    de: str
    fr: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """The text in `language`."""
        text: str = getattr(self, language)
        return text

    def __repr__(self) -> str:
        return brief(f"<Text {self.de!r}>")
