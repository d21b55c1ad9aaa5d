"""A sheet for the file: one measure, one case or one question, on a page of A4."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.funding import Funding
from iiz_rules.answers.minimum import Minimum
from iiz_rules.answers.overview import Overview
from iiz_rules.engine.result import Missing, Pending
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text import case_sheet, sheet
from iiz_rules.render.text.minimum import minimum_parts
from iiz_rules.render.text.overview import FIRST, is_blank
from iiz_rules.render.text.sheet import SheetPart
from iiz_rules.render.text.values import SENTENCE, cleaned, edition_words
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


@dataclass(frozen=True)
class SheetContent:
    """What stands on a sheet, before it is set: under which edition, of which day, in parts."""

    program: Program
    on: date
    title: str
    name: str
    """of the case or measure; cleaned when it is set"""
    lead: Iterable[str]
    parts: Iterable[SheetPart]
    invented: bool
    """whether something on it is assumed and not from a source"""
    footing: str = "documents.footing"
    day: str = "documents.on"
    signing: Mapping[str, Any] | None = None
    """the text on legal remedies, and who signs"""


def funding_page(answer: Funding, language: Language, name: str, invented: bool) -> str:
    """Who pays each franc of one measure and why not the others, and who may decide it."""
    invented = invented or any(one.invented for one in answer.program.catalogues)
    costs = [one for one in answer.costs if _is_told(one)]
    decided = (one for by in answer.competent for one in (by.route, *by.competences))
    decisions = (*(one.decision for one in answer.payers), *decided, *costs)
    parts = [
        sheet.paying(answer, language),
        *(sheet.criteria(one, language) for one in costs),
        *sheet.deciding(answer, language),
        sheet.opened(answer.program, answer.missing, answer.pending, language),
        sheet.other_readings(answer, language),
    ]
    content = SheetContent(
        answer.program,
        answer.situation.on,
        title=printed("documents.title.measure", language),
        name=" · ".join(filter(None, (name, sheet.kind_words(answer, language)))),
        invented=invented,
        footing="documents.footing.decided",
        lead=sheet.funding_lead(answer, language),
        parts=[*parts, sheet.cited(answer.program, _clauses(decisions), language)],
    )
    return sheet_page(content, language)


def _is_told(cost: Decision) -> bool:
    """Whether a cost has to do with the case: somebody bears it, or something is known of it."""
    perhaps = cost.verdict is Truth.OPEN and cost.regulated and not is_blank(cost)
    return cost.verdict is Truth.YES or perhaps


def case_page(overview: Overview, language: Language, name: str, invented: bool) -> str:
    """What an edition answers about one case: whether it enters, its way, what is owed."""
    decisions = overview.decisions
    first = decisions[0]
    answered = [one for one in decisions if one.verdict is Truth.YES or one.rule == FIRST]
    behind = {one.rule for one in overview.route.steps if one.done is Truth.YES}
    cited = [one for one in answered if one.rule not in behind]
    parts = [
        *case_sheet.case_parts(overview, language),
        sheet.opened(first.program, *asked(overview), language),
        case_sheet.decisive(answered, language),
        sheet.cited(first.program, _clauses(cited), language),
    ]
    content = SheetContent(
        first.program,
        first.on,
        title=printed("documents.title.case", language),
        name=name,
        invented=invented,
        lead=case_sheet.case_lead(overview, language),
        parts=parts,
    )
    return sheet_page(content, language)


def asked(overview: Overview) -> tuple[Sequence[Missing], Sequence[Pending]]:
    """What the entry and the next step still hang on: what a case as a whole lacks is a form."""
    entry, step = overview.get(FIRST), overview.route.next
    waiting = [one for one in (entry, step) if one is not None and not one.verdict.decided]
    missing = {fact.fact: fact for one in waiting for fact in one.missing}
    pending = {one.judgement: one for each in waiting for one in each.pending}
    return tuple(missing.values()), tuple(pending.values())


def decision_page(decision: Decision, language: Language, name: str, invented: bool) -> str:
    """The answer to one question, criterion by criterion."""
    program = decision.program
    content = SheetContent(
        program,
        decision.on,
        title=decision.label[language],
        name=name,
        invented=invented,
        lead=case_sheet.decision_lead(decision, language),
        parts=[
            sheet.criteria(decision, language),
            sheet.opened(program, decision.missing, decision.pending, language),
            case_sheet.decisive([decision], language),
            sheet.cited(program, _clauses([decision]), language),
        ],
    )
    return sheet_page(content, language)


def minimum_page(minimum: Minimum, language: Language, name: str) -> str:
    """What one answer needed of a case, and what it did not."""
    decision = minimum.decision
    content = SheetContent(
        decision.program,
        decision.on,
        title=printed("answers.needed.title", language),
        name=" · ".join(filter(None, (name, decision.label[language]))),
        invented=False,
        lead=case_sheet.decision_lead(decision, language),
        parts=minimum_parts(minimum, language),
    )
    return sheet_page(content, language)


def _clauses(decisions: Iterable[Decision]) -> Iterator[str]:
    for decision in decisions:
        yield from decision.clauses
        for criterion in decision.criteria:
            yield from criterion.clauses


def sheet_page(content: SheetContent, language: Language) -> str:
    """A sheet as an HTML page."""
    program = content.program
    dated = printed(content.day, language, on=written(content.on, language))
    edition = edition_words(program, language)
    return page(
        "sheet",
        language,
        where=program.label[language],
        title=content.title,
        line=" · ".join(filter(None, (cleaned(content.name, SENTENCE), dated))),
        signing=content.signing,
        invented=content.invented,
        lead=[typeset(sentence, language) for sentence in content.lead],
        parts=[typeset_part(program, one, language) for one in content.parts if not one.is_empty],
        footing=printed(content.footing, language, edition=edition, digest=program.digest),
    )


def typeset_part(program: Program, part: SheetPart, language: Language) -> dict[str, Any]:
    """A part, prepared for the templates."""
    said = [typeset(sentence, language) for sentence in part.sentences]
    return {
        "heading": part.heading,
        "level": part.level,
        "running": part.running,
        "sentences": said,
        "table": _table(program, part, language),
    }


def _filled(part: SheetPart) -> SheetPart:
    """A part without its empty columns; the first one stays."""
    every = [*part.rows, *([part.sums] if part.sums else [])]
    columns = [n for n in range(len(part.heads)) if not n or any(row[n] for row in every)]
    return replace(
        part,
        heads=[part.heads[n] for n in columns],
        rows=[tuple(row[n] for n in columns) for row in part.rows],
        sums=tuple(part.sums[n] for n in columns) if part.sums else (),
        numbers=[columns.index(n) for n in part.numbers if n in columns],
    )


def _table(program: Program, part: SheetPart, language: Language) -> PageTable | None:
    """The table of a part, with links from clauses to their texts; None if it has no rows."""
    if not part.rows:
        return None
    part = _filled(part)
    rows = [tuple(typeset(cell, language) for cell in row) for row in part.rows]
    naming = sheet.clause_heads(language)
    codes = [n for n, head in enumerate(part.heads) if head in naming]
    cited = (name for row in part.rows for n in codes for name in row[n].split(", "))
    links = {name: link[language] for name, link in program.register.links(cited).items()}
    return PageTable(part.heads, rows, part.numbers, part.sums, codes=codes, links=links)
