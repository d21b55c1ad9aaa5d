"""The addresses of sittings, below `/sitting/{canton}`, with the role that each takes."""

from iiz_rules.web.sitting import documents, opening, pages

SITTING = (
    ("", "read", opening.listed, "GET"),
    ("", "record", opening.begun, "POST"),
    ("/{sitting}", "read", pages.shown, "GET"),
    ("/{sitting}", "record", pages.answered, "POST"),
    ("/{sitting}/members", "record", pages.attended, "POST"),
    ("/{sitting}/measure/{row}", "read", pages.measure, "GET"),
    ("/{sitting}/measure/{row}", "record", pages.voted, "POST"),
    ("/{sitting}/sheet/{row}", "read", documents.sheet, "GET"),
    ("/{sitting}/close", "record", pages.closed, "POST"),
    ("/{sitting}/minutes", "read", documents.minutes, "GET"),
    ("/{sitting}/ledger.csv", "read", documents.ledger, "GET"),
)
