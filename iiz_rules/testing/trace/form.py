"""A trace as data that is ready for JSON; `schemas/trace.schema.json` is made from it."""

from dataclasses import dataclass
from typing import Any, Literal

from iiz_rules.answers.form import FORMAT, PlaceData, data
from iiz_rules.findings.form import Form, LabelData
from iiz_rules.language.program.clauses import Executable, Status
from iiz_rules.testing.suite import CaseRun
from iiz_rules.testing.trace.matrix import Trace, TracedClause


@dataclass(frozen=True)
class ShareData(Form):
    """So many of so many."""

    n: int
    of: int


@dataclass(frozen=True)
class SumsData(Form):
    """Clauses accounted for by how far they are executable, and rules that decide in a case."""

    full: ShareData
    part: ShareData
    none: ShareData
    rules: ShareData


@dataclass(frozen=True)
class MentionData(Form):
    """Something that cites a clause and is no rule: an actor, a way to read the source."""

    kind: str
    id: str


@dataclass(frozen=True)
class ClauseData(Form):
    """A clause, the names of the rules that carry it out, the files of the cases that try it."""

    id: str
    section: str
    source: LabelData | None
    says: LabelData
    executable: Executable
    reason: LabelData | None
    status: Status
    rules: list[str]
    mentions: list[MentionData]
    cases: list[str]
    link: LabelData | None = None


@dataclass(frozen=True)
class RuleData(Form):
    """A rule, criterion, term or competence, its clauses, the cases in which it decides."""

    name: str
    kind: str
    id: str
    label: LabelData
    place: PlaceData
    clauses: list[str]
    cases: list[str]


@dataclass(frozen=True)
class TracedCaseData(Form):
    """A case that counts: all its answers are as expected."""

    file: str
    title: str
    """what it is about, in German where it was written in it"""
    label: LabelData
    """the same in every language"""


@dataclass(frozen=True)
class TraceData(Form):
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
    sums = {kind: trace.accounted(kind) for kind in ("full", "part", "none")}
    sums["rules"] = trace.determining
    return data(
        TraceData,
        trace.program,
        format=FORMAT,
        sums={name: data(ShareData, share) for name, share in sums.items()},
        clauses=[_clause(traced) for traced in trace.clauses],
        rules=[
            data(RuleData, rule, place=rule.at, cases=[case.name for case in trace.cases_of(rule)])
            for rule in trace.carriers
        ],
        cases=[_case(case) for case in trace.cases],
        failed=trace.failed,
    )


def _case(run: CaseRun) -> dict[str, Any]:
    return data(TracedCaseData, run, file=run.name, title=run.title.de, label=run.title)


def _clause(traced: TracedClause) -> dict[str, Any]:
    return data(
        ClauseData,
        traced.clause,
        status=traced.status,
        rules=[carrier.name for carrier in traced.carriers],
        mentions=[data(MentionData, mention) for mention in traced.mentions],
        cases=[case.name for case in traced.cases],
    )
