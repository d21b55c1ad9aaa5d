"""The fund's ledger on a day, for a bookkeeper: balance, promises, open advances, what is late."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iiz_rules.language.values import plain_amount
from iiz_rules.render.text.layout import Paint, aligned, block, plain
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.funding.ledger import Ledger, Standing

SUMS = ("decided", "paid", "repaid", "written_off", "outstanding")


@dataclass(frozen=True)
class LedgerDay:
    """A ledger as it stood at the end of a day."""

    ledger: "Ledger"
    on: date

    @property
    def lost(self) -> Decimal:
        """What was written off."""
        return sum(
            (standing.written_off for standing in self.ledger.standings.values()), Decimal("0.00")
        )

    @property
    def free(self) -> Decimal:
        """What is there and not yet promised; less than nothing where too much was."""
        return self.ledger.balance - self.ledger.commitments


def books(ledger: "Ledger", on: date) -> LedgerDay:
    """A ledger as it stood at the end of a day."""
    return LedgerDay(ledger.upto(on), on)


def books_text(state: LedgerDay, language: Language, paint: Paint = plain) -> str:
    """A ledger for a terminal."""
    return "\n".join(_lines(state, language, paint))


def _lines(state: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    title = printed("funding.books", language, on=written(state.on, language))
    yield paint(typeset(title, language), "heading")
    yield ""
    ledger = state.ledger
    yield _row(printed("funding.books.balance", language), ledger.balance)
    yield _row(printed("funding.books.committed", language), ledger.commitments)
    yield _row(printed("funding.books.free", language), state.free)
    yield ""
    owed = sum(ledger.exposure.values(), Decimal("0.00"))
    yield paint(_row(printed("funding.books.owed", language), owed), "heading")
    for payer, amount in sorted(ledger.exposure.items()):
        yield _row(f"  {cleaned(payer) or printed('funding.unknown', language)}", amount)
    yield _row(printed("funding.books.lost", language), state.lost)
    yield from _late(state, language, paint)
    yield from _open(state, language, paint)


def _row(label: str, amount: Decimal) -> str:
    return aligned(label, francs(int(amount * 100)), label_width=46, cell_width=18)


def _late(state: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    late = state.ledger.overdue(state.on)
    if late:
        yield ""
        yield paint(printed("funding.books.late", language), "heading")
    for standing in late:
        assert standing.term is not None
        words = {"term": written(standing.term, language), "days": (state.on - standing.term).days}
        yield paint(_row(f"! {_named(standing)}", standing.outstanding), "no")
        yield from block(
            "    ", printed("funding.books.since", language, **words), language, paint, "dim"
        )


def _open(state: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    """List what is not settled: something is still to be paid out, or to come back."""
    for key, key_of in (("books.to-pay", "committed"), ("books.to-come", "outstanding")):
        rows = [
            standing for standing in state.ledger.standings.values() if getattr(standing, key_of)
        ]
        if not rows:
            continue
        yield ""
        yield paint(printed(f"funding.{key}", language), "heading")
        for row in rows:
            yield _row(f"  {_named(row)}", getattr(row, key_of))
            words = {
                "state": printed(f"funding.books.{_state(row)}", language),
                "decision": row.decision,
            }
            note = printed("funding.books.decision", language, **words)
            yield from block("    ", cleaned(note), language, paint, "dim")


def _named(standing: "Standing") -> str:
    return cleaned(f"{standing.measure}, {standing.payer}" if standing.payer else standing.measure)


def _state(standing: "Standing") -> str:
    if standing.refused:
        return "refused"
    return "claimed" if standing.term else "advance" if standing.advance else "takeover"


def books_json(state: LedgerDay) -> str:
    """A ledger as JSON; amounts are texts, to the Rappen."""
    ledger = state.ledger
    data = {
        "format": 1,
        "on": state.on.isoformat(),
        "balance": plain_amount(ledger.balance),
        "committed": plain_amount(ledger.commitments),
        "free": plain_amount(state.free),
        "exposure": {payer: plain_amount(one) for payer, one in sorted(ledger.exposure.items())},
        "written_off": plain_amount(state.lost),
        "overdue": [one.measure for one in ledger.overdue(state.on)],
        "measures": [_data(standing) for standing in ledger.standings.values()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(standing: "Standing") -> dict[str, Any]:
    return {
        "measure": standing.measure,
        "decision": standing.decision,
        "payer": standing.payer,
        "advance": standing.advance,
        **{key: plain_amount(getattr(standing, key)) for key in SUMS},
        "term": standing.term.isoformat() if standing.term else None,
        "refused": standing.refused,
    }
