"""The page of each finding code, and the words of a finding filled into its texts.

A page is written in `<stage>/<code>.yaml` beside this module, the three languages side by side.
`scripts/words` compiles the pages of a stage into one JSON file, which is read when a page of that
stage is first asked for.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.page import Page
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language, Text

STAGES = ("text", "shape", "meaning", "proof", "case", "flow", "frame", "usage")
"""what is checked, in this order; each stage has a folder of pages"""

_HERE = Path(__file__).parent


@cache
def stages() -> dict[str, str]:
    """The stage of every code, from the names of the files alone."""
    files = (file for stage in sorted(STAGES) for file in sorted((_HERE / stage).glob("*.yaml")))
    return {file.stem: file.parent.name for file in files}


@cache
def _pages(stage: str) -> dict[str, dict[str, Any]]:
    pages: dict[str, dict[str, Any]] = json.loads((_HERE / f"{stage}.json").read_bytes())
    return pages


@cache
def page(code: str) -> Page:
    """The page of a code; KeyError for an unknown one.

    >>> page("duplicate-key").code
    'duplicate-key'
    """
    content = dict(_pages(stages()[code])[code])
    texts: dict[str, Any] = {name: Text(**content.pop(name)) for name in _TEXTS if name in content}
    bad, bad_bytes = _example(content.pop("bad", "")), content.pop("bad_bytes", "")
    return Page(code, **texts, **content, bad=bad, bad_bytes=bad_bytes.encode("latin-1"))


_TEXTS = ("message", "label", "help", "why")


def _example(parts: str | list[str | dict[str, Any]]) -> str:
    """An example as text; a long one is given as a text and how often to repeat it."""
    if isinstance(parts, str):
        return parts
    return "".join(
        part if isinstance(part, str) else part["repeat"] * part["times"] for part in parts
    )


def _filled(text: Text, finding: Finding, language: Language) -> str:
    """Fill the gaps of a text; words that are texts are taken in the same language."""
    words = {name: _worded(word, language) for name, word in finding.words.items()}
    return text[language].format_map(words)


def _worded(word: object, language: Language) -> object:
    if isinstance(word, Text):
        return word[language]
    return written(word, language) if isinstance(word, date) else word


def message(finding: Finding, language: Language) -> str:
    """The message of a finding, its gaps filled."""
    return _filled(page(finding.code).message, finding, language)


def plain_message(finding: Finding, language: Language) -> str:
    """The message of a finding for a page, which needs no backticks around names."""
    return message(finding, language).replace("`", "")


def label(finding: Finding, language: Language) -> str:
    """The short text beside the caret; empty if the message says it all."""
    return _filled(page(finding.code).label, finding, language)


def remedy(finding: Finding, language: Language) -> str:
    """The remedy: a suggestion if there is one, else the general one."""
    if near := finding.words.get("near"):
        return say("findings.near", language, near=near)
    return _filled(page(finding.code).help, finding, language)


def data(finding: Finding, language: Language) -> dict[str, Any]:
    """A finding as JSON-ready data, its texts in one language."""
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


def one_line(finding: Finding, language: Language) -> str:
    """A finding in one line: place, severity, code, message."""
    text = f"{finding.place}: {finding.severity}[{finding.code}] {message(finding, language)}"
    help_text = remedy(finding, language)
    return f"{text} ({help_text})" if help_text else text
