"""Sittings that are going on, in the chain of a store: what is before the body, what it answers.

Each change is a record of the chain, so nothing that was answered is lost. Whoever notes something
says which state it rests on; where somebody else has noted something meanwhile it is refused. At
the end the decisions go to the register, all of them or none.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from iiz_rules.escalation.store.answered import SITTING
from iiz_rules.escalation.store.archive import Basis, keep
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import CaseRecord, body_of
from iiz_rules.escalation.store.store import Kept, Store
from iiz_rules.findings.errors import StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.funding.minutes import Minutes, Postponed, minutes
from iiz_rules.funding.record import Record
from iiz_rules.funding.register import DecisionRegister
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Text

if TYPE_CHECKING:
    from iiz_rules.receipts.receipt import Receipt

Said = Mapping[str, Any]
Receipted = Callable[[int], "Receipt"]
"""makes the receipt of what was answered about a row, and keeps it in the same store"""


@dataclass(frozen=True)
class MotionAnswer:
    """The answer on one measure: the data of a decision, or a postponement."""

    measure: str
    decision: Mapping[str, Any] | None = None
    """the data of its `Record`; None if postponed"""
    reason: str = ""
    """why it was postponed"""
    kind: str = ""
    """the kind of measure, if the portfolio says"""

    @property
    def outcome(self) -> str:
        """`approved`, `refused`, `undecided`, or `postponed` if nothing was decided."""
        return str(self.decision["outcome"]) if self.decision else "postponed"


@dataclass(frozen=True)
class SittingNote:
    """One change: by whom, when, and what was said."""

    version: int
    recorded: str
    user: str
    said: Said


@dataclass(frozen=True)
class HeldSitting:
    """The current state of a sitting. `version` counts its changes."""

    name: str
    on: date
    version: int
    papers: Mapping[str, str]
    """which of the files is the portfolio, the ledger, the scenario"""
    files: Mapping[str, bytes] = field(repr=False)
    """all files as of its beginning, including the catalogues of the scenario"""
    members: tuple[Mapping[str, Any], ...] = ()
    """the members, as written for a body"""
    answers: Mapping[int, MotionAnswer] = field(default_factory=dict)
    """by the rows of the portfolio"""
    notes: tuple[SittingNote, ...] = field(default=(), repr=False)
    names: Mapping[str, Text] = field(default_factory=dict, repr=False)
    """what catalogues called each kind of measure as of its beginning, by code"""
    closed: Mapping[str, Any] | None = None
    """the ids of the entered decisions, and what was postponed; None while in session"""

    def since(self, version: int) -> tuple[SittingNote, ...]:
        """What was noted after a state."""
        return tuple(one for one in self.notes if one.version > version)

    def outcomes(self, outcome: str) -> frozenset[int]:
        """The rows that have this outcome."""
        return frozenset(row for row, one in self.answers.items() if one.outcome == outcome)

    def records(self, program: Program) -> list[Record]:
        """The decisions so far, in the order of the portfolio; measures as they were called."""
        program = _naming(program, self.names)
        receipts = (self.closed or {}).get("receipts", {})
        return [
            Record.from_dict({**decision, "receipt": receipts.get(str(row))}, program)
            for row in sorted(self.answers)
            if (decision := self.answers[row].decision)
        ]

    @property
    def decided(self) -> tuple[int, ...]:
        """The rows that were decided on, in the order of the portfolio."""
        return tuple(row for row in sorted(self.answers) if self.answers[row].decision)


class Sittings:
    """The sittings of one canton in a store; `basis` gives the edition in force on a day."""

    def __init__(self, store: Kept, canton: str, basis: Callable[[date], Basis]) -> None:
        self.canton = canton
        self.store = store if isinstance(store, Store) else Store(store)
        self._basis = basis

    def __repr__(self) -> str:
        return f"<Sittings of {self.canton} in {self.store.name}>"

    def all(self) -> list[HeldSitting]:
        """Every sitting, the last one first."""
        by_name: dict[str, list[CaseRecord]] = {}
        for record in self.store.answers(AnswerQuery(canton=self.canton, kind=SITTING)):
            by_name.setdefault(record.reference, []).append(record)
        return [_state(records) for records in reversed(by_name.values())]

    def begin(
        self,
        on: date,
        papers: Mapping[str, str],
        files: Mapping[str, bytes],
        user: str = "",
        names: Mapping[str, Text] | None = None,
    ) -> HeldSitting:
        """Begin a sitting over some papers; it is named after its day.

        The minutes call each kind of measure by its `names`, which are those of the catalogues that
        a scenario assumes.
        """
        keep(self.store, self._basis(on))
        packed = {name: b64encode(data).decode() for name, data in files.items()}
        said: dict[str, Any] = {"on": on.isoformat(), "papers": dict(papers), "files": packed}
        if names:
            said["names"] = {code: name.by_language for code, name in names.items()}
        with self.store.together():
            name, count = on.isoformat(), 1
            while self._last(name) >= 0:
                count += 1
                name = f"{on.isoformat()}-{count}"
            return _state([self._append(name, on, said, user)])

    def take_up(self, name: str) -> HeldSitting:
        """A sitting by its name; NotFoundError if there is none."""
        records = [*self.store.answers(AnswerQuery(name, canton=self.canton, kind=SITTING))]
        if not name or not records:
            known = [one.name for one in self.all()]
            place = Place(Source(self.store.name))
            wrong = unknown_name("unknown-sitting", place, known, sitting=name)
            day = {"sitting": on} if (on := parse_date(name)) else {}
            raise UsageError([replace(wrong, words={**wrong.words, **day})])
        return _state(records)

    def note(self, name: str, version: int, said: Said, user: str = "") -> HeldSitting:
        """Note a change: `members`, `answers` by their rows, or which measures are taken `back`.

        StoreConflictError where the sitting has gone on since `version`, or is over.
        """
        with self.store.together():
            sitting = self._unchanged(name, version)
            record = self._append(name, sitting.on, said, user)
            return _moved(sitting, record)

    def close(
        self,
        name: str,
        version: int,
        register: DecisionRegister,
        rest: tuple[str, ...] = (),
        user: str = "",
        remedy: str = "",
        invented: bool = False,
        receipt: Receipted | None = None,
    ) -> HeldSitting:
        """Enter the decisions in the register and close the sitting, both or neither.

        The `rest` are measures on which nothing was answered; they are put off like the others. The
        minutes say the `remedy`, and whether what was assumed is `invented`. Each decision cites
        the `receipt` that is made of its row, if any, in the same go.
        UsageError where nothing was decided, or a measure was decided on before.
        """
        with self.store.together():
            sitting = self._unchanged(name, version)
            put_off = [
                [answer.measure, answer.reason]
                for answer in sitting.answers.values()
                if not answer.decision
            ]
            put_off += [[measure, ""] for measure in rest]
            end = {"postponed": put_off, "remedy": remedy, "invented": invented}
            if receipt is not None:
                made = {row: receipt(row) for row in sitting.decided}
                end["receipts"] = {
                    str(row): {"id": one.id, "hash": one.hash} for row, one in made.items()
                }
            records = replace(sitting, closed=end).records(self._basis(sitting.on).program)
            minutes(records)
            entered = [register.enter(one, user=user).record.id for one in records]
            said = {"closed": {**end, "entered": entered}}
            return _moved(sitting, self._append(name, sitting.on, said, user))

    def minutes(self, sitting: HeldSitting) -> Minutes:
        """The minutes of a sitting so far."""
        records = sitting.records(self._basis(sitting.on).program)
        put_off = (sitting.closed or {}).get("postponed")
        if put_off is None:
            waiting = (one for one in sitting.answers.values() if not one.decision)
            put_off = [(one.measure, one.reason) for one in waiting]
        return minutes(records, (Postponed(*one) for one in put_off))

    def _last(self, name: str) -> int:
        return self.store.answered.place_of(name, SITTING)[1]

    def _unchanged(self, name: str, version: int) -> HeldSitting:
        sitting = self.take_up(name)
        if sitting.closed is not None or sitting.version != version:
            code = "sitting-changed" if sitting.closed is None else "sitting-closed"
            raise StoreError([Finding(code, Place(Source(self.store.name)), {"sitting": name})])
        return sitting

    def _append(self, name: str, on: date, said: Said, user: str) -> CaseRecord:
        body = body_of(reference=name, said=dict(said), recorded=self.store.now(), user=user)
        return self.store.append_answer(CaseRecord("", 0, SITTING, *self._basis(on).key, body))


def _state(records: list[CaseRecord]) -> HeldSitting:
    """The state that the records of a sitting add up to."""
    first, *later = records
    said = first.content["said"]
    files = {name: b64decode(data) for name, data in said["files"].items()}
    names = {code: Text.of(name) for code, name in said.get("names", {}).items()}
    on, papers = date.fromisoformat(said["on"]), said["papers"]
    begun = HeldSitting(first.reference, on, first.n, papers, files, names=names)
    return reduce(_moved, later, begun)


def _naming(program: Program, names: Mapping[str, Text]) -> Program:
    """An edition that calls kinds of measures as a scenario did, in words only."""
    kind = program.waterfall.kind if program.waterfall else None
    if kind is None or not names:
        return program
    fact = replace(program.facts[kind], names={**program.facts[kind].names, **names})
    return replace(program, facts={**program.facts, kind: fact})


def _moved(sitting: HeldSitting, record: CaseRecord) -> HeldSitting:
    said = record.content["said"]
    note = SittingNote(record.n, record.recorded, record.user, said)
    answered = {int(row): MotionAnswer(**one) for row, one in said.get("answers", {}).items()}
    back = {int(row) for row in said.get("back", {})}
    answers = {**sitting.answers, **answered}
    return replace(
        sitting,
        version=record.n,
        members=tuple(said.get("members", sitting.members)),
        answers={row: one for row, one in answers.items() if row not in back},
        closed=said.get("closed", sitting.closed),
        notes=(*sitting.notes, note),
    )
