"""The answers of a body under a scenario: the measures refused, and who then pays them."""

from collections.abc import Iterator

import polars as pl

from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.language.model.scenario import Answers
from iiz_rules.portfolio.agenda import HIGH, ROUTE, Agenda
from iiz_rules.portfolio.portfolio import Portfolio
from iiz_rules.portfolio.rows import ROW
from iiz_rules.portfolio.split import LEFT_HIGH, LEFT_LOW


def answered(agenda: Agenda, answers: Answers | None) -> Portfolio:
    """The portfolio after the answers: payers that need no decision pay what is refused."""
    portfolio = agenda.portfolio
    refused = list(_refused(agenda, answers)) if answers else []
    if not refused:
        return portfolio
    rules = [payer.rule for payer in portfolio.waterfall.payers]
    parts = [column(rule) for rule in rules for column in (part_low, part_high)]
    parts += [LEFT_LOW, LEFT_HIGH]
    said_no = pl.col(ROW).is_in(refused)
    no = portfolio.rows.filter(said_no)
    paid = agenda.after_a_no(no).select(ROW, *parts)
    again = no.drop(parts).join(paid, on=ROW).select(portfolio.rows.columns)
    rows = pl.concat([portfolio.rows.filter(~said_no), again]).sort(ROW)
    return portfolio.with_rows(rows)


def _refused(agenda: Agenda, answers: Answers) -> Iterator[int]:
    """The refused rows."""
    repaid = agenda.portfolio.waterfall.repaid_by
    left = None if answers.up_to is None else int(answers.up_to * 100)
    for row in agenda.frame.sort("date", ROW).iter_rows(named=True):
        kinds = {"all": True, "none": False, "advances": row[ROUTE] in repaid}
        known = row[ROUTE] in agenda.routes
        kinds["takeovers"] = known and row[ROUTE] not in repaid
        fits = left is None or row[HIGH] <= left
        if not (kinds[answers.yes_to] and fits):
            yield row[ROW]
        elif left is not None:
            left -= row[HIGH]
