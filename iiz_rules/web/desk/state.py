"""A canton with saved or unsaved text: its findings and its programs."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.names import CantonNames
from iiz_rules.findings.finding import NOTHING, Finding, in_order
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import Policy
from iiz_rules.testing.suite import CaseRun, EditionRun, check_canton, run_canton
from iiz_rules.words.text import Language, Text
from iiz_rules.words.typography import typeset

KEPT = 12
"""states kept: what a few people look at, before and after"""


@dataclass(frozen=True)
class DeskState:
    """What is known about a canton as saved, or with a change."""

    text: CantonText

    @cached_property
    def runs(self) -> tuple[EditionRun, ...]:
        """Each edition checked, with its cases."""
        return tuple(check_canton(self.text.folder))

    @cached_property
    def answered(self) -> Mapping[str, CaseRun]:
        """The outcome of each case, by its file within the folder, or its row of a table."""
        name = f"{self.text.folder.name}/"
        runs = run_canton(self.text.folder)
        return {case.name.removeprefix(name): case for run in runs for case in run.cases}

    @cached_property
    def findings(self) -> Mapping[Path, tuple[Finding, ...]]:
        """All findings, by file."""
        by_file: dict[Path, list[Finding]] = {}
        for finding in in_order([one for run in self.runs for one in run.told]):
            by_file.setdefault(self.text.at(finding.place), []).append(finding)
        return {path: tuple(found) for path, found in by_file.items()}

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """The programs of the editions that can be loaded."""
        made = (run.program for run in self.runs if run.program)
        return {one.edition: one for one in made}

    @cached_property
    def entries(self) -> Mapping[str, EditionEntry]:
        """The editions that canton.yaml lists."""
        return {one.id: one for one in self.text.entries}

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """The titles of cases and stories, by file."""
        name = f"{self.text.folder.name}/"
        titles: dict[str, Text] = {}
        for run in self.runs:
            titles |= {case.name.removeprefix(name): case.title for case in run.cases}
            titles |= {story.name.removeprefix(name): story.title for story in run.stories}
        return titles

    def title(self, file: str, language: Language) -> str:
        """The title of a case or story; empty if it has none."""
        return typeset(self.titles.get(file, NOTHING)[language], language)

    @cached_property
    def names(self) -> CantonNames:
        """The names it declares."""
        return CantonNames(self.text)

    def policy(self, edition: str) -> Policy | None:
        """An edition ready to be asked; None if it cannot be loaded."""
        program = self.programs.get(edition)
        return Policy.of(program, self.text.folder) if program else None

    def label(self, language: Language) -> str:
        """The label of the canton; its folder's name if that cannot be read."""
        program = next(iter([*self.programs.values()][::-1]), None)
        return program.label[language] if program else self.text.folder.name

    def shown_edition(self, edition: str) -> str:
        """The edition to show for a file; the newest if it belongs to none."""
        return edition or next(iter([*self.entries][::-1]), "")


class DeskStates:
    """The most recently used states."""

    def __init__(self) -> None:
        self._known: dict[str, DeskState] = {}
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<DeskStates: {len(self._known)}>"

    def of(self, text: CantonText) -> DeskState:
        """The state of a canton's text; the same one for the same bytes."""
        digest = hashlib.sha256(str(text.folder.path).encode())
        for file in (*text.files, *text.tables):
            digest.update(f"\0{file.name}\0{len(file.data)}\0".encode())
            digest.update(file.data)
        key = digest.hexdigest()
        with self._lock:
            state = self._known.pop(key, None) or DeskState(text)
            self._known[key] = state
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
        return state
