"""A canton's own cases: whether they are well formed, and answered as they expect."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iiz_rules import ir
from iiz_rules.api import Policy
from iiz_rules.checks.places import key_place
from iiz_rules.decision import Decision
from iiz_rules.diagnostics import Finding, Place, in_order
from iiz_rules.model.case import CaseFile, Expectation
from iiz_rules.model.edition import FILES
from iiz_rules.model.sources import CantonFile, EditionEntry
from iiz_rules.programs import read_program
from iiz_rules.source.case import read_facts
from iiz_rules.source.documents import Example, read_example, read_file
from iiz_rules.source.editions import Folder, read_canton
from iiz_rules.values import near


@dataclass(frozen=True)
class Failure:
    """One answer that differs from the one expected; `part` is empty for the verdict itself."""

    place: Place
    rule: str
    part: str
    expected: str
    actual: str
    decision: Decision


@dataclass(frozen=True)
class CaseRun:
    """What became of one case: what is wrong with it, how many answers were compared, failures."""

    name: str
    title: str = ""
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    compared: int = 0

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.findings and not self.failures


@dataclass(frozen=True)
class EditionRun:
    """One edition: the files read, what is wrong with them, and its cases."""

    files: int
    findings: tuple[Finding, ...]
    cases: tuple[CaseRun, ...]


Work = Callable[[Policy, Example], CaseRun]


def run_canton(folder: Folder, only: Iterable[Path] = ()) -> Iterator[EditionRun]:
    """Run the cases of every edition of a canton; `only` some of them where any are named."""
    return _each_edition(folder, _run, frozenset(path.resolve() for path in only))


def check_canton(folder: Folder) -> Iterator[EditionRun]:
    """Check every edition of a canton and the form of its cases, without comparing answers."""
    return _each_edition(folder, _check, frozenset())


def _each_edition(folder: Folder, work: Work, only: frozenset[Path]) -> Iterator[EditionRun]:
    reading = read_canton(folder)
    if not isinstance(reading.part, CantonFile):
        yield EditionRun(1, reading.findings, ())
        return
    for entry in reading.part.editions:
        yield _edition(folder, entry, work, only)


def _edition(folder: Folder, entry: EditionEntry, work: Work, only: frozenset[Path]) -> EditionRun:
    program, findings = read_program(folder, entry)
    inside = folder.path / entry.id
    files = 1 + sum((inside / name).exists() for name in FILES)
    paths = sorted(inside.glob("cases/*.y*ml"))
    chosen = [path for path in paths if not only or path.resolve() in only]
    if program is None:
        return EditionRun(files + len(chosen), findings, tuple(_unasked(folder, chosen)))
    policy = Policy(program, folder)
    cases = tuple(_one(folder, path, lambda case: work(policy, case)) for path in chosen)
    return EditionRun(files + len(chosen), findings, cases)


def _unasked(folder: Folder, paths: list[Path]) -> Iterator[CaseRun]:
    """Read cases of an edition that cannot be asked: only their form is looked at."""
    for path in paths:
        yield _one(folder, path, lambda case: CaseRun(case.name))


def _one(folder: Folder, path: Path, work: Callable[[Example], CaseRun]) -> CaseRun:
    name = folder.shown(path)
    data = read_file(path, name)
    if isinstance(data, Finding):
        return CaseRun(name, findings=(data,))
    case, findings = read_example(data, name)
    return work(case) if case else CaseRun(name, findings=findings)


def _check(policy: Policy, case: Example) -> CaseRun:
    program = policy.program
    findings = [*_dated(program, case), *_readings(program, case), *_expectations(program, case)]
    on = case.on or program.valid_from
    if on:
        findings += read_facts(program, case.facts, on, case.name)[1]
    return CaseRun(case.name, case.file.title, in_order(findings))


def _run(policy: Policy, case: Example) -> CaseRun:
    """Ask what the case expects answers to, and compare."""
    checked = _check(policy, case)
    if checked.findings or not case.file.expect:
        return checked
    failures: list[Failure] = []
    compared = 0
    for rule, expected in case.file.expect.items():
        decision = policy.ask(
            rule, case.facts, on=case.on, interpretations=case.interpretations, name=case.name
        )
        for place, part, wanted, got in _compared(case.file, rule, expected, decision):
            compared += 1
            if wanted != got:
                failures.append(Failure(place, rule, part, wanted, got, decision))
    return CaseRun(case.name, checked.title, (), tuple(failures), compared)


def _compared(
    file: CaseFile, rule: str, expected: Expectation, decision: Decision
) -> Iterator[tuple[Place, str, str, str]]:
    """Give place, part, expected and actual for everything that the case says about a rule."""

    def place(*path: str) -> Place:
        return file.place_of("expect", rule, *path)

    yield place("verdict"), "", expected.verdict, str(decision.verdict)
    verdicts = {one.id: str(one.verdict) for one in decision.criteria}
    for name, verdict in (expected.criteria or {}).items():
        yield place("criteria", name), name, verdict, verdicts[name]
    lists: dict[str, tuple[tuple[str, ...] | None, Iterable[object]]] = {
        "missing": (expected.missing, decision.missing),
        "pending": (expected.pending, decision.pending),
        "decisive": (_sorted(expected.decisive), _decisive(decision)),
    }
    for part, (wanted, got) in lists.items():
        if wanted is not None:
            yield place(part), part, _listed(wanted), _listed(map(str, got))


def _decisive(decision: Decision) -> list[str]:
    return sorted(one.id for one in decision.interpretations if one.decisive)


def _sorted(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Put interpretations in order: it says nothing which comes first."""
    return None if names is None else tuple(sorted(names))


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(names)}]"


def _dated(program: ir.Program, case: Example) -> Iterator[Finding]:
    """Report a case without a date, or with one on which another edition answers."""
    file = case.file
    if case.on is None:
        yield Finding("no-date", file.place)
    elif not (program.valid_from or date.min) <= case.on <= (program.valid_to or date.max):
        words = {"on": case.on.isoformat(), "edition": program.edition}
        yield Finding("case-outside-edition", file.place_of("date"), words)


def _readings(program: ir.Program, case: Example) -> Iterator[Finding]:
    """Report readings that the edition does not declare."""
    file = case.file
    for name, option in case.interpretations.items():
        reading = program.readings.get(name)
        if reading is None:
            place = key_place(file, name, "interpretations")
            words = {"interpretation": name, "known": ", ".join(program.readings)}
            yield Finding("unknown-reading", place, {**words, "near": near(name, program.readings)})
        elif option not in reading.options:
            place = file.place_of("interpretations", name)
            words = {"interpretation": name, "option": option, "known": ", ".join(reading.options)}
            yield Finding("unknown-option", place, {**words, "near": near(option, reading.options)})


def _expectations(program: ir.Program, case: Example) -> Iterator[Finding]:
    """Report expectations about what there is not: they would compare nothing."""
    file = case.file
    for rule, expected in (file.expect or {}).items():
        if rule not in program.rules:
            place = key_place(file, rule, "expect")
            words = {"rule": rule, "near": near(rule, program.rules)}
            yield Finding("unknown-expectation", place, words)
            continue
        criteria = [one.id for one in program.rules[rule].criteria]
        for name in expected.criteria or {}:
            if name not in criteria:
                words = {"criterion": name, "rule": rule, "near": near(name, criteria)}
                place = key_place(expected, name, "criteria")
                yield Finding("unknown-criterion", place, {**words, "known": ", ".join(criteria)})
