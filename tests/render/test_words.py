"""The words of explanations and of the command line: complete, and with the same gaps."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

import iiz_rules
from iiz_rules.cli import catalogue as commands
from iiz_rules.render import catalogue as render
from iiz_rules.render.layout import typeset, wrapped
from iiz_rules.render.trace import catalogue as trace
from iiz_rules.words.text import LANGUAGES, Text

PACKAGE = Path(iiz_rules.__file__).parent
TEXTS = [*render.WORDS.items(), *commands.WORDS.items(), *trace.WORDS.items()]


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("key", "text"), TEXTS, ids=[key for key, _ in TEXTS])
def test_a_text_is_there_in_three_languages_with_the_same_gaps(key: str, text: Text):
    assert all(text[language] for language in LANGUAGES)
    assert gaps(text.de) == gaps(text.fr) == gaps(text.en)
    assert "ß" not in text.de
    assert not re.search(r"[^\s\u00a0«][:;?!»](\s|$)", text.fr)


def mentions() -> re.Pattern[str]:
    """What the code can ask for: its strings, with anything in the gaps of its f-strings."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.stem == "catalogue":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            if isinstance(node, ast.JoinedStr):
                parts = [getattr(part, "value", None) for part in node.values]
                texts = [re.escape(part) if isinstance(part, str) else ".+" for part in parts]
                if any(isinstance(part, str) and part.strip(".") for part in parts):
                    found.add("".join(texts))
    return re.compile("|".join(sorted(found)))


def test_every_text_is_used():
    asked = mentions()
    stems = {key: key.removesuffix(".one").removesuffix(".many") for key, _ in TEXTS}
    unused = [key for key, stem in stems.items() if not asked.fullmatch(stem)]
    assert [key for key in unused if not asked.fullmatch(key)] == []


def test_french_signs_stay_with_their_words():
    assert typeset("« a » : b; c ?", "fr") == "«\u00a0a\u00a0»\u00a0: b\u00a0; c\u00a0?"
    assert typeset("le 12:30:00", "fr") == "le 12:30:00"
    assert typeset("a : b", "de") == "a : b"


def test_an_empty_text_is_one_empty_line():
    assert wrapped("", "de") == [""]


def test_a_word_longer_than_the_line_is_not_broken():
    assert wrapped("x" * 200, "de") == ["x" * 200]


def test_rendering_needs_neither_engine_nor_source():
    code = (
        "import sys, iiz_rules.render.text, iiz_rules.answers.form, iiz_rules.render.findings\n"
        "loaded = [name for name in sys.modules if name.startswith('iiz_rules.')]\n"
        "print([n for n in loaded if n.split('.')[1] in ('source', 'api', 'decision')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
