"""A trace as a table that opens in Excel with a double click: a row for each clause and rule.

Excel as it is set up in Switzerland parts columns at semicolons, and takes a file for UTF-8 only
where it begins with a byte order mark. A cell that begins like a formula is shown as text.
"""

import csv
import io
from collections.abc import Iterator

from iiz_rules.language.program.clauses import Mention
from iiz_rules.render.text.trace import short_name
from iiz_rules.render.text.values import short_place
from iiz_rules.tables.plain import harmless
from iiz_rules.testing.trace.matrix import Carrier, Trace, TracedClause
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

COLUMNS = (
    *("clause", "section", "says", "executable", "reason", "status"),
    *("kind", "rule", "label", "place", "number", "cases"),
)
MARK = "\ufeff"


def trace_sheet(trace: Trace, language: Language) -> str:
    """A trace as CSV."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([say(f"trace.column.{name}", language) for name in COLUMNS])
    for traced in trace.clauses:
        table.writerows(map(harmless, row) for row in _rows(trace, traced, language))
    return MARK + written.getvalue()


def _rows(trace: Trace, traced: TracedClause, language: Language) -> Iterator[list[str]]:
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
    citing: list[tuple[Carrier | Mention, str, str]] = []
    for carrier in traced.carriers:
        runs = trace.cases_of(carrier)
        citing.append((carrier, str(len(runs)), ", ".join(map(short_name, runs))))
    citing += [(mention, "", "") for mention in traced.mentions]
    for cited, *cases in citing:
        kind = say(f"trace.kind.{cited.kind}", language)
        yield [*first, kind, cited.id, cited.label[language], short_place(cited.at), *cases]
    if not citing:
        yield first + [""] * (len(COLUMNS) - len(first))
