"""Hostile and sloppy files get their finding at its place, or are accepted as documented."""

from operator import attrgetter

import pytest
import yaml

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import one_line
from iiz_rules.language.text.yaml import PARSER, read_yaml
from iiz_rules.words.text import LANGUAGES
from tests.source.hostile import ACCEPTED, REFUSED, made

EVERY = {**REFUSED, **ACCEPTED}
BIG = 100_000
"""bytes; the Python parser needs seconds for a megabyte"""


def shown(finding: Finding) -> str:
    place = finding.place
    return f"{place.line}:{place.column} {finding.code}" if place.line else f"- {finding.code}"


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_gets_its_findings(name):
    given, expected = REFUSED[name]
    document = read_yaml(made(given), "facts.yaml")
    assert [shown(found) for found in document.findings][: len(expected)] == expected
    assert len(document.findings) == len(expected) or "bomb" in name
    for finding in document.findings[:10]:
        for language in LANGUAGES:
            line = one_line(finding, language)
            assert line.replace("\u00a0", " ").isprintable()
            assert finding.code in line


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_documented_is_accepted(name):
    given, value = ACCEPTED[name]
    document = read_yaml(made(given), "facts.yaml")
    assert document.findings == ()
    assert document.root is not None
    assert value is None or document.root.plain() == value


@pytest.mark.parametrize(
    "name", [name for name, (given, _) in EVERY.items() if len(made(given)) <= BIG]
)
def test_without_the_fast_parser_the_findings_are_the_same(name):
    data = made(EVERY[name][0])
    # Only where an escape stands for no character does the Python parser know no exact place.
    inexact = {"half a character by escape", "a character beyond the last"}
    told = attrgetter("code") if name in inexact else shown
    slow, fast = (
        read_yaml(data, "facts.yaml", parser=parser) for parser in (yaml.SafeLoader, PARSER)
    )
    assert list(map(told, slow.findings)) == list(map(told, fast.findings))


def test_at_least_100_files_are_hostile():
    assert len(REFUSED) >= 100
