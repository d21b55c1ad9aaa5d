"""The impact of a change as one page for a commission, over `difference.html`."""

from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text.comparison import labels_of
from iiz_rules.render.text.difference import heading_of
from iiz_rules.render.text.impact import closing, counts, evenly_words, named, summary, told
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.left_out import left_out_words
from iiz_rules.render.text.verification import title
from iiz_rules.verification.impact.impact import Impact
from iiz_rules.words.formats import francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def impact_page(impact: Impact, language: Language) -> str:
    """The impact as an HTML page."""
    paper = Paper(language)
    before, after = (
        f"{title(side.program, paper)} ({side.program.digest[:12]})" for side in impact.sides
    )
    summaries = [summary(one, paper) for one in impact.tried]
    summaries += [evenly_words(impact, paper)] if impact.evenly else []
    left_out = [left_out_words(row, language) for row in impact.money.bad] if impact.money else []
    return page(
        "difference",
        language,
        title=printed("verification.impact.title", language),
        where=heading_of(impact.sides, paper),
        tables=[*_tables(impact, paper)],
        notes=[
            ("verification.impact.tried", summaries),
            *([("funding.part.left-out", left_out)] if left_out else []),
        ],
        closing=closing(impact, paper),
        footing=printed("verification.impact.footing", language, before=before, after=after),
    )


def _tables(impact: Impact, paper: Paper) -> list[PageTable]:
    def heads(*keys: str) -> list[str]:
        return [printed(f"verification.impact.column.{key}", paper.language) for key in keys]

    tables = []
    for tried in (one for one in impact.tried if one.changed):
        counted = counts(impact, tried, paper)
        columns = 3 if any(more for *_, more in counted) else 2
        shown = [row[:columns] for row in counted]
        tables.append(
            PageTable(heads("effect", "cases", "francs")[:columns], shown, (1, 2)[: columns - 1])
        )
        rows = [
            (named(case, paper), "\n".join(told(impact.sides, one, paper) for one in case.effects))
            for case in tried.changed
        ]
        tables.append(PageTable(heads("case", "why"), rows))
    if impact.money is not None:
        labels = labels_of(impact.money, paper.language)
        sums = [
            (labels[rule], francs(first), francs(second), francs(second - first))
            for rule, (_, first), (_, second) in impact.money.sums()
        ]
        tables.append(PageTable(heads("payer", "before", "after", "more"), sums, (1, 2, 3)))
    return tables
