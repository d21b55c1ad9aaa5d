"""What stands on the sheet of one measure, and the parts that every sheet is made of.

Page and terminal share them; nothing is evaluated here but the readings that are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.answers.funding import Funding, PayerPart
from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.result import Missing, Pending
from iiz_rules.language.model.chosen import NOT_REGULATED
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.funding import bounds_words, competent_words, payer_why, unborne
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.reasons import Reason, reasons
from iiz_rules.render.text.values import actors_words, code_words
from iiz_rules.render.text.why import telling
from iiz_rules.words.formats import NBSP
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

Row = tuple[str, ...]
MOST_OPEN = 12
"""open facts listed for a whole case; a form asks for the rest"""


@dataclass(frozen=True)
class SheetPart:
    """A part of a sheet: what is said, and a table; `numbers` are its columns of amounts.

    One without a heading goes on with the part before it.
    """

    heading: str
    sentences: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Row] = ()
    numbers: Sequence[int] = ()
    sums: Row = field(default=())
    level: int = 2
    """of its heading"""
    running: bool = False
    """whether its rows are printed as running text"""

    @property
    def is_empty(self) -> bool:
        """Whether it has neither sentences nor rows."""
        return not self.sentences and not self.rows


def heads(keys: str, language: Language) -> list[str]:
    """The headings of some columns."""
    return [printed(f"documents.column.{key}", language) for key in keys.split()]


def clause_heads(language: Language) -> list[str]:
    """What the columns are called that name clauses."""
    return heads("clause clauses", language)


# ------------------------------------------------------------------------------ one measure


def kind_words(answer: Funding, language: Language) -> str:
    """The kind of the measure; empty if not known."""
    waterfall = answer.program.waterfall
    kind = waterfall.kind if waterfall else None
    known = answer.situation.facts.get(kind) if kind else None
    return code_words(answer.program.facts[kind], str(known), language) if kind and known else ""


def funding_lead(answer: Funding, language: Language) -> Iterator[str]:
    """Who pays, in a sentence for each who surely or perhaps does; what nobody pays."""
    labels = answer.program.actors
    for payer in answer.payers:
        if payer.verdict is Truth.NO or (payer.verdict is Truth.YES and not payer.part.high):
            continue
        key = "open" if payer.verdict is Truth.OPEN else "decided" if payer.routes else "pays"
        words = {
            "who": labels[payer.payer][language],
            "part": bounds_words(payer.part, language),
            "body": actors_words(answer.program, _bodies(answer, payer), language),
        }
        yield printed(f"documents.sheet.{key}", language, **words)
    if answer.payers and answer.left.high:
        left = bounds_words(answer.left, language)
        yield printed("documents.sheet.left", language, left=left)
    for cost in answer.costs:
        if cost.verdict is Truth.YES:
            yield " ".join([f"{cost.label[language]}.", *acting(cost, language)])
    if unborne(answer):
        yield printed("funding.costs.nobody", language)


def _bodies(answer: Funding, payer: PayerPart) -> Iterable[str]:
    decided = (one for one in answer.competent if one.route in payer.routes)
    return dict.fromkeys(one.body for one in decided if one.may is not Truth.NO)


def paying(answer: Funding, language: Language) -> SheetPart:
    """The payers in order: what each pays, why and why not."""
    rows = [
        (
            payer.decision.label[language],
            bounds_words(payer.part, language),
            payer_why(payer, language),
            ", ".join(payer.decision.clauses),
        )
        for payer in answer.payers
    ]
    if rows:
        left = printed("funding.left", language)
        rows.append((left, bounds_words(answer.left, language), "", ""))
    cost = printed("funding.cost", language), bounds_words(answer.cost, language), "", ""
    columns = heads("payer amount why clauses", language)
    return SheetPart(
        printed("funding.title", language), (), columns, rows, (1,), cost if rows else ()
    )


def deciding(answer: Funding, language: Language) -> Iterator[SheetPart]:
    """Which body may decide what and how it does so, each way with its conditions."""
    may = [one for one in answer.competent if one.may is not Truth.NO]
    ways = dict.fromkeys(body_words(answer, one.body, language) for one in may)
    heading = printed("documents.part.deciding", language)
    yield SheetPart(heading, [*filter(None, ways), *_not_to_decide(answer, language)])
    columns = heads("condition met because clauses", language)
    for decidable in may:
        shown = (decidable.route, *(by for by in decidable.competences if by is decidable.deciding))
        rows = [row for decision in shown for row in criteria_rows(decision, language)]
        yield SheetPart("", [competent_words(answer, decidable, language)], columns, rows)


def _not_to_decide(answer: Funding, language: Language) -> Iterator[str]:
    """What may not be decided, and why not."""
    for decidable in answer.competent:
        if decidable.may is Truth.NO:
            yield competent_words(answer, decidable, language)


def _once(rows: Sequence[Row], cells: int = 1) -> list[Row]:
    """Rows whose first cells are said once where they stay the same."""
    before: Row = ()
    shortened = []
    for row in rows:
        same = row[:cells] == before
        before = row[:cells]
        shortened.append((*[""] * cells, *row[cells:]) if same else row)
    return shortened


def body_words(answer: Funding, body: str, language: Language) -> str:
    """How a body decides: by which majority, and what holds on a tie."""
    program, situation = answer.program, answer.situation
    if body not in program.bodies:
        return ""
    seats = program.bodies[body]
    majority, tie = (chosen(program, situation, one) for one in (seats.majority, seats.tie))
    none = majority in (None, NOT_REGULATED)
    key = "documents.majority.none" if none else f"answers.body.rule.{majority}"
    said = [printed(key, language)]
    if majority == "simple":
        said.append(
            tie_words(program, None if tie in (None, NOT_REGULATED) else str(tie), language)
        )
    told = " ".join(said)
    return printed("answers.colon", language, label=seats.label[language], value=told)


def tie_words(program: Program, broken_by: str | None, language: Language) -> str:
    """What holds where as many are for it as against."""
    if broken_by is None:
        return printed("documents.tie.none", language)
    if broken_by == "rejected":
        return printed("answers.body.tie.rejected", language)
    who = actors_words(program, [broken_by], language)
    return printed("answers.body.tie.cast", language, who=who)


def other_readings(answer: Funding, language: Language) -> SheetPart:
    """Each reading that matters to this measure, read otherwise: the francs and the decision."""
    rows, telling = list[Row](), set[str]()
    for used, option, other in answer.otherwise():
        reading, options = used.reading, used.reading.options
        telling.add(reading.id)
        named = f"{reading.id} {reading.label[language]}"
        changed = "; ".join(dict.fromkeys(_changed(answer, other, language)))
        rows.append((named, options[used.option][language], options[option][language], changed))
    same = [
        f"{reading.reading.id} ({reading.reading.options[reading.option][language]})"
        for reading in answer.readings
        if reading.reading.id not in telling
    ]
    rest = [printed("documents.readings.none", language, readings="; ".join(same))] if same else []
    columns = heads("reading option otherwise effect", language)
    return SheetPart(printed("documents.part.readings", language), rest, columns, _once(rows, 2))


def _changed(answer: Funding, other: Funding, language: Language) -> Iterator[str]:
    """In what an answer differs: who pays how much instead, and what may be decided."""
    for now, then in zip(other.payers, answer.payers, strict=True):
        if now.part != then.part:
            words = {
                "now": bounds_words(now.part, language),
                "was": bounds_words(then.part, language),
            }
            label = now.decision.label[language]
            yield printed("documents.instead", language, what=label, **words)
    for competent, before in zip(other.competent, answer.competent, strict=True):
        label = competent.route.label[language]
        if competent.may is not before.may:
            yield printed(f"documents.may.{competent.may}", language, route=label)
        elif competent.quorum != before.quorum:
            unknown = printed("documents.quorum.none", language)
            words = {"now": str(competent.quorum or unknown), "was": str(before.quorum or unknown)}
            what = printed("documents.quorum", language)
            yield printed("documents.instead", language, what=what, **words)


def further_text(answer: Funding, paper: Paper) -> str:
    """What is open and which readings matter, for a terminal."""
    language = paper.language
    parts = (
        opened(answer.program, answer.missing, answer.pending, language),
        other_readings(answer, language),
    )
    return parts_text(parts, paper)


def parts_text(parts: Iterable[SheetPart], paper: Paper) -> str:
    """Parts one below the other, for a terminal: a row is its first cell, and notes below it."""
    told = (part for part in parts if not part.is_empty)
    return "\n\n".join("\n".join(_lines(part, paper)) for part in told)


def _lines(part: SheetPart, paper: Paper) -> Iterator[str]:
    if part.heading:
        yield paper.heading(part.heading)
    for first, *rest in part.rows:
        told = zip(part.heads[1:], rest, strict=True)
        notes = [paper.colon(head, cell) for head, cell in told if cell]
        yield from paper.entry("  – " if first else "    ", first or notes.pop(0), notes)
    for sentence in part.sentences:
        yield from paper.block("  ", sentence)


# ---------------------------------------------------------------------------- what both have


def criteria_rows(decision: Decision, language: Language) -> list[Row]:
    """Each criterion of a decision: whether it is met, why, on which clauses."""
    return [_criterion_row(decision, criterion, language) for criterion in telling(decision)]


def _criterion_row(decision: Decision, criterion: CriterionResult, language: Language) -> Row:
    label, verdict = criterion.label[language], criterion.verdict
    met = f"{MARKS[verdict]}{NBSP}{printed(f'answers.met.{verdict}', language)}"
    why = _because(reasons(decision.program, criterion.step, language, label))
    return label, met, why, ", ".join(criterion.clauses)


def _because(told: Iterable[Reason]) -> str:
    """Reasons on one line, those below one in brackets; readings have a part of their own."""
    every, said = list(told), []
    for reason in [one for one in every if not one.aside] or every:
        inner = _because(reason.inner)
        said.append(f"{reason.text} ({inner})" if inner else reason.text)
    return "; ".join(said)


def criteria(decision: Decision, language: Language) -> SheetPart:
    """The criteria of one decision."""
    columns = heads("condition met because clauses", language)
    return SheetPart(decision.label[language], (), columns, criteria_rows(decision, language))


def opened(
    program: Program, missing: Sequence[Missing], pending: Sequence[Pending], language: Language
) -> SheetPart:
    """What is not known yet, and who knows it or has to judge it."""
    rows = [
        (
            fact.question[language] or fact.label[language],
            actors_words(program, fact.held_by, language),
        )
        for fact in missing
    ]
    rows += [(one.question[language], actors_words(program, one.by, language)) for one in pending]
    more = len(rows) - MOST_OPEN
    rest = [printed("funding.more", language, n=more)] if more > 0 else []
    columns = heads("lacks who-knows", language)
    heading = printed("documents.part.open", language)
    return SheetPart(heading, rest, columns, rows[:MOST_OPEN])


def cited(program: Program, clauses: Iterable[str], language: Language) -> SheetPart:
    """The clauses by number, and what each says."""
    known = (
        program.register.clauses.get(name) for name in sorted(dict.fromkeys(clauses), key=_natural)
    )
    rows = [(one.id, one.says[language]) for one in known if one]
    heading, columns = printed("documents.part.clauses", language), heads("clause says", language)
    return SheetPart(heading, (), columns, rows, running=True)


def _natural(clause: str) -> list[tuple[int, str]]:
    """Sort VS-3.10 after VS-3.9."""
    parts = clause.replace("-", ".").split(".")
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
