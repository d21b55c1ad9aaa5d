"""What changes between two policies as one page for a commission, `difference.html`."""

from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text.difference import difference_told
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.verification import title
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

COLUMNS = ("rule", "change", "case", "criterion", "places")


def changes_page(difference: Difference, language: Language) -> str:
    """All changes as an HTML page."""
    paper = Paper(language)
    told, proved = (
        difference_told(difference, paper),
        "compared-part" if difference.unasked else "footing",
    )
    heads = [printed(f"verification.diff.column.{key}", language) for key in COLUMNS]
    rows = [
        (
            one.label,
            typeset(one.said, language),
            typeset(one.case, language),
            one.criterion,
            _lines(one.places),
        )
        for one in told.changes
    ]
    programs = [side.program for side in difference.sides]
    before, after = (f"{title(one, paper)} ({one.digest[:12]})" for one in programs)
    return page(
        "difference",
        language,
        title=printed("verification.diff.title", language),
        where=told.heading,
        tables=[PageTable(heads, rows)] if rows else [],
        notes=[("verification.diff.also", [*told.following.values()])] if told.following else [],
        closing=told.closing,
        footing=printed(f"verification.diff.{proved}", language, before=before, after=after),
    )


def _lines(places: str) -> str:
    """Where it stands, each file by its name alone: the folder is that of the edition."""
    return " → ".join(place.rpartition("/")[2] for place in places.split(" → "))
