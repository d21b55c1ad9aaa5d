"""Notebook display of answers: a heading, the reason in a sentence, and a table."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from iiz_rules.render.html.page import page
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.composition import QUESTIONS, people, told, verdict_words
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.funding import bounds_words
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.overview import step_word
from iiz_rules.render.text.values import headline
from iiz_rules.render.text.why import telling, why
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.answers.composition import Composition
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.frame import FrameAnswers
    from iiz_rules.answers.funding import Funding
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.way import Way
    from iiz_rules.portfolio.simulate import Simulation

LANGUAGE: Language = "de"
"""German, as a notebook cannot be asked for its language"""
MOST_ROWS = 100
"""rows shown of a table"""


def decision_html(decision: "Decision") -> str:
    """A decision: its verdict and why, each criterion with its own."""
    rows = []
    for criterion in telling(decision):
        met = f"{MARKS[criterion.verdict]} {say(f'answers.met.{criterion.verdict}', LANGUAGE)}"
        rows.append((met, criterion.label[LANGUAGE], ", ".join(criterion.clauses)))
    title = headline(decision.program, decision.on, LANGUAGE, decision.label[LANGUAGE])
    answer = f"{answer_word(decision, LANGUAGE)}: {why(decision, LANGUAGE)}"
    return _card(title, [answer, *acting(decision, LANGUAGE)], rows)


def composition_html(answer: "Composition") -> str:
    """Whether a body can decide: the three answers in numbers, who is in it without a vote."""
    paper = Paper(LANGUAGE)
    word, sentence = verdict_words(answer, paper)
    rows = [
        (
            MARKS[decision.verdict],
            say(f"answers.body.{question}", LANGUAGE),
            " · ".join(told(answer, question, paper)),
        )
        for question, decision in zip(QUESTIONS, answer.decisions, strict=True)
    ]
    title = headline(answer.quorum.program, answer.quorum.on, LANGUAGE, answer.label[LANGUAGE])
    return _card(title, [f"{word}: {sentence}", *people(answer, paper)], rows)


def overview_html(overview: "Overview") -> str:
    """All answers about a case, a row for each."""
    rows = []
    for decision in overview.values():
        verdict = say(f"answers.verdict.{decision.verdict}", LANGUAGE)
        answer = f"{MARKS[decision.verdict]} {verdict}"
        rows.append((answer, decision.label[LANGUAGE], why(decision, LANGUAGE)))
    first = next(iter(overview.values()), None)
    return _card(headline(first.program, first.on, LANGUAGE) if first else "", [], rows)


def way_html(way: "Way") -> str:
    """A way: its steps in order, what lies behind and what is next."""
    rows = []
    for step in way.steps:
        word, mark = step_word(step), "→" if step is way.next else ""
        reason = "" if word == "done" else why(step, LANGUAGE)
        rows.append((mark, say(f"answers.way.{word}", LANGUAGE), step.label[LANGUAGE], reason))
    return _card(way.label[LANGUAGE], [], rows)


def funding_html(answer: "Funding") -> str:
    """Who pays: the payers in order, what each pays, what remains."""
    rows = []
    for payer in answer.payers:
        label, part = payer.decision.label[LANGUAGE], bounds_words(payer.part, LANGUAGE)
        rows.append((MARKS[payer.verdict], label, part, why(payer.decision, LANGUAGE)))
    if rows:
        rows.append(("", say("funding.left", LANGUAGE), bounds_words(answer.left, LANGUAGE), ""))
    what = say("funding.title", LANGUAGE)
    return _card(headline(answer.program, answer.situation.on, LANGUAGE, what), [], rows)


def simulation_html(simulation: "Simulation") -> str:
    """A portfolio: who pays how much in each month."""
    totals = simulation.totals("month")
    rows = [tuple(map(str, row)) for row in totals.iter_rows()]
    title = f"{simulation.policy.program.label[LANGUAGE]} · {simulation.scenario.name}"
    return _card(title, [], rows, heads=totals.columns)


def frame_html(answers: "FrameAnswers[Any]") -> str:
    """The answers to a frame as its library shows them; a lazy one only by name."""
    shown = None if answers.source.lazy else getattr(answers.frame, "_repr_html_", None)
    return f"<p>{escape(repr(answers))}</p>" + (shown() if shown else "")


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
