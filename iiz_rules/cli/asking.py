"""What the commands that ask a canton something have in common: options, the case, the date."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from iiz_rules.case.documents import CaseDocument, read_case
from iiz_rules.cli.options import Choice, Day, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.text.document import LIMITS
from iiz_rules.language.text.files import read_file
from iiz_rules.language.truth import Truth
from iiz_rules.render.formats import day
from iiz_rules.render.layout import typeset

EXIT = {Truth.YES: 0, Truth.NO: 3, Truth.OPEN: 4}
STDIN = "<stdin>"


def options(screen: Screen) -> list[click.Parameter]:
    """Give the options: canton, date, readings, form of the output, exit code by the answer."""
    language, kinds = screen.language, Choice(["text", "json"])

    def option(*names: str, help: str, **how: Any) -> Option:
        return Option(*names, language=language, help=f"assess.{help}", **how)

    return [
        option("--canton", help="canton", required=True, metavar="NAME"),
        option("--on", help="on", metavar=screen.say("day.metavar"), type=Day()),
        option(
            "--interpretation",
            "readings",
            help="interpretation",
            multiple=True,
            metavar="ID=OPTION",
        ),
        option("--format", "kind", help="format", type=kinds, default="text"),
        option("--exit-verdict", "by_verdict", help="exit", is_flag=True),
    ]


def known_on_option(screen: Screen) -> click.Parameter:
    """Give the option that says whose knowledge counts; facts alone have a history."""
    metavar = screen.say("day.metavar")
    language = screen.language
    return Option(
        "--known-on", language=language, help="assess.known-on", metavar=metavar, type=Day()
    )


def keywords(
    case: CaseDocument, readings: Mapping[str, str], known_on: date | None
) -> dict[str, Any]:
    """Give how a case is to be asked; what the call says goes before what the case says."""
    return {
        "interpretations": {**case.interpretations, **readings},
        "known_on": known_on or case.known_on,
        "name": case.name,
    }


def chosen(readings: tuple[str, ...]) -> dict[str, str]:
    """Read `--interpretation ID=OPTION`, each."""
    return dict(map(_reading, readings))


def _reading(text: str) -> tuple[str, str]:
    name, sign, option = text.partition("=")
    if not sign:
        ctx = click.get_current_context()
        words = {"name": "--interpretation", "got": text, "known": "A-ZH-03=none"}
        raise fault(ctx, "wrong-argument", near="", **words)
    return name, option


def read(name: str) -> CaseDocument:
    """Read a case from a file, or from standard input where its name is `-`."""
    data: bytes | Finding
    if name == "-":
        name, data = STDIN, sys.stdin.buffer.read(LIMITS.size + 1)
    else:
        data = read_file(Path(name), name)
    if isinstance(data, Finding):
        raise CaseError([data])
    case, findings = read_case(data, name)
    if case is None:
        raise CaseError(findings)
    return case


def day_of(screen: Screen, on: date | None, case: CaseDocument | None) -> date:
    """Give the date of the question: as asked, else the case's own, else today, said aloud."""
    found = on or (case.on if case else None)
    if found is None:
        found = today()
        note = screen.say("assess.today", on=day(found, screen.language))
        screen.complain(typeset(note, screen.language))
    return found


def today() -> date:
    """Give today's date: the one clock, and never inside."""
    return date.today()  # noqa: TID251, DTZ011
