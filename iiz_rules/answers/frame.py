"""The answers to a data frame with a case in every row: a frame of the same kind."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from iiz_rules.answers.decision import Decision
from iiz_rules.case.facts import CaseFacts, read_facts
from iiz_rules.engine.askable import check_questions, check_rules, wrong_argument
from iiz_rules.engine.columnar.frame import Frame, frame_of, names_of
from iiz_rules.engine.columnar.headings import Headings, no_fact
from iiz_rules.engine.columnar.query import FAULT, GIVE, FrameQuestion, plan_query
from iiz_rules.engine.columnar.schema import check_nested, check_types, kind_of, with_days
from iiz_rules.engine.columnar.slots import (
    Assigned,
    assign,
    case_of,
    no_column,
    place_of,
    slots,
)
from iiz_rules.engine.interpreter import Situation, answer, derive
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language, brief

Kind = TypeVar("Kind")
"""what the caller's frame is: of Polars, pandas, PyArrow, DuckDB or Spark"""
MOST_ROWS = 100
"""how many rejected rows `findings` covers"""


@dataclass(frozen=True)
class FrameAnswers(Generic[Kind]):
    """The answers to a frame.

    `frame` has the rows that could be answered, with the caller's columns and the answers;
    `rejected` has the others unchanged, with a column `fault` that names each impossible value.
    Together they are all rows. Both are of the caller's kind, and lazy if it was.
    """

    frame: Kind
    rejected: Kind
    asked: FrameQuestion
    program: Program
    situation: Situation
    """the date and the options, the same for every row"""
    columns: Assigned
    source: Frame

    @property
    def edition(self) -> str:
        """The edition that answered; `give=["verdict", "edition"]` says it in each row."""
        return self.program.edition

    @property
    def digest(self) -> str:
        """The SHA-256 over exactly the documents that the edition was read from."""
        return self.program.digest

    @property
    def on(self) -> date:
        """The date of the question."""
        return self.situation.on

    def case(self, row: int | Mapping[str, Any]) -> dict[str, Any]:
        """A row as a case, by its position in the frame or by its values.

        A lazy frame has no positions: pass the values as a mapping by column.
        """
        if isinstance(row, int):
            if self.source.lazy:
                raise UsageError([Finding("no-row", Place(Source("row")), {"row": row})])
            row = self.source.row(row)
        return case_of(self.columns, row)

    def decision(self, row: int | Mapping[str, Any], rule: str | None = None) -> Decision:
        """Answer one row again with all its reasons; `rule` picks one of several."""
        rule = self.asked.rules[0] if rule is None else rule
        check_rules(self.program, [rule])
        case_facts = self._facts(row)
        if case_facts.findings:
            raise CaseError(case_facts.findings)
        asked_of = Situation(case_facts.facts, self.situation.on, self.situation.options)
        situation = derive(self.program, asked_of)
        return Decision.of(self.program, situation, answer(self.program, rule, situation))

    def explain(
        self, row: int | Mapping[str, Any], language: Language = "de", rule: str | None = None
    ) -> str:
        """The reasons for the answer to one row, in German, French or English."""
        return self.decision(row, rule).explain(language)

    def __repr__(self) -> str:
        rules = ", ".join((*self.asked.rules, *self.asked.ways)[:3])
        return brief(f"<FrameAnswers {self.program.canton} on {self.situation.on}: {rules}, …>")

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import frame_html

        return frame_html(self)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong with the first hundred rejected rows."""
        rows = self.source.positions(self.rejected)[:MOST_ROWS]
        return tuple(finding for row in rows for finding in self._facts(row).findings)

    def _facts(self, row: int | Mapping[str, Any]) -> CaseFacts:
        name = f"row {row}" if isinstance(row, int) else "row"
        return read_facts(self.program, self.case(row), self.situation.on, name)


def answer_frame(
    program: Program,
    question: FrameQuestion,
    frame: Kind,
    columns: Mapping[str, str] | None,
    keep: Collection[str] | None,
    situation: Situation,
) -> FrameAnswers[Kind]:
    """Answer some rules for every row of a frame, as of one date and one set of options."""
    check_questions(program, question.rules)
    for name in question.give:
        if name not in (*GIVE, "edition"):
            raise wrong_argument("give", name, (*GIVE, "edition"))
    names = names_of(frame)
    keeping = names if keep is None else list(keep)
    assigned, findings = assign(program, names, columns or {}, keep)
    findings += [*_doubled(names), *_absent(names, keeping), *_taken(question, keeping)]
    own = [name for name in names if keep is None or name not in keep] + _unnamed(frame)
    if own and not assigned and not findings:
        findings.append(no_fact(program, Headings("frame", own, slots(program))))
    if findings:
        raise UsageError(findings)
    source = frame_of(frame, _holding(program, assigned))
    assigned = with_days(program, assigned, source.heading(assigned))
    heading = source.heading(assigned)
    findings = [
        *check_types(program, assigned, heading),
        *check_nested(program, source.known_types(own)),
    ]
    if findings:
        raise UsageError(findings)
    answers, rejected = source.answer(plan_query(program, situation, question, heading), keeping)
    return FrameAnswers(answers, rejected, question, program, situation, assigned, source)


def _holding(program: Program, assigned: Assigned) -> dict[str, str]:
    """What each column has to hold."""
    facts = program.facts
    return {column: kind_of(facts[slot.fact].domain, slot) for slot, column in assigned.items()}


def _unnamed(frame: Any) -> list[str]:
    """The columns of a pandas frame whose names are not text but pairs or numbers."""
    columns = frame.columns if hasattr(frame, "iloc") else ()
    return [shown(column) for column in columns if not isinstance(column, str)]


def _doubled(names: Sequence[str]) -> Iterator[Finding]:
    for name, times in Counter(names).items():
        if times > 1:
            words = {"fact": shown(name), "column": shown(name)}
            yield Finding("column-twice", place_of(name), words)


def _absent(names: Sequence[str], kept: Iterable[str]) -> Iterator[Finding]:
    there = set(names)
    for name in kept:
        if name not in there:
            yield no_column(Place(Source("keep"), pointer=f"/{shown(name)}"), name, names)


def _taken(asked: FrameQuestion, kept: Iterable[str]) -> Iterator[Finding]:
    """Report columns of the caller whose names are reserved for answers."""
    heads = tuple(f"{name}:" for name in (*asked.rules, *asked.ways, "iiz", "fault"))
    for name in kept:
        if name == FAULT or str(name).startswith(heads):  # a name of pandas may be a number
            yield Finding("reserved-column", place_of(name), {"column": shown(name)})
