"""What commands that prove share: the budget, the editions, cases to keep."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import Decorator, fault, option, wrong
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import Folder, main_language, read_canton
from iiz_rules.language.folders import check_own
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.putting import put
from iiz_rules.loading import editions_of
from iiz_rules.render.text.layout import Paper
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.prover import WORK, Budget, need_solver
from iiz_rules.verification.saving import Title
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.model.sources import EditionEntry

Done = TypeVar("Done")
Allowed = Callable[[], Budget]
"""What makes the budget of an edition."""


def limit_option(help: str, work: int = WORK) -> Decorator:
    """How many seconds the whole command may take, where it is not a counted amount of work."""

    def read(_: click.Context, param: click.Parameter, text: str | None) -> Allowed:
        if text is None:
            return partial(Budget, work)
        if not re.fullmatch("[0-9]{1,6}", text):
            raise wrong(param.opts[-1], text, known="60, 600, …")
        end = monotonic() + float(text)
        return lambda: Budget(None, over=lambda: monotonic() >= end)

    word = "verify.time-limit.metavar"
    return option("--time-limit", "allowed", help=help, word=word, callback=read)


@frozen
class MeantEdition:
    """An edition that is meant, and where it stands."""

    folder: Folder
    name: str
    program: Program

    @property
    def entry(self) -> "EditionEntry":
        """The edition as listed in canton.yaml."""
        return next(one for one in read_canton(self.folder).editions if one.id == self.name)

    @property
    def cases(self) -> Path:
        """The folder of its cases."""
        return self.folder.path / self.name / CASES

    def titled(self, title: str, language: Language) -> Title:
        """A title for one of its cases: it names its language, where that is not the main one."""
        return title if language == main_language(self.folder) else {language: title}


def editions_meant(paths: Sequence[str], *, keep: bool) -> Iterator[MeantEdition]:
    """All editions of the cantons meant; `keep` says whether cases will be written into them.

    UsageError where the solver is not installed, LoadError for an edition with faults.
    """
    need_solver()
    for folder, _ in cantons_meant(tuple(paths)):
        if keep:
            check_own(folder.path, folder.name)
        for name, program, findings in editions_of(folder):
            if program is None:
                raise LoadError(findings)
            yield MeantEdition(folder, name, program)


def keep_cases(screen: Screen, edition: MeantEdition, cases: Iterable[tuple[str, str]]) -> None:
    """Write cases by name beside the others; existing ones stay."""
    folder = edition.folder
    for name, text in cases:
        file = edition.cases / name
        if os.path.lexists(file):  # also a link to nowhere, and a folder
            screen.complain(screen.say("verify.stays", file=folder.shown(file)))
            continue
        try:
            edition.cases.mkdir(exist_ok=True)
        except OSError:
            raise fault("unwritable-folder", folder=folder.shown(edition.cases)) from None
        put(file, text)
        screen.complain(screen.say("written", file=folder.shown(file)))


def show(
    screen: Screen,
    form: str,
    done: Sequence[Done],
    data: Callable[[Done, Language], dict[str, Any]],
    text: Callable[[Done, Paper], str],
) -> None:
    """Print what was done of each edition, as data or as text."""
    if form == "json":
        screen.data([data(one, screen.language) for one in done])
    else:
        screen.print("\n\n".join(text(one, screen.paper) for one in done))
