"""Names in messages: how they are shown, and which one was probably meant."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from unicodedata import category

from iiz_rules.findings.finding import Finding, Place

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


def near(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word that was probably meant; empty if none is similar enough.

    >>> near("person.residence.kanton", ["person.residence.canton", "person.age"])
    'person.residence.canton'
    """
    word, by_case = str(word), {name.casefold(): name for name in known}
    if not by_case or len(word) > LONGEST_COMPARED or len(by_case) > MOST_COMPARED:
        return ""
    from difflib import get_close_matches

    found = get_close_matches(word.casefold(), list(by_case), n=1, cutoff=alike)
    return by_case[found[0]] if found else ""


def unknown_name(
    code: str, place: Place, known: Collection[str], *, listed: bool = False, **words: str
) -> Finding:
    """A finding about an unknown name; `listed` lists the known ones in it.

    The first of the words is the name, under the word that the finding's message uses.

    >>> from iiz_rules.findings.finding import Source
    >>> unknown_name("unknown-actor", Place(Source("case")), ["rav", "iv"], actor="raf").words
    {'actor': 'raf', 'near': 'rav'}
    """
    key, name = next(iter(words.items()))
    words[key], words["near"] = shown(name), near(name, known) if known else ""
    if listed:
        words["known"] = ", ".join(known)
    return Finding(code, place, words)
