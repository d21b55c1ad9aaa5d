"""What each option of an interpretation would answer, for text and for data alike.

Each interpretation is varied by itself; the others stay as in the case. The schema
`interpretations-table` is made from the data form.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import FORMAT, Verdict, data
from iiz_rules.engine.result import Outcome, Used
from iiz_rules.findings.form import DayText, Form, LabelData
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class OptionAnswer:
    """One option of an interpretation, and what the answer comes to under it.

    `applies`: the answer was given under it. `chosen`: by the case or the call, not by default.
    `differs`: another verdict, or someone else acts, by another day, or bears another part.
    """

    option: str
    label: Text
    outcome: Outcome
    default: bool
    applies: bool
    chosen: bool
    differs: bool


def option_answers(decision: Decision, used: Used) -> tuple[OptionAnswer, ...]:
    """The answer under each option of an interpretation that a decision rests on."""
    interpretation = decision.program.interpretations[used.id]
    chosen = decision.situation.options.get(used.id)
    now = used.outcomes[used.option]
    return tuple(
        OptionAnswer(
            option=option,
            label=interpretation.options[option],
            outcome=outcome,
            default=option == interpretation.default,
            applies=option == used.option,
            chosen=option == chosen,
            differs=outcome != now,
        )
        for option, outcome in used.outcomes.items()
    )


def changes(decision: Decision, used: Used) -> bool:
    """Whether some option gives another answer."""
    return any(answer.differs for answer in option_answers(decision, used))


def telling(answers: Sequence[OptionAnswer]) -> tuple[str, ...]:
    """What differs between options besides the verdict: who acts, by when, who bears what."""
    owed = [answer.outcome for answer in answers if answer.outcome.verdict is not Truth.NO]
    return tuple(
        part
        for part in ("actors", "due", "parts")
        if len({getattr(outcome, part) for outcome in owed}) > 1
    )


def changed_answers(decisions: Sequence[Decision]) -> dict[str, int]:
    """How many answers each interpretation would change, the most influential first."""
    read = [(decision, used) for decision in decisions for used in decision.interpretations]
    changed = Counter(used.id for decision, used in read if changes(decision, used))
    names = sorted({used.id for _, used in read}, key=lambda name: (-changed[name], name))
    return {name: changed[name] for name in names}


@dataclass(frozen=True)
class OptionData(Form):
    """One way to read the place."""

    id: str
    label: LabelData


@dataclass(frozen=True)
class DeclaredData(Form):
    """An interpretation as an edition declares it."""

    edition: str
    id: str
    label: LabelData
    question: LabelData
    options: list[OptionData]
    default: str
    clauses: list[str]


@dataclass(frozen=True)
class RowData(Form):
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
    due: DayText | None
    parts: dict[str, str]
    default: bool
    applies: bool
    chosen: bool
    differs: bool


@dataclass(frozen=True)
class UsedData(Form):
    """An interpretation that an answer rests on."""

    id: str
    changes: bool
    rows: list[RowData]


@dataclass(frozen=True)
class TableData(Form):
    """The answer to one question, and what other readings would answer."""

    rule: str
    label: LabelData
    verdict: Verdict
    interpretations: list[UsedData]


@dataclass(frozen=True)
class CaseTablesData(Form):
    """One case with its answers."""

    case: str
    edition: str
    on: DayText
    answers: list[TableData]


@dataclass(frozen=True)
class CountData(Form):
    """How many of the answers an interpretation changes."""

    id: str
    changes: int
    answers: int


@dataclass(frozen=True)
class InterpretationsData(Form):
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
    given = {"interpretations": declared, "cases": [], "summary": []}
    return data(InterpretationsData, program, format=FORMAT, **given)


def tables_data(cases: Mapping[str, Sequence[Decision]]) -> dict[str, Any]:
    """The tables of one or several cases, by name."""
    decisions = [decision for answers in cases.values() for decision in answers]
    used = ((one.program, reading.id) for one in decisions for reading in one.interpretations)
    declared = {(program.edition, name): _declared(program, name) for program, name in used}
    changed, answers = changed_answers(decisions), len(decisions)
    return data(
        InterpretationsData,
        decisions[0].program,
        format=FORMAT,
        interpretations=list(declared.values()),
        cases=[_case(name, answers) for name, answers in cases.items()],
        summary=[{"id": name, "changes": n, "answers": answers} for name, n in changed.items()],
    )


def _declared(program: Program, name: str) -> dict[str, Any]:
    declared = program.interpretations[name]
    options = [{"id": option, "label": label} for option, label in declared.options.items()]
    return data(DeclaredData, declared, edition=program.edition, options=options)


def _case(name: str, decisions: Sequence[Decision]) -> dict[str, Any]:
    return data(CaseTablesData, decisions[0], case=name, answers=[_table(one) for one in decisions])


def _table(decision: Decision) -> dict[str, Any]:
    used = [_used(decision, one) for one in decision.interpretations]
    return data(TableData, decision, interpretations=used)


def _used(decision: Decision, used: Used) -> dict[str, Any]:
    rows = option_answers(decision, used)
    return data(UsedData, used, changes=changes(decision, used), rows=list(map(_row, rows)))


def _row(answer: OptionAnswer) -> dict[str, Any]:
    outcome = answer.outcome
    return data(
        RowData,
        answer,
        verdict=outcome.verdict,
        regulated=outcome.regulated,
        actors=[role for role, _ in outcome.actors],
        due=outcome.due,
        parts=dict(outcome.parts),
    )
