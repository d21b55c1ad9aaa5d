"""Values of facts: how each type is read from what stands in a case or a rule. Never coerced.

`read_value` answers with the value, or with a `Problem` that names what is wrong. Values are
`bool`, `int`, `Decimal` (francs, two decimals), `date`, `str`, `frozenset[str]`; and `Between`
where of an amount, or of how many there are, only bounds are known. Amounts and whole numbers keep
to 18 digits, so that every engine can hold them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from iiz_rules.findings.names import near, shown
from iiz_rules.language.dates import parse_date
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import text

if TYPE_CHECKING:
    from fractions import Fraction

Number = TypeVar("Number", int, Decimal)


@frozen
class Between(Generic[Number]):
    """An amount of which it is known that it lies between two, and not which one it is.

    Of whole numbers only what is counted can be one, such as the members of a body who are there.
    """

    low: Number
    high: Number


Value = bool | int | Decimal | date | str | frozenset[str] | Between[Decimal] | Between[int]
BOUNDS = ("at_least", "at_most")
"""the keys of bounds in a case"""
LARGEST = 10**18 - 1
LONGEST_TEXT = 16_384
MOST_MEMBERS = 10_000
MOST_LISTED = 12
_AMOUNT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2})?")


@frozen
class Problem:
    """Why a value is invalid: the finding code and its words."""

    code: str
    words: Mapping[str, object] = field(default_factory=dict)


@frozen
class Domain:
    """What a fact may be: its type, its codes, its limits.

    A date `until_question` cannot lie after that of the question; who knows that one looks. What
    happens on a `day` may be given as that day: then the fact of this name has the value. What is
    wrong with a `sensitive` one is said without it.
    """

    type: str
    codes: frozenset[str] = frozenset()
    at_least: int | None = None
    at_most: int | None = None
    until_question: bool = False
    day: str | None = None
    sensitive: bool = False


LONGEST_MEANT = 40
"""characters of a value for which it is looked for what was meant"""
HUSHED = "•••"
"""stands in messages for the value of a sensitive fact"""


def read_value(raw: Any, domain: Domain) -> Value | Problem:
    """Read one value.

    >>> read_value("ZH", Domain("code", frozenset({"ZH"})))
    'ZH'
    >>> read_value("vierzig", Domain("int")).code
    'wrong-type'
    """
    read = _READERS[domain.type](raw, domain)
    if domain.sensitive and isinstance(read, Problem):
        return Problem(read.code, hushed(read.code, read.words))
    return read


def hushed(code: str, words: Mapping[str, object]) -> dict[str, object]:
    """The words of a finding without what was given; what would have been right stays.

    >>> hushed("out-of-range", {"got": 130, "low": 0, "high": 120})
    {'got': '•••', 'low': 0, 'high': 120}
    """
    given = {"empty-range": ("low", "high"), "one-bound": ("keys",)}.get(code, ("got",))
    said = {name: HUSHED if name in given else word for name, word in words.items()}
    return said | {"near": ""} if "near" in said else said


def plain_value(value: Value | None) -> Any:
    """A value ready for JSON: dates as ISO, amounts as text, sets as sorted lists.

    What is kept (digests, the records of a store) is made of this form: it must not change.

    >>> plain_value(Decimal("831.20")), plain_value(frozenset({"b", "a"}))
    ('831.20', ['a', 'b'])
    """
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Between):
        return dict(zip(BOUNDS, map(plain_value, (value.low, value.high)), strict=True))
    return value.isoformat() if isinstance(value, date) else value


def plain_amount(part: "Decimal | Fraction") -> str:
    """A part of an amount ready for JSON; what is no whole Rappen as a fraction.

    >>> from fractions import Fraction
    >>> plain_amount(Decimal("25")), plain_amount(Fraction(100, 3))
    ('25.00', '100/3')
    """
    return f"{part:.2f}" if isinstance(part, Decimal) else str(part)


def _wrong(raw: Any, expected: str) -> Problem:
    got = f'"{shown(raw)}"' if isinstance(raw, str) else shown(raw)
    words = {"expected": text(f"findings.value.{expected}"), "got": got}
    return Problem("wrong-type", words | meant_by(raw, expected))


TRUE = ("true", "ja", "oui", "yes", "wahr", "vrai", "j", "o", "y")
FALSE = ("false", "nein", "non", "no", "falsch", "faux", "n")
DAY = "([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})"
_AMOUNT_IN_PROSE = "(?:CHF )?([0-9]{1,3}(?:['’ ][0-9]{3})+|[0-9]{1,16})(\\.[0-9]{2})?"


def meant_by(raw: Any, expected: str) -> dict[str, object]:
    """The word `near` of a finding: how a value of another type is written, where that is sure.

    >>> meant_by("Ja", "bool"), meant_by(2026, "text"), meant_by("bald", "date")
    ({'near': 'true'}, {'near': '"2026"'}, {})
    """
    meant = ""
    if expected == "text" and type(raw) is int:
        meant = f'"{raw}"' if 0 <= raw < 10**18 else ""
    elif isinstance(raw, str) and len(raw) <= LONGEST_MEANT:
        meant = _meant_by_text(raw, expected)
    return {"near": meant} if meant else {}


def _meant_by_text(raw: str, expected: str) -> str:
    word = raw.casefold()
    if expected in ("bool", "dated") and word in TRUE + FALSE:
        return "true" if word in TRUE else "false"
    if expected in ("date", "dated") and (day := re.fullmatch(DAY, raw)):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    if expected == "int" and re.fullmatch("[0-9]{1,18}", raw):
        return str(int(raw))
    if expected == "chf" and (amount := re.fullmatch(_AMOUNT_IN_PROSE, raw)):
        return re.sub("[^0-9]", "", amount[1]) + (amount[2] or "")
    if expected in ("list", "codes") and re.fullmatch(r"[A-Za-z][\w.-]*", raw):
        return f"[{raw}]"
    return ""


def _bool(raw: Any, domain: Domain) -> Value | Problem:
    if isinstance(raw, bool):
        return raw
    if not domain.day:
        return _wrong(raw, "bool")
    day = _date(raw, domain)
    wrong = isinstance(day, Problem) and day.code == "wrong-type"
    return _wrong(raw, "dated") if wrong else day


def _int(raw: Any, domain: Domain) -> Value | Problem:
    if isinstance(raw, bool) or not isinstance(raw, int):
        return _wrong(raw, "int")
    return _limited(raw, domain)


def settled(value: Value | None) -> Value | None:
    """A value; None where not known, also where of an amount only bounds are.

    >>> settled(Decimal(5)), settled(Between(Decimal(5), Decimal(9)))
    (Decimal('5'), None)
    """
    return None if isinstance(value, Between) else value


def _chf(raw: Any, domain: Domain) -> Value | Problem:
    return _between(raw, domain) if isinstance(raw, Mapping) else _amount(raw, domain)


def _between(raw: Mapping[Any, Any], domain: Domain) -> Value | Problem:
    """Read the bounds of an amount; equal ones give the amount."""
    if set(raw) != set(BOUNDS):
        return Problem("one-bound", {"keys": ", ".join(sorted(map(shown, raw)))})
    low, high = (_amount(raw[key], domain) for key in BOUNDS)
    if isinstance(low, Problem) or isinstance(high, Problem):
        return low if isinstance(low, Problem) else high
    if low > high:
        return Problem("empty-range", {"low": f"{low:.2f}", "high": f"{high:.2f}"})
    return low if low == high else Between(low, high)


def _amount(raw: Any, domain: Domain) -> Decimal | Problem:
    if isinstance(raw, bool) or not isinstance(raw, (int, str, Decimal)):
        return _wrong(raw, "chf")
    text = str(raw)
    if not _AMOUNT.fullmatch(text):
        return _wrong(raw, "chf")
    return _limited(Decimal(text).quantize(Decimal("0.01")), domain)


def _limited(value: Number, domain: Domain) -> Number | Problem:
    low = -LARGEST if domain.at_least is None else domain.at_least
    high = LARGEST if domain.at_most is None else domain.at_most
    if low <= value <= high:
        return value
    return Problem("out-of-range", {"got": shown(value), "low": low, "high": high})


def _date(raw: Any, _: Domain) -> Value | Problem:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str):
        return _wrong(raw, "date")
    day = parse_date(raw)
    if day is not None:
        return day
    iso = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw)
    return Problem("impossible-date", {"got": shown(raw)}) if iso else _wrong(raw, "date")


def _text(raw: Any, _: Domain) -> Value | Problem:
    if not isinstance(raw, str) or len(raw) > LONGEST_TEXT:
        return _wrong(raw, "text")
    if not raw.isascii() and any("\ud800" <= char <= "\udfff" for char in raw):
        return _wrong(raw, "text")  # half a character, which nothing can keep
    return unicodedata.normalize("NFC", raw)


def _ahv(raw: Any, domain: Domain) -> Value | Problem:
    from iiz_rules.language.ahv import is_ahv_number

    read = _text(raw, domain)
    if not isinstance(read, str) or is_ahv_number(read):
        return read
    return Problem("no-ahv-number", {"got": shown(read)})


def _code(raw: Any, domain: Domain) -> Value | Problem:
    if not isinstance(raw, str):
        return _wrong(raw, "code")
    if raw in domain.codes:
        return str.__str__(raw)  # a member of an enumeration of the caller's becomes plain text
    possible = listed_codes(domain.codes)
    words = {"got": shown(raw), "codes": possible, "near": near(raw, domain.codes)}
    return Problem("unknown-code", words)


def _codes(raw: Any, domain: Domain) -> Value | Problem:
    if isinstance(raw, (str, Mapping)) or not isinstance(raw, Collection):
        return _wrong(raw, "codes")
    if len(raw) > MOST_MEMBERS:
        return Problem("case-too-large", {"most": MOST_MEMBERS})
    seen: set[str] = set()
    for member in raw:
        read = _code(member, domain)
        if isinstance(read, Problem):
            return read
        if member in seen:
            return Problem("duplicate-member", {"got": member})
        seen.add(member)
    return frozenset(seen)


def _commune(raw: Any, domain: Domain) -> Value | Problem:
    """A number that is, or was once, that of a commune; whether it is on a day, who knows it."""
    from iiz_rules.language.communes import register

    read = _int(raw, domain)
    if isinstance(read, Problem) or read in register():
        return read
    return Problem("unknown-commune", {"got": shown(raw)})


def listed_codes(codes: Iterable[str]) -> str:
    """Codes for a message: the first of many."""
    names = sorted(codes)
    return ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")


_READERS: dict[str, Callable[[Any, Domain], Value | Problem]] = {
    "bool": _bool,
    "judgement": _bool,
    "int": _int,
    "chf": _chf,
    "date": _date,
    "text": _text,
    "code": _code,
    "codes": _codes,
    "ahv": _ahv,
    "commune": _commune,
}
