"""A decision about money and the minutes of a sitting, as pages to print and to sign."""

from collections.abc import Iterable

from iiz_rules.funding.minutes import Minutes
from iiz_rules.funding.record import Record
from iiz_rules.render.html.sheet import sheet_page
from iiz_rules.render.text import record as told
from iiz_rules.render.text.sheet import SheetPart
from iiz_rules.render.text.values import actors_words, cleaned
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

LONGEST = 2_000
"""characters of the text on legal remedies, at most"""


def record_page(record: Record, language: Language, remedy: str) -> str:
    """The page of one decision."""
    return _page(
        record,
        language,
        remedy,
        title=printed("documents.title.record", language),
        name=cleaned(record.measure),
        lead=told.decided(record, language),
        parts=told.record_parts(record, language),
    )


def minutes_page(
    minutes: Minutes, language: Language, remedy: str, invented: bool, draft: bool
) -> str:
    """The minutes of a sitting, or a draft of them."""
    key = "documents.title.draft" if draft else "documents.title.minutes"
    return _page(
        minutes.records[0],
        language,
        remedy,
        title=printed(key, language),
        name="",
        lead=[],
        parts=told.minutes_parts(minutes, language),
        invented=invented,
    )


def _page(
    record: Record,
    language: Language,
    remedy: str,
    *,
    title: str,
    name: str,
    lead: Iterable[str],
    parts: Iterable[SheetPart],
    invented: bool = False,
) -> str:
    program = told.program_of(record)
    body = actors_words(program, [record.body], language)
    return sheet_page(
        program,
        record.on,
        language,
        title=title,
        name=" · ".join(filter(None, (body, name))),
        invented=invented or any(one.invented for one in program.catalogues),
        lead=filter(None, lead),
        parts=parts,
        day="documents.sitting",
        signing={
            "remedy": cleaned(remedy, LONGEST) if remedy else "",
            "roles": [
                printed(f"documents.signing.{role}", language) for role in ("chair", "minutes")
            ],
        },
    )
