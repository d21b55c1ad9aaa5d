"""What a notebook shows of an answer: a heading, why in a sentence, and a table."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from iiz_rules.language.truth import Truth
from iiz_rules.render.html.page import page
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.funding import bounds_words
from iiz_rules.render.text.layout import MARKS
from iiz_rules.render.text.why import why
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.frame import FrameAnswers
    from iiz_rules.answers.funding import Funding, PayerPart
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.way import Way
    from iiz_rules.portfolio.simulate import Simulation

LANGUAGE: Language = "de"
"""German first: a notebook cannot be asked which language it wants"""
MOST_ROWS = 100
"""rows of a table; the rest is a question for the answer itself"""


def decision_html(decision: "Decision") -> str:
    """A decision: its verdict and why, each criterion with its own."""
    rows = [
        (_met(criterion.verdict), criterion.label[LANGUAGE], ", ".join(criterion.clauses))
        for criterion in decision.criteria
    ]
    return _card(_title(decision), [_why(decision), *acting(decision, LANGUAGE)], rows)


def overview_html(overview: "Overview") -> str:
    """All answers about a case, a row for each."""
    rows = [_brief(decision) for decision in overview.values()]
    first = next(iter(overview.values()), None)
    return _card(_where(first) if first else "", [], rows)


def way_html(way: "Way") -> str:
    """A way: its steps in order, what lies behind and what is next."""
    rows = []
    for step in way.steps:
        key = "done" if step.done is Truth.YES else str(step.verdict)
        mark = "→" if step is way.next else ""
        reason = "" if step.done is Truth.YES else why(step, LANGUAGE)
        rows.append((mark, say(f"answers.way.{key}", LANGUAGE), step.label[LANGUAGE], reason))
    return _card(way.label[LANGUAGE], [], rows)


def funding_html(answer: "Funding") -> str:
    """Who pays: the payers in order, what each pays, what remains."""
    rows = [_payer(payer) for payer in answer.payers]
    if rows:
        rows.append(("", say("funding.left", LANGUAGE), bounds_words(answer.left, LANGUAGE), ""))
    where, on = answer.program.label[LANGUAGE], written(answer.situation.on, LANGUAGE)
    return _card(f"{where} · {say('funding.title', LANGUAGE)} · {on}", [], rows)


def simulation_html(simulation: "Simulation") -> str:
    """A portfolio: who pays how much in each month."""
    totals = simulation.totals("month")
    rows = [tuple(map(str, row)) for row in totals.iter_rows()]
    title = f"{simulation.policy.program.label[LANGUAGE]} · {simulation.scenario.name}"
    return _card(title, [], rows, heads=totals.columns)


def frame_html(answers: "FrameAnswers[Any]") -> str:
    """The answers to a frame as its own library shows them; of one not run yet only its name."""
    shown = None if answers.source.lazy else getattr(answers.frame, "_repr_html_", None)
    return f"<p>{escape(repr(answers))}</p>" + (shown() if shown else "")


def _payer(payer: "PayerPart") -> tuple[str, ...]:
    part = bounds_words(payer.part, LANGUAGE)
    label, reason = payer.decision.label[LANGUAGE], why(payer.decision, LANGUAGE)
    return MARKS[payer.verdict], label, part, reason


def _brief(decision: "Decision") -> tuple[str, ...]:
    verdict = say(f"answers.verdict.{decision.verdict}", LANGUAGE)
    return f"{MARKS[decision.verdict]} {verdict}", decision.label[LANGUAGE], why(decision, LANGUAGE)


def _met(verdict: Truth) -> str:
    return f"{MARKS[verdict]} {say(f'answers.met.{verdict}', LANGUAGE)}"


def _why(decision: "Decision") -> str:
    word = str(decision.verdict) if decision.regulated else "silent"
    return f"{say(f'answers.answer.{word}', LANGUAGE)}: {why(decision, LANGUAGE)}"


def _where(decision: "Decision") -> str:
    return f"{decision.program.label[LANGUAGE]} · {written(decision.on, LANGUAGE)}"


def _title(decision: "Decision") -> str:
    where, what = decision.program.label[LANGUAGE], decision.label[LANGUAGE]
    return f"{where} · {what} · {written(decision.on, LANGUAGE)}"


def _card(
    title: str, notes: Iterable[str], rows: Sequence[Sequence[str]], heads: Sequence[str] = ()
) -> str:
    return page(
        "notebook",
        LANGUAGE,
        title=title,
        notes=list(notes),
        heads=heads,
        rows=rows[:MOST_ROWS],
        more=max(0, len(rows) - MOST_ROWS),
    )
