"""Names in messages: how they are shown, and which one was probably meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from unicodedata import category

from iiz_rules.findings.finding import Finding, Place

MOST_SUGGESTED = 20
"""unknown names in one place for which a suggestion is looked for"""
LONGEST_COMPARED, MOST_COMPARED = 200, 10_000
"""beyond these no suggestion is looked for, as it would take seconds"""


def shown(raw: Any) -> str:
    """A value as it can stand in a message: one short line.

    >>> shown("a" * 100)[-3:], shown(True), shown(None)
    ('aa…', 'true', 'null')
    """
    if not isinstance(raw, str):
        if raw is None or isinstance(raw, bool):
            return "null" if raw is None else str(raw).lower()
        if isinstance(raw, (Mapping, list, tuple, set, frozenset)):
            return "{…}" if isinstance(raw, Mapping) else "[…]"
    text = printable(str(raw)[:61])
    return text if len(text) <= 60 else f"{text[:60]}…"


def printable(text: str) -> str:
    r"""A text on one line without control characters: line ends and others are shown as signs.

    >>> printable("D-17\n\x1b[2J")
    'D-17↵�[2J'
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def _shown(char: str) -> str:
    if char.isprintable() or category(char) == "Zs":  # a no-break space moves nothing
        return char
    return "↵" if char in "\n\r" else "�"


class Spelt:
    """Known words by their spelling, whatever the case; quick to say which may be like another.

    For many words it is made once, as for ten thousand headings.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.names = {name.casefold(): name for name in known}
        self._places: dict[tuple[str, int], int] = {}
        self._letters: list[tuple[str, int]] = []
        if len(self.names) <= MOST_COMPARED:
            for name in self.names:
                for letter in _numbered(name):
                    self._places.setdefault(letter, len(self._places))
                self._letters.append((name, self._bits(name)))

    def _bits(self, word: str) -> int:
        """A bit for each letter of a word that any known one has, as often as it stands there."""
        places = (self._places.get(letter) for letter in _numbered(word))
        return sum(1 << place for place in places if place is not None)

    def likely(self, word: str, alike: float) -> list[str]:
        """Those that have enough letters in common with a word, in whatever order."""
        if len(word) > LONGEST_COMPARED:
            return []
        bits, length = self._bits(word), len(word)
        return [
            name
            for name, letters in self._letters
            if 2 * (bits & letters).bit_count() >= alike * (length + len(name))
        ]


def _numbered(word: str) -> Iterator[tuple[str, int]]:
    """Each letter of a word, and how often it has stood there before."""
    counts: dict[str, int] = {}
    for letter in word:
        counts[letter] = count = counts.get(letter, -1) + 1
        yield letter, count


def near(word: str, known: Iterable[str] | Spelt, alike: float = 0.6) -> str:
    """The known word that was probably meant; empty if none is similar enough.

    >>> near("person.residence.kanton", ["person.residence.canton", "person.age"])
    'person.residence.canton'
    """
    spelt, word = known if isinstance(known, Spelt) else Spelt(known), str(word).casefold()
    likely = spelt.likely(word, alike)
    if not likely:
        return ""
    from difflib import get_close_matches

    found = get_close_matches(word, likely, n=1, cutoff=alike)
    return spelt.names[found[0]] if found else ""


def unknown_name(
    code: str,
    place: Place,
    known: Collection[str],
    before: int = 0,
    /,
    *,
    listed: bool = False,
    **words: str,
) -> Finding:
    """A finding about an unknown name; `listed` lists the known ones in it.

    `before` is how many names were looked at before: of thousands only the first are searched for.
    The first of the words is the name, under the word that the finding's message uses.

    >>> from iiz_rules.findings.finding import Source
    >>> unknown_name("unknown-actor", Place(Source("case")), ["rav", "iv"], actor="raf").words
    {'actor': 'raf', 'near': 'rav'}
    """
    key, name = next(iter(words.items()))
    words[key], words["near"] = shown(name), near(name, known) if before < MOST_SUGGESTED else ""
    if listed:
        words["known"] = ", ".join(known)
    return Finding(code, place, words)
