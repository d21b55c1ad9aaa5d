"""The reference of the language says the same in each language, and its examples are right."""

import re
from textwrap import dedent

import pytest
import yaml

from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES, Language
from scripts.documentation.keys import ROOT

PAGES: dict[Language, str] = {"de": "sprache", "fr": "langage", "en": "language"}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"(?:^|\s+)#(?=\s).*$", re.MULTILINE)
TEXTS = {"label", "question", "says", "title", "reason", "decision"}
"""what a canton says in its own language"""
FILE = re.compile(r"^# \S+\.yaml.*$", re.MULTILINE)
OPEN = re.compile(r"\[ … \]|\{…\}|…")
"""what is left out"""


def written(language: Language) -> str:
    return (ROOT / "docs" / f"{PAGES[language]}.md").read_text("utf-8")


def blocks(language: Language) -> list[str]:
    return [found[2] for found in BLOCK.finditer(written(language)) if found[1] == "yaml"]


def files(block: str) -> list[str]:
    """The files of an example, without comments and what is left out in it."""
    said = (OPEN.sub("", COMMENT.sub("", file)) for file in FILE.split(block))
    shown = (one.replace(", }", "}").replace("{, ", "{") for one in said)
    lines = ([line for line in one.splitlines() if line.strip() not in ("", "-")] for one in shown)
    return [dedent("\n".join(one)) for one in lines if one]


def plain(block: str) -> list[object]:
    """What an example says to a machine."""
    return [without_texts(yaml.load(file, yaml.BaseLoader)) for file in files(block)]


def without_texts(part: object) -> object:
    if isinstance(part, dict):
        kept = {key: value for key, value in part.items() if key not in {*TEXTS, "sections"}}
        return {key: without_texts(value) for key, value in kept.items()}
    return [without_texts(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("language", ["de", "fr"])
def test_it_has_the_same_parts_tables_and_examples_in_each_language(language: Language):
    shape, expected = (
        [re.match(r"#+|\||-|```", line) for line in written(one).splitlines()]
        for one in (language, "en")
    )
    assert [one[0] for one in shape if one] == [one[0] for one in expected if one]
    assert list(map(plain, blocks(language))) == list(map(plain, blocks("en")))


@pytest.mark.parametrize("language", ["de", "fr"])
def test_it_names_the_same_keys_commands_and_findings_in_each_language(language: Language):
    assert named(language) == named("en")


def named(language: Language) -> set[str]:
    """The options, commands, keys and findings that its sentences name."""
    code = " ".join(re.findall(r"`([^`]+)`", BLOCK.sub("", written(language))))
    return {*re.findall(r"--[a-z-]+|\biiz [a-z]+|\b[a-z_]+(?=:)|\b[a-z]+(?:-[a-z]+)+\b", code)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_examples_are_read_as_a_canton_is(language: Language):
    for block in blocks(language):
        for file in files(block):
            entries = f"entries:\n{file}" if file.startswith("-") else file
            assert read_yaml(entries.encode(), "example.yaml").findings == (), entries
