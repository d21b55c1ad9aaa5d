"""`iiz new canton NAME`: a small canton that works, commented, to be replaced step by step."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from shlex import quote

import click

from iiz_rules.cli.asking import today
from iiz_rules.cli.options import Choice, Command, Option, fault
from iiz_rules.cli.outline import first_day, new_canton
from iiz_rules.cli.schema import write
from iiz_rules.cli.screen import Screen
from iiz_rules.language.editions import known_cantons
from iiz_rules.language.model.base import ID
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.values import shown
from iiz_rules.render.layout import block, typeset

SCHEMAS_OF_FILES = ("canton", *(name.removesuffix(".yaml") for name in FILES), "case")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "new",
        screen.language,
        params=[
            click.Argument(["kind"], type=Choice(["canton"]), metavar="canton"),
            click.Argument(["name"], metavar=screen.say("schema.name")),
            option("--into", help="new.into", type=click.Path(), metavar=screen.say("new.folder")),
            option("--edition", help="new.edition", metavar=screen.say("new.day")),
        ],
        callback=lambda **given: _new(screen, given["name"], given["into"], given["edition"]),
    )


def _new(screen: Screen, name: str, into: str | None, edition: str | None) -> int:
    ctx = click.get_current_context()
    edition = edition or str(today().year)
    if first_day(edition) is None:
        words = {"name": "--edition", "got": shown(edition), "known": "2026, 2026-07-01"}
        raise fault(ctx, "wrong-argument", near="", **words)
    if not re.fullmatch(ID, name):
        raise fault(ctx, "bad-form", got=shown(name), expected=screen.say("new.name"))
    folder = Path(into or ".") / name
    written = new_canton(name, edition, screen.language)
    try:
        if name in known_cantons() or folder.exists():
            raise fault(ctx, "already-there", folder=shown(folder))
        _write(folder, written)
    except OSError:
        raise fault(ctx, "unwritable-folder", folder=shown(folder)) from None
    screen.print(_next(screen, folder, written))
    return 0


def _write(folder: Path, written: Mapping[str, str]) -> None:
    """Write the files, and the schemas that editors complete by where there are none nearby."""
    up = _shared_schemas(folder)
    for place, text in written.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("$schema=", f"$schema={up or ''}"), "utf-8")
    if up is None:
        write(folder / "schemas", SCHEMAS_OF_FILES)


def _shared_schemas(folder: Path) -> str | None:
    """Give the way from a canton up to schemas that several cantons share; None without any."""
    for steps, above in enumerate(folder.resolve().parents[:2], 1):
        if (above / "schemas" / "canton.schema.json").is_file():
            return "../" * steps
    return None


def _next(screen: Screen, folder: Path, written: Mapping[str, str]) -> str:
    """Say what was written, and what to do with it."""
    case = next(folder / place for place in written if "/cases/" in place)
    canton = quote(folder.as_posix())
    calls = {
        "check": f"iiz check {canton}",
        "test": f"iiz test {canton}",
        "assess": f"iiz assess {quote(case.as_posix())} --canton {canton}",
    }
    heading = screen.say("new.written", folder=folder.as_posix(), n=len(written))
    lines = [screen.paint(typeset(heading, screen.language), "heading"), ""]
    for key, call in calls.items():
        lines += [
            f"  {call}",
            *block("    ", screen.say(f"new.{key}"), screen.language, screen.paint, "dim"),
        ]
    lines += ["", *block("", screen.say("new.order"), screen.language, screen.paint)]
    return "\n".join(lines)
