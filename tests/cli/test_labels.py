"""Whoever reads sees labels: no command prints the id of what has one, in any language.

An id that may be a word is no proof; those with a hyphen or a dot are, where no label has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from iiz_rules.language.program.rules import Program
from iiz_rules.policy import load
from iiz_rules.render.html.trace import trace_page
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.trace import gaps_text, trace_text
from iiz_rules.testing.trace.branches import CaseCoverage, coverage
from iiz_rules.words.text import LANGUAGES, Language, Text
from tests.cli.terminal import ROOT, Terminal
from tests.effort import sampled
from tests.packaged import run_of

STORIES = {"valais": "valais-jugendfall.yaml", "zurich": "zuerich-fallteam.yaml"}
every_reader = pytest.mark.parametrize(
    ("canton", "language"), sampled([*product(STORIES, LANGUAGES)])
)
REASON = {"de": "eine Begründung", "fr": "ont un motif", "en": "have a reason"}
MARGIN = re.compile(r"^ *(?:▸ )?[a-z0-9.-]+(?=  )", re.MULTILINE)
"""What stands at the margin of a list, its label beside it, is there to be typed."""
BRACKETS = re.compile(r"\[[a-z0-9.-]+\]|\([a-z0-9.-]+\)")
"""The same, behind a label."""


def labelled(program: Program) -> Iterator[tuple[str, Text]]:
    """What people may read about, by its id."""
    for rule in program.rules.values():
        yield rule.id, rule.label
        yield from ((criterion.id, criterion.label) for criterion in rule.criteria)
    for listed in (program.actors, {one.id: one.label for one in program.events.values()}):
        yield from listed.items()
    yield from ((one.action, one.label) for one in program.competences)
    yield from ((name.partition(":")[2], one.label) for name, one in program.definitions.items())


@cache
def ids(canton: str, language: Language) -> Mapping[str, str]:
    """Each id that no reader takes for a word, with its label."""
    program = load(canton).program
    labels = {name: label[language] for name, label in labelled(program)}
    words = " ".join(labels.values())
    return {
        name: label
        for name, label in labels.items()
        if re.search(r"[-.]", name)
        and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words)
    }


def found(text: str, canton: str, language: Language) -> set[str]:
    """The ids in a text that are not there to be typed."""
    told = BRACKETS.sub("", MARGIN.sub("", text))
    names = set(re.findall(r"(?<![\w./-])[a-z0-9]+(?:[-.][a-z0-9]+)+(?![\w/-])", told))
    return names & ids(canton, language).keys()


def cases(canton: str) -> Sequence[Path]:
    return sampled(sorted((ROOT / "cantons" / canton).glob("*/cases/*.yaml"))[::40])


def calls(canton: str, store: Path) -> Iterator[tuple[object, ...]]:
    """What people may call to read about a canton."""
    of, story = ("--canton", canton), ROOT / "examples" / STORIES[canton]
    yield ("assess", *cases(canton), *of)
    yield ("assess", *cases(canton), *of, "--full")
    yield ("assess", cases(canton)[0], *of, "--all")
    yield ("interpretations", *of)
    yield ("interpretations", *cases(canton), *of)
    yield ("flow", story, "--store", store)
    yield ("obligations", "--store", store, "--on", "2024-09-01")
    yield ("statistics", "--store", store, "--from", "2024-01-01", "--to", "2024-12-31")
    yield from ((name, *of) for name in ("competence", "facts"))
    yield from (("draw", what, *of) for what in ("organisation", "steps", "escalation"))


@every_reader
def test_people_read_labels(terminal: Terminal, canton: str, language: Language):
    assert len(ids(canton, language)) > 60
    for call in calls(canton, terminal.folder / "cases.db"):
        done = terminal.iiz(*call, "--lang", language)
        assert (done.code, call) == (0, call)
        assert (found(done.out, canton, language), call) == (set(), call)


@cache
def traced(canton: str) -> CaseCoverage:
    run = run_of(canton)
    assert run.program is not None
    return coverage(run.program, run)


@every_reader
def test_a_trace_names_rules_by_their_labels(canton: str, language: Language):
    """Names of cases are names of files; what is not carried out has a reason."""
    measured, paper = traced(canton), Paper(language)
    files = {Path(case.name).stem for case in measured.trace.cases}
    page = re.sub(
        r"<style>.*?</style>|<[^>]+>", " ", trace_page(measured.trace, language), flags=re.S
    )
    told = trace_text(measured.trace, paper)
    assert REASON[language] in " ".join(told.split())
    for text in (told, gaps_text(measured, paper), page):
        assert found(text, canton, language) - files == set()


def test_what_is_read_may_be_written(terminal: Terminal):
    case = ROOT / "cantons" / "valais" / "undated" / "cases" / "sion-20-ans-complexe.yaml"
    asked = ("assess", case, "--canton", "valais")
    by_id = terminal.iiz(*asked, "--rule", "rto")
    for name in ("Runder Tisch (RTO)", "table ronde (rto)", "runder tisch (r"):
        assert terminal.iiz(*asked, "--rule", name) == by_id
    term = terminal.iiz(*asked, "--rule", "komplexer iiz-fall").out
    assert term.startswith("Kanton Wallis · Komplexer IIZ-Fall")
    several = terminal.iiz(*asked, "--rule", "Assessment")
    assert (several.code, "Organisation eines Assessments (assessment)" in several.err) == (2, True)
    may = ("may", "regionaler koordinator", "Ein Assessment beantragen", case, "--canton", "valais")
    assert terminal.iiz(*may).out.startswith("Kanton Wallis · Ein Assessment beantragen")
    assert (
        "meinten Sie: Runder Tisch (RTO) (rto)?"
        in terminal.iiz(*asked, "--rule", "Rundr Tisch").err
    )
    assert "unknown-question" in terminal.iiz(*asked, "--rule", "völlig anderes").err
    assert "unknown-action" in terminal.iiz("competence", "xyz", "--canton", "valais").err


def test_what_is_owed_can_be_asked_by_the_label_of_who_owes(terminal: Terminal):
    terminal.iiz("flow", ROOT / "examples" / STORIES["valais"], "--store", "cases.db")
    asked = ("obligations", "--store", "cases.db", "--on", "2024-04-01", "--by")
    by_id, by_label = (
        terminal.iiz(*asked, "youth-contact"),
        terminal.iiz(*asked, "IIZ-Ansprechperson Jugend"),
    )
    assert by_id.code == 0
    assert by_label == by_id
    assert terminal.iiz(*asked, "Landammann").code == 2
