"""A text that people read: in the product's own languages, and in others that a canton adds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from iiz_rules.words.frozen import frozen

Language = Literal["de", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "fr", "en")
MAIN = "de"
"""the language of a text that names none, unless the canton says otherwise"""


LONGEST_LINE = 200
"""characters of an object's repr, at most"""


def brief(text: str) -> str:
    """Cut a repr to one line of bounded length.

    >>> brief("<a   b>"), len(brief("x" * 1_000))
    ('<a b>', 200)
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


@frozen
class Text:
    """One text in the product's own three languages, and in further ones.

    >>> Text(de="ja", fr="oui", en="yes")["fr"]
    'oui'
    >>> Text.of({"fr": "oui", "it": "sì"})["en"]
    'oui'
    """

    de: str
    fr: str
    en: str
    others: tuple[tuple[str, str], ...] = ()
    """further languages, each with the text"""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Text":
        """A text as a canton wrote it; the first language stands in for missing ones."""
        instead = next(iter(texts.values()), "")
        de, fr, en = (texts.get(language, instead) for language in LANGUAGES)
        others = ((language, text) for language, text in texts.items() if language not in LANGUAGES)
        return cls(de, fr, en, tuple(others))

    @property
    def by_language(self) -> dict[str, str]:
        """The text in each language it has."""
        if not self.others:
            return {"de": self.de, "fr": self.fr, "en": self.en}
        return {**{language: self[language] for language in LANGUAGES}, **dict(self.others)}

    def map(self, write: Callable[[str, str], str]) -> "Text":
        """A text made from this one, language by language: `write` gets language and text."""
        de, fr, en = (write(language, self[language]) for language in LANGUAGES)
        others = tuple((language, write(language, text)) for language, text in self.others)
        return Text(de, fr, en, others)

    @classmethod
    def listed(cls, texts: Sequence["Text"]) -> "Text":
        """Several texts as one, language by language, with commas between them.

        >>> Text.listed([Text("ja", "oui", "yes"), Text("nein", "non", "no")])["fr"]
        'oui, non'
        """
        de, fr, en = (", ".join(text[language] for text in texts) for language in LANGUAGES)
        return cls(de, fr, en)

    def __getitem__(self, language: str) -> str:
        """The text in `language`, or else in German."""
        own = language if language in LANGUAGES else "de"
        text: str = dict(self.others).get(language) or getattr(self, own)
        return text

    def __repr__(self) -> str:
        return brief(f"<Text {self.de!r}>")
