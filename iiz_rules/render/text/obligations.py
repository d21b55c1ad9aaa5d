"""What is owed in many cases: as text by role, as JSON, as dates for a calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from iiz_rules.escalation.store.life import OwedRow
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.render.data.calendar import Dated, calendar
from iiz_rules.render.text.flow import bearer_words
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

REMINDED = timedelta(days=30)


def _is_advance(rule: Rule) -> bool:
    """Whether a row is no duty of a case but an advance by decision, to be repaid."""
    return rule.kind == "funding"


@dataclass(frozen=True)
class Listing:
    """Rows on a day, for one reader, and the editions that they are of, by their numbers."""

    editions: Mapping[int, Program]
    rows: tuple[OwedRow, ...]
    on: date
    language: Language

    def rule(self, row: OwedRow) -> Rule:
        """The duty itself."""
        return self.editions[row.edition].rules[row.duty]

    def label(self, row: OwedRow) -> str:
        """What is owed; of an advance that the fund made, that it is repaid."""
        rule = self.rule(row)
        label = rule.label[self.language]
        return say("flow.owed.repay", self.language, what=label) if _is_advance(rule) else label

    def reminder(self, row: OwedRow, due: date | None) -> date | None:
        """When to remind of a repayment: the rules say nothing, so a month before."""
        return due - REMINDED if due and _is_advance(self.rule(row)) else None

    def who(self, row: OwedRow) -> str:
        """Name who owes."""
        return bearer_words(self.editions[row.edition], row.role, row.of, self.language)

    def late(self, row: OwedRow) -> bool:
        """Whether the day has passed."""
        return row.due is not None and row.due < self.on.isoformat()


def rows_text(listing: Listing, paper: Paper) -> str:
    """List what is owed, by role."""
    day = written(listing.on, listing.language)
    lines = [paper.heading(paper.say("flow.owed.title", day=day))]
    if not listing.rows:
        return "\n".join([*lines, *paper.block("  ", paper.say("flow.owed.none"))])
    ordered = sorted(listing.rows, key=lambda row: (row.role is None, listing.who(row)))
    for who, rows in groupby(ordered, key=listing.who):
        lines += ["", paper.heading(who)]
        lines += [line for row in rows for line in _row(paper, listing, row)]
    cases = len({row.case for row in listing.rows})
    total = paper.say("flow.owed.many", n=len(listing.rows), cases=cases)
    return "\n".join([*lines, "", *paper.block("", total, "dim")])


def _row(paper: Paper, listing: Listing, row: OwedRow) -> list[str]:
    late, due = listing.late(row), parse_date(row.due) if row.due else None
    when = written(due, paper.language) if due else paper.say("flow.no-date")
    lead = f"  {'!' if late else '–'} {when:<17}  "
    rule = listing.rule(row)
    owed = f"{listing.label(row)} ({', '.join(rule.clauses)})"
    text = paper.colon(cleaned(row.case), owed)
    if reminder := listing.reminder(row, due):
        text += f", {paper.say('flow.owed.remind', on=written(reminder, paper.language))}"
    text += f", {paper.say('flow.owed.late')}" if late else ""
    return paper.block(lead, text, lead_style="no" if late else "")


def rows_data(listing: Listing) -> dict[str, Any]:
    """What is owed as data that is ready for JSON."""
    rows = [
        {
            "case": row.case,
            "canton": listing.editions[row.edition].canton,
            "edition": listing.editions[row.edition].edition,
            "duty": row.duty,
            "bearer": row.role,
            "of": row.of,
            "since": row.since,
            "due": row.due,
            "remind": _iso(listing.reminder(row, parse_date(row.due) if row.due else None)),
            "overdue": listing.late(row),
        }
        for row in listing.rows
    ]
    return {"format": 1, "on": listing.on.isoformat(), "obligations": rows}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def rows_ics(listing: Listing) -> str:
    """The dates of what is owed as a calendar."""
    return calendar(_dated(listing), listing.on, listing.language)


def _dated(listing: Listing) -> Iterator[Dated]:
    for row in listing.rows:
        due = parse_date(row.due) if row.due else None
        if due:
            owed = listing.editions[row.edition].canton, row.case, row.duty, row.since
            rule, who = listing.rule(row), listing.who(row)
            label, remind = f"{listing.label(row)} ({row.case})", listing.reminder(row, due)
            yield Dated(owed, due, label, f"{who}; {', '.join(rule.clauses)}", remind)
