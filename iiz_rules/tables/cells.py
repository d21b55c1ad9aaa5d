"""A cell read as the value of a fact, by the door that the values of a single case go through.

What people type is brought to the form that a case has: `ja`, `1'500.00`, `31.12.2026`, a label in
place of its code. Nothing is coerced: what is then no value of the fact is a `Problem`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import LARGEST, Problem, Value, read_value
from iiz_rules.tables.source import Cell, NoValue

APART = re.compile("['’\\s\u00a0\u202f]")
GROUPED = f"[0-9]{{1,3}}(?:{APART.pattern}[0-9]{{3}})+|[0-9]{{1,18}}"
NUMBER = re.compile(f"(-?)({GROUPED})")
AMOUNT = re.compile(
    f"(?:CHF|Fr\\.)?\\s*(-?)({GROUPED})(?:([.,])(?:([0-9]{{2}})|[–—-])|(\\.)([0-9]))?\\s*(?:CHF)?"
)
DAY = re.compile("([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})")
MOMENT = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00:00")
"""How programs write a day that they keep as a moment."""
LONGEST_NUMBER = 64
TRUE = ("true", "ja", "oui", "yes", "wahr", "vrai", "j", "o", "y")
FALSE = ("false", "nein", "non", "no", "falsch", "faux", "n")
UNKNOWN = ("", "?", "offen", "ouvert", "open", "unbekannt", "inconnu")
EMPTY_SET = "[]"

Read = Value | Problem | None
"""A value, what is wrong with the cell, or None: not known."""


def reader(fact: Fact) -> Callable[[Cell], Read]:
    """What reads the cells of a fact."""
    domain, words = fact.domain, spellings(fact)
    typed = _SPELLED[domain.type]

    def read(cell: Cell) -> Read:
        if isinstance(cell, NoValue):
            return Problem(cell.code)
        raw = typed(cell, words)
        return None if raw is None else read_value(raw, domain)

    return read


def spellings(fact: Fact) -> dict[str, str]:
    """What may stand for a code: itself, or its label in one of the languages."""
    labels = {
        label: code for code, text in fact.codes.items() for label in (text.de, text.fr, text.en)
    }
    return labels | {code: code for code in fact.domain.codes}


def known_text(cell: Cell, words: Mapping[str, str]) -> Cell:
    """Strip a text; None where it says that something is not known, unless the list has it."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    return None if text.casefold() in UNKNOWN and text not in words else text


def _bool(cell: Cell, words: Mapping[str, str]) -> Any:
    text = known_text(cell, words)
    word = text.lower() if isinstance(text, str) else text
    if word in TRUE:
        return True
    return False if word in FALSE else text


def _int(cell: Cell, words: Mapping[str, str]) -> Any:
    text = known_text(cell, words)
    if isinstance(text, str):
        number = NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
        return int(number[1] + APART.sub("", number[2])) if number else text
    return whole(text)


def whole(value: Any) -> Any:
    """A number without fraction as a whole one, whatever its type; else as it is."""
    if isinstance(value, Decimal):
        fits = value.is_finite() and abs(value) <= LARGEST
        return int(value) if fits and value == int(value) else value
    if isinstance(value, float):
        return int(value) if abs(value) <= LARGEST and value.is_integer() else value
    return value


def _chf(cell: Cell, words: Mapping[str, str]) -> Any:
    text = known_text(cell, words)
    if isinstance(text, (float, Decimal)):
        return _decimal(text)
    if not isinstance(text, str):
        return text
    amount = AMOUNT.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if amount is None:
        return text
    sign, francs, _, hundredths, _, tenths = amount.groups(default="")
    return f"{sign}{APART.sub('', francs)}.{hundredths or tenths or '0'}"


def _decimal(value: float | Decimal) -> Any:
    """An amount with the digits it is written with, but without noughts after two places."""
    amount = Decimal(repr(value)) if isinstance(value, float) else value
    if not amount.is_finite() or abs(amount.adjusted()) > 20:
        return str(value)
    rappen = amount * 100
    return (rappen.quantize(Decimal(1)) / 100) if rappen == rappen.to_integral_value() else amount


def _date(cell: Cell, words: Mapping[str, str]) -> Any:
    text = known_text(cell, words)
    if isinstance(text, datetime):
        midnight = text.time() == time() and text.tzinfo is None
        return text.date() if midnight else text
    if not isinstance(text, str):
        return text
    if day := DAY.fullmatch(text):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    moment = MOMENT.fullmatch(text)
    return moment[1] if moment else text


def _text(cell: Cell, words: Mapping[str, str]) -> Any:
    """A number stands for the text that it is written with: spreadsheets make numbers of texts."""
    text = known_text(cell, words)
    if isinstance(text, (int, float, Decimal)) and not isinstance(text, bool):
        return str(whole(text))
    return text


def _code(cell: Cell, words: Mapping[str, str]) -> Any:
    text = _text(cell, words)
    return words.get(text, text) if isinstance(text, str) else text


def _codes(cell: Cell, words: Mapping[str, str]) -> Any:
    text = _text(cell, words)
    if text == EMPTY_SET:
        return ()
    parts = text.split("|") if isinstance(text, str) else text
    if not isinstance(parts, (list, tuple)):
        return parts
    return tuple(words.get(part.strip(), part) if isinstance(part, str) else part for part in parts)


_SPELLED: dict[str, Callable[[Cell, Mapping[str, str]], Any]] = {
    "bool": _bool,
    "judgement": _bool,
    "int": _int,
    "chf": _chf,
    "date": _date,
    "text": _text,
    "code": _code,
    "codes": _codes,
}
