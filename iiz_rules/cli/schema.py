"""`iiz schema`: the JSON Schemas, for editors and other programs."""

from collections.abc import Mapping
from pathlib import Path

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, argument, fault, option
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.findings.names import shown
from iiz_rules.language.editions import find_folder
from iiz_rules.language.schemas import Schema
from iiz_rules.language.text.putting import put
from iiz_rules.schemas import NAMES, SCHEMAS, schema_of, schemas_of


@command(names=", ".join(NAMES))
@argument("name", "schema.name", required=False, type=KeywordType(NAMES))
@option("--canton", help="assess.canton", word="schema.name")
@option("--to", "folder", help="schema.to", type=click.Path(), word="new.folder")
def schema(screen: Screen, name: str | None, canton: str | None, folder: str | None) -> int:
    """Print one schema, or write all of them into a folder."""
    if folder is not None:
        schemas = {one: make() for one, make in SCHEMAS.items()}
        if canton is not None:
            schemas = schemas_of(find_folder(canton), screen.language)
        return _write_all(screen, Path(folder), schemas)
    if name is None:
        raise fault("missing-argument", name=screen.say("schema.name"))
    screen.data(schema_of(name, canton if name == "case" else None))
    return 0


def _write_all(screen: Screen, folder: Path, schemas: Mapping[str, Schema]) -> int:
    try:
        write(folder, schemas)
    except OSError:
        raise fault("unwritable-folder", folder=shown(folder)) from None
    screen.print(screen.say("schema.written", n=len(schemas), folder=folder))
    return 0


def write(folder: Path, schemas: Mapping[str, Schema]) -> None:
    """Write schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        put(folder / f"{name}.schema.json", as_json(schema) + "\n")
