"""A canton's own cases and stories: whether they are well formed, and answered as they expect.

The cases of the editions that one stands on are asked of it too, as if it had been in force on
their days: those that hold count for it, and that others do not is no fault, as its rules differ.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iiz_rules.case.documents import Example, read_example
from iiz_rules.case.roster import ROSTER, roster_of
from iiz_rules.escalation.moves import Move
from iiz_rules.findings.errors import IizError, LoadError
from iiz_rules.findings.finding import NOTHING, Finding, in_order
from iiz_rules.language.edition_files import paths_of
from iiz_rules.language.editions import Folder, entry_on, main_language, read_canton
from iiz_rules.language.layers import Layer, layers_of
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.rules import Program
from iiz_rules.loading import edition_of
from iiz_rules.policy import Policy
from iiz_rules.testing.afterwards import ComparedMove, compare_story, story_faults
from iiz_rules.testing.case_files import case_files, story_files, table_as_written, table_files
from iiz_rules.testing.declared import declared, files_of
from iiz_rules.testing.expectations import ComparedAnswer, compare, faults
from iiz_rules.testing.stories import read_story
from iiz_rules.words.text import Language, Text
from iiz_rules.words.typography import typeset


@dataclass(frozen=True)
class ExampleRun:
    """The outcome of a case or a story."""

    name: str
    title: Text = NOTHING
    findings: tuple[Finding, ...] = ()
    """what is wrong with it"""

    def called(self, language: Language) -> str:
        """Its title, or else its file."""
        return typeset(self.title[language], language) or self.name

    @property
    def faulty(self) -> bool:
        """Whether it has errors of its own."""
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class CaseRun(ExampleRun):
    """The outcome of one case, with everything compared."""

    comparisons: tuple[ComparedAnswer, ...] = ()

    @property
    def failures(self) -> tuple[ComparedAnswer, ...]:
        """The answers that differ from those expected."""
        return tuple(one for one in self.comparisons if not one.holds)

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.faulty and not self.failures


@dataclass(frozen=True)
class StoryRun(ExampleRun):
    """The outcome of one story, with everything compared."""

    comparisons: tuple[ComparedMove, ...] = ()
    moves: tuple[Move, ...] = ()
    """the moves, in order"""

    @property
    def failures(self) -> tuple[ComparedMove, ...]:
        """The moves that differ from what was expected."""
        return tuple(one for one in self.comparisons if not one.holds)

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.faulty and not self.failures


@dataclass(frozen=True)
class EditionRun:
    """One edition: the files read, their findings, its cases, and its program if any."""

    files: int
    findings: tuple[Finding, ...]
    cases: tuple[CaseRun, ...]
    program: Program | None = None
    beside: tuple[Finding, ...] = ()
    """findings about files beside the cases that are not read"""
    inherited: tuple[CaseRun, ...] = ()
    """the cases of editions it is based on, unless it has one of the same name"""
    stories: tuple[StoryRun, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """the columns of tables of cases that are no facts: the table, and the heading"""

    @property
    def told(self) -> tuple[Finding, ...]:
        """All findings about its files, cases and stories."""
        of_cases = (finding for case in self.cases for finding in case.findings)
        of_stories = (finding for story in self.stories for finding in story.findings)
        return (*self.findings, *self.beside, *of_cases, *of_stories)


EXPECTATIONS = ("expect", "may", "next")
"""the keys of a case with expected answers"""
Work = Callable[[Policy, Example], CaseRun]


def run_canton(folder: Folder, only: Iterable[Path] = ()) -> Iterator[EditionRun]:
    """Run the cases of every edition of a canton; `only` some of them where any are named."""
    return _each_edition(folder, _run, frozenset(path.resolve() for path in only))


def run_edition(folder: Folder, on: date | None) -> EditionRun:
    """Run the cases of the edition in force on a day, or of the newest.

    Raises LoadError where the canton cannot be read, UsageError for a day outside all editions.
    """
    entry = entry_on(read_canton(folder), on, folder.name)
    return run_entry(folder, entry)


def run_entry(folder: Folder, entry: EditionEntry) -> EditionRun:
    """Run the cases of one edition."""
    return _edition(folder, entry, _run, frozenset())


def run_case(folder: Folder, path: Path, policy: Policy) -> CaseRun:
    """Run one case of a policy's edition, or of one that it stands on."""
    return _one(folder, path, _run, policy, main_language(folder))


def check_canton(folder: Folder) -> Iterator[EditionRun]:
    """Check every edition of a canton, the form of its cases, and its roster if it has one."""
    program: Program | None = None
    for run in _each_edition(folder, _check, frozenset()):
        program = run.program or program
        yield run
    if changes := files_of(folder) if program else []:
        yield EditionRun(1 + len(changes), tuple(declared(folder)[1]), ())
    file = folder.path / ROSTER
    if program and file.is_file():
        try:
            roster_of(file, program, f"{folder.name}/{ROSTER}")
        except LoadError as error:
            yield EditionRun(2, error.findings, ())  # canton.yaml counts with each
        else:
            yield EditionRun(2, (), ())


def _each_edition(folder: Folder, work: Work, only: frozenset[Path]) -> Iterator[EditionRun]:
    try:
        canton = read_canton(folder)
    except LoadError as error:
        yield EditionRun(1, error.findings, ())
        return
    for entry in canton.editions:
        yield _edition(folder, entry, work, only)


def _edition(folder: Folder, entry: EditionEntry, work: Work, only: frozenset[Path]) -> EditionRun:
    program, findings = edition_of(folder, entry)
    main = main_language(folder)
    layer = Layer(folder, entry)
    paths, beside = case_files(layer)
    chosen = [path for path in paths if not only or path.resolve() in only]
    policy = Policy.of(program, folder) if program else None
    cases = tuple(_one(folder, path, work, policy, main) for path in chosen)
    tables = [path for path in table_files(layer) if not only or path.resolve() in only]
    own: list[tuple[str, str]] = []
    for path in tables:
        cases += tuple(_rows(folder, path, work, policy, main, own))
    below = tuple(_inherited(layer, program, only)) if work is _run else ()
    told, others = story_files(layer)
    meant = [path for path in told if not only or path.resolve() in only]
    stories = tuple(_story(folder, path, policy, work is _run, main) for path in meant)
    files = 1 + _count(layer.path) + len(chosen) + len(tables) + len(meant)
    left = (*beside, *others)
    return EditionRun(files, findings, cases, program, left, below, stories, tuple(own))


def _count(inside: Path) -> int:
    try:
        return len(paths_of(inside))
    except OSError:  # told with the edition
        return 0


def _inherited(own: Layer, program: Program | None, only: frozenset[Path]) -> Iterator[CaseRun]:
    """Run the cases of what an edition stands on, each under the nearest one that has its name."""
    if program is None:
        return
    _, *below = layers_of(own.folder, own.entry)
    policy = Policy.of(replace(program, valid_from=None, valid_to=None), own.folder)
    known = {path.relative_to(own.path) for path in case_files(own)[0]}
    for layer in below:
        main = main_language(layer.folder)
        for path in case_files(layer)[0]:
            name = path.relative_to(layer.path)
            if name not in known and (not only or path.resolve() in only):
                known.add(name)
                yield _one(layer.folder, path, _run, policy, main)


def _one(folder: Folder, path: Path, work: Work, policy: Policy | None, main: str) -> CaseRun:
    """Read a case; of an edition that cannot be asked no more than its form is looked at."""
    name = folder.shown(path)
    data = folder.read(path)
    if isinstance(data, Finding):
        return CaseRun(name, findings=(data,))
    case, findings = read_example(data, name, main)
    return work(policy, case) if case and policy else CaseRun(name, findings=findings)


def _rows(
    folder: Folder,
    path: Path,
    work: Work,
    policy: Policy | None,
    main: str,
    own: list[tuple[str, str]],
) -> Iterator[CaseRun]:
    """Read the cases of a table, and into `own` the headings that are no facts.

    Without rules nothing is known of its headings.
    """
    if policy is None:
        return
    from iiz_rules.testing.case_tables import cases_of  # most cantons have no table

    with table_as_written(folder, path) as written:
        table = cases_of(written, folder.shown(path), policy.program, main)
        own += [(folder.shown(path), heading) for heading in table.own]
        for name, (case, findings) in table.rows:
            yield work(policy, case) if case else CaseRun(name, findings=findings)


def _story(folder: Folder, path: Path, policy: Policy | None, told: bool, main: str) -> StoryRun:
    """Read a story, and tell it where it is to be `told`; one that cannot happen is a fault."""
    name = folder.shown(path)
    data = folder.read(path)
    if isinstance(data, Finding):
        return StoryRun(name, findings=(data,))
    story, findings = read_story(data, name, main)
    if story is None or policy is None:
        return StoryRun(name, findings=findings)
    title = story.file.title.text
    faulty = [*story_faults(policy, story)]
    if faulty or not told:
        return StoryRun(name, title, in_order(faulty))
    try:
        moves: list[Move] = []
        compared = tuple(compare_story(policy, story, moves))
        return StoryRun(name, title, comparisons=compared, moves=tuple(moves))
    except IizError as error:
        return StoryRun(name, title, tuple(error.findings))


def _check(policy: Policy, case: Example) -> CaseRun:
    findings = in_order([*faults(policy, case), *_idle(case)])
    return CaseRun(case.name, case.file.title.text, findings)


def _idle(case: Example) -> Iterator[Finding]:
    """Warn of a case that expects nothing and so always passes."""
    if not any(getattr(case.file, part) for part in EXPECTATIONS):
        yield Finding("nothing-expected", case.file.place, severity="warning")


def _run(policy: Policy, case: Example) -> CaseRun:
    checked = _check(policy, case)
    if checked.faulty:
        return checked
    return replace(checked, comparisons=tuple(compare(policy, case)))
