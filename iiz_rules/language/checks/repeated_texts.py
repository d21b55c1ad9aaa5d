"""Texts that stand twice: two codes of one label, and one text for two languages."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.language.model.base import Label
from iiz_rules.language.model.catalogues import named_measures
from iiz_rules.language.model.edition import Edition

FEWEST_WORDS = 5
"""a text of fewer words may be a name that is the same in every language"""


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of codes that nobody can tell apart, and of texts that were copied, not translated."""
    for listed in edition.facts_file.code_lists:
        yield from _alike((code.id, code.label) for code in listed.codes)
    measure = edition.funding.measure
    named = named_measures(edition.catalogues, measure.unlisted if measure else ())
    yield from _alike((one.code, one.label) for one in named if one.label)
    for label in {id(one): one for one in edition.every(Label)}.values():
        texts = label.texts
        for one, other in combinations(texts, 2):
            text = texts[one]
            if text == texts[other] and len(text.split()) >= FEWEST_WORDS:
                words = {"language": one, "other": other, "text": shown(text)}
                yield Finding("same-text", label.place, words, "warning")
                break


def _alike(labelled: Iterable[tuple[str, Label]]) -> Iterator[Finding]:
    """Warn of codes that have the label of another one before them."""
    first: dict[tuple[str, str], str] = {}
    for code, label in labelled:
        for language, text in label.texts.items():
            other = first.setdefault((language, text), code)
            if other != code:
                words = {"code": code, "other": other, "label": shown(text)}
                yield Finding("label-twice", label.place, words, "warning")
                break
