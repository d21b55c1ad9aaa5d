"""The JSON Schemas (2020-12), by name: of what a canton writes, of a case, of every answer."""

from collections.abc import Callable
from functools import partial
from os import PathLike

from iiz_rules.answers.form import AssessmentData, CompositionData, DecisionData
from iiz_rules.answers.interpretations import InterpretationsData
from iiz_rules.case.schema import case_schema
from iiz_rules.engine.askable import wrong_argument
from iiz_rules.language.schemas import FILE_SCHEMAS, Schema, model_schema, policy_schema
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


def schema_of(name: str, canton: "str | PathLike[str] | None" = None) -> Schema:
    """One schema, as `iiz schema` prints it; that of a `case` also with the facts of a canton.

    Raises UsageError for a name that there is not, and for an unknown canton.

    >>> schema_of("decision")["title"], schema_of("case", "zurich")["title"]
    ('A decision, as Decision.to_dict() gives it', 'Canton of Zürich, edition 2014-04-01: a case')
    """
    if name not in NAMES:
        raise wrong_argument("schema", name, NAMES)
    if name == "case" and canton is not None:
        return case_schema(load(str(canton)).program)
    return policy_schema() if name == "policy" else SCHEMAS[name]()
