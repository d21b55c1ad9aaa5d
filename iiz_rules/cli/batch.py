"""`iiz assess --batch`: every row of a file of cases, answered into another file."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from iiz_rules.cli.asking import Inquiry, canton_of, day_of
from iiz_rules.cli.naming import rules_named
from iiz_rules.cli.screen import Progress, Screen
from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.findings.registry import message
from iiz_rules.language.program.outside import NONE
from iiz_rules.policy import Policy, load
from iiz_rules.words.formats import number

if TYPE_CHECKING:
    from iiz_rules.tables.source import Table
    from iiz_rules.tables.writing import Writer

MOST_TOLD = 20
"""rejected rows, or columns, shown on the screen; the file has all of them"""
DAY = "date"
"""The heading that says the day of each row in a portfolio."""
NEEDED = ("narwhals", "polars")
HEADING = ("row", "code", "reason")


def run(
    screen: Screen,
    inquiry: Inquiry,
    rules: tuple[str, ...],
    source: Path,
    output: Path,
    own: tuple[str, ...] = (),
) -> int:
    """Answer all rows. 1 where some were left out. `own` names headings that are no facts."""
    needed(NEEDED, "batch")
    from iiz_rules.cli.answering import Question, answered
    from iiz_rules.language.text.putting import check_apart
    from iiz_rules.tables.cases import own_columns
    from iiz_rules.tables.reading import chunks
    from iiz_rules.tables.writing import Writer

    left = Left(screen, output)
    check_apart(left.path, [source])
    policy = _policy(screen, inquiry)
    meant = rules_named(policy.program, rules, screen.language)
    question = Question(policy, meant, {"interpretations": inquiry.interpretations}, own)
    rows, carried = 0, None
    with Progress() as progress, ExitStack() as files:
        writer = files.enter_context(Writer(output))
        if left.earlier:
            left.write(files, ())
        for chunk in chunks(source, "--batch"):
            if carried is None:
                carried = own_columns(policy.program, chunk, own)
                if passed_over := _passed_over(policy, chunk):
                    screen.report(passed_over)
            answers = answered(question, chunk)
            writer.write(answers.columns)
            rows += answers.rows
            left.add(answers.findings, files)
            progress.tell(number(rows), int(chunk.done * 100), 100)
        writer.finish()  # both files are on the disk before one of them takes its place
        left.finish()
    left.tell()
    screen.print(screen.say("batch.done", rows=number(rows), file=shown(str(output))))
    _tell_own(screen, carried or ())
    return int(bool(left.count))


def _tell_own(screen: Screen, carried: Sequence[str]) -> None:
    """Name the columns that are no facts, the first of many."""
    if carried:
        names = ", ".join(map(shown, carried[:MOST_TOLD])) + ", …" * (len(carried) > MOST_TOLD)
        screen.print(screen.say("batch.own", columns=names))


def _policy(screen: Screen, inquiry: Inquiry) -> Policy:
    """The edition of the day; if there is none, warn, and answer every row accordingly."""
    from iiz_rules.language.editions import no_edition, read_canton

    day = day_of(screen, inquiry.on, None)
    policy = load(canton_of(inquiry.canton), day, outside="answered")
    if policy.program.edition == NONE:
        canton = read_canton(policy.folder)
        screen.report([no_edition(canton, day, policy.program.canton, "warning")])
    return policy


def _passed_over(policy: Policy, chunk: "Table") -> list[Finding]:
    """Warn of a column of dates, as a portfolio has it: here one date holds for all rows."""
    headings = list(chunk.columns)
    if DAY not in headings or DAY in policy.program.facts:
        return []
    place = Place(Source(chunk.name), 1, headings.index(DAY) + 1)
    words = {"column": DAY, "on": policy.on}
    return [Finding("day-passed-over", place, words, "warning")]


class Left:
    """The rejected rows: the first on the screen, all of them in a file beside the output.

    Overwrites the list of an earlier run and no other file; if no row is rejected now, it becomes
    empty.
    """

    def __init__(self, screen: Screen, output: Path) -> None:
        self.screen = screen
        self.path = output.with_name(f"{output.stem}.rejected.csv")
        self.earlier = self._check_earlier()
        self.writer: Writer | None = None
        self.count = 0
        self.told: list[Finding] = []

    def _check_earlier(self) -> bool:
        """Whether the list of an earlier run exists; refuses any other file of that name."""
        if not self.path.exists():
            return False
        with self.path.open(encoding="utf-8-sig", errors="replace") as file:
            if file.readline(100).strip() == ";".join(HEADING):
                return True
        words = {"file": shown(str(self.path))}
        raise UsageError([Finding("other-file", Place(Source(self.path.name)), words)])

    def add(self, findings: tuple[Finding, ...], files: ExitStack) -> None:
        """Note further findings."""
        if findings:
            self.count += len({finding.place.line for finding in findings})
            self.told += findings[: MOST_TOLD - len(self.told)]
            self.write(files, findings)

    def write(self, files: ExitStack, findings: Sequence[Finding]) -> None:
        """Append findings to the list; the first call opens it."""
        from iiz_rules.tables.writing import Writer

        if self.writer is None:
            self.writer = files.enter_context(Writer(self.path))
        numbers = [finding.place.line for finding in findings]
        codes = [finding.code for finding in findings]
        reasons = [message(finding, self.screen.language) for finding in findings]
        self.writer.write(dict(zip(HEADING, (numbers, codes, reasons), strict=True)))

    def finish(self) -> None:
        """Flush the list to the disk, if there is one."""
        if self.writer is not None:
            self.writer.finish()

    def tell(self) -> None:
        """Say how many there are, and in which file."""
        if self.count:
            self.screen.report(self.told)
            words = {"rows": number(self.count), "file": shown(str(self.path))}
            self.screen.complain(self.screen.say("batch.left", **words))
