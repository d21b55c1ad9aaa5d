r"""The meaning of unquoted values: the core rules of YAML 1.2, and their exceptions.

Accepted, as YAML 1.2 and 1.1 agree on it: `true`, `True`, `TRUE` and the same for false; nothing,
`~`, `null`, `Null`, `NULL` for "not known"; whole numbers such as `-12`. Numbers with a fraction
or an exponent, dates and times of day with a date stay text exactly as written, since 831.20 is
not 831.2, and the model knows better what a date is.

Refused are spellings that two readers take for two things, each with the spelling that is clear:

* `yes no on off` in any case: truth values in YAML 1.1, text in 1.2; `NO` is also Norway. (No
  reader in use takes `y` and `n` for truth values, so they are text; `n` is a key of conditions.)
* `tRUE`, `nULL`: text by the rules, but not for any human reader.
* `010`, `0261`: 8 and 177 in YAML 1.1, 10 and 261 in 1.2; as a code it is neither.
* `0x1F`, `0o17`, `0b11`, `1_000`, `12:30` (750 in YAML 1.1), `.nan`, `.inf`, `=`.
* `+5`: 5 by the rules; but `+41791234567` is no number, and the sign would be lost.

>>> resolve("831.20"), resolve("-12"), resolve("True"), resolve("")
(('831.20', ''), (-12, ''), (True, ''), (None, ''))
>>> resolve("NO"), resolve("12:30")
(('NO', 'ambiguous-value'), ('12:30', 'ambiguous-value'))
"""

import re
from functools import lru_cache

from iiz_rules.language.text.document import LIMITS

Scalar = None | bool | int | str
Resolved = tuple[Scalar, str]

_CLEAR: dict[str, Scalar] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_CLEAR |= dict.fromkeys(("true", "True", "TRUE"), True)
_CLEAR |= dict.fromkeys(("false", "False", "FALSE"), False)
_UNCLEAR = frozenset(["yes", "no", "on", "off", "true", "false", "null", "=", "<<"])
_LONGEST_WORD = 5

_WHOLE = re.compile("-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?")
_UNCLEAR_NUMBER = re.compile(
    r"""[-+]?0[0-9_]+                                 # octal once, decimal now
      | \+[0-9]+                                      # a number that loses its sign
      | [-+]?0[xob][0-9a-fA-F_]+                      # to other bases
      | [-+]?[0-9][0-9]*_[0-9_]*(?:\.[0-9_]*)?        # with underscores
      | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?  # to base sixty, in fact times of day
      | [-+]?\.inf | \.nan                            # not numbers""",
    re.VERBOSE | re.IGNORECASE,
)
_CACHED = 64


def resolve(text: str) -> Resolved:
    """The value of a plain scalar and the code of what is wrong with its spelling, or ''.

    >>> resolve("1" * 19)[1], resolve("1e400")[1], resolve("2025-02-30")
    ('number-too-long', 'number-too-long', ('2025-02-30', ''))
    """
    return _short(text) if len(text) <= _CACHED else _resolve(text)


def _resolve(text: str) -> Resolved:
    if len(text) <= _LONGEST_WORD:
        if text in _CLEAR:
            return _CLEAR[text], ""
        if text.lower() in _UNCLEAR:
            return text, "ambiguous-value"
    return _number(text) if text[0] in "+-.0123456789" else (text, "")


_short = lru_cache(maxsize=4096)(_resolve)  # the same few words stand on every line of a policy


def _number(text: str) -> Resolved:
    if _UNCLEAR_NUMBER.fullmatch(text):
        return text, "ambiguous-value"
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None:
        return text, ""
    if digits(text) > LIMITS.digits:
        return text, "number-too-long"
    return (int(text), "") if _WHOLE.fullmatch(text) else (text, "")


def digits(number: str) -> int:
    """Count the digits of a number when it is written out, as far as they matter.

    >>> digits("-1500.50"), digits("12e3"), digits("1e400"), digits("1e" + "9" * 5000)
    (6, 5, 401, 10001)
    """
    mantissa, _, exponent = number.lower().partition("e")
    size = exponent.lstrip("+-0")
    # Nobody writes an exponent of more than four digits; do not even compute it.
    zeros = int(size or "0") if len(size) <= 4 else 10_000
    return sum(map(str.isdigit, mantissa)) + zeros


def quote(text: str) -> str:
    r"""Write a text in quotes, as an author should.

    >>> print(quote('say "no"'))
    "say \"no\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
