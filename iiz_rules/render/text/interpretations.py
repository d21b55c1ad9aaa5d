"""How a canton reads its source, and which reading gives which answer, in words."""

from collections.abc import Iterator, Sequence

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.interpretations import (
    OptionAnswer,
    changed_answers,
    changes,
    option_answers,
    telling,
)
from iiz_rules.engine.result import Outcome
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.values import actor_words, clauses_words
from iiz_rules.words.formats import amount, written

APPLIES, DIFFERS = "▸", "≠"


def declared_text(interpretation: Interpretation, paper: Paper) -> str:
    """An interpretation as it is declared: question, options, default, clauses."""
    language, width = paper.language, max(map(len, interpretation.options))
    name = f"{interpretation.id}  "
    lines = paper.block(name, interpretation.label[language], "heading", "heading")
    lines += paper.block("  ", interpretation.question[language])
    for option, label in interpretation.options.items():
        default = option == interpretation.default
        mark, style = (APPLIES, "heading") if default else (" ", "")
        note = f" · {paper.say('answers.table.default')}" if default else ""
        lines += paper.block(f"  {mark} {option:<{width}}  ", label[language] + note, "", style)
    clauses = clauses_words(interpretation.clauses, language)
    return "\n".join([*lines, *paper.block("  ", clauses, "dim")])


def answers_text(decisions: Sequence[Decision], paper: Paper) -> str:
    """The table of one case: every answer with the readings that would change it."""
    parts = ["\n".join(_answer(paper, decision)) for decision in decisions]
    if any(changes(one, used) for one in decisions for used in one.interpretations):
        legend = paper.say("answers.table.legend", applies=APPLIES, differs=DIFFERS)
        parts.append("\n".join(paper.block("", legend, "dim")))
    return "\n\n".join(parts)


def _answer(paper: Paper, decision: Decision) -> Iterator[str]:
    label = decision.label[paper.language]
    word = f"{answer_word(decision, paper.language)}  "
    yield from paper.block(word, label, "heading", str(decision.verdict))
    changing = [used for used in decision.interpretations if changes(decision, used)]
    for used in changing:
        yield from paper.block(f"  {used.id}  ", used.label[paper.language])
        yield from _options(paper, decision, option_answers(decision, used))
    same = ", ".join(used.id for used in decision.interpretations if used not in changing)
    if same:
        yield from paper.block("  ", paper.say("answers.table.same", which=same), "dim")
    if not decision.interpretations:
        yield from paper.block("  ", paper.say("answers.table.none"), "dim")


def _options(paper: Paper, decision: Decision, answers: Sequence[OptionAnswer]) -> Iterator[str]:
    """Tell each option on a line: what it answers, and in which it differs from what applies."""
    words = [paper.say(f"answers.verdict.{truth}") for truth in Truth]
    width = max(map(len, (*words, *(_word(paper, row.outcome) for row in answers))))
    parts = telling(answers)
    for row in answers:
        verdict = row.outcome.verdict
        here = APPLIES if row.applies else " "
        other = DIFFERS if row.differs else " "
        lead = f"  {here} {MARKS[verdict]} {_word(paper, row.outcome):<{width}} {other}  "
        given = {"default": row.default, "chosen": row.chosen}
        notes = [paper.say(f"answers.table.{key}") for key, holds in given.items() if holds]
        notes += _details(paper, decision, row.outcome, parts)
        text = " · ".join([f"{row.label[paper.language]} ({row.option})", *notes])
        yield from paper.block(lead, text, lead_style=str(verdict))


def _word(paper: Paper, outcome: Outcome) -> str:
    word = str(outcome.verdict) if outcome.regulated else "silent"
    return paper.say(f"answers.verdict.{word}")


def _details(
    paper: Paper, decision: Decision, outcome: Outcome, parts: Sequence[str]
) -> Iterator[str]:
    """Tell who acts, by when, and who bears what, as far as the options differ in it."""
    program, language = decision.program, paper.language
    if "actors" in parts and outcome.actors:
        yield " / ".join(actor_words(program, role, language, of) for role, of in outcome.actors)
    if "due" in parts and outcome.due:
        yield paper.say("answers.table.due", day=written(outcome.due, language))
    if "parts" in parts and outcome.parts:
        yield ", ".join(
            f"{program.actors[who][language]} {amount(part)}" for who, part in outcome.parts
        )


def changes_text(cases: int, decisions: Sequence[Decision], paper: Paper) -> str:
    """Say of each interpretation how many answers of several cases it changes."""
    lines = [paper.heading(paper.say("answers.table.summary", cases=cases, answers=len(decisions)))]
    labels = {used.id: used.label for each in decisions for used in each.interpretations}
    counts = changed_answers(decisions)
    for name, n in counts.items():
        if n:
            words = {"label": labels[name][paper.language], "n": n, "of": len(decisions)}
            lines += paper.block(f"  {name}  ", paper.say("answers.table.changes", **words))
    same = ", ".join(name for name, n in counts.items() if not n)
    if same:
        lines += paper.block("  ", paper.say("answers.table.same", which=same), "dim")
    return "\n".join(lines)
