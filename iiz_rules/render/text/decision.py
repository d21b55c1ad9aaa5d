"""A decision in words: the verdict and why, each criterion, what to ask next, what it rests on.

Everything told comes from the evaluation that gave the verdict; nothing is evaluated here.
"""

from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from iiz_rules.engine.result import Explanation
from iiz_rules.language.program.rules import Criterion, Program
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.layout import MARKS, Paint, block, plain
from iiz_rules.render.text.reasons import Origins, Reason, reasons
from iiz_rules.render.text.why import names, why
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.answers.decision import CriterionResult, Decision
    from iiz_rules.engine.result import Missing, Pending, Used


def explanation(decision: "Decision", language: Language, paint: Paint = plain) -> str:
    """Explain a decision in full."""
    return _DecisionText(decision, language, paint).text()


def summary(
    decision: "Decision", language: Language, paint: Paint = plain, notes: Iterable[str] = ()
) -> str:
    """A decision in brief: mark, verdict, label, the sentence of why, and notes below it."""
    verdict = say(f"answers.verdict.{decision.verdict}", language)
    width = max(len(say(f"answers.verdict.{truth}", language)) for truth in Truth)
    lead = f"  {MARKS[decision.verdict]} {verdict:<{width}}  "
    label = f"{decision.label[language]} [{decision.rule}]"
    reason = why(decision, language)
    if not decision.regulated:
        reason = say("answers.why.silent", language, hint=reason)
    lines = block(lead, label, language, paint, lead_style=str(decision.verdict))
    for note in (reason, *notes):
        lines += block(" " * len(lead), note, language, paint, "dim")
    return "\n".join(lines)


class _DecisionText:
    """Puts together the parts of one explanation."""

    def __init__(self, decision: "Decision", language: Language, paint: Paint) -> None:
        self.decision = decision
        self.language = language
        self.paint = paint

    def text(self) -> str:
        parts = (
            self.head(),
            self.part("criteria", *map(self.criterion, self.decision.criteria)),
            self.part("missing", *starmap(self.missing, enumerate(self.decision.missing, 1))),
            self.part("pending", *map(self.pending, self.decision.pending)),
            self.part("readings", *self.readings()),
            self.footing(),
        )
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def say(self, key: str, **words: object) -> str:
        return say(f"answers.{key}", self.language, **words)

    def block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        return block(lead, text, self.language, self.paint, style, lead_style)

    def part(self, key: str, *entries: list[str]) -> list[str]:
        lines = [line for entry in entries for line in entry]
        heading = self.paint(typeset(self.say(f"part.{key}"), self.language), "heading")
        return [heading, *lines] if lines else []

    def head(self) -> list[str]:
        decision, language = self.decision, self.language
        where, what = decision.program.label[language], decision.label[language]
        title = f"{where} · {what} · {written(decision.on, language)}"
        if decision.known_on:
            title += f" · {self.say('known-on', on=written(decision.known_on, language))}"
        verdict = str(decision.verdict)
        word = verdict if decision.regulated else "silent"
        lead = f"{self.say(f'answer.{word}')}  "
        answer = self.block(lead, why(decision, language), "", verdict)
        notes = acting(decision, language)
        lines = [line for note in notes for line in self.block("", note)]
        return [*self.block("", title, "heading"), "", *answer, *lines]

    def criterion(self, criterion: "CriterionResult") -> list[str]:
        word = self.say(f"met.{criterion.verdict}")
        width = max(len(self.say(f"met.{truth}")) for truth in Truth)
        lead = f"  {MARKS[criterion.verdict]} {word:<{width}}  "
        label = criterion.label[self.language]
        note = (
            f" ({self.say('indicative')})"
            if criterion.mode == "indicative" and self.decision.answer.rule.kind != "competence"
            else ""
        )
        lines = self.block(lead, label + note, lead_style=str(criterion.verdict))
        decision = self.decision
        for reason in reasons(
            decision.program, criterion.step, self.language, label, decision.origins
        ):
            lines += self.reason(reason, len(lead))
        place = f"{PurePosixPath(criterion.place.source.name).name}:{criterion.place.line}"
        key = "clauses.one" if len(criterion.clauses) == 1 else "clauses.many"
        clauses = self.say(key, clauses=", ".join(criterion.clauses))
        return lines + self.block(" " * len(lead), f"{clauses} · {place}", "dim")

    def reason(self, reason: Reason, indent: int, bullet: str = "") -> Iterator[str]:
        mark = "" if reason.mark is None else f"{MARKS[reason.mark]} "
        style = "" if reason.mark is None else str(reason.mark)
        lead = " " * indent + (mark or bullet)
        yield from self.block(lead, reason.text, lead_style=style)
        for inner in reason.inner:
            yield from self.reason(inner, indent + 2, "– " if reason.listed else "")

    def missing(self, number: int, missing: "Missing") -> list[str]:
        facts = self.decision.program.facts
        lead = f"  {number}. "
        notes = [self.say("fact", fact=missing.fact)]
        if missing.held_by:
            who = names(self.decision, missing.held_by, self.language)
            notes.insert(0, self.say("known-by", who=who))
        named = [f"{facts[other].label[self.language]} ({other})" for other in missing.instead]
        if named:
            notes.append(self.say("instead", fact=" + ".join(named)))
        lines = self.block(lead, missing.question[self.language])
        return lines + self.block(" " * len(lead), " · ".join(notes), "dim")

    def pending(self, pending: "Pending") -> list[str]:
        by = self.say("by", who=names(self.decision, pending.by, self.language))
        fact = self.say("fact", fact=pending.judgement)
        lines = self.block("  – ", pending.question[self.language])
        return lines + self.block("    ", f"{by} · {fact}", "dim")

    def readings(self) -> Iterator[list[str]]:
        """Tell the readings on which the answer hangs, then name those on which it does not."""
        used = self.decision.interpretations
        for one in used:
            if one.decisive:
                yield self.block("  – ", f"{self.reading(one)} {self.others(one)}")
        rest = [one for one in used if not one.decisive]
        opening = [one for one in rest if one.opening]
        changing = [one for one in rest if one.changing and not one.opening]
        same = [one for one in rest if not one.opening and not one.changing]
        for key, group in (("opening", opening), ("acting", changing), ("same", same)):
            which = ", ".join(f"{one.label[self.language]} ({one.id})" for one in group)
            if which:
                yield self.block("  – ", self.say(f"reading.{key}", which=which), "dim")

    def reading(self, used: "Used") -> str:
        option = self.option(used, used.option)
        return self.say("reading", id=used.id, label=used.label[self.language], option=option)

    def option(self, used: "Used", option: str) -> str:
        return self.decision.program.interpretations[used.id].options[option][self.language]

    def verdict(self, truth: Truth) -> str:
        return self.say(f"verdict.{truth}")

    def others(self, used: "Used") -> str:
        """Name the options under which the answer would be another one."""
        others = [
            self.say("reading.other", option=self.option(used, name), verdict=self.verdict(truth))
            for name, truth in used.verdicts.items()
            if truth is not self.decision.verdict
        ]
        return self.say("reading.changes", others=", ".join(others))

    def footing(self) -> list[str]:
        decision = self.decision
        words = {
            "edition": decision.edition,
            "digest": decision.digest[:12],
            "on": written(decision.on, self.language),
        }
        text = self.say("edition", **words)
        if decision.program.valid_from is None:
            text += " " + self.say("undated" if decision.program.dated is None else "no-start")
        return self.block("", text, "dim")


def criterion_text(
    program: Program, criterion: Criterion, step: Explanation, origins: Origins, language: Language
) -> str:
    """Explain a criterion, each reason on a line of its own."""
    label, met = criterion.label[language], say(f"answers.met.{step.truth}", language)
    lines = [f"{MARKS[step.truth]} {say('answers.colon', language, label=label, value=met)}"]
    for reason in reasons(program, step, language, label, origins):
        lines += _lines(reason, "  ")
    return typeset("\n".join(lines), language)


def _lines(reason: Reason, indent: str, bullet: str = "") -> Iterator[str]:
    mark = bullet if reason.mark is None else f"{MARKS[reason.mark]} "
    yield f"{indent}{mark}{reason.text}"
    for inner in reason.inner:
        yield from _lines(inner, f"{indent}  ", "– " if reason.listed else "")
