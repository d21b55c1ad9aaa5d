"""`iiz assess --batch`: every row of a file of cases, answered into another file."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iiz_rules.cli.asking import day_of
from iiz_rules.cli.options import wrong
from iiz_rules.cli.screen import Progress, Screen
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.libraries import needed
from iiz_rules.findings.registry import message
from iiz_rules.language.values import shown
from iiz_rules.policy import load
from iiz_rules.render.formats import number

if TYPE_CHECKING:
    from iiz_rules.tables.writing import Writer

MOST_TOLD = 20
"""How many rows left out are told on the screen; all of them stand in a file."""
NEEDED = ("narwhals", "polars")
FOR_FILE = {".parquet": "pyarrow", ".xlsx": "openpyxl"}


@dataclass(frozen=True)
class Batch:
    """What is asked: of which file, into which, of which canton, and how."""

    source: Path
    output: Path
    canton: str
    on: date | None
    readings: Mapping[str, str]
    rules: tuple[str, ...]


def run(screen: Screen, batch: Batch) -> int:
    """Answer all rows. 1 where some were left out."""
    _need_packages(batch)
    from iiz_rules.cli.answering import Question, answered
    from iiz_rules.tables.reading import chunks
    from iiz_rules.tables.writing import Writer

    if batch.source.resolve() == batch.output.resolve():
        raise wrong("-o", batch.output.name, known="…")
    policy = load(batch.canton, day_of(screen, batch.on, None))
    question = Question(policy, batch.rules, {"interpretations": batch.readings})
    rows, left = 0, Left(screen, batch.output)
    with Progress() as progress, ExitStack() as files:
        writer = files.enter_context(Writer(batch.output))
        for chunk in chunks(batch.source):
            found = answered(question, chunk, batch.source.name)
            writer.write(found.frame)
            rows += found.frame.height
            left.add(found.findings, files)
            progress.tell(number(rows), int(found.done * 100), 100)
    left.tell()
    screen.print(screen.say("batch.done", rows=number(rows), file=shown(str(batch.output))))
    return int(bool(left.count))


class Left:
    """The rows left out: the first ones told on the screen, all of them in a file beside."""

    def __init__(self, screen: Screen, output: Path) -> None:
        self.screen = screen
        self.path = output.with_name(f"{output.stem}.rejected.csv")
        self.path.unlink(missing_ok=True)  # of an earlier run
        self.writer: Writer | None = None
        self.count = 0
        self.told: list[Finding] = []

    def add(self, findings: tuple[Finding, ...], files: ExitStack) -> None:
        """Take note of some more."""
        from iiz_rules.tables.writing import Writer

        if not findings:
            return
        if self.writer is None:
            self.writer = files.enter_context(Writer(self.path))
        self.count += len({one.place.line for one in findings})
        self.told += findings[: MOST_TOLD - len(self.told)]
        lines = [(one.place.line, one.code, self._reason(one)) for one in findings]
        self.writer.write_rows({"row": int, "code": str, "reason": str}, lines)

    def _reason(self, finding: Finding) -> str:
        return message(finding, self.screen.language)

    def tell(self) -> None:
        """Say how many there are, and where all of them stand."""
        if self.count:
            self.screen.report(self.told)
            words = {"rows": number(self.count), "file": shown(str(self.path))}
            self.screen.complain(self.screen.say("batch.left", **words))


def _need_packages(batch: Batch) -> None:
    kinds = {batch.source.suffix.lower(), batch.output.suffix.lower()}
    needed([*NEEDED, *sorted(FOR_FILE[kind] for kind in kinds if kind in FOR_FILE)], "batch")
