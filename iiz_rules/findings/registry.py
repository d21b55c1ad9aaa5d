"""Finds the page of a finding code and fills the words of a finding into its texts."""

import pkgutil
from datetime import date
from functools import cache
from importlib import import_module

from iiz_rules.findings.finding import Finding, Page
from iiz_rules.words.formats import written
from iiz_rules.words.text import Language, Text

NEAR = Text(
    de="meinten Sie `{near}`?",
    fr="vouliez-vous dire `{near}` ?",
    en="did you mean `{near}`?",
)


STAGES = ("case", "flow", "frame", "proof", "shape", "text", "usage")


def _stage(name: str) -> list[str]:
    return name.split(".")[-2:]


@cache
def modules() -> dict[str, str]:
    """Give the module of every code, found by the names of the files alone."""
    stages = [import_module(f"iiz_rules.findings.{stage}") for stage in STAGES]
    stages.append(import_module("iiz_rules.language.checks.meaning"))
    names = [
        module.name
        for stage in stages
        for module in pkgutil.iter_modules(stage.__path__, f"{stage.__name__}.")
    ]
    return {name.rsplit(".", 1)[1].replace("_", "-"): name for name in sorted(names, key=_stage)}


def page(code: str) -> Page:
    """Give the page of a code; KeyError for a code that there is not.

    >>> page("duplicate-key").code
    'duplicate-key'
    """
    found: Page = import_module(modules()[code]).PAGE
    return found


def _filled(text: Text, finding: Finding, language: Language) -> str:
    """Fill the gaps of a text; a word that is itself a text is taken in the same language."""
    words = {name: _worded(word, language) for name, word in finding.words.items()}
    return text[language].format_map(words)


def _worded(word: object, language: Language) -> object:
    if isinstance(word, Text):
        return word[language]
    return written(word, language) if isinstance(word, date) else word


def message(finding: Finding, language: Language) -> str:
    """Give the message of a finding, its gaps filled."""
    return _filled(page(finding.code).message, finding, language)


def label(finding: Finding, language: Language) -> str:
    """Give the short text beside the caret; empty where the message says it all."""
    return _filled(page(finding.code).label, finding, language)


def remedy(finding: Finding, language: Language) -> str:
    """Give the remedy: a suggestion where there is one, the general one otherwise."""
    text = NEAR if finding.words.get("near") else page(finding.code).help
    return _filled(text, finding, language)


def one_line(finding: Finding, language: Language) -> str:
    """Give a finding in one line: place, severity, code, message."""
    text = f"{finding.place}: {finding.severity}[{finding.code}] {message(finding, language)}"
    help_text = remedy(finding, language)
    return f"{text} ({help_text})" if help_text else text
