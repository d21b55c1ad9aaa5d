"""Findings as a person reads them: the place, what is wrong, the line with a caret, the remedy."""

import json
from collections.abc import Iterable
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.registry import label, message, remedy
from iiz_rules.render.excerpt import excerpt
from iiz_rules.render.layout import Paint, plain
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def finding_text(finding: Finding, language: Language, paint: Paint = plain) -> str:
    """Give one finding in full."""
    kind = say(f"answers.finding.{finding.severity}", language)
    head = paint(f"{kind}[{finding.code}]", finding.severity)
    lines = [f"{where(finding.place)}: {head} {typeset(message(finding, language), language)}"]
    beside = typeset(label(finding, language), language)
    cited = excerpt(finding.place, beside, paint, finding.severity)
    gutter = " " * (len(str(finding.place.line)) + 1)
    lines += cited
    for key, text in _notes(finding, language):
        note = f"{say(f'answers.{key}', language)} {text}"
        lines.append(f"{gutter}{paint('=', 'dim')} {typeset(note, language)}")
    return "\n".join(lines)


def findings_text(findings: Iterable[Finding], language: Language, paint: Paint = plain) -> str:
    """Give findings one after another, an empty line between them."""
    return "\n\n".join(finding_text(finding, language, paint) for finding in findings)


def _notes(finding: Finding, language: Language) -> list[tuple[str, str]]:
    help_text = remedy(finding, language)
    see = ("finding.see", f"iiz explain {finding.code}")
    return [("finding.help", help_text), see] if help_text else [see]


def where(place: Place) -> str:
    """Give a place; a control character in a file's name is shown, not sent to the terminal."""
    return "".join(char if char.isprintable() else "�" for char in str(place))


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Give one finding as data that is ready for JSON."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": place.source.name,
        "line": place.line or None,
        "column": place.column or None,
        "end_column": place.end_column or None,
        "pointer": place.pointer or None,
        "message": message(finding, language),
        "help": remedy(finding, language) or None,
    }


def finding_line(finding: Finding, language: Language) -> str:
    """Give one finding as one line of JSON."""
    return json.dumps(finding_data(finding, language), ensure_ascii=False)
