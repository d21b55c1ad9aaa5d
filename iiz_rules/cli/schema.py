"""`iiz schema`: the JSON Schemas, for editors and other programs."""

from collections.abc import Iterable
from pathlib import Path

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, argument, fault, option
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.findings.names import shown
from iiz_rules.language.text.putting import put
from iiz_rules.schemas import NAMES, SCHEMAS, schema_of


@command(names=", ".join(NAMES))
@argument("name", "schema.name", required=False, type=KeywordType(NAMES))
@option("--canton", help="assess.canton", word="schema.name")
@option("--to", "folder", help="schema.to", type=click.Path(), word="new.folder")
def schema(screen: Screen, name: str | None, canton: str | None, folder: str | None) -> int:
    """Print one schema, or write all of them into a folder."""
    if folder is not None:
        return _write_all(screen, Path(folder))
    if name is None:
        raise fault("missing-argument", name=screen.say("schema.name"))
    screen.data(schema_of(name, canton if name == "case" else None))
    return 0


def _write_all(screen: Screen, folder: Path) -> int:
    try:
        write(folder, SCHEMAS)
    except OSError:
        raise fault("unwritable-folder", folder=shown(folder)) from None
    screen.print(screen.say("schema.written", n=len(SCHEMAS), folder=folder))
    return 0


def write(folder: Path, names: Iterable[str]) -> None:
    """Write schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        put(folder / f"{name}.schema.json", as_json(SCHEMAS[name]()) + "\n")
