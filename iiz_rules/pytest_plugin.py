"""Collects the cases and stories of cantons: `pytest -p iiz_rules.pytest_plugin cantons`.

Each is a test; all of a canton that were chosen are run together when the first of them is.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from iiz_rules.cli.screen import Screen, language_of
from iiz_rules.cli.tested import CaseOutcome, outcomes
from iiz_rules.editor.canton import EXAMPLES
from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.language.folders import CANTON
from iiz_rules.testing.case_files import CASE
from iiz_rules.testing.suite import run_canton
from iiz_rules.words.text import Language

Done = dict[Path, dict[str, CaseOutcome]]
"""the outcome of each canton's cases, by file"""
DONE: pytest.StashKey[Done] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the caller choose the language."""
    said = "language in which the cases of cantons are told: de, fr or en"
    parser.addoption("--iiz-lang", default="", help=said)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CollectedCanton | None":
    """Collect a file below `cases` or `stories` of a canton."""
    above = file_path.parents
    inside = any(folder.name in EXAMPLES for folder in above) and CASE.fullmatch(file_path.name)
    canton = next((folder for folder in above if (folder / CANTON).is_file()), None)
    if not inside or canton is None:
        return None
    collected: CollectedCanton = CollectedCanton.from_parent(parent, path=file_path)
    collected.canton = find_folder(canton)
    return collected


class CollectedCanton(pytest.File):
    """A case or a story of a canton."""

    canton: Folder

    def collect(self) -> Iterator["CantonCase"]:
        """Collect the file as a single test."""
        yield CantonCase.from_parent(self, name=self.path.stem)


class CantonCase(pytest.Item):
    """A case or a story, which has to be answered as it expects."""

    def runtest(self) -> None:
        """Look up its outcome, running the canton's cases if that has not happened."""
        file = self.parent
        assert isinstance(file, CollectedCanton)
        done = self.session.stash.setdefault(DONE, {})
        if file.canton.path not in done:
            done[file.canton.path] = self._run(file.canton)
        outcome = done[file.canton.path][file.canton.shown(file.path)]
        if outcome.outcome == "idle":
            pytest.skip(Screen(self._language).say("test.idle", n=1))
        if outcome.outcome != "passed":
            raise OtherwiseAnsweredError("\n\n".join(outcome.texts))

    def _run(self, canton: Folder) -> dict[str, CaseOutcome]:
        """Run the cases of a canton that were chosen."""
        chosen = [
            item.path
            for item in self.session.items
            if isinstance(item, CantonCase) and item.path.is_relative_to(canton.path)
        ]
        runs = list(run_canton(canton, chosen))
        return {one.file: one for one in outcomes(Screen(self._language), runs)}

    @property
    def _language(self) -> Language:
        chosen = str(self.config.getoption("--iiz-lang"))
        return language_of(["--lang", chosen] if chosen else [], os.environ)

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: object = None,  # noqa: ARG002
    ) -> str:
        """Say what differs, without a Python traceback."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file it stands in."""
        return self.path, 0, self.name


class OtherwiseAnsweredError(AssertionError):
    """A case is answered differently than it expects."""
