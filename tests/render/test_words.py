"""What people read: compiled as it is written, complete, with the same gaps, and all of it used."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import iiz_rules
from iiz_rules.render.text.layout import wrapped
from iiz_rules.render.text.values import actors_words
from iiz_rules.words.say import texts
from iiz_rules.words.text import LANGUAGES
from iiz_rules.words.typography import typeset
from scripts.compile_words import out_of_date, page, room
from tests.gaps import gaps

PACKAGE = Path(iiz_rules.__file__).parent
ROOMS = sorted(path.stem for path in (PACKAGE / "words").glob("*.yaml"))
TEXTS = [(key, text) for name in ROOMS for key, text in texts(name).items()]


def test_what_is_read_at_run_time_is_what_is_written():
    assert [str(path) for path in out_of_date()] == [], "run scripts/words"


def test_a_text_that_misses_a_language_is_not_compiled(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("scripts.compile_words.PACKAGE", tmp_path / "iiz_rules")
    file = tmp_path / "lake.yaml"
    file.write_text("shore: {de: Ufer, en: shore}\n", "utf-8")
    with pytest.raises(ValueError, match=r"lake.yaml: shore: needs de, fr, en"):
        room(file)


def test_a_page_says_nothing_that_nobody_reads(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("scripts.compile_words.PACKAGE", tmp_path / "iiz_rules")
    file = tmp_path / "too-wet.yaml"
    file.write_text("mesage: {de: nass, fr: mouillé, en: wet}\n", "utf-8")
    with pytest.raises(ValueError, match=r"too-wet.yaml: unknown: mesage"):
        page(file)


def test_a_text_is_there_in_three_languages_with_the_same_gaps():
    for key, text in TEXTS:
        assert all(text[language] for language in LANGUAGES), key
        assert gaps(text["de"]) == gaps(text["fr"]) == gaps(text["en"]), key
        assert "ß" not in text["de"], key
        prose = re.sub(r"`[^`]*`", "`…`", text["fr"])  # what stands in a file is written as there
        assert not re.search(r"[^\s\u00a0«][:;?!»](\s|$)", prose), key


def strings() -> Iterator[list[str | None]]:
    """Every string of the code, and every key in a template, in its parts, None for each gap."""
    for path in PACKAGE.rglob("*.html"):
        for key, joined in re.findall(r'say\("([^"]+)"( ~)?', path.read_text("utf-8")):
            yield [key, None] if joined else [key]
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield [node.value]
            if isinstance(node, ast.JoinedStr):
                yield [
                    str(part.value) if isinstance(part, ast.Constant) else None
                    for part in node.values
                ]


def test_every_text_is_used():
    """A text is asked for by its whole key; without the room only where the room is added."""
    asked, patterns, shortcuts = set(), set(), set()
    for parts in strings():
        if len(parts) == 2 and parts[1] is None and str(parts[0]).rstrip(".") in ROOMS:
            shortcuts.add(str(parts[0]).rstrip("."))
        elif None not in parts:
            asked.add("".join(filter(None, parts)))
        elif any(part and part.strip(".") for part in parts):
            patterns.add("".join(".+" if part is None else re.escape(part) for part in parts))
    pattern = re.compile("|".join(sorted(patterns)))
    unused = []
    for key, _ in TEXTS:
        forms = {key, key.removesuffix(".one").removesuffix(".many")}
        if key.partition(".")[0] in shortcuts:
            forms |= {form.partition(".")[2] for form in forms}
        unused += [] if forms & asked or any(map(pattern.fullmatch, forms)) else [key]
    assert unused == []


def test_french_signs_stay_with_their_words():
    assert typeset("« a » : b; c ?", "fr") == "«\u00a0a\u00a0»\u00a0: b\u00a0; c\u00a0?"
    assert typeset("le 12:30:00", "fr") == "le 12:30:00"
    assert typeset("a : b", "de") == "a : b"


def test_an_empty_text_is_one_empty_line():
    assert wrapped("", "de") == [""]


def test_a_word_longer_than_the_line_is_not_broken():
    assert wrapped("x" * 200, "de") == ["x" * 200]


def test_who_is_in_a_group_is_not_named_beside_it():
    program = iiz_rules.load("valais", "2026-01-01").program
    roles = ("contact-persons", "adult-contact", "youth-contact", "front-line", "front-line")
    told = actors_words(program, roles, "de")
    assert told.count("IIZ-Ansprechperson Jugend") == 1
    assert told.count(" / ") == 1


def test_rendering_needs_neither_engine_nor_source():
    code = (
        "import sys, iiz_rules.render.text.overview, iiz_rules.render.text.findings\n"
        "loaded = [name.split('.')[1] for name in sys.modules if name.startswith('iiz_rules.')]\n"
        "print(*{'cli', 'policy', 'loading', 'cache', 'testing', 'portfolio'} & {*loaded})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_no_sentence_needs_an_article_that_a_label_has_not():
    """`par Coordinateur` is no French: who is named stands behind a colon, or in brackets."""
    before = "par|à|de|pour|durch|an|von|kann|by|to"
    bare = re.compile(rf"(?<!\w)(?:{before}) \{{(?:who|body|giver|taker)\}}")
    assert [key for key, text in TEXTS if any(map(bare.search, text.values()))] == []
