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
        return sum((one.written_off for one in self.ledger.standings.values()), Decimal("0.00"))

    @property
    def free(self) -> Decimal:
        """What is there and not yet promised; less than nothing where too much was."""
        return self.ledger.balance - self.ledger.commitments


def books(ledger: "Ledger", on: date) -> LedgerDay:
    """Give a ledger as it stood at the end of a day."""
    return LedgerDay(ledger.upto(on), on)


def books_text(found: LedgerDay, language: Language, paint: Paint = plain) -> str:
    """Give a ledger for a terminal."""
    return "\n".join(_lines(found, language, paint))


def _lines(found: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    title = printed("funding.books", language, on=written(found.on, language))
    yield paint(typeset(title, language), "heading")
    yield ""
    ledger = found.ledger
    yield _row(printed("funding.books.balance", language), ledger.balance)
    yield _row(printed("funding.books.committed", language), ledger.commitments)
    yield _row(printed("funding.books.free", language), found.free)
    yield ""
    owed = sum(ledger.exposure.values(), Decimal("0.00"))
    yield paint(_row(printed("funding.books.owed", language), owed), "heading")
    for payer, amount in sorted(ledger.exposure.items()):
        yield _row(f"  {cleaned(payer) or printed('funding.unknown', language)}", amount)
    yield _row(printed("funding.books.lost", language), found.lost)
    yield from _late(found, language, paint)
    yield from _open(found, language, paint)


def _row(label: str, amount: Decimal) -> str:
    return aligned(label, francs(int(amount * 100)), label_width=46, cell_width=18)


def _late(found: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    late = found.ledger.overdue(found.on)
    if late:
        yield ""
        yield paint(printed("funding.books.late", language), "heading")
    for one in late:
        assert one.term is not None
        words = {"term": written(one.term, language), "days": (found.on - one.term).days}
        yield paint(_row(f"! {_named(one)}", one.outstanding), "no")
        yield from block(
            "    ", printed("funding.books.since", language, **words), language, paint, "dim"
        )


def _open(found: LedgerDay, language: Language, paint: Paint) -> Iterator[str]:
    """List what is not settled: something is still to be paid out, or to come back."""
    for key, key_of in (("books.to-pay", "committed"), ("books.to-come", "outstanding")):
        rows = [one for one in found.ledger.standings.values() if getattr(one, key_of)]
        if not rows:
            continue
        yield ""
        yield paint(printed(f"funding.{key}", language), "heading")
        for one in rows:
            yield _row(f"  {_named(one)}", getattr(one, key_of))
            words = {
                "state": printed(f"funding.books.{_state(one)}", language),
                "decision": one.decision,
            }
            note = printed("funding.books.decision", language, **words)
            yield from block("    ", cleaned(note), language, paint, "dim")


def _named(one: "Standing") -> str:
    return cleaned(f"{one.measure}, {one.payer}" if one.payer else one.measure)


def _state(one: "Standing") -> str:
    if one.refused:
        return "refused"
    return "claimed" if one.term else "advance" if one.advance else "takeover"


def books_json(found: LedgerDay) -> str:
    """Give a ledger as JSON; amounts are texts, to the Rappen."""
    ledger = found.ledger
    data = {
        "format": 1,
        "on": found.on.isoformat(),
        "balance": plain_amount(ledger.balance),
        "committed": plain_amount(ledger.commitments),
        "free": plain_amount(found.free),
        "exposure": {payer: plain_amount(one) for payer, one in sorted(ledger.exposure.items())},
        "written_off": plain_amount(found.lost),
        "overdue": [one.measure for one in ledger.overdue(found.on)],
        "measures": [_data(one) for one in ledger.standings.values()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(one: "Standing") -> dict[str, Any]:
    return {
        "measure": one.measure,
        "decision": one.decision,
        "payer": one.payer,
        "advance": one.advance,
        **{key: plain_amount(getattr(one, key)) for key in SUMS},
        "term": one.term.isoformat() if one.term else None,
        "refused": one.refused,
    }
