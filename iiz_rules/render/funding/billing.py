"""Bills for outlays on a terminal: who bears how much, and what nobody can say."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from iiz_rules.findings.registry import message
from iiz_rules.render.formats import cleaned, day
from iiz_rules.render.funding.words import counted, francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.bills import Bills

LABEL, MONEY = 52, 18
MOST_LISTED = 20


def billing_text(bills: "Bills", language: Language) -> str:
    """The bills for a terminal."""
    rows = bill_rows(bills, language)
    lines = (f"{label[:LABEL]:<{LABEL}}{amount:>{MONEY}}" for label, amount in rows)
    head = f"{heading(bills, language)} · {printed('funding.bills', language)}"
    return "\n".join([head, "", *lines, "", *bill_notes(bills, language)])


def heading(bills: "Bills", language: Language) -> str:
    """The canton and the day."""
    return f"{bills.setting.program.label[language]} · {day(bills.on, language)}"


def bill_rows(bills: "Bills", language: Language) -> list[tuple[str, str]]:
    """What each bears, what is not split, and the sum of all."""
    actors = bills.setting.program.actors
    rows = [(actors[actor][language], exact(part)) for actor, part in bills.bills.items()]
    unsplit = sum((Fraction(outlay.cost) for outlay in bills.unsplit), start=Fraction(0))
    rows.append((printed("funding.bills.unsplit", language), exact(unsplit)))
    return [*rows, (printed("funding.bills.all", language), exact(Fraction(bills.cost)))]


def exact(amount: Fraction) -> str:
    """Give an amount to the Rappen; a fraction of a Rappen stays visible.

    >>> exact(Fraction("12.5")), exact(Fraction(100, 3))
    ('12.50', '33.33 1/3')
    """
    rappen, rest = divmod(amount * 100, 1)
    return francs(int(rappen)) + (f" {rest}" if rest else "")


def bill_notes(bills: "Bills", language: Language) -> Iterator[str]:
    """How many outlays there are, and which were left out, with the reason of each."""
    left = counted(len(bills.bad))
    yield printed("funding.bills.rows", language, n=counted(len(bills.outlays)), left=left)
    for row in bills.bad[:MOST_LISTED]:
        column = f", {cleaned(row.column)}" if row.column else ""
        words = cleaned(message(row.finding, language))
        yield f"{printed('funding.column.row', language)} {row.row}{column}: {words}"
