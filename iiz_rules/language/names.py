"""A name that nothing bears: which finding says so, and which name was probably meant."""

from collections.abc import Collection

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.values import near, shown


def unknown_name(
    code: str, place: Place, known: Collection[str], *, listed: bool = False, **words: str
) -> Finding:
    """Report a name that is none of the known ones; `listed` lets the finding name them all.

    The first of the words is the name, under the word that the finding's message uses.

    >>> from iiz_rules.findings.finding import Source
    >>> unknown_name("unknown-actor", Place(Source("case")), ["rav", "iv"], actor="raf").words
    {'actor': 'raf', 'near': 'rav'}
    """
    key, name = next(iter(words.items()))
    words = {**words, key: shown(name), "near": near(name, known)}
    return Finding(code, place, words | {"known": ", ".join(known)} if listed else words)
