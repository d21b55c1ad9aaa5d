"""Typography: no line break between French punctuation, or numbers, and their words."""

import re

from iiz_rules.words.formats import NBSP
from iiz_rules.words.text import Language

_BEFORE = r" (?=[:;?!»](?:\s|[.,)]|$))"
_TIGHT = r"(?<=[\w)»\]]);(?=\s)"
_COUNTED = r"(?<=\d) (?=[^\W\d])"
_AFTER = r"(?<=«) "


def typeset(text: str, language: Language) -> str:
    r"""Keep French punctuation with its words; idempotent.

    >>> typeset("Âge : 25", "fr")
    'Âge\xa0: 25'
    """
    if language != "fr":
        return text
    apart = re.sub(_TIGHT, " ;", text)
    return re.sub(_AFTER, NBSP, re.sub(_BEFORE, NBSP, apart))


def unbroken(text: str, language: Language) -> str:
    r"""The same for text that is wrapped: numbers stay with their words too.

    >>> unbroken("25 years", "en")
    '25\xa0years'
    """
    return re.sub(_COUNTED, NBSP, typeset(text, language))
