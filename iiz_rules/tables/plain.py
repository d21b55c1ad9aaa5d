"""Values as the text of a cell that no spreadsheet takes for a formula."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

FORMULA = re.compile(r"^\s*([=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
"""matches what a spreadsheet takes for a formula, even after blanks, in full-width signs too"""


def harmless(text: str) -> str:
    """Keep a text from being taken for a formula: with an apostrophe before it, nothing else.

    >>> harmless("=1+1"), harmless("  @a"), harmless("1+1")
    ("'=1+1", "'  @a", '1+1')
    """
    return f"'{text}" if FORMULA.match(text) else text


def harmless_names(names: Iterable[str]) -> list[str]:
    """Names of columns as harmless texts, which still are as many different ones.

    >>> harmless_names(["=a", "'=a", "b"])
    ["''=a", "'=a", 'b']
    """
    written = list(names)
    taken = {name for name in written if harmless(name) == name}
    for place, name in enumerate(written):
        if name not in taken:
            written[place] = harmless(name)
            while written[place] in taken:
                written[place] = f"'{written[place]}"
            taken.add(written[place])
    return written


def text_of(value: Any) -> str:
    """A value as a cell of text has it; nothing is left out.

    >>> text_of(True), text_of(["rav", "ksa"]), text_of([]), text_of(20.0), text_of(None)
    ('true', 'rav|ksa', '[]', '20', '')
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat() if is_day(value) else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case Decimal():
            return f"{value:f}" if abs(value.adjusted()) < 100 else str(value)
        case bytes():
            return value.hex()
        case list() | tuple() | set() | frozenset():
            return _listed(list(value))
        case Mapping():
            return json.dumps(value, ensure_ascii=False, default=text_of)
    return str(value)


def is_day(moment: datetime) -> bool:
    """Whether a moment stands for a day: midnight, without time zone."""
    return moment.time() == time() and moment.tzinfo is None


def _listed(values: list[Any]) -> str:
    nested = any(isinstance(value, (list, tuple, Mapping)) for value in values)
    if nested or any(value in (None, "") for value in values):
        return json.dumps(values, ensure_ascii=False, default=text_of)
    return "|".join(map(text_of, values)) or "[]"
