"""The register of decisions about money: in the chain of a store, beside its cases.

Each decision is a record of the chain under a pseudonym of its measure. The fund's ledger follows
from it and from payments; what was refused stays refused; an advance is owed until it is repaid.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from iiz_rules.engine.askable import wrong_argument
from iiz_rules.escalation.admission import admit_name
from iiz_rules.escalation.store.archive import Archive, Basis, keep
from iiz_rules.escalation.store.index import in_order
from iiz_rules.escalation.store.life import OwedRow
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import CaseRecord, EditionKey, body_of
from iiz_rules.escalation.store.store import Kept, Store
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.funding.books import read_ledger
from iiz_rules.funding.ledger import Ledger, Standing
from iiz_rules.funding.record import Record

DECIDED: Literal["decided"] = "decided"


class Entered(NamedTuple):
    """A decision in the register."""

    seq: int
    """its number in the chain"""
    recorded: str
    """when it was entered, in UTC"""
    user: str
    rules: EditionKey
    """the edition as the store keeps it"""
    record: Record

    def __repr__(self) -> str:
        return f"<Entered {self.seq}: {self.record!r}>"


class DecisionRegister:
    """The decisions of one canton in a store; each is on the disk once `enter` has returned.

    `basis` gives the edition of the canton that is in force on a day. Without a canton those of all
    cantons are read, and none can be entered.
    """

    def __init__(
        self, store: Kept, canton: str = "", basis: Callable[[date], Basis] | None = None
    ) -> None:
        self.canton = canton
        self.store = store if isinstance(store, Store) else Store(store)
        self._basis, self._archive = basis, Archive(self.store)

    def __repr__(self) -> str:
        return f"<DecisionRegister of {self.canton} in {self.store.name}>"

    def enter(self, record: Record, *, user: str = "", anew: bool = False) -> Entered:
        """Enter a decision; one already entered is returned as it is.

        UsageError where it is about no measure, or the measure was decided on before: what was
        refused is decided `anew` only if asked for, and what was approved never.
        """
        if record.canton != self.canton or self._basis is None:
            raise wrong_argument("record", record.canton, [self.canton])
        admit_name(record.measure)
        basis, now = self._basis(record.on), self.store.now()
        keep(self.store, basis)
        said = {"reference": record.measure, "decision": record.to_dict(), "recorded": now}
        body = body_of(**said, user=user, key=record.id)
        draft = CaseRecord("", 0, DECIDED, *basis.key, body)
        with self.store.together():
            before = self._settled(record.measure)
            if before and before.id != record.id and (before.approved or not anew):
                words = {"measure": record.measure, "on": before.on}
                raise UsageError([Finding("decided-before", Place(Source("register")), words)])
            return self._read(self.store.append_answer(draft))

    def _settled(self, measure: str) -> Record | None:
        """The last decision on a measure that approved or refused it."""
        settling = [one for one in self.records(measure) if one.outcome != "undecided"]
        return settling[-1] if settling else None

    def entered(self, measure: str = "") -> Iterator[Entered]:
        """The entered decisions in order, on one measure or on all."""
        query = AnswerQuery(measure, canton=self.canton, kind=DECIDED)
        yield from map(self._read, self.store.answers(query))

    def _read(self, entry: CaseRecord) -> Entered:
        program = self._archive.program(entry.rules)
        record = Record.from_dict(entry.content["decision"], program)
        return Entered(entry.seq, entry.recorded, entry.user, entry.rules, record)

    def records(self, measure: str = "") -> list[Record]:
        """The decisions alone."""
        return [one.record for one in self.entered(measure)]

    def standing(self, on: date) -> dict[str, Entered]:
        """The last decision on each measure up to a day."""
        return {
            entry.record.measure: entry
            for entry in self.entered()
            if entry.record.on <= on and entry.record.outcome != "undecided"
        }

    def refused(self, on: date) -> tuple[str, ...]:
        """The measures refused up to a day and not approved since."""
        return tuple(name for name, one in self.standing(on).items() if not one.record.approved)

    def ledger(self, payments: Any = None) -> Ledger:
        """The fund's ledger, from the decisions and a table of payments.

        `payments` is what `read_ledger` takes, and only read.
        """
        approved = [one for one in self.records() if one.approved]
        return read_ledger(payments, approved)

    def owed(self, on: date, payments: Any = None) -> list[OwedRow]:
        """The advances to be repaid on a day, in the form of obligations in cases.

        Whoever is expected to repay owes it, until the term of the decision or of the claim.
        Without a table of payments nobody knows what was paid, and all of them are listed.
        """
        standings = self.ledger(payments).upto(on).standings
        return [
            self._row(entered, standings[measure])
            for measure, entered in self.standing(on).items()
            if entered.record.approved
            and entered.record.advance
            and (payments is None or standings[measure].outstanding)
        ]

    def with_advances(
        self, rows: list[OwedRow], on: date | None, payments: Any, dated: bool
    ) -> list[OwedRow]:
        """What is owed in cases and the advances owed, in one order."""
        day = on or date.max  # without any, who lists the cases has refused
        advances = [row for row in self.owed(day, payments) if row.due or not dated]
        return sorted([*rows, *advances], key=in_order) if advances else rows

    def _row(self, entered: Entered, standing: Standing) -> OwedRow:
        record, program = entered.record, self._archive.program(entered.rules)
        payer = record.repaid_by if record.repaid_by in program.actors else None
        due = standing.term or record.term
        since, day = record.on.isoformat(), due.isoformat() if due else None
        number = self._archive.number(entered.rules)
        return OwedRow(record.measure, record.route, since, payer, None, day, since, None, number)
