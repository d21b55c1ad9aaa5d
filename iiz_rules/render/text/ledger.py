"""The fund's ledger on a day, for a bookkeeper: balance, promises, open advances, what is late."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from iiz_rules.funding.ledger import Ledger, Standing
from iiz_rules.language.values import plain_amount
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import francs, written
from iiz_rules.words.say import printed

SUMS = ("decided", "paid", "repaid", "written_off", "outstanding")


def books_text(ledger: Ledger, on: date, paper: Paper) -> str:
    """A ledger as it stood at the end of a day, for a terminal."""
    ledger, language = ledger.upto(on), paper.language
    owed = sum(ledger.exposure.values(), Decimal("0.00"))
    payers = sorted(ledger.exposure.items())
    unknown = printed("funding.unknown", language)
    lines = [
        paper.heading(paper.say("funding.books", on=written(on, language))),
        "",
        _row(paper, printed("funding.books.balance", language), ledger.balance),
        _row(paper, printed("funding.books.committed", language), ledger.commitments),
        _row(paper, printed("funding.books.free", language), ledger.free),
        "",
        paper.paint(_row(paper, printed("funding.books.owed", language), owed), "heading"),
        *(_row(paper, f"  {cleaned(who) or unknown}", n) for who, n in payers),
        _row(paper, printed("funding.books.lost", language), ledger.written_off),
        *_late(ledger, on, paper),
        *_open(ledger, "committed", paper.say("funding.books.to-pay"), paper),
        *_open(ledger, "outstanding", paper.say("funding.books.to-come"), paper),
    ]
    return "\n".join(lines)


def _row(paper: Paper, label: str, amount: Decimal) -> str:
    return paper.row(label, francs(int(amount * 100)), label_width=46, cell_width=18)


def _late(ledger: Ledger, on: date, paper: Paper) -> Iterator[str]:
    late = ledger.overdue(on)
    if late:
        yield ""
        yield paper.heading(paper.say("funding.books.late"))
    for standing in late:
        assert standing.term is not None
        words = {"term": written(standing.term, paper.language), "days": (on - standing.term).days}
        yield paper.paint(_row(paper, f"! {_named(standing)}", standing.outstanding), "no")
        yield from paper.block("    ", paper.say("funding.books.since", **words), "dim")


def _open(ledger: Ledger, key: str, heading: str, paper: Paper) -> Iterator[str]:
    """List what is not settled: something is still to be paid out, or to come back."""
    rows = [standing for standing in ledger.standings.values() if getattr(standing, key)]
    if rows:
        yield ""
        yield paper.heading(heading)
    for standing in rows:
        yield _row(paper, f"  {_named(standing)}", getattr(standing, key))
        state = paper.say(f"funding.books.{_state(standing)}")
        note = paper.say("funding.books.decision", state=state, decision=standing.decision)
        yield from paper.block("    ", cleaned(note), "dim")


def _named(standing: Standing) -> str:
    return cleaned(f"{standing.measure}, {standing.payer}" if standing.payer else standing.measure)


def _state(standing: Standing) -> str:
    if standing.refused:
        return "refused"
    return "claimed" if standing.claimed else "advance" if standing.advance else "takeover"


def books_data(ledger: Ledger, on: date) -> dict[str, Any]:
    """A ledger as it stood at the end of a day, as data; amounts are texts, to the Rappen."""
    ledger = ledger.upto(on)
    return {
        "format": 1,
        "on": on.isoformat(),
        "balance": plain_amount(ledger.balance),
        "committed": plain_amount(ledger.commitments),
        "free": plain_amount(ledger.free),
        "exposure": {payer: plain_amount(one) for payer, one in sorted(ledger.exposure.items())},
        "written_off": plain_amount(ledger.written_off),
        "overdue": [one.measure for one in ledger.overdue(on)],
        "measures": [_data(standing) for standing in ledger.standings.values()],
    }


def _data(standing: Standing) -> dict[str, Any]:
    return {
        "measure": standing.measure,
        "decision": standing.decision,
        "payer": standing.payer,
        "advance": standing.advance,
        **{key: plain_amount(getattr(standing, key)) for key in SUMS},
        "term": standing.term.isoformat() if standing.term else None,
        "claimed": standing.claimed,
        "refused": standing.refused,
    }
