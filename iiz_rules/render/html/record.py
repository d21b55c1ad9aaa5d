"""A decision about money and the minutes of a sitting, as pages to print and to sign."""

from dataclasses import replace

from iiz_rules.funding.minutes import Minutes
from iiz_rules.funding.record import Record
from iiz_rules.render.html.sheet import SheetContent, sheet_page
from iiz_rules.render.text import record as told
from iiz_rules.render.text.values import actors_words, cleaned
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

LONGEST = 2_000
"""characters of the text on legal remedies, at most"""


def record_page(record: Record, language: Language, remedy: str) -> str:
    """The page of one decision."""
    content = SheetContent(
        told.program_of(record),
        record.on,
        title=printed("documents.title.record", language),
        name=cleaned(record.measure),
        lead=filter(None, told.decided(record, language)),
        parts=told.record_parts(record, language),
        invented=False,
    )
    return sheet_page(_signed(content, record.body, language, remedy), language)


def minutes_page(
    minutes: Minutes, language: Language, remedy: str, invented: bool, draft: bool
) -> str:
    """The minutes of a sitting, or a draft of them."""
    first = minutes.records[0]
    title = "documents.title.draft" if draft else "documents.title.minutes"
    content = SheetContent(
        told.program_of(first),
        first.on,
        title=printed(title, language),
        name="",
        lead=[],
        parts=told.minutes_parts(minutes, language),
        invented=invented,
    )
    return sheet_page(_signed(content, first.body, language, remedy), language)


def _signed(content: SheetContent, body: str, language: Language, remedy: str) -> SheetContent:
    """A sheet of a body's sitting: whose it is, and who signs it."""
    whose = actors_words(content.program, [body], language)
    roles = [printed(f"documents.signing.{role}", language) for role in ("chair", "minutes")]
    return replace(
        content,
        name=" · ".join(filter(None, (whose, content.name))),
        invented=content.invented or any(one.invented for one in content.program.catalogues),
        day="documents.sitting",
        signing={"remedy": cleaned(remedy, LONGEST) if remedy else "", "roles": roles},
    )
