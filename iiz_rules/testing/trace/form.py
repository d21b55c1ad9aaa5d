"""A trace as data that is ready for JSON; `schemas/trace.schema.json` is made from it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from iiz_rules.answers.form import FORMAT, LabelData, PlaceData, label_data, place_data
from iiz_rules.language.program.clauses import Executable, Status
from iiz_rules.testing.trace.carriers import Carrier
from iiz_rules.testing.trace.matrix import Share, Trace, TracedClause


@dataclass(frozen=True)
class ShareData:
    """So many of so many."""

    n: int
    of: int


@dataclass(frozen=True)
class SumsData:
    """Clauses accounted for by how far they are executable, and rules that decide in a case."""

    full: ShareData
    part: ShareData
    none: ShareData
    rules: ShareData


@dataclass(frozen=True)
class MentionData:
    """Something that cites a clause and is no rule: an actor, a way to read the source."""

    kind: str
    id: str


@dataclass(frozen=True)
class ClauseData:
    """A clause, the names of the rules that carry it out, the files of the cases that try it."""

    id: str
    section: str
    says: LabelData
    executable: Executable
    reason: LabelData | None
    status: Status
    rules: list[str]
    mentions: list[MentionData]
    cases: list[str]


@dataclass(frozen=True)
class RuleData:
    """A rule, criterion, term or competence, its clauses, the cases in which it decides."""

    name: str
    kind: str
    id: str
    label: LabelData
    place: PlaceData
    clauses: list[str]
    cases: list[str]


@dataclass(frozen=True)
class TracedCaseData:
    """A case that counts: all its answers are as expected."""

    file: str
    title: str


@dataclass(frozen=True)
class TraceData:
    """An edition traced. `failed` cases do not count."""

    format: Literal[1]
    canton: str
    edition: str
    digest: str
    sums: SumsData
    clauses: list[ClauseData]
    rules: list[RuleData]
    cases: list[TracedCaseData]
    failed: int


def trace_data(trace: Trace) -> dict[str, Any]:
    """A trace as plain data. New keys may be added; `format` counts every other change."""
    program = trace.program
    full, part, none = (_share(trace.accounted(kind)) for kind in ("full", "part", "none"))
    return asdict(
        TraceData(
            format=FORMAT,
            canton=program.canton,
            edition=program.edition,
            digest=program.digest,
            sums=SumsData(full, part, none, _share(trace.determining)),
            clauses=[_clause(traced) for traced in trace.clauses],
            rules=[_rule(trace, carrier) for carrier in trace.carriers],
            cases=[TracedCaseData(case.name, case.title) for case in trace.cases],
            failed=trace.failed,
        )
    )


def _share(share: Share) -> ShareData:
    return ShareData(share.n, share.of)


def _clause(traced: TracedClause) -> ClauseData:
    clause = traced.clause
    return ClauseData(
        id=clause.id,
        section=clause.section,
        says=label_data(clause.says),
        executable=clause.executable,
        reason=label_data(clause.reason) if clause.reason else None,
        status=traced.status,
        rules=[carrier.name for carrier in traced.carriers],
        mentions=[MentionData(mention.kind, mention.id) for mention in traced.mentions],
        cases=[case.name for case in traced.cases],
    )


def _rule(trace: Trace, carrier: Carrier) -> RuleData:
    return RuleData(
        name=carrier.name,
        kind=carrier.kind,
        id=carrier.id,
        label=label_data(carrier.label),
        place=place_data(carrier.at),
        clauses=list(carrier.clauses),
        cases=[case.name for case in trace.cases_of(carrier)],
    )
