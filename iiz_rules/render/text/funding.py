"""Who pays each franc, in words: the payers in order, what remains, who decides."""

from collections.abc import Iterator

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.funding import Competent, Funding, PayerPart, quorum_node
from iiz_rules.engine.waterfall import Bounds
from iiz_rules.language.program.conditions import Silent
from iiz_rules.language.program.outside import NONE
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.decision import explanation, no_edition
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.values import code_words, headline
from iiz_rules.render.text.why import why
from iiz_rules.words.formats import amount
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

WIDTH = 16


def funding_text(answer: Funding, paper: Paper) -> str:
    """Explain who pays what."""
    if answer.program.edition == NONE and answer.decisions:
        return no_edition(answer.decisions[0], paper)
    return "\n".join(_lines(paper, answer))


def _lines(paper: Paper, answer: Funding) -> Iterator[str]:
    language = paper.language
    title = headline(answer.program, answer.situation.on, language, paper.say("funding.title"))
    yield from paper.block("", title, "heading")
    if answer.payers:
        yield ""
        yield from _bounded(paper, answer.cost, paper.say("funding.cost"))
        for payer in answer.payers:
            yield from _payer(paper, payer)
        yield from _bounded(paper, answer.left, paper.say("funding.left"))
    if answer.competent:
        yield ""
        yield from paper.block("", paper.say("funding.decisions"), "heading")
    for competent in answer.competent:
        yield from _competent(paper, answer, competent)
    yield from _costs(paper, answer)


def _costs(paper: Paper, answer: Funding) -> Iterator[str]:
    """Who bears a cost, with the whole reason; where nobody does so far, why not, rule by rule."""
    borne = [cost for cost in answer.costs if cost.verdict is Truth.YES]
    for cost in borne:
        yield ""
        yield explanation(cost, paper)
    costs = [] if borne else costs_asked_about(answer)
    if costs:
        yield ""
        yield from paper.block("", paper.say("funding.costs"), "heading")
    for cost in costs:
        note = f"{why(cost, paper.language)} ({', '.join(cost.clauses)})"
        lead = f"{MARKS[cost.verdict]:>3} "
        yield from paper.entry(lead, cost.label[paper.language], [note])
    if unborne(answer):
        yield from paper.block("    ", paper.say("funding.costs.nobody"))


def costs_asked_about(answer: Funding) -> list[Decision]:
    """The costs that a case is about: all, where no measures are paid; else those it gives."""
    splits, known = answer.program.splits, answer.situation.facts
    return [
        cost
        for cost in answer.costs
        if not answer.payers or known.get(splits[cost.rule].amount) is not None
    ]


def unborne(answer: Funding) -> bool:
    """Whether the case is about a cost for which no rule names a bearer."""
    asked = costs_asked_about(answer)
    return bool(asked) and all(cost.verdict is Truth.NO for cost in asked)


def _lead(amount: str, mark: str = "") -> str:
    return f"{mark:>3} {amount:>{WIDTH}}  "


def _bounded(paper: Paper, bounds: Bounds, label: str) -> list[str]:
    words = bounds_words(bounds, paper.language)
    amount, text = (words, label) if bounds.settled else ("?", paper.colon(label, words))
    return paper.block(_lead(amount), text)


def _payer(paper: Paper, payer: PayerPart) -> list[str]:
    language = paper.language
    part = bounds_words(payer.part, language) if payer.part.settled else "?"
    note = f"{payer_why(payer, language)} ({', '.join(payer.decision.clauses)})"
    label = payer.decision.label[language]
    return paper.entry(_lead(part, MARKS[payer.verdict]), label, [note])


def payer_why(payer: PayerPart, language: Language) -> str:
    """Say why a payer pays, or does not, or why that is open."""
    reason = why(payer.decision, language)
    if payer.verdict is Truth.NO:
        return say("funding.no", language, why=reason)
    if payer.verdict is Truth.YES and not payer.part.high:
        return say("funding.nothing-left", language)
    key = "open" if payer.verdict is Truth.OPEN else "pays.decided" if payer.routes else "pays"
    if payer.part.high.is_infinite() and not payer.part.low:  # nothing is known of the cost
        return say(f"funding.{key}.unknown", language, why=reason)
    part = bounds_words(payer.part, language)
    return say(f"funding.{key}", language, part=part, why=reason)


def bounds_words(bounds: Bounds, language: Language) -> str:
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
        return say("funding.from" if bounds.low else "funding.unknown", language, low=low)
    return say("funding.between", language, low=low, high=amount(bounds.high))


def _quorum(answer: Funding, competent: Competent) -> str:
    """Which text says how many have to be present: a number, a share, or that none is given."""
    if competent.quorum is not None:
        return "funding.quorum"
    node = quorum_node(answer.program, answer.situation, competent.body)
    return "funding.quorum.none" if isinstance(node, Silent) else "funding.quorum.share"


def _repayment(answer: Funding, competent: Competent, language: Language) -> str:
    """Who is expected to repay an advance, as the fact calls it that names it."""
    waterfall, code = answer.program.waterfall, competent.repaid_by
    fact = waterfall.repaid_by.get(competent.route.rule) if waterfall else None
    if code is None or fact is None:
        return say("funding.advance.unknown", language)
    who = code_words(answer.program.facts[fact], code, language)
    return say("funding.advance", language, who=who)


def competent_words(answer: Funding, competent: Competent, language: Language) -> str:
    """Say whether something may be decided and by whom, how many it takes, and who repays."""
    actors = answer.program.actors
    words = {
        "body": actors[competent.body][language],
        "route": competent.route.label[language],
        "why": why(competent.deciding, language),
    }
    notes = [say(f"funding.may.{competent.may}", language, **words)]
    if competent.may is not Truth.NO and competent.body in answer.program.bodies:
        notes.append(say(_quorum(answer, competent), language, n=competent.quorum))
    if competent.may is not Truth.NO and competent.advance:
        notes.append(_repayment(answer, competent, language))
    return " ".join(notes)


def _competent(paper: Paper, answer: Funding, competent: Competent) -> list[str]:
    words = competent_words(answer, competent, paper.language)
    return paper.block(f"  {MARKS[competent.may]} ", words)
