"""Bills for outlays on a terminal: who bears how much, and what is on no bill."""

from collections.abc import Iterator
from fractions import Fraction

from iiz_rules.engine.shares import Amount
from iiz_rules.portfolio.bill import Bill
from iiz_rules.portfolio.bills import Billing, Outlay, summed
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.left_out import left_out_words
from iiz_rules.render.text.sheet import SheetPart, cited, heads
from iiz_rules.render.text.values import cleaned, headline
from iiz_rules.words.formats import exact_francs, grouped, written
from iiz_rules.words.say import printed, say
from iiz_rules.words.text import Language

MOST_LISTED = 20


def billing_text(bills: Billing, paper: Paper) -> str:
    """The bills for a terminal."""
    language = paper.language
    lines = (paper.row(*row, label_width=52, cell_width=18) for row in bill_rows(bills, language))
    where = headline(bills.setting.program, bills.setting.on, language)
    head = f"{where} · {printed('funding.bills', language)}"
    invented = [printed("funding.invented", language), ""] if bills.invented else []
    about = [period_words(bills, language), ""]
    notes = [line for note in bill_notes(bills, language) for line in paper.lines(note)]
    return "\n".join([*invented, head, *about, *lines, "", *notes])


def bill_rows(bills: Billing, language: Language) -> list[tuple[str, str]]:
    """What each bears, what is not split, and the sum of all."""
    actors = bills.setting.program.actors
    return [
        *(
            (actors[actor][language], span_words((part, bills.at_most[actor]), language))
            for actor, part in bills.bills.items()
        ),
        *_unsplit(bills, language),
        (printed("funding.bills.all", language), span_words(bills.costs, language)),
    ]


def _unsplit(bills: Billing, language: Language) -> Iterator[tuple[str, str]]:
    """What is on no bill, by why not."""
    kinds = dict.fromkeys(one.why.kind for one in bills.unsplit if one.why)
    for kind in kinds:
        outlays = [one for one in bills.unsplit if one.why and one.why.kind == kind]
        yield printed(f"funding.bills.{kind}", language), span_words(summed(outlays), language)


def period_words(bills: Billing, language: Language) -> str:
    """The period of the outlays, in words."""
    first, last = (written(day, language) for day in bills.period)
    return printed("documents.bill.period", language, first=first, last=last)


def bill_lead(bill: Bill, language: Language) -> Iterator[str]:
    """To whom the bill goes, for when, and how much it is."""
    yield period_words(bill.billing, language)
    amount = span_words(bill.total, language)
    yield printed("documents.bill.total", language, amount=amount, n=len(bill.items))
    if bill.rounded:
        rounded = exact_francs(bill.rounded)
        yield printed("documents.bill.rounded", language, amount=rounded)


def bill_parts(bill: Bill, language: Language) -> Iterator[SheetPart]:
    """What is billed, what could not be, and by which clauses."""
    yield _items(bill, language)
    yield _unbilled(bill.billing, language)
    program = bill.billing.setting.program
    yield cited(program, (name for one in bill.items for name in bill.clauses(one)), language)


def _items(bill: Bill, language: Language) -> SheetPart:
    rules = bill.billing.setting.program.rules
    rows = [
        (
            item.outlay.id or str(item.outlay.row),
            written(item.outlay.on, language),
            rules[item.outlay.rule].label[language] if item.outlay.rule else "",
            cleaned(item.outlay.remark),
            ", ".join(bill.clauses(item)),
            span_words(item.outlay.costs, language),
            exact_francs(item.exact) if item.exact is not None else "",
            exact_francs(item.rounded) if item.rounded else "",
            span_words((item.low, item.high), language),
        )
        for item in bill.items
    ]
    heads_ = heads("outlay day what remark clauses cost share rounding billed", language)
    rounding = exact_francs(bill.rounded) if bill.rounded else ""
    total = span_words(bill.total, language)
    sums = (printed("documents.bill.sum", language), "", "", "", "", "", "", rounding, total)
    heading = printed("documents.part.items", language)
    return SheetPart(heading, (), heads_, rows, (5, 6, 7, 8), sums)


def _unbilled(bills: Billing, language: Language) -> SheetPart:
    """What is on no bill of the list, with the reason, and the rows left out."""
    rows = [
        (
            outlay.id or str(outlay.row),
            cleaned(outlay.remark),
            span_words(outlay.costs, language),
            why_words(bills, outlay, language),
        )
        for outlay in bills.unsplit
    ]
    left = [left_out_words(row, language) for row in bills.bad]
    named = heads("outlay remark cost why", language)
    return SheetPart(printed("documents.part.unbilled", language), left, named, rows, (2,))


def why_words(bills: Billing, outlay: Outlay, language: Language) -> str:
    """Who bears an outlay by which rule, or why nobody does."""
    rules = bills.setting.program.rules
    if outlay.why is None:
        return rules[outlay.rule].label[language] if outlay.rule else ""
    reasons = []
    for name, decides in outlay.why.reasons:
        rule = rules[name]
        labels = {one.id: one.label[language] for one in rule.criteria}
        key = "open" if outlay.why.kind == "open" else "no"
        why = say(f"funding.reason.{key}", language, criterion=labels[decides]) if decides else ""
        words = {"payer": rule.label[language], "why": why}
        reasons.append(say("funding.reason.line", language, **words) if why else words["payer"])
    kind = printed(f"funding.bills.{outlay.why.kind}", language)
    return f"{kind} ({'; '.join(reasons)})"


def span_words(ends: tuple[Amount, Amount], language: Language) -> str:
    """An amount to the Rappen, or the two between which it lies."""
    low, high = (exact_francs(Fraction(end)) for end in ends)
    return low if low == high else printed("funding.between", language, low=low, high=high)


def bill_notes(bills: Billing, language: Language) -> Iterator[str]:
    """How many outlays there are, and which were left out, with the reason of each."""
    left = grouped(len(bills.bad))
    split = grouped(len(bills.outlays) - len(bills.unsplit))
    yield printed("funding.bills.rows", language, n=split, left=left)
    for outlay in bills.unsplit[:MOST_LISTED]:
        name = cleaned(outlay.id) or f"{printed('funding.column.row', language)} {outlay.row}"
        why = why_words(bills, outlay, language)
        yield printed("answers.colon", language, label=name, value=why)
    yield from (left_out_words(row, language) for row in bills.bad[:MOST_LISTED])
