"""A text that people read, in the languages of the project."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "fr", "en")


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
        """Give the text in `language`."""
        text: str = getattr(self, language)
        return text
