"""Which reading gives which answer, as data; the schema `interpretations-table` is made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.language.program.rules import Program
from iiz_rules.render.data import FORMAT, LabelData, Verdict, label_data
from iiz_rules.render.formats import plain_amount
from iiz_rules.render.readings import Row, changes, counts, rows

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.engine.result import Used


@dataclass(frozen=True)
class OptionData:
    """One way to read the place."""

    id: str
    label: LabelData


@dataclass(frozen=True)
class DeclaredData:
    """An interpretation as an edition declares it."""

    edition: str
    id: str
    label: LabelData
    question: LabelData
    options: list[OptionData]
    default: str
    clauses: list[str]


@dataclass(frozen=True)
class RowData:
    """The answer under one option, the other interpretations left as they are.

    `regulated`: false where it is open because the source is silent. `actors`: who acts, or can
    still be the one. `applies`: the answer was given under this option.
    `chosen`: by the case or the call, not by default. `differs`: the verdict is another one, or who
    acts, by when, who bears what.
    """

    option: str
    verdict: Verdict
    regulated: bool
    actors: list[str]
    due: str | None
    parts: dict[str, str]
    default: bool
    applies: bool
    chosen: bool
    differs: bool


@dataclass(frozen=True)
class UsedData:
    """An interpretation that an answer rests on."""

    id: str
    changes: bool
    rows: list[RowData]


@dataclass(frozen=True)
class TableData:
    """The answer to one question, and what other readings would answer."""

    rule: str
    label: LabelData
    verdict: Verdict
    interpretations: list[UsedData]


@dataclass(frozen=True)
class CaseTablesData:
    """One case with its answers."""

    case: str
    edition: str
    on: str
    answers: list[TableData]


@dataclass(frozen=True)
class CountData:
    """How many of the answers an interpretation changes."""

    id: str
    changes: int
    answers: int


@dataclass(frozen=True)
class InterpretationsData:
    """What `iiz interpretations --format json` prints.

    Without a case all that is declared; with cases what their answers rest on.
    """

    format: Literal[1]
    canton: str
    interpretations: list[DeclaredData]
    cases: list[CaseTablesData]
    summary: list[CountData]


def declared_data(program: Program) -> dict[str, Any]:
    """Give all that an edition declares."""
    declared = [_declared(program, name) for name in program.interpretations]
    return asdict(InterpretationsData(FORMAT, program.canton, declared, [], []))


def tables_data(cases: Mapping[str, Sequence["Decision"]]) -> dict[str, Any]:
    """Give the tables of one case or several, by the names of the cases."""
    decisions = [one for found in cases.values() for one in found]
    read = [(one.program, used.id) for one in decisions for used in one.interpretations]
    declared = {(program.edition, name): _declared(program, name) for program, name in read}
    data = InterpretationsData(
        FORMAT,
        decisions[0].program.canton,
        list(declared.values()),
        [_case(name, found) for name, found in cases.items()],
        [CountData(name, n, len(decisions)) for name, n in counts(decisions).items()],
    )
    return asdict(data)


def _declared(program: Program, name: str) -> DeclaredData:
    one = program.interpretations[name]
    return DeclaredData(
        edition=program.edition,
        id=one.id,
        label=label_data(one.label),
        question=label_data(one.question),
        options=[OptionData(option, label_data(label)) for option, label in one.options.items()],
        default=one.default,
        clauses=list(one.clauses),
    )


def _case(name: str, decisions: Sequence["Decision"]) -> CaseTablesData:
    first = decisions[0]
    tables = [_table(one) for one in decisions]
    return CaseTablesData(name, first.edition, first.on.isoformat(), tables)


def _table(decision: "Decision") -> TableData:
    used = [_used(decision, one) for one in decision.interpretations]
    return TableData(decision.rule, label_data(decision.label), decision.verdict.value, used)


def _used(decision: "Decision", one: "Used") -> UsedData:
    return UsedData(one.id, changes(decision, one), [_row(row) for row in rows(decision, one)])


def _row(row: Row) -> RowData:
    outcome = row.outcome
    return RowData(
        option=row.option,
        verdict=outcome.verdict.value,
        regulated=outcome.regulated,
        actors=[role for role, _ in outcome.actors],
        due=outcome.due.isoformat() if outcome.due else None,
        parts={one: plain_amount(part) for one, part in outcome.parts},
        default=row.default,
        applies=row.applies,
        chosen=row.chosen,
        differs=row.differs,
    )
