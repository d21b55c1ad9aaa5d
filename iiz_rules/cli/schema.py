"""`iiz schema`: the JSON Schemas, for editors and other programs."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from iiz_rules.api import load
from iiz_rules.cli.options import Choice, Command, Option, fault
from iiz_rules.cli.schemas import SCHEMAS, case_schema, policy_schema
from iiz_rules.cli.screen import Screen
from iiz_rules.language.values import shown

NAMES = ("policy", *SCHEMAS)


def command(screen: Screen) -> click.Command:
    """Build the command."""
    language = screen.language
    name = click.Argument(
        ["name"], required=False, type=Choice(NAMES), metavar=screen.say("schema.name")
    )
    return Command(
        "schema",
        language,
        params=[
            name,
            Option("--canton", language=language, help="assess.canton", metavar="NAME"),
            Option("--to", "folder", language=language, help="schema.to", type=click.Path()),
        ],
        help=screen.say("schema", names=", ".join(NAMES)),
        callback=lambda **given: _schema(screen, **given),
    )


def _schema(screen: Screen, name: str | None, canton: str | None, folder: str | None) -> int:
    if folder is not None:
        return _write(screen, Path(folder))
    if name is None:
        raise fault(click.get_current_context(), "missing-argument", name=screen.say("schema.name"))
    screen.print(printed(_named(name, canton)))
    return 0


def _named(name: str, canton: str | None) -> dict[str, Any]:
    if name == "case" and canton is not None:
        return case_schema(load(canton).program)
    return policy_schema() if name == "policy" else SCHEMAS[name]()


def _write(screen: Screen, folder: Path) -> int:
    try:
        write(folder, SCHEMAS)
    except OSError:
        ctx = click.get_current_context()
        raise fault(ctx, "unwritable-folder", folder=shown(folder)) from None
    screen.print(screen.say("schema.written", n=len(SCHEMAS), folder=folder))
    return 0


def write(folder: Path, names: Iterable[str]) -> None:
    """Write schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.schema.json").write_text(printed(SCHEMAS[name]()) + "\n", "utf-8")


def printed(schema: dict[str, Any]) -> str:
    """Give a schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2)
