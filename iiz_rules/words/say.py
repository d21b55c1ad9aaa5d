"""What people read, by key and language.

The texts stand in the YAML files beside this module, a file for each room of the house, the three
languages side by side. A key begins with the name of its file. `scripts/words` compiles each file
into JSON, which is read when a text of that room is first needed.
"""

import json
import os
from functools import cache

from iiz_rules.words.text import LANGUAGES, Language, Text
from iiz_rules.words.typography import typeset


@cache
def texts(room: str) -> dict[str, dict[str, str]]:
    """The texts of a room, by key and language."""
    with open(f"{os.path.dirname(__file__)}/{room}.json", "rb") as file:
        room_texts: dict[str, dict[str, str]] = json.load(file)
    return room_texts


def say(key: str, language: Language, /, **gaps: object) -> str:
    """A text with its gaps filled; KeyError for an unknown key.

    >>> say("flow.due", "fr", day="31.03.2024")
    "à faire jusqu'au 31.03.2024"
    """
    return texts(key.partition(".")[0])[key][language].format_map(gaps)


def text(key: str, /, **gaps: object) -> Text:
    """A text in all languages, for use before the reader is known.

    >>> text("findings.value.bool")["de"]
    'true oder false'
    """
    languages = texts(key.partition(".")[0])[key]
    de, fr, en = (languages[language].format_map(gaps) for language in LANGUAGES)
    return Text(de, fr, en)


def plural(key: str, n: int, language: Language) -> str:
    """The text for one or for many.

    >>> plural("answers.unit.M", 3, "de"), plural("answers.unit.M", 1, "de")
    ('3 Monate', '1 Monat')
    """
    return say(f"{key}.one" if n == 1 else f"{key}.many", language, n=n)


def printed(key: str, language: Language, /, **gaps: object) -> str:
    r"""A text for output without line breaks: French punctuation stays with its word.

    >>> printed("funding.pays", "fr", part="500.00 CHF")
    'Paie\xa0: 500.00 CHF.'
    """
    return typeset(say(key, language, **gaps), language)
