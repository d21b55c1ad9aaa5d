"""Bills for outlays on a terminal: who bears how much, and what nobody can say."""

from collections.abc import Iterator
from fractions import Fraction

from iiz_rules.engine.shares import Amount
from iiz_rules.portfolio.bills import Billing, summed
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.summary import left_out_words
from iiz_rules.render.text.values import headline
from iiz_rules.words.formats import exact_francs, grouped
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

MOST_LISTED = 20


def billing_text(bills: Billing, paper: Paper) -> str:
    """The bills for a terminal."""
    language = paper.language
    lines = (paper.row(*row, label_width=52, cell_width=18) for row in bill_rows(bills, language))
    where = headline(bills.setting.program, bills.setting.on, language)
    head = f"{where} · {printed('funding.bills', language)}"
    return "\n".join([head, "", *lines, "", *bill_notes(bills, language)])


def bill_rows(bills: Billing, language: Language) -> list[tuple[str, str]]:
    """What each bears, what is not split, and the sum of all."""
    actors = bills.setting.program.actors
    return [
        *(
            (actors[actor][language], span_words((part, bills.at_most[actor]), language))
            for actor, part in bills.bills.items()
        ),
        (printed("funding.bills.unsplit", language), span_words(summed(bills.unsplit), language)),
        (printed("funding.bills.all", language), span_words(bills.costs, language)),
    ]


def span_words(ends: tuple[Amount, Amount], language: Language) -> str:
    """An amount to the Rappen, or the two between which it lies."""
    low, high = (exact_francs(Fraction(end)) for end in ends)
    return low if low == high else printed("funding.between", language, low=low, high=high)


def bill_notes(bills: Billing, language: Language) -> Iterator[str]:
    """How many outlays there are, and which were left out, with the reason of each."""
    left = grouped(len(bills.bad))
    yield printed("funding.bills.rows", language, n=grouped(len(bills.outlays)), left=left)
    yield from (left_out_words(row, language) for row in bills.bad[:MOST_LISTED])
