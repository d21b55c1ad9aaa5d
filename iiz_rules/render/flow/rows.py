"""What is owed in many cases: as text by role, as JSON, as dates for a calendar."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from iiz_rules import ir
from iiz_rules.dates import parse_date
from iiz_rules.diagnostics import Language
from iiz_rules.render.flow.ics import Dated, calendar
from iiz_rules.render.flow.text import actor
from iiz_rules.render.flow.words import say
from iiz_rules.render.formats import cleaned, day
from iiz_rules.render.layout import Paint, block, plain, typeset

if TYPE_CHECKING:
    from iiz_rules.escalation.records import Row


@dataclass(frozen=True)
class Listing:
    """Rows of one canton on a day, for one reader; duties that it does not know keep their ids."""

    program: ir.Program
    rows: tuple["Row", ...]
    on: date
    language: Language

    def label(self, duty: str) -> str:
        """Name a duty."""
        rule = self.program.rules.get(duty)
        return rule.label[self.language] if rule else duty

    def clauses(self, duty: str) -> str:
        """Name the clauses of a duty."""
        rule = self.program.rules.get(duty)
        return ", ".join(rule.clauses) if rule else ""

    def who(self, one: "Row") -> str:
        """Name who owes."""
        return actor(self.program, one.role, one.of, self.language)

    def late(self, one: "Row") -> bool:
        """Whether the day has passed."""
        return one.due is not None and one.due < self.on.isoformat()


def rows_text(listing: Listing, paint: Paint = plain) -> str:
    """List what is owed, by role."""
    language = listing.language
    title = say("owed.title", language, day=day(listing.on, language))
    lines = [paint(typeset(title, language), "heading")]
    if not listing.rows:
        return "\n".join([*lines, *block("  ", say("owed.none", language), language, paint)])
    ordered = sorted(listing.rows, key=lambda one: (one.role is None, one.role or "", one.of or ""))
    for _, rows in groupby(ordered, key=lambda one: (one.role, one.of)):
        found = list(rows)
        lines += ["", paint(listing.who(found[0]), "heading")]
        lines += [line for one in found for line in _row(listing, one, paint)]
    cases = len({one.case for one in listing.rows})
    total = say("owed.many", language, n=len(listing.rows), cases=cases)
    return "\n".join([*lines, "", *block("", total, language, paint, "dim")])


def _row(listing: Listing, one: "Row", paint: Paint) -> list[str]:
    language, late = listing.language, listing.late(one)
    due = parse_date(one.due) if one.due else None
    when = day(due, language) if due else say("no-date", language)
    lead = f"  {'!' if late else '–'} {when:<17}  "
    text = f"{cleaned(one.case)}: {listing.label(one.duty)} ({listing.clauses(one.duty)})"
    text += f", {say('owed.late', language)}" if late else ""
    return block(lead, text, language, paint, lead_style="no" if late else "")


def rows_json(listing: Listing) -> str:
    """Write what is owed as JSON."""
    rows: list[dict[str, Any]] = [
        {
            "case": one.case,
            "duty": one.duty,
            "bearer": one.role,
            "of": one.of,
            "since": one.since,
            "due": one.due,
            "overdue": listing.late(one),
        }
        for one in listing.rows
    ]
    whole = {"format": 1, "on": listing.on.isoformat(), "obligations": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def rows_ics(listing: Listing) -> str:
    """Give the dates of what is owed as a calendar."""
    return calendar(_dated(listing), listing.on, listing.language)


def _dated(listing: Listing) -> Iterator[Dated]:
    for one in listing.rows:
        due = parse_date(one.due) if one.due else None
        if due:
            owed = listing.program.canton, one.case, one.duty, one.since
            label = f"{listing.label(one.duty)} ({one.case})"
            yield Dated(owed, due, label, f"{listing.who(one)}; {listing.clauses(one.duty)}")
