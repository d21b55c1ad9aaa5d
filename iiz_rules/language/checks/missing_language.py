"""A text that lacks one of the languages that the canton declares, or is in none."""

import re
from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.base import Label
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.names import LANGUAGE
from iiz_rules.words.say import text


def check(edition: Edition) -> Iterator[Finding]:
    """Report the languages that a text lacks where it stands, and what is no language."""
    for label in {id(one): one for one in edition.every(Label)}.values():
        texts = label.texts
        lacking = [code for code in edition.canton.languages if code not in texts]
        for language in lacking if label.place.line else ():  # else the language made it itself
            yield Finding("missing-language", label.place, {"key": language})
        yield from no_language(label)


def no_language(label: Label) -> Iterator[Finding]:
    """Report each key of a text that is no language."""
    for language in label.texts:
        if not re.fullmatch(LANGUAGE, language):
            words = {"expected": text("findings.expected.language"), "got": language}
            yield Finding("bad-form", label.place_of_key(language), words)
