"""`iiz test`: run the cantons' own cases and compare with the answers expected."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

import click

from iiz_rules.case.documents import Example, read_example
from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import Meant, cantons_meant
from iiz_rules.cli.options import (
    argument,
    check_alone,
    form_option,
    option,
    output_option,
    read_percent,
    save,
)
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.cli.tested import as_data, as_junit, failure_text, otherwise_text, outcomes
from iiz_rules.editor.canton import EXAMPLES, CantonText
from iiz_rules.findings.finding import in_order
from iiz_rules.findings.names import shown
from iiz_rules.language.editions import Folder
from iiz_rules.render.text.findings import findings_text
from iiz_rules.render.text.trace import gaps_text, inherited
from iiz_rules.render.text.verification import found_text
from iiz_rules.tables.writing import Writer
from iiz_rules.testing.case_rows import as_table
from iiz_rules.testing.suite import CaseRun, EditionRun, StoryRun, run_canton
from iiz_rules.testing.trace.branches import coverage
from iiz_rules.verification.claims import ClaimProof, prove_claims
from iiz_rules.verification.prover import Budget, solvable
from iiz_rules.words.say import say


@command()
@argument("paths", "check.path", nargs=-1)
@option("--only", "words", help="test.only", word="test.word", multiple=True)
@option("--coverage", "measured", help="test.coverage", is_flag=True)
@option("--fail-under", "least", help="test.fail-under", metavar="N", callback=read_percent)
@form_option("text", "json", "junit", help="test.format")
@output_option(help="test.output")
@option("--watch", help="test.watch", is_flag=True)
@option("--table", help="test.table", word="file.metavar", type=click.Path())
def test(
    screen: Screen,
    paths: tuple[str, ...],
    words: tuple[str, ...],
    measured: bool,
    least: int | None,
    form: str,
    output: str | None,
    watch: bool,
    table: str | None,
) -> int:
    """Run all cases and prove all claims; 1 where one fails, is faulty, or too few rules decide."""
    check_alone("--watch", "--output", "--format", "--table")
    meant = [_fitting(one, words) for one in cantons_meant(paths)]
    meant = [one for one in meant if one[1] or not words]
    if words and not meant:
        screen.print(screen.say("test.none"))
        return 1
    if table:
        return _as_table(screen, meant, Path(table))
    code = _once(screen, meant, measured, least, form, output)
    for _ in changes([folder for folder, _ in meant]) if watch else ():
        screen.print(f"\n{screen.paint('─' * 40, 'dim')}\n")
        code = _once(screen, meant, measured, least, form, output)
    return code


def _as_table(screen: Screen, meant: list[Meant], target: Path) -> int:
    """Write cases as a table, a row for each that a row can hold; say which are left out."""
    read = [case for canton, only in meant for case in _cases(canton, only)]
    columns, left = as_table(read)
    if not columns:
        screen.print(screen.say("test.none"))
        return 1
    with Writer(target, "--table") as writer:
        writer.write(columns)
    screen.written(str(target))
    if left:
        shown = (title[screen.language] for title in left[:SHOWN])
        titles = [*shown, *(["…"] if len(left) > SHOWN else [])]
        screen.print(screen.say("test.left", n=len(left), titles="; ".join(titles)))
    return 0


def _cases(canton: Folder, only: list[Path]) -> Iterator[Example]:
    """The cases of a canton that are meant."""
    chosen = {path.resolve() for path in only}
    text = CantonText(canton)
    for file in text.files:
        if file.kind == "case" and (not chosen or file.path.resolve() in chosen):
            case, _ = read_example(file.data, file.name, text.main)
            yield from [case] if case else []


def _fitting(meant: Meant, words: tuple[str, ...]) -> Meant:
    """The cases and stories of a canton that contain all the words."""
    folder, cases = meant
    if not words:
        return meant
    files = (one for one in CantonText(folder).files if one.kind in EXAMPLES.values())
    chosen = {path.resolve() for path in cases}
    named = [one for one in files if not chosen or one.path.resolve() in chosen]
    lower = [word.casefold() for word in words]
    texts = {one.path: f"{one.name}\n{one.text}".casefold() for one in named}
    return folder, [path for path, text in texts.items() if all(word in text for word in lower)]


def _once(
    screen: Screen,
    meant: list[Meant],
    measured: bool,
    least: int | None,
    form: str,
    output: str | None,
) -> int:
    runs = [run for canton, only in meant for run in run_canton(canton, only)]
    cases = [case for run in runs for case in run.cases]
    stories = [story for run in runs for story in run.stories]
    findings = [finding for run in runs for finding in run.findings if finding.severity == "error"]
    findings += [finding for run in runs for finding in run.beside]
    examples: list[CaseRun | StoryRun] = [*cases, *stories]
    findings += [finding for one in examples for finding in one.findings]
    proofs = _proved(runs)
    tried = runs if measured or least is not None else []
    measures = [coverage(run.program, run) for run in tried if run.program]
    if form == "text":
        parts = [failure_text(screen, case, failure) for case in cases for failure in case.failures]
        parts += [
            otherwise_text(screen, story, move) for story in stories for move in story.failures
        ]
        if findings:
            parts.append(findings_text(in_order(findings), screen.language, screen.paint))
        parts += [found_text(proof.found, screen.paper) for proof in proofs if proof.found]
        parts.append("\n".join([_closing(screen, runs), *_claimed(screen, runs, proofs)]))
        parts += [gaps_text(measure, screen.paper) for measure in measures]
        _give(screen, output, "\n\n".join(parts), form)
    else:
        done = outcomes(screen, runs)
        told = as_junit(done) if form == "junit" else as_json(as_data(done))
        _give(screen, output, told, form)
    short = any(measure.trace.determining.percent < (least or 0) for measure in measures)
    faulty = any(finding.severity == "error" for finding in findings)
    held = all(proof.holds for proof in proofs)
    passed = all(one.passed for one in examples)
    return int(faulty or short or not held or not passed)


def _give(screen: Screen, output: str | None, text: str, form: str) -> None:
    if output is None:
        screen.give(text, form)
    else:
        save(screen, output, text)


def changes(folders: list[Folder]) -> Iterator[None]:
    """Yield, endlessly, whenever a file of the cantons is created, written or deleted."""
    before = _state(folders)
    while True:
        sleep(EVERY)
        if (now := _state(folders)) != before:
            before = now
            yield


SHOWN = 5
"""titles of omitted cases that are shown"""
MOST_COLUMNS = 20
"""headings of a table that are named"""
EVERY = 0.5
"""seconds between two checks of the files"""
WATCHED = (".yaml", ".yml", ".csv", ".xlsx")
"""endings of the files that are watched"""


def _state(folders: list[Folder]) -> dict[Path, tuple[int, int]]:
    """When each file was last written, and its size."""
    state: dict[Path, tuple[int, int]] = {}
    below = (path for folder in folders for path in folder.path.rglob("*"))
    for path in (path for path in below if path.suffix in WATCHED):
        with suppress(OSError):  # deleted just now
            look = path.stat()
            state[path] = look.st_mtime_ns, look.st_size
    return state


def _proved(runs: list[EditionRun]) -> list[ClaimProof]:
    """Prove the claims of all editions; none where there is no solver."""
    programs = [run.program for run in runs if run.program]
    if not solvable():
        return []
    return [proof for one in programs for proof in prove_claims(one, budget=Budget())]


def _claimed(screen: Screen, runs: list[EditionRun], proofs: list[ClaimProof]) -> Iterator[str]:
    """Count the claims; without a solver none of them is proved, and none has passed."""
    claims = sum(len(run.program.claims) for run in runs if run.program)
    if claims and not solvable():
        yield say("verification.claims.unproved", screen.language, n=claims)
    elif claims:
        held = sum(proof.holds for proof in proofs)
        yield say("verification.claims", screen.language, n=claims, held=held)
        left = sum(not proof.settled for proof in proofs)
        if left:
            yield say("verification.claims.left", screen.language, n=left)


def _own_columns(screen: Screen, runs: list[EditionRun]) -> Iterator[str]:
    """Name the columns of each table of cases that no rule reads: one may be misspelt."""
    tables: dict[str, list[str]] = {}
    for table, heading in (own for run in runs for own in run.own):
        tables.setdefault(table, []).append(shown(heading))
    for table, headings in tables.items():
        names = ", ".join(headings[:MOST_COLUMNS]) + ", …" * (len(headings) > MOST_COLUMNS)
        yield screen.say("test.own", file=table, columns=names)


def _closing(screen: Screen, runs: list[EditionRun]) -> str:
    """Count the cases; those of rules with faults were not run, and did not pass."""
    cases = [case for run in runs if run.program for case in run.cases]
    idle = sum(len(run.cases) for run in runs if not run.program)
    failed = sum(not case.passed for case in cases)
    said = [screen.say("test.idle", n=idle)] if idle else []
    if failed:
        said.insert(0, screen.say("test.failed", failed=failed, cases=len(cases)))
    elif cases:
        n = sum(len(case.comparisons) for case in cases)
        said.insert(0, screen.say("test.passed", cases=len(cases), n=n))
    stories = [story for run in runs if run.program for story in run.stories]
    if stories:
        wrong = sum(not story.passed for story in stories)
        kind = "test.stories.failed" if wrong else "test.stories"
        n = sum(len(story.comparisons) for story in stories)
        said.append(screen.say(kind, stories=len(stories), failed=wrong, n=n))
    said += _own_columns(screen, runs)
    for run in runs:
        if run.program:
            said += inherited(run.program, run.inherited, screen.language)
    return "\n".join(said or [screen.say("test.none")])
