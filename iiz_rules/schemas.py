"""The JSON Schemas (2020-12), by name: of what a canton writes, of a case, of every answer."""

import json
from collections.abc import Callable
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Literal, overload

from iiz_rules.answers.form import (
    AssessmentData,
    CompositionData,
    DecisionData,
    FundingData,
    OverviewData,
    WayData,
)
from iiz_rules.answers.interpretations import InterpretationsData
from iiz_rules.answers.minimum import MinimumData
from iiz_rules.answers.side_by_side import SideBySideData
from iiz_rules.case.schema import case_schema
from iiz_rules.engine.askable import wrong_argument
from iiz_rules.escalation.form import (
    ChangeData,
    FlowData,
    MoveData,
    ObligationData,
    OwedListData,
    PossibleEventData,
)
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.form import FindingData, Form, ProblemData
from iiz_rules.funding.minutes import MinutesData
from iiz_rules.funding.record import RecordData
from iiz_rules.language.canton_schemas import canton_schemas
from iiz_rules.language.edition_files import read_edition
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.schemas import FILE_SCHEMAS, Schema, model_schema, policy_schema
from iiz_rules.policy import load
from iiz_rules.receipts.form import LoggedDecisionData, ReceiptData, ReplayData
from iiz_rules.testing.trace.form import TraceData
from iiz_rules.words.text import LANGUAGES, Language

ANSWERS: dict[str, tuple[type[Form], str]] = {
    "assessment": (AssessmentData, "What iiz assess --format json prints"),
    "change": (ChangeData, "What was told of a case, as Change.to_dict() gives it"),
    "composition": (
        CompositionData,
        "Whether a body can decide, as Composition.to_dict() gives it",
    ),
    "decision": (DecisionData, "A decision, as Decision.to_dict() gives it"),
    "finding": (FindingData, "What is wrong, as Finding.to_dict() gives it"),
    "flow": (FlowData, "A case over time, as Flow.to_dict() gives it"),
    "funding-answer": (FundingData, "Who pays, as Funding.to_dict() gives it"),
    "interpretations-table": (InterpretationsData, "What iiz interpretations --format json prints"),
    "logged-decision": (LoggedDecisionData, "A decision, as LoggedDecision.to_dict() gives it"),
    "minutes": (MinutesData, "The minutes of a sitting, as Minutes.to_dict() gives them"),
    "move": (MoveData, "One move of a case, as Move.to_dict() gives it"),
    "obligation": (ObligationData, "What is owed in a case, as Obligation.to_dict() gives it"),
    "overview": (OverviewData, "All decisions about a case, as Overview.to_dict() gives them"),
    "owed": (OwedListData, "What iiz obligations --format json prints"),
    "possible-event": (PossibleEventData, "What may happen, as PossibleEvent.to_dict() gives it"),
    "problem": (ProblemData, "An error, as IizError.to_problem() gives it"),
    "receipt": (ReceiptData, "A receipt, as Receipt.to_dict() gives it"),
    "record": (RecordData, "A decision about money, as Record.to_dict() gives it"),
    "replay": (ReplayData, "A receipt asked again, as Replay.to_dict() gives it"),
    "minimum": (MinimumData, "What iiz minimise --format json prints"),
    "side-by-side": (SideBySideData, "What iiz compare-cantons --format json prints"),
    "trace": (TraceData, "What iiz trace --format json prints"),
    "way": (WayData, "The steps of a way, as Way.to_dict() gives them"),
}
SCHEMAS: dict[str, Callable[[], Schema]] = {
    **FILE_SCHEMAS,
    **{name: partial(model_schema, model, title) for name, (model, title) in ANSWERS.items()},
}
NAMES = ("policy", *SCHEMAS)
OWN = "iiz schema --canton"
"""the beginning of the remark that marks the schemas of a canton, with their language"""


def schemas_of(canton: Folder, language: Language) -> dict[str, Schema]:
    """The schemas of a canton, with its own names; LoadError where its files have faults."""
    editions = []
    for entry in read_canton(canton).editions:
        edition, findings = read_edition(canton, entry)
        if edition is None:
            raise LoadError(findings)
        editions.append(edition)
    remark = {"$comment": f"{OWN} {canton.path.name} --lang {language}"}
    made = canton_schemas(editions, language)
    return {name: {**remark, **schema} for name, schema in made.items()}


def kept_schemas(canton: Folder) -> dict[Path, Schema]:
    """The schemas that a canton keeps beside its files, as they should be now.

    LoadError where its files have faults.
    """
    folder = canton.path / "schemas"
    languages = {path: _language_of(path) for path in sorted(folder.glob("*.schema.json"))}
    wanted: dict[Path, Schema] = {}
    for language in LANGUAGES:
        mine = {path.name: path for path, spoken in languages.items() if spoken == language}
        made = schemas_of(canton, language) if mine else {}
        named = {f"{name}.schema.json": schema for name, schema in made.items()}
        wanted |= {path: named[name] for name, path in mine.items() if name in named}
    return wanted


def _language_of(path: Path) -> str:
    """The language of a canton's own schema; empty for any other file."""
    try:
        remark = json.loads(path.read_bytes()).get("$comment", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return str(remark).rpartition(" ")[2] if str(remark).startswith(OWN) else ""


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


@overload
def read_answer(name: Literal["assessment"], data: Any) -> AssessmentData: ...
@overload
def read_answer(name: Literal["change"], data: Any) -> ChangeData: ...
@overload
def read_answer(name: Literal["composition"], data: Any) -> CompositionData: ...
@overload
def read_answer(name: Literal["decision"], data: Any) -> DecisionData: ...
@overload
def read_answer(name: Literal["finding"], data: Any) -> FindingData: ...
@overload
def read_answer(name: Literal["flow"], data: Any) -> FlowData: ...
@overload
def read_answer(name: Literal["funding-answer"], data: Any) -> FundingData: ...
@overload
def read_answer(name: Literal["interpretations-table"], data: Any) -> InterpretationsData: ...
@overload
def read_answer(name: Literal["logged-decision"], data: Any) -> LoggedDecisionData: ...
@overload
def read_answer(name: Literal["minimum"], data: Any) -> MinimumData: ...
@overload
def read_answer(name: Literal["minutes"], data: Any) -> MinutesData: ...
@overload
def read_answer(name: Literal["move"], data: Any) -> MoveData: ...
@overload
def read_answer(name: Literal["obligation"], data: Any) -> ObligationData: ...
@overload
def read_answer(name: Literal["overview"], data: Any) -> OverviewData: ...
@overload
def read_answer(name: Literal["owed"], data: Any) -> OwedListData: ...
@overload
def read_answer(name: Literal["possible-event"], data: Any) -> PossibleEventData: ...
@overload
def read_answer(name: Literal["problem"], data: Any) -> ProblemData: ...
@overload
def read_answer(name: Literal["receipt"], data: Any) -> ReceiptData: ...
@overload
def read_answer(name: Literal["record"], data: Any) -> RecordData: ...
@overload
def read_answer(name: Literal["replay"], data: Any) -> ReplayData: ...
@overload
def read_answer(name: Literal["side-by-side"], data: Any) -> SideBySideData: ...
@overload
def read_answer(name: Literal["trace"], data: Any) -> TraceData: ...
@overload
def read_answer(name: Literal["way"], data: Any) -> WayData: ...
@overload
def read_answer(name: str, data: Any) -> Form: ...
def read_answer(name: str, data: Any) -> Form:
    """Read an answer that was kept as data, by the name of its schema; its fields as attributes.

    Raises UsageError for a name that there is not, or with the place of what has not this form.

    >>> zurich = load("zurich", on="2024-03-05")
    >>> kept = zurich.eligibility({"person.residence.canton": "SG"}).to_dict()
    >>> read_answer("decision", kept).verdict, read_answer("decision", kept).to_dict() == kept
    ('no', True)
    """
    if name not in ANSWERS:
        raise wrong_argument("schema", name, ANSWERS)
    form, _ = ANSWERS[name]
    return form.from_dict(data, name)
