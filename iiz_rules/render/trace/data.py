"""A trace as data that is ready for JSON; `schemas/trace.schema.json` is made from it."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.language.program.clauses import Executable, Status
from iiz_rules.render.data import FORMAT, LabelData, PlaceData, label_data, place_data

if TYPE_CHECKING:
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


def trace_data(trace: "Trace") -> dict[str, Any]:
    """Give a trace as plain data. New keys may be added; `format` counts every other change."""
    program = trace.program
    full, part, none = (_share(trace.accounted(kind)) for kind in ("full", "part", "none"))
    return asdict(
        TraceData(
            format=FORMAT,
            canton=program.canton,
            edition=program.edition,
            digest=program.digest,
            sums=SumsData(full, part, none, _share(trace.determining)),
            clauses=[_clause(one) for one in trace.clauses],
            rules=[_rule(trace, one) for one in trace.carriers],
            cases=[TracedCaseData(one.name, one.title) for one in trace.cases],
            failed=trace.failed,
        )
    )


def _share(share: "Share") -> ShareData:
    return ShareData(share.n, share.of)


def _clause(one: "TracedClause") -> ClauseData:
    return ClauseData(
        id=one.clause.id,
        section=one.clause.section,
        says=label_data(one.clause.says),
        executable=one.clause.executable,
        reason=label_data(one.clause.reason) if one.clause.reason else None,
        status=one.status,
        rules=[carrier.name for carrier in one.carriers],
        mentions=[MentionData(mention.kind, mention.id) for mention in one.mentions],
        cases=[case.name for case in one.cases],
    )


def _rule(trace: "Trace", one: "Carrier") -> RuleData:
    return RuleData(
        name=one.name,
        kind=one.kind,
        id=one.id,
        label=label_data(one.label),
        place=place_data(one.at),
        clauses=list(one.clauses),
        cases=[case.name for case in trace.cases_of(one)],
    )
