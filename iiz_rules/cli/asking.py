"""What commands that ask a canton share: options, reading the case, the date."""

import sys
from collections.abc import Mapping
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from iiz_rules.cli.options import Decorator, Function, day_option, fault, option, wrong
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Place
from iiz_rules.findings.names import shown, unknown_name
from iiz_rules.language.folders import cantons_in, known_cantons
from iiz_rules.language.truth import Truth
from iiz_rules.words.frozen import frozen

if TYPE_CHECKING:
    from iiz_rules.case.documents import CaseDocument
    from iiz_rules.case.roster import Roster
    from iiz_rules.policy import Policy

EXIT = {Truth.YES: 0, Truth.NO: 3, Truth.OPEN: 4}
STDIN = "<stdin>"
TABLES = (".csv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".ndjson", ".jsonl")
"""endings of tables, which hold many cases"""


@frozen
class Inquiry:
    """What is asked of every case: the canton, the day, the options, the knowledge of which day."""

    canton: str | None
    on: date | None
    interpretations: Mapping[str, str]
    known_on: date | None = None

    def policy(self, screen: Screen, case: "CaseDocument") -> "Policy":
        """Load the canton as of the day of the question.

        A command asks once: interpreting is faster than compiling first.
        """
        from iiz_rules.policy import load

        canton = canton_of(self.canton, case.canton, case.canton_at)
        day = day_of(screen, self.on, case)
        return load(canton, day, engine="interpreter", outside="answered")

    def keywords(self, case: "CaseDocument") -> dict[str, Any]:
        """The keywords for a case; the call takes precedence over the case."""
        return {
            "interpretations": {**case.interpretations, **self.interpretations},
            "known_on": self.known_on or case.known_on,
            "name": case.name,
        }


def read_pairs(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    """Read `ID=OPTION`, each; two options for one interpretation contradict each other."""
    pairs: dict[str, str] = {}
    for text in texts:
        name, sign, chosen = text.partition("=")
        if not sign:
            raise wrong("--interpretation", text, known="A-ZH-03=none")
        if pairs.setdefault(name, chosen) != chosen:
            raise wrong("--interpretation", text, known=f"{name}={pairs[name]}")
    return pairs


canton_option = option("--canton", help="assess.canton", required=True, word="schema.name")
named_canton_option = option("--canton", help="canton.named", word="schema.name")
"""for commands whose file may name the canton"""
edition_option = day_option("--on", help="facts.on")
interpretation_option = option(
    *("--interpretation", "interpretations"),
    help="assess.interpretation",
    multiple=True,
    metavar="ID=OPTION",
    callback=read_pairs,
)
roster_option = option("--roster", help="roster.file", word="file.metavar")
verdict_option = option("--exit-verdict", "by_verdict", help="assess.exit", is_flag=True)


def inquiring(on: str = "assess.on") -> Decorator:
    """Let a command ask a canton: after the screen it gets an `Inquiry`, made of four options.

    `on` is the key of what the help says about the day.
    """

    def decorate(function: Function) -> Function:
        @named_canton_option
        @day_option("--on", help=on)
        @day_option("--known-on", help="assess.known-on")
        @interpretation_option
        @wraps(function)
        def inquire(
            screen: Screen,
            canton: str | None,
            on: date | None,
            known_on: date | None,
            interpretations: Mapping[str, str],
            **others: Any,
        ) -> Any:
            return function(screen, Inquiry(canton, on, interpretations, known_on), **others)

        return inquire

    return decorate


def roster_for(policy: "Policy", file: str | None) -> "Roster":
    """Read the roster of this file, or the one that stands in the canton's folder."""
    from iiz_rules.case.roster import ROSTER, roster_of

    if file is not None:
        return roster_of(file, policy.program)
    folder = policy.folder
    return roster_of(folder.path / ROSTER, policy.program, f"{folder.name}/{ROSTER}")


def canton_of(asked: str | None, named: str | None = None, at: Place | None = None) -> str:
    """The canton of the call, else the one that a file names `at` a place, relative to it.

    UsageError where there is no canton of that name, and no folder.
    """
    if asked is not None:
        return asked
    if named is None or at is None:
        raise fault("missing-argument", name="--canton")
    known = known_cantons()
    if named in known:
        return named
    from pathlib import Path

    beside = Path(at.source.name).parent
    for folder in (beside / named, Path(named)):
        if folder.is_dir():
            return str(folder)
    listed = list(dict.fromkeys((*known, *cantons_in(str(beside)))))
    raise UsageError([unknown_name("unknown-canton", at, listed, listed=True, canton=named)])


def read(name: str, *, people: bool = False) -> "CaseDocument":
    """Read a case from a file, or from standard input where its name is `-`.

    Its people only if asked about.
    """
    from iiz_rules.case.documents import read_case
    from iiz_rules.language.text.document import LIMITS
    from iiz_rules.language.text.files import file_bytes

    if name.lower().endswith(TABLES):
        raise fault("table-as-case", file=shown(name))
    if name == "-":
        name, data = STDIN, sys.stdin.buffer.read(LIMITS.size + 1)
    else:
        data = file_bytes(name, name, CaseError)
    case, findings = read_case(data, name, people=people)
    if case is None:
        raise CaseError(findings)
    return case


def day_of(screen: Screen, on: date | None, case: "CaseDocument | None") -> date:
    """The date of the question: as asked, else the case's own, else today, with a note."""
    day = on or (case.on if case else None)
    if day is None:
        from iiz_rules.words.formats import written
        from iiz_rules.words.typography import typeset

        day = today()
        note = screen.say("assess.today", on=written(day, screen.language))
        screen.complain(typeset(note, screen.language))
    return day


def today() -> date:
    """Today's date. This is the only clock; nothing below the command line reads one."""
    return date.today()  # noqa: TID251, DTZ011
