"""Dates for a calendar (RFC 5545): one all-day entry for each duty that has a date.

No clock inside: the stamp of an entry is the day that the list is about.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from iiz_rules import __version__
from iiz_rules.diagnostics import Language
from iiz_rules.render.flow.words import say

LONGEST = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
Dated = tuple[str, str, date, str, str]
"""Case, duty, day, what it is called, who and on which clauses."""


def calendar(entries: Iterable[Dated], on: date, language: Language) -> str:
    r"""Give the calendar.

    >>> calendar([("C-1", "report", date(2024, 3, 31), "Report", "")], date(2024, 3, 1), "en")[:15]
    'BEGIN:VCALENDAR'
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//iiz-rules//{__version__}//EN"]
    for one in entries:
        lines += _entry(one, on, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(one: Dated, on: date, language: Language) -> list[str]:
    case, duty, due, label, note = one
    after = due + timedelta(days=1) if due < date.max else due
    summary = say("ics.due", language, what=f"{label} ({case})")
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(f'{case}/{duty}/{due:%Y%m%d}')}@iiz-rules",
        f"DTSTAMP:{on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(note)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """Escape a text: nothing in it can begin a line of its own."""
    kept = "".join(char for char in text if char.isprintable() or char == "\n")
    return kept.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Break a line after at most 75 octets, as the format asks, and never inside a letter."""
    room, part = LONGEST, ""
    for char in line:
        if len((part + char).encode()) > room:
            yield part
            part = " "
        part += char
    yield part
