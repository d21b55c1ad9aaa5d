"""Texts that stand twice: two codes of one label, and one text for two languages."""

from collections.abc import Iterator
from itertools import combinations

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.language.model.base import Label
from iiz_rules.language.model.edition import Edition

FEWEST_WORDS = 5
"""A text of fewer words may well be a name, and the same in every language."""


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of codes that nobody can tell apart, and of texts that were copied, not translated."""
    for listed in edition.facts_file.code_lists:
        first: dict[tuple[str, str], str] = {}
        for code in listed.codes:
            for language, text in code.label.texts.items():
                other = first.setdefault((language, text), code.id)
                if other != code.id:
                    words = {"code": code.id, "other": other, "label": shown(text)}
                    yield Finding("label-twice", code.place_of("label"), words, "warning")
                    break
    for label in {id(one): one for one in edition.every(Label)}.values():
        texts = label.texts
        for one, other in combinations(texts, 2):
            text = texts[one]
            if text == texts[other] and len(text.split()) >= FEWEST_WORDS:
                words = {"language": one, "other": other, "text": shown(text)}
                yield Finding("same-text", label.place, words, "warning")
                break
