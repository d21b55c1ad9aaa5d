"""Which option gives which answer, as data; the schema `interpretations-table` is made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import FORMAT, LabelData, Verdict, label_data
from iiz_rules.answers.interpretations import (
    OptionAnswer,
    changed_answers,
    changes,
    option_answers,
)
from iiz_rules.engine.result import Used
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import plain_amount


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
    """All interpretations that an edition declares."""
    declared = [_declared(program, name) for name in program.interpretations]
    return asdict(InterpretationsData(FORMAT, program.canton, declared, [], []))


def tables_data(cases: Mapping[str, Sequence[Decision]]) -> dict[str, Any]:
    """The tables of one case or several, by the names of the cases."""
    decisions = [decision for answers in cases.values() for decision in answers]
    read = [
        (decision.program, used.id) for decision in decisions for used in decision.interpretations
    ]
    declared = {(program.edition, name): _declared(program, name) for program, name in read}
    changed = changed_answers(decisions)
    data = InterpretationsData(
        FORMAT,
        decisions[0].program.canton,
        list(declared.values()),
        [_case(name, answers) for name, answers in cases.items()],
        [CountData(name, n, len(decisions)) for name, n in changed.items()],
    )
    return asdict(data)


def _declared(program: Program, name: str) -> DeclaredData:
    interpretation = program.interpretations[name]
    options = interpretation.options.items()
    return DeclaredData(
        edition=program.edition,
        id=interpretation.id,
        label=label_data(interpretation.label),
        question=label_data(interpretation.question),
        options=[OptionData(option, label_data(label)) for option, label in options],
        default=interpretation.default,
        clauses=list(interpretation.clauses),
    )


def _case(name: str, decisions: Sequence[Decision]) -> CaseTablesData:
    first = decisions[0]
    tables = [_table(decision) for decision in decisions]
    return CaseTablesData(name, first.edition, first.on.isoformat(), tables)


def _table(decision: Decision) -> TableData:
    used = [_used(decision, interpretation) for interpretation in decision.interpretations]
    return TableData(decision.rule, label_data(decision.label), decision.verdict.value, used)


def _used(decision: Decision, used: Used) -> UsedData:
    rows = [_row(answer) for answer in option_answers(decision, used)]
    return UsedData(used.id, changes(decision, used), rows)


def _row(answer: OptionAnswer) -> RowData:
    outcome = answer.outcome
    return RowData(
        option=answer.option,
        verdict=outcome.verdict.value,
        regulated=outcome.regulated,
        actors=[role for role, _ in outcome.actors],
        due=outcome.due.isoformat() if outcome.due else None,
        parts={actor: plain_amount(part) for actor, part in outcome.parts},
        default=answer.default,
        applies=answer.applies,
        chosen=answer.chosen,
        differs=answer.differs,
    )
