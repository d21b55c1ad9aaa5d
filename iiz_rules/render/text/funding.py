"""Who pays each franc, in words: the payers in order, what remains, who decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iiz_rules.language.truth import Truth
from iiz_rules.render.text.layout import MARKS, Paint, block, plain
from iiz_rules.render.text.why import why
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.engine.waterfall import Bounds

WIDTH = 16


def funding_text(answer: "Funding", language: Language, paint: Paint = plain) -> str:
    """Explain who pays what."""
    return "\n".join(_lines(answer, language, paint))


def _lines(answer: "Funding", language: Language, paint: Paint) -> Iterator[str]:
    where, on = answer.program.label[language], written(answer.situation.on, language)
    yield from block(
        "", f"{where} · {say('funding.title', language)} · {on}", language, paint, "heading"
    )
    yield ""
    if answer.payers:
        yield from _bounded(answer.cost, "cost", language, paint)
        for payer in answer.payers:
            yield from _payer(payer, language, paint)
        yield from _bounded(answer.left, "left", language, paint)
    if answer.competent:
        yield ""
        yield from block("", say("funding.decisions", language), language, paint, "heading")
    for decision in answer.competent:
        yield from _competent(answer, decision, language, paint)
    for cost in (one for one in answer.costs if one.verdict is Truth.YES):
        yield ""
        yield cost.explain(language)


def _row(mark: str, sum_: str, text: str, language: Language, paint: Paint) -> Iterator[str]:
    yield from block(f"{mark:>3} {sum_:>{WIDTH}}  ", text, language, paint)


def _bounded(bounds: "Bounds", key: str, language: Language, paint: Paint) -> Iterator[str]:
    words, text = bounds_words(bounds, language), say(f"funding.{key}", language)
    row = (words, text) if bounds.settled else ("?", f"{text}: {words}")
    yield from _row("", *row, language, paint)


def _payer(payer: "PayerPart", language: Language, paint: Paint) -> Iterator[str]:
    label = payer.decision.label[language]
    sum_ = bounds_words(payer.part, language) if payer.part.settled else "?"
    yield from _row(MARKS[payer.verdict], sum_, label, language, paint)
    clauses = ", ".join(payer.decision.clauses)
    note = f"{payer_why(payer, language)} ({clauses})"
    yield from block(" " * (WIDTH + 6), note, language, paint, "dim")


def payer_why(payer: "PayerPart", language: Language) -> str:
    """Say what a payer pays, or why it does not."""
    reason = why(payer.decision, language)
    if payer.verdict is Truth.NO:
        return say("funding.no", language, why=reason)
    part = bounds_words(payer.part, language)
    if payer.verdict is Truth.OPEN:
        return say("funding.open", language, part=part, why=reason)
    if not payer.part.high:
        return say("funding.nothing-left", language)
    return say("funding.pays.decided" if payer.routes else "funding.pays", language, part=part)


def bounds_words(bounds: "Bounds", language: Language) -> str:
    """An amount, or the two between which it lies.

    >>> from decimal import Decimal
    >>> from iiz_rules.engine.waterfall import Bounds
    >>> bounds_words(Bounds(Decimal(5), Decimal("Infinity")), "en").replace("\u00a0", " ")
    'at least 5.00 CHF'
    """
    low = amount(bounds.low)
    if bounds.settled:
        return low
    if bounds.high.is_infinite():
        return (
            say("funding.from", language, low=low)
            if bounds.low
            else say("funding.unknown", language)
        )
    return say("funding.between", language, low=low, high=amount(bounds.high))


def _competent(
    answer: "Funding", competent: "Competent", language: Language, paint: Paint
) -> Iterator[str]:
    body = answer.program.actors[competent.body][language]
    words = {
        "body": body,
        "route": competent.route.label[language],
        "why": why(competent.route, language),
    }
    notes = [say(f"funding.may.{competent.may}", language, **words)]
    if competent.may is not Truth.NO and competent.body in answer.program.bodies:
        key = "quorum.none" if competent.quorum is None else "quorum"
        notes.append(say(f"funding.{key}", language, n=competent.quorum))
    if competent.may is not Truth.NO and competent.advance:
        known = answer.program.actors.get(competent.repaid_by or "")
        who = known[language] if known else competent.repaid_by or say("funding.unknown", language)
        notes.append(say("funding.advance", language, who=who))
    yield from block(f"  {MARKS[competent.may]} ", " ".join(notes), language, paint)
