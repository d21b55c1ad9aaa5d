"""`iiz schema`: the JSON Schemas, for editors and other programs."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from iiz_rules.answers.form import AssessmentData, CompositionData, DecisionData
from iiz_rules.answers.interpretations import InterpretationsData
from iiz_rules.case.schema import case_schema
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, argument, fault, option
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.findings.names import shown
from iiz_rules.language.schemas import FILE_SCHEMAS, Schema, model_schema, policy_schema
from iiz_rules.language.text.putting import put
from iiz_rules.policy import load
from iiz_rules.receipts.form import ReceiptData
from iiz_rules.testing.trace.form import TraceData

ANSWERS = {
    "decision": (DecisionData, "A decision, as Decision.to_dict() gives it"),
    "assessment": (AssessmentData, "What iiz assess --format json prints"),
    "composition": (
        CompositionData,
        "Whether a body can decide, as Composition.to_dict() gives it",
    ),
    "interpretations-table": (InterpretationsData, "What iiz interpretations --format json prints"),
    "receipt": (ReceiptData, "A receipt, as Receipt.to_dict() gives it"),
    "trace": (TraceData, "What iiz trace --format json prints"),
}
SCHEMAS: dict[str, Callable[[], Schema]] = {
    **FILE_SCHEMAS,
    **{name: partial(model_schema, model, title) for name, (model, title) in ANSWERS.items()},
}
NAMES = ("policy", *SCHEMAS)


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
    if name == "case" and canton is not None:
        screen.data(case_schema(load(canton).program))
    else:
        screen.data(policy_schema() if name == "policy" else SCHEMAS[name]())
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
