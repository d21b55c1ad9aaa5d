"""Reading a cell as the value of a fact, by the same checks as the values of a single case.

What people type is first brought to the form of a case: `ja`, `1'500.00`, `31.12.2026`, a label in
place of its code. Nothing is coerced: what is then no value of the fact is a `Problem`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.text.characters import composed
from iiz_rules.language.values import DAY, FALSE, LARGEST, TRUE, Problem, Value, read_value
from iiz_rules.tables.plain import is_day
from iiz_rules.tables.source import Cell, NoValue

APART = re.compile("['’\\s\u00a0\u202f]")
GROUPED = f"[0-9]{{1,3}}(?:{APART.pattern}[0-9]{{3}})+|[0-9]{{1,18}}"
SIGN = "([-\u2212]?)"
NUMBER = re.compile(f"{SIGN}({GROUPED})")
ON_A_DAY = re.compile(DAY)
AMOUNT = re.compile(
    f"(?:CHF|Fr\\.)?\\s*{SIGN}({GROUPED})(?:([.,])(?:([0-9]{{2}})|[–—-])|(\\.)([0-9]))?\\s*(?:CHF)?"
)
MOMENT = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00:00")
"""matches a day that a program wrote as a moment"""
LONGEST_NUMBER = 64
RAPPEN = Decimal("0.01")
UNKNOWN = (
    *("", "?", "offen", "ouvert", "open", "unbekannt", "inconnu", "unknown"),
    *("en suspens", "nicht bekannt", "pas connu", "not known"),
)
"""What a cell says of what is not known: also what our own answers call it."""
EMPTY_SET = "[]"

Words = Mapping[str, str]
"""the codes of a fact by what may stand for them"""
Read = Value | Problem | None
"""a value, what is wrong with the cell, or None if not known"""


def reader(fact: Fact) -> Callable[[Cell], Read]:
    """The reader of a fact's cells; a label in any language may stand for its code."""
    domain, typed = fact.domain, _TYPED[fact.domain.type]
    words = _codes_by_label(fact) | {code: code for code in (*domain.codes, *fact.names)}

    def read(cell: Cell) -> Read:
        if isinstance(cell, NoValue):
            return Problem(cell.code)
        known = cell.strip() if isinstance(cell, str) else cell
        if isinstance(known, str) and known.casefold() in UNKNOWN and known not in words:
            return None
        value = None if known is None else typed(known, words)
        if domain.day and not isinstance(value, bool):
            value = _date(value, words)
        return None if value is None else read_value(value, domain)

    return read


def _codes_by_label(fact: Fact) -> dict[str, str]:
    """The code of each label; an ambiguous label stands for none."""
    codes: dict[str, set[str]] = {}
    for code, label in {**fact.codes, **fact.names}.items():
        for word in label.by_language.values():
            codes.setdefault(composed(word), set()).add(code)
    return {word: code for word, (code, *others) in codes.items() if not others}


def _bool(cell: Cell, _: Words) -> Any:
    word = cell.lower() if isinstance(cell, str) else cell
    if word in TRUE:
        return True
    return False if word in FALSE else cell


def _int(cell: Cell, _: Words) -> Any:
    if isinstance(cell, str):
        number = NUMBER.fullmatch(cell) if len(cell) <= LONGEST_NUMBER else None
        if number is None:
            return cell
        size = int(APART.sub("", number[2]))
        return -size if number[1] else size
    return whole(cell)


def whole(value: Any) -> Any:
    """A number without fraction as a whole one, whatever its type; else as it is."""
    if isinstance(value, Decimal):
        fits = value.is_finite() and abs(value) <= LARGEST
        return int(value) if fits and value == int(value) else value
    if isinstance(value, float):
        return int(value) if abs(value) <= LARGEST and value.is_integer() else value
    return value


def _chf(cell: Cell, _: Words) -> Any:
    if isinstance(cell, (float, Decimal)):
        return _decimal(cell)
    if not isinstance(cell, str):
        return cell
    amount = AMOUNT.fullmatch(cell) if len(cell) <= LONGEST_NUMBER else None
    if amount is None:
        return cell
    sign, francs, hundredths, tenths = (amount[part] or "" for part in (1, 2, 4, 6))
    return f"{'-' if sign else ''}{APART.sub('', francs)}.{hundredths or tenths or '0'}"


def _decimal(value: float | Decimal) -> Any:
    """An amount with the digits it is written with, but without noughts after two places."""
    amount = Decimal(repr(value)) if isinstance(value, float) else value
    if not amount.is_finite() or abs(amount.adjusted()) > 20:
        return str(value)
    rounded = amount.quantize(RAPPEN)
    return rounded if rounded == amount else amount


def _date(cell: Cell, _: Words) -> Any:
    if isinstance(cell, datetime):
        return cell.date() if is_day(cell) else cell
    return plain_day(cell) if isinstance(cell, str) else cell


def plain_day(text: str) -> str:
    """A day in the form of a case; a text that is none is left as it is.

    >>> plain_day("31.12.2026"), plain_day("2026-12-31 00:00:00"), plain_day("31.12.26")
    ('2026-12-31', '2026-12-31', '31.12.26')
    """
    if day := ON_A_DAY.fullmatch(text):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    moment = MOMENT.fullmatch(text)
    return moment[1] if moment else text


def _text(cell: Cell, _: Words) -> Any:
    """A number stands for its digits as text: spreadsheets turn texts into numbers."""
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return str(whole(cell))
    return cell


def _code(cell: Cell, words: Words) -> Any:
    text = _text(cell, words)
    return words.get(composed(text), text) if isinstance(text, str) else text


def _codes(cell: Cell, words: Words) -> Any:
    text = _text(cell, words)
    if text == EMPTY_SET:
        return ()
    parts = text.split("|") if isinstance(text, str) else text
    if not isinstance(parts, (list, tuple)):
        return parts
    return tuple(
        words.get(composed(part.strip()), part.strip()) if isinstance(part, str) else part
        for part in parts
    )


_TYPED: dict[str, Callable[[Cell, Words], Any]] = {
    "bool": _bool,
    "judgement": _bool,
    "int": _int,
    "chf": _chf,
    "date": _date,
    "text": _code,
    "ahv": _text,
    "commune": _int,
    "code": _code,
    "codes": _codes,
}
