"""The rows of a portfolio that are left out, as each command says them, also without tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iiz_rules.findings.registry import message
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import SENTENCE, cleaned
from iiz_rules.words.formats import grouped
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.rows import BadRow

MOST_LISTED = 10


def left_out_lines(bad: Sequence["BadRow"], paper: Paper) -> Iterator[str]:
    """The rows of a portfolio that are left out, each with its reason, as far as a page holds."""
    if bad:
        yield ""
        yield from paper.lines(paper.say("funding.part.left-out"))
    for row in bad[:MOST_LISTED]:
        yield from paper.lines(left_out_words(row, paper.language))
    if len(bad) > MOST_LISTED:
        yield from paper.lines(paper.say("funding.more", n=grouped(len(bad) - MOST_LISTED)))


def left_out_words(row: "BadRow", language: Language) -> str:
    """A row that is left out: its number, its column, what is wrong."""
    column = f", {cleaned(row.column)}" if row.column else ""
    reason = cleaned(message(row.finding, language), SENTENCE)
    where = f"{printed('funding.column.row', language)} {row.row}{column}"
    return printed("answers.colon", language, label=where, value=reason)
