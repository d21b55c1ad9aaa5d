"""Bills for outlays as pages: one for each who bears something, and one of all of them."""

from iiz_rules.portfolio.bill import Bill
from iiz_rules.portfolio.bills import Billing, Outlay
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.html.sheet import SheetContent, sheet_page
from iiz_rules.render.text.bills import (
    bill_lead,
    bill_notes,
    bill_parts,
    bill_rows,
    period_words,
    span_words,
    why_words,
)
from iiz_rules.render.text.values import cleaned, edition_words, headline
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def bill_page(bill: Bill, language: Language) -> str:
    """The bill of one who bears costs."""
    setting = bill.billing.setting
    content = SheetContent(
        setting.program,
        setting.on,
        title=printed("documents.title.bill", language),
        name=setting.program.actors[bill.bearer][language],
        invented=bill.billing.invented,
        lead=bill_lead(bill, language),
        parts=bill_parts(bill, language),
    )
    return sheet_page(content, language)


def billing_page(bills: Billing, language: Language) -> str:
    """The bills as one HTML page."""
    *rows, total = bill_rows(bills, language)
    heads = [printed("funding.column.borne-by", language), printed("funding.column.cost", language)]
    return page(
        "bills",
        language,
        where=headline(bills.setting.program, bills.setting.on, language),
        title=printed("funding.bills", language),
        program=bills.setting.program,
        edition=edition_words(bills.setting.program, language),
        borne=PageTable(heads, rows, (1,), total),
        invented=bills.invented,
        period=period_words(bills, language),
        notes=[*bill_notes(bills, language)],
        outlays=_outlays(bills, language),
    )


def _outlays(bills: Billing, language: Language) -> PageTable:
    actors = bills.setting.program.actors
    heads = [printed(f"funding.column.{key}", language) for key in ("row", "id", "cost", "why")]
    heads.append(printed("documents.column.remark", language))
    heads += [actors[actor][language] for actor in bills.bills]
    rows = [_outlay(bills, outlay, language) for outlay in bills.outlays]
    return PageTable(heads, rows, (2, *range(5, len(heads))))


def _outlay(bills: Billing, outlay: Outlay, language: Language) -> list[str]:
    label = why_words(bills, outlay, language)
    borne = (
        span_words(outlay.borne(who), language) if who in (*outlay.parts, *outlay.bounds) else ""
        for who in bills.bills
    )
    cost = span_words(outlay.costs, language)
    return [str(outlay.row), cleaned(outlay.id), cost, label, cleaned(outlay.remark), *borne]
