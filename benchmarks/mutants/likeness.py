"""Which tests speak of what has a fault: those that share its words, the rare ones above all.

Tests here speak the domain, as do docstrings; so what is not known from a recording is guessed.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt
from pathlib import Path

from benchmarks.mutants.operators import Mutant
from benchmarks.mutants.recording import functions

USUAL_LENGTH = 30
"""words of a test; much longer ones share some with anything"""
CALLING = 1.5
"""how much more a test counts whose file imports the module"""


def words_of(text: str) -> set[str]:
    """The words of a text in small letters, those joined by hyphens also as a whole.

    >>> sorted(words_of("Finding('no-limit', place_of)"))
    ['finding', 'limit', 'no', 'no-limit', 'of', 'place']
    """
    joined = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    return {*joined, *(word for whole in joined for word in whole.split("-"))}


class Likeness:
    """The words of all tests; by their files, which are read as texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Read the tests of some files; a rare word weighs more."""
        self.words = {
            f"{file}::{name.replace('.', '::')}": words_of(ast.get_source_segment(text, node) or "")
            for file, text in texts.items()
            for name, node in functions(ast.parse(text))
        }
        known = Counter(word for words in self.words.values() for word in words)
        self.weights = {word: log(len(self.words) / count) for word, count in known.items()}

    def ordered(self, tests: Iterable[str], mutant: Mutant, calling: Iterable[str]) -> list[str]:
        """Some tests, those first that say most of what a mutant is about."""
        sought, more = words_of(_about(mutant)), {*calling}
        scores = {}
        for test in tests:
            name, _, case = test.partition("[")
            words = self.words.get(name, set()) | words_of(case)
            shared = sum(self.weights.get(word, 0) for word in sought & words)
            score = shared / sqrt(USUAL_LENGTH + len(words))
            scores[test] = score * CALLING if test in more else score
        return sorted(scores, key=lambda test: -scores[test])


def _about(mutant: Mutant) -> str:
    """What is written of what has the fault: the module's name and docstring, the function."""
    tree = ast.parse(mutant.text)
    node = dict(functions(tree)).get(mutant.function)
    function = ast.get_source_segment(mutant.text, node) if node else None
    said = (Path(mutant.file).stem, ast.get_docstring(tree), mutant.function, function)
    return " ".join(filter(None, (*said, *mutant.lines)))
