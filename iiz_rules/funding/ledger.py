"""The fund's ledger of advances and takeovers, kept by double entry.

A ledger is a tuple of entries that only grows. Every entry moves amounts between accounts so that
their sum stays nothing, and cites the decision it rests on. What cannot be right is refused: paying
more than was decided, repaying more than is owed, an entry without a decision, a day in the past.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Literal

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.funding.record import Record
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

Kind = Literal["inflow", "decided", "paid", "claimed", "repaid", "refused", "written-off"]
Account = tuple[str, ...]
NOTHING = Decimal("0.00")
SOURCE, FUND = ("source",), ("fund",)


@dataclass(frozen=True)
class Entry:
    """One line: what happened to which measure, when, how much, by which decision."""

    kind: Kind
    day: date
    amount: Decimal = NOTHING
    measure: str = ""
    decision: str = ""
    """the id of the record of the decision"""
    payer: str = ""
    """who is expected to repay; empty for a takeover and for income"""
    advance: bool = False
    term: date | None = None
    """the due date of a claim, or of an advance"""


@dataclass(frozen=True)
class Standing:
    """The state of one measure on a day."""

    measure: str
    decision: str
    payer: str
    advance: bool
    decided: Decimal
    paid: Decimal
    repaid: Decimal
    written_off: Decimal
    term: date | None
    """by when it is to be repaid: as decided, from a claim on as claimed"""
    claimed: bool
    refused: bool

    @property
    def committed(self) -> Decimal:
        """What was decided and is not yet paid out."""
        return self.decided - self.paid

    @property
    def outstanding(self) -> Decimal:
        """What is owed to the fund: advanced, neither repaid nor written off."""
        return self.paid - self.repaid - self.written_off if self.advance else NOTHING

    def overdue(self, on: date) -> bool:
        """Whether the term of the claim, or of the advance, is over and something is still owed."""
        return self.term is not None and self.term < on and self.outstanding > 0


@dataclass(frozen=True)
class Ledger:
    """The entries so far, in order, with their sums."""

    entries: tuple[Entry, ...] = ()
    accounts: Mapping[Account, Decimal] = field(default_factory=dict)
    """the balance of every account; they add up to nothing"""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """the state of each measure"""

    def __repr__(self) -> str:
        return f"<Ledger of {len(self.entries)} entries, balance {self.balance}>"

    def upto(self, on: date) -> "Ledger":
        """The ledger as it stood at the end of a day."""
        return reduce(_posted, (one for one in self.entries if one.day <= on), Ledger())

    @property
    def balance(self) -> Decimal:
        """The balance of the fund."""
        return self.accounts.get(FUND, NOTHING)

    @property
    def commitments(self) -> Decimal:
        """What was decided and is not yet paid out."""
        return sum((one.committed for one in self.standings.values()), NOTHING)

    @property
    def free(self) -> Decimal:
        """What is available and not yet promised; negative if too much was."""
        return self.balance - self.commitments

    @property
    def written_off(self) -> Decimal:
        """What will not be repaid."""
        return sum((one.written_off for one in self.standings.values()), NOTHING)

    @property
    def exposure(self) -> dict[str, Decimal]:
        """What is owed to the fund, by debtor."""
        owed: dict[str, Decimal] = {}
        for standing in self.standings.values():
            if standing.outstanding:
                owed[standing.payer] = owed.get(standing.payer, NOTHING) + standing.outstanding
        return owed

    def overdue(self, on: date) -> tuple[Standing, ...]:
        """What is overdue, the oldest first."""
        late = [one for one in self.standings.values() if one.overdue(on)]
        return tuple(sorted(late, key=lambda one: (one.term or on, one.measure)))

    def fault(self, entry: Entry) -> Text | None:
        """Why an entry is impossible; None if it is not."""
        name = next(_faults(self, entry), None)
        return text(f"funding.fault.{name}") if name else None

    def post(self, entry: Entry) -> "Ledger":
        """The ledger with one more entry. UsageError for an impossible one."""
        fault = self.fault(entry)
        if fault:
            words = {"kind": entry.kind, "measure": entry.measure, "fault": fault}
            raise UsageError([Finding("bad-entry", Place(Source("ledger")), words)])
        return _posted(self, entry)


def decided(record: Record, measure: str) -> Entry:
    """The entry of a decision: an approval or a refusal."""
    return Entry(
        "decided",
        record.on,
        record.amount if record.approved else NOTHING,
        measure,
        record.id,
        (record.repaid_by or "") if record.advance else "",
        record.advance,
        record.term if record.approved else None,
    )


def follow(
    ledger: Ledger,
    kind: Kind,
    day: date,
    measure: str,
    amount: Decimal = NOTHING,
    term: date | None = None,
) -> Entry:
    """A follow-up entry about a decided measure, citing the same decision."""
    standing = ledger.standings.get(measure)
    empty = Entry(kind, day, amount, measure, term=term)
    if standing is None:
        return empty
    return replace(
        empty, decision=standing.decision, payer=standing.payer, advance=standing.advance
    )


def postings(entry: Entry) -> tuple[tuple[Account, Decimal], ...]:
    """What an entry moves between accounts; decisions, claims and refusals move nothing."""
    claim: Account = ("claim", entry.payer, entry.measure)
    spent = claim if entry.advance else ("takeover", entry.measure)
    moves: dict[Kind, tuple[Account, Account]] = {
        "inflow": (SOURCE, FUND),
        "paid": (FUND, spent),
        "repaid": (claim, FUND),
        "written-off": (claim, ("loss", entry.payer, entry.measure)),
    }
    if entry.kind not in moves:
        return ()
    giver, taker = moves[entry.kind]
    return (giver, -entry.amount), (taker, entry.amount)


def _posted(ledger: Ledger, entry: Entry) -> Ledger:
    accounts, standings = dict(ledger.accounts), dict(ledger.standings)
    for account, amount in postings(entry):
        accounts[account] = accounts.get(account, NOTHING) + amount
    if entry.kind != "inflow":
        standings[entry.measure] = _moved(standings.get(entry.measure), entry)
    return Ledger((*ledger.entries, entry), accounts, standings)


def _moved(standing: Standing | None, entry: Entry) -> Standing:
    if standing is None:
        named = entry.measure, entry.decision, entry.payer, entry.advance
        return Standing(*named, entry.amount, NOTHING, NOTHING, NOTHING, entry.term, False, False)
    match entry.kind:
        case "paid":
            return replace(standing, paid=standing.paid + entry.amount)
        case "repaid":
            return replace(standing, repaid=standing.repaid + entry.amount)
        case "written-off":
            return replace(standing, written_off=standing.written_off + entry.amount)
        case "claimed":
            return replace(standing, term=entry.term, claimed=True)
    return replace(standing, refused=True)


def _faults(ledger: Ledger, entry: Entry) -> Iterator[str]:
    """The faults of an entry."""
    if ledger.entries and entry.day < ledger.entries[-1].day:
        yield "earlier-day"
    if entry.amount < 0 or entry.amount != entry.amount.quantize(NOTHING):
        yield "amount"
    yield from _out_of_place(entry)
    standing = ledger.standings.get(entry.measure)
    if entry.kind == "inflow":
        return
    if entry.kind == "decided":
        if standing or not entry.decision or not entry.amount:
            yield "decided-before" if standing else "no-decision"
        return
    if standing is None or entry.decision != standing.decision:
        yield "no-decision"
    else:
        yield from _excess(ledger, standing, entry)


def _out_of_place(entry: Entry) -> Iterator[str]:
    """What says something that such an entry does not have: it would be lost."""
    if entry.amount and entry.kind in ("claimed", "refused"):
        yield "no-amount"
    owing = entry.kind == "claimed" or (entry.kind == "decided" and entry.advance)
    if entry.term is not None and not owing:
        yield "no-term"
    if entry.term is not None and entry.kind == "decided" and entry.term < entry.day:
        yield "term"


def _excess(ledger: Ledger, standing: Standing, entry: Entry) -> Iterator[str]:
    if (entry.payer, entry.advance) != (standing.payer, standing.advance):
        yield "other-payer"
    if entry.kind == "paid" and entry.amount > standing.committed:
        yield "more-than-decided"
    if entry.kind == "paid" and entry.amount > ledger.balance:
        yield "more-than-there-is"
    if entry.kind in ("repaid", "written-off") and entry.amount > standing.outstanding:
        yield "more-than-owed"
    if entry.kind in ("claimed", "refused") and not standing.outstanding:
        yield "nothing-owed"
    if entry.kind == "claimed" and (entry.term is None or entry.term < entry.day):
        yield "term"
