"""Canonical JSON for hashes and signatures: RFC 8785 (JCS).

Our own sixty lines, because they are all that the standard asks for, and because what is kept for
decades had better not hang on who keeps a library.
"""

import math
import re
from decimal import Decimal
from json.encoder import JSONEncoder
from json.encoder import encode_basestring as _quoted
from typing import Any

SAFE = 2**53 - 1
"""the largest whole number that every JSON reader has exactly; a larger one becomes text"""
_LONG = re.compile("[0-9]{16}")
"""What a number looks like that JSON may not hold exactly."""


def canonical(value: object) -> bytes:
    """Canonical JSON: members sorted, no spaces, numbers as ECMAScript writes them.

    ValueError for what no JSON of this kind can hold: NaN, half a character, a number too large.

    >>> canonical({"b": [1, 2.50, None], "a": "ä"}).decode()
    '{"a":"ä","b":[1,2.5,null]}'
    """
    return _written(value).encode()


def plainly(value: object) -> str:
    """The same of what was made here, by the encoder in C: names are text, numbers are whole.

    Whole numbers that JSON does not hold exactly are written as text.

    >>> plainly({"b": [1, None], "a": "ä"}).encode() == canonical({"b": [1, None], "a": "ä"})
    True
    """
    text = _encoded(value)
    if _LONG.search(text):
        value = portable(value)
        text = _encoded(value)
    if not text.isascii() and max(text) >= "\ud800":  # sorted by UTF-16, not by characters
        return _written(value)
    return text


def portable(value: Any) -> Any:
    """The same data with whole numbers that JSON does not hold exactly as text."""
    match value:
        case dict():
            return {name: portable(inner) for name, inner in value.items()}
        case list():
            return [portable(inner) for inner in value]
        case int() if abs(value) > SAFE:
            return str(value)
    return value


_encoded = JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _written(value: object) -> str:
    match value:
        case str():
            return _quoted(value)
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case dict():
            names = sorted(value, key=_units)
            members = ",".join([f"{_quoted(name)}:{_written(value[name])}" for name in names])
            return f"{{{members}}}"
        case list():
            return f"[{','.join(map(_written, value))}]"
        case int() if abs(value) <= SAFE:
            return str(value)
        case float():
            return _number(value)
    raise ValueError(f"{value!r} is not JSON")


def _units(name: object) -> bytes:
    """The sort key of members: UTF-16, which differs for characters beyond 16 bits."""
    if not isinstance(name, str):
        raise ValueError(f"{name!r} is no name of a member")
    return name.encode("utf-16-be")


def _number(value: float) -> str:
    """A number as ECMAScript writes it: with the fewest digits that identify it."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is not JSON")
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)  # it is finite
    text, point = "".join(map(str, digits)), len(digits) + exponent
    minus = "-" if sign and value else ""
    if not value:
        return "0"
    if len(text) <= point <= 21:
        return minus + text + "0" * (point - len(text))
    if 0 < point <= 21:
        return f"{minus}{text[:point]}.{text[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{text}"
    mantissa = text[0] + (f".{text[1:]}" if text[1:] else "")
    return f"{minus}{mantissa}e{point - 1:+d}"
