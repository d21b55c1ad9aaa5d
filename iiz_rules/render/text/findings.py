"""Findings as a person reads them: the place, what is wrong, the line with a caret, the remedy."""

import json
import unicodedata
from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import printable
from iiz_rules.findings.registry import data, label, message, remedy
from iiz_rules.render.text.layout import Paint, plain
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def finding_text(finding: Finding, language: Language, paint: Paint = plain) -> str:
    """One finding in full."""
    kind = say(f"answers.finding.{finding.severity}", language)
    head = paint(f"{kind}[{finding.code}]", finding.severity)
    lines = [f"{where(finding.place)}: {head} {typeset(message(finding, language), language)}"]
    beside = typeset(label(finding, language), language)
    lines += excerpt(finding.place, beside, paint, finding.severity)
    gutter = " " * (len(str(finding.place.line)) + 1)
    notes = {"help": remedy(finding, language), "see": f"iiz explain {finding.code}"}
    for key, text in notes.items():
        if text:
            note = typeset(f"{say(f'answers.finding.{key}', language)} {text}", language)
            lines.append(f"{gutter}{paint('=', 'dim')} {note}")
    return "\n".join(lines)


def findings_text(findings: Iterable[Finding], language: Language, paint: Paint = plain) -> str:
    """Findings one after another, an empty line between them."""
    return "\n\n".join(finding_text(finding, language, paint) for finding in findings)


def where(place: Place) -> str:
    """A place; a control character in a file's name is shown, not sent to the terminal."""
    return printable(str(place))


def finding_line(finding: Finding, language: Language) -> str:
    """One finding as one line of JSON."""
    return json.dumps(data(finding, language), ensure_ascii=False)


TAB = "    "
WIDEST = 96
LEFT = 40


def excerpt(place: Place, label: str = "", paint: Paint = plain, style: str = "error") -> list[str]:
    """The lines of an excerpt; none where the place is in no text."""
    if not place.line or not place.excerpt:
        return []
    number = str(place.line)
    gutter = " " * len(number)
    text, before, width = _cut(place)
    carets = paint("^" * width + (f" {label}" if label else ""), style)
    bar = paint("|", "dim")
    return [
        f"{gutter} {bar}",
        f"{paint(number, 'dim')} {bar} {text}",
        f"{gutter} {bar} {' ' * before}{carets}",
    ]


def _cut(place: Place) -> tuple[str, int, int]:
    """The text to show, the width before the carets, and the width of the carets."""
    line = place.excerpt
    start = max(place.column - 1, 0)
    end = max(place.end_column - 1, start + 1)
    first = start - LEFT if columns(line[:start]) > WIDEST - LEFT else 0
    last = first + bisect(list(accumulate(map(_columns, line[first:]))), WIDEST)
    lead = "…" if first else ""
    tail = "…" if last < len(line) else ""
    before = columns(lead + line[first:start])
    width = max(columns(line[start : min(end, last)]), 1)
    return lead + printable(line[first:last].replace("\t", TAB)) + tail, before, width


def columns(text: str) -> int:
    r"""Count the columns that a text takes on the screen.

    >>> columns("a\tb"), columns("漢字"), columns("e\u0301")
    (6, 4, 1)
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if char == "\t":
        return len(TAB)
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
