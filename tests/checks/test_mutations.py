"""Whatever is exchanged in an edition: no check crashes, and what all accept can be compiled."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.language.checks.run import check_edition
from iiz_rules.language.compiler.program import compile_edition
from tests.checks.canton import edition, texts

WHOLE = texts()
# Every word and number that an author might have put in the wrong place; labels are passed over.
WORD = re.compile(r"\{de:[^}]*\}|(?<![\w.-])([A-Za-z0-9][\w.-]*)(?![\w:-])")
WORDS = sorted({word for text in WHOLE.values() for word in WORD.findall(text) if word})
NAMES = sorted(WHOLE)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The tiny canton with up to three words exchanged for other words of it."""
    found = dict(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(NAMES))
        words = [word for word in WORD.finditer(found[name]) if word[1]]
        old, new = draw(st.sampled_from(words)), draw(st.sampled_from(WORDS))
        found[name] = found[name][: old.start()] + new + found[name][old.end() :]
    return {name.removesuffix(".yaml"): text for name, text in found.items()}


@given(mutated())
def test_an_exchanged_word_is_found_or_harmless(files: dict[str, str]):
    found, _ = edition(**files)
    if found is None:
        return  # its form is faulty, which is found before
    if any(finding.severity == "error" for finding in check_edition(found)):
        return
    program = compile_edition(found)
    for rule in program.rules:
        assert answer(program, rule, Situation({}, date(2024, 3, 5))).rule.id == rule
