"""Dates for a calendar (RFC 5545): one all-day entry for each duty that has a date.

No clock inside: the stamp of an entry is the day that the list is about.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from iiz_rules import __version__
from iiz_rules.words.formats import NBSP
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

LONGEST = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Dated(NamedTuple):
    """A duty with its date. `owed` identifies it, even if its date moves."""

    owed: tuple[str, ...]
    due: date
    label: str
    note: str
    remind: date | None = None
    """the day of the reminder"""


def calendar(entries: Iterable[Dated], on: date, language: Language) -> str:
    r"""The calendar.

    >>> one = Dated(("vs", "C-1", "report", "2024-01-08"), date(2024, 3, 31), "Report", "")
    >>> calendar([one], date(2024, 3, 1), "en")[:15]
    'BEGIN:VCALENDAR'
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//iiz-rules//{__version__}//EN"]
    for one in entries:
        lines += _entry(one, on, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(entry: Dated, on: date, language: Language) -> list[str]:
    """An all-day entry; without an end it lasts one day."""
    # A calendar finds the entry again by this name, and nobody reads a case in it.
    name = hashlib.sha256("\n".join(entry.owed).encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@iiz-rules",
        f"DTSTAMP:{_day(on)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(entry.due)}",
        f"SUMMARY:{_text(say('flow.ics.due', language, what=entry.label))}",
        f"DESCRIPTION:{_text(entry.note)}",
        "TRANSP:TRANSPARENT",
        *_alarm(entry),
        "END:VEVENT",
    ]


def _alarm(entry: Dated) -> list[str]:
    if entry.remind is None:
        return []
    before = (entry.due - entry.remind).days
    shown = f"DESCRIPTION:{_text(entry.label)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", shown, f"TRIGGER:-P{before}D", "END:VALARM"]


def _text(text: str) -> str:
    """Escape a text, so that nothing in it can begin a line."""
    kept = "".join(char for char in text if char.isprintable() or char in ("\n", NBSP))
    return kept.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Break a line after at most 75 octets, as the format asks, and never inside a letter."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + char, size + octets
    yield part


def _day(day: date) -> str:
    """A day in eight digits; `strftime` drops some of early years."""
    return day.isoformat().replace("-", "")
