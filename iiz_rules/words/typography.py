"""Typography: French signs, and numbers, that may not be torn from their words."""

import re

from iiz_rules.words.formats import NBSP
from iiz_rules.words.text import Language

_BEFORE = re.compile(r" (?=[:;?!»](?:\s|[.,)]|$))")
_TIGHT = re.compile(r"(?<=[\w)»]);(?=\s)")
_COUNTED = re.compile(r"(?<=\d) (?=[^\W\d])")
_AFTER = re.compile(r"(?<=«) ")


def typeset(text: str, language: Language) -> str:
    r"""Keep French signs with their words; once done, doing it again changes nothing.

    >>> typeset("Âge : 25", "fr")
    'Âge\xa0: 25'
    """
    if language != "fr":
        return text
    return _AFTER.sub(NBSP, _BEFORE.sub(NBSP, _TIGHT.sub(" ;", text)))


def unbroken(text: str, language: Language) -> str:
    r"""The same where lines are broken: numbers stay with their words too.

    >>> unbroken("25 years", "en")
    '25\xa0years'
    """
    return _COUNTED.sub(NBSP, typeset(text, language))
