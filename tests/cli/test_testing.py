"""`iiz test` for people and for services: some cases, other forms, once more; and in pytest."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iiz_rules.cli import test as command
from tests.cli.terminal import Terminal

pytest_plugins = ["pytester"]


@pytest.fixture
def canton(terminal: Terminal) -> Terminal:
    """A new canton in the terminal's folder, one of whose cases expects something else."""
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    spoil(terminal.folder / "neuland")
    return terminal


def spoil(folder: Path) -> None:
    path = folder / "2026" / "cases" / "admitted.yaml"
    path.write_text(path.read_text("utf-8").replace('verdict: "yes"', 'verdict: "no"', 1), "utf-8")


def test_some_cases_are_chosen_by_the_words_in_them(canton: Terminal):
    done = canton.iiz("test", "neuland", "--only", "ADMITTED")
    assert (done.code, "von 1" in done.out) == (1, True)
    assert canton.iiz("test", "neuland", "--only", "admitted", "--only", "not there").code == 1
    assert (
        canton.iiz("test", "neuland", "--only", "not there").out
        == "Keine Beispielfälle gefunden.\n"
    )


def test_what_became_of_each_case_is_told_as_data(canton: Terminal):
    done = canton.iiz("test", "neuland", "--format", "json")
    cases = {Path(one["file"]).name: one for one in json.loads(done.out)}
    assert done.code == 1
    assert cases["admitted.yaml"]["outcome"] == "failed"
    assert "andere Antwort" in cases["admitted.yaml"]["texts"][0]
    assert {one["outcome"] for one in cases.values()} == {"failed", "passed"}


def test_a_service_that_reads_tests_gets_them_as_junit(canton: Terminal):
    (canton.folder / "neuland" / "2026" / "cases" / "broken.yaml").write_text("title: [\n")
    done = canton.iiz("test", "neuland", "--format", "junit", "-o", "tests.xml")
    assert done.code == 1
    suites = ET.parse(canton.folder / "tests.xml").getroot()
    [cases] = [one for one in suites if one.get("name") == "neuland/2026/cases"]
    assert [cases.get(key) for key in ("tests", "failures", "errors", "skipped")] == [
        "3",
        "1",
        "1",
        "0",
    ]
    assert [case.get("file") for case in cases if len(case)] == [
        "neuland/2026/cases/admitted.yaml",
        "neuland/2026/cases/broken.yaml",
    ]


def test_it_is_run_again_after_a_change(canton: Terminal, monkeypatch: pytest.MonkeyPatch):
    looks: Iterator[Callable[[], None]] = iter([lambda: None, lambda: mend(canton), lambda: None])

    def look(_: float) -> None:
        try:
            next(looks)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(command, "sleep", look)
    done = canton.iiz("test", "neuland", "--watch")
    assert done.code == 130
    assert done.out.count("Nicht bestandene Fälle: 1 von 2.") == 1
    assert done.out.count("Bestandene Fälle: 2,") == 1


def mend(canton: Terminal) -> None:
    path = canton.folder / "neuland" / "2026" / "cases" / "admitted.yaml"
    path.write_text(path.read_text("utf-8").replace('verdict: "no"', 'verdict: "yes" ', 1), "utf-8")


def test_pytest_collects_the_cases_of_a_canton(pytester: pytest.Pytester, terminal: Terminal):
    terminal.iiz("new", "canton", "neuland", "--edition", "2026", "--into", pytester.path)
    spoil(pytester.path / "neuland")
    plain = ("-p", "no:cacheprovider", "--iiz-lang", "fr", pytester.path / "neuland")
    how = ("-p", "iiz_rules.pytest_plugin", *plain)
    done = pytester.runpytest_inprocess(*how)
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*autre réponse*", "*attendu*no"])
    pytester.runpytest_inprocess(*how, "-k", "not admitted").assert_outcomes(passed=1, deselected=1)
