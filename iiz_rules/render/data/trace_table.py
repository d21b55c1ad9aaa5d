"""A trace as a table that opens in Excel with a double click: a row for each clause and rule.

Excel as it is set up in Switzerland parts columns at semicolons, and takes a file for UTF-8 only
where it begins with a byte order mark. A cell that begins like a formula is shown as text.
"""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from iiz_rules.render.text.trace import short_name, short_place
from iiz_rules.tables.plain import harmless
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.testing.trace.matrix import Trace, TracedClause

COLUMNS = (
    *("clause", "section", "says", "executable", "reason", "status"),
    *("kind", "rule", "label", "place", "number", "cases"),
)
MARK = "\ufeff"


def trace_sheet(trace: "Trace", language: Language) -> str:
    """A trace as CSV."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([say(f"trace.column.{name}", language) for name in COLUMNS])
    for traced in trace.clauses:
        table.writerows(map(harmless, row) for row in _rows(trace, traced, language))
    return MARK + written.getvalue()


def _rows(trace: "Trace", traced: "TracedClause", language: Language) -> Iterator[list[str]]:
    """A row for everything that cites a clause; a single one where nothing does."""
    clause = traced.clause
    first = [
        clause.id,
        clause.section,
        clause.says[language],
        say(f"trace.executable.{clause.executable}", language),
        clause.reason[language] if clause.reason else "",
        say(f"trace.status.{traced.status}", language),
    ]
    for carrier in traced.carriers:
        found = trace.cases_of(carrier)
        cases = [str(len(found)), ", ".join(map(short_name, found))]
        kind = say(f"trace.kind.{carrier.kind}", language)
        named = [kind, carrier.id, carrier.label[language], short_place(carrier.at)]
        yield [*first, *named, *cases]
    for mention in traced.mentions:
        kind = say(f"trace.kind.{mention.kind}", language)
        named = [kind, mention.id, mention.label[language], short_place(mention.at)]
        yield [*first, *named, "", ""]
    if not traced.carriers and not traced.mentions:
        yield first + [""] * (len(COLUMNS) - len(first))
