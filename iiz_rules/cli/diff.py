"""`iiz diff`: what two editions, two folders or two readings answer differently, and for whom."""

from collections.abc import Mapping
from pathlib import Path

from iiz_rules.cli.asking import interpretation_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, form_option
from iiz_rules.cli.screen import Screen
from iiz_rules.engine.askable import checked_options
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import entry_on, find_folder, read_canton
from iiz_rules.language.folders import CANTON
from iiz_rules.language.program.rules import Program
from iiz_rules.loading import read_program
from iiz_rules.render.data.difference import changes_data
from iiz_rules.render.text.difference import changes_text
from iiz_rules.verification.difference.comparison import Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.prover import need_solver


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@interpretation_option
@form_option(help="verify.format")
def diff(
    screen: Screen, before: str, after: str | None, interpretations: Mapping[str, str], form: str
) -> int:
    """Compare two policies in all cases; 1 where an answer changes."""
    need_solver()
    old = _program(before)
    new = _program(after) if after else old
    sides = Side(old, {}), Side(new, checked_options(new, interpretations))
    changes = tuple(difference(*sides))
    if form == "json":
        screen.data(changes_data(changes))
    else:
        screen.print(changes_text(sides, changes, screen.paper))
    return int(bool(changes))


def _program(name: str) -> Program:
    """The edition in a folder, or the newest one of a canton."""
    path = Path(name)
    inside = (path.parent / CANTON).is_file() and path.is_dir() and not (path / CANTON).is_file()
    folder = find_folder(path.parent if inside else name)
    canton = read_canton(folder)
    named = [one for one in canton.editions if inside and one.id == path.name]
    if inside and not named:
        find_folder(name)  # says that it is none
    entry = named[0] if named else entry_on(canton, None, folder.name)
    program, findings = read_program(folder, entry)
    if program is None:
        raise LoadError(findings)
    return program
