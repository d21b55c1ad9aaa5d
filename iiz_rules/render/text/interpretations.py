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
from iiz_rules.render.text.layout import MARKS, Paint, block, plain
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

APPLIES, DIFFERS = "▸", "≠"


class InterpretationTexts:
    """The texts about interpretations, in one language and one look."""

    def __init__(self, language: Language, paint: Paint = plain) -> None:
        self.language = language
        self.paint = paint

    def _say(self, key: str, **words: object) -> str:
        return say(f"answers.{key}", self.language, **words)

    def _block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        return block(lead, text, self.language, self.paint, style, lead_style)

    def declared(self, interpretation: Interpretation) -> str:
        """An interpretation as it is declared: question, options, default, clauses."""
        width = max(map(len, interpretation.options))
        lines = self._block(
            f"{interpretation.id}  ", interpretation.label[self.language], "heading", "heading"
        )
        lines += self._block("  ", interpretation.question[self.language])
        for option, label in interpretation.options.items():
            default = option == interpretation.default
            mark = APPLIES if default else " "
            note = f" · {self._say('table.default')}" if default else ""
            lead = f"  {mark} {option:<{width}}  "
            lines += self._block(
                lead, label[self.language] + note, "", "heading" if default else ""
            )
        key = "clauses.one" if len(interpretation.clauses) == 1 else "clauses.many"
        lines += self._block("  ", self._say(key, clauses=", ".join(interpretation.clauses)), "dim")
        return "\n".join(lines)

    def answers(self, decisions: Sequence[Decision]) -> str:
        """The table of one case: every answer with the readings that would change it."""
        parts = ["\n".join(self._answer(decision)) for decision in decisions]
        if any(changes(one, used) for one in decisions for used in one.interpretations):
            legend = self._say("table.legend", applies=APPLIES, differs=DIFFERS)
            parts.append("\n".join(self._block("", legend, "dim")))
        return "\n\n".join(parts)

    def _answer(self, decision: Decision) -> Iterator[str]:
        verdict = str(decision.verdict)
        label = f"{decision.label[self.language]} [{decision.rule}]"
        word = self._say(f"answer.{verdict if decision.regulated else 'silent'}")
        yield from self._block(f"{word}  ", label, "heading", verdict)
        same = []
        for used in decision.interpretations:
            if changes(decision, used):
                yield from self._block(f"  {used.id}  ", used.label[self.language])
                yield from self._rows(decision, option_answers(decision, used))
            else:
                same.append(used.id)
        if same:
            yield from self._block("  ", self._say("table.same", which=", ".join(same)), "dim")
        if not decision.interpretations:
            yield from self._block("  ", self._say("table.none"), "dim")

    def _rows(self, decision: Decision, answers: Sequence[OptionAnswer]) -> Iterator[str]:
        width = max(len(self._say(f"verdict.{truth}")) for truth in Truth)
        width = max(width, *(len(self._word(row.outcome)) for row in answers))
        parts = telling(answers)
        for row in answers:
            verdict = row.outcome.verdict
            here = APPLIES if row.applies else " "
            other = DIFFERS if row.differs else " "
            lead = f"  {here} {MARKS[verdict]} {self._word(row.outcome):<{width}} {other}  "
            given = {"default": row.default, "chosen": row.chosen}
            notes = [self._say(f"table.{key}") for key, holds in given.items() if holds]
            notes += self._details(decision, row.outcome, parts)
            text = " · ".join([f"{row.label[self.language]} ({row.option})", *notes])
            yield from self._block(lead, text, lead_style=str(verdict))

    def _word(self, outcome: Outcome) -> str:
        return self._say(f"verdict.{outcome.verdict if outcome.regulated else 'silent'}")

    def _details(self, decision: Decision, outcome: Outcome, parts: Sequence[str]) -> Iterator[str]:
        """Tell who acts, by when, and who bears what, as far as the options differ in it."""
        if "actors" in parts and outcome.actors:
            yield " / ".join(self._holder(decision, *one) for one in outcome.actors)
        if "due" in parts and outcome.due:
            yield self._say("table.due", day=written(outcome.due, self.language))
        if "parts" in parts and outcome.parts:
            yield ", ".join(
                f"{self._actor(decision, one)} {amount(part)}" for one, part in outcome.parts
            )

    def _holder(self, decision: Decision, role: str, of: str | None) -> str:
        whose = f" ({self._actor(decision, of)})" if of else ""
        return self._actor(decision, role) + whose

    def _actor(self, decision: Decision, actor: str) -> str:
        return decision.program.actors[actor][self.language]

    def summary(self, cases: int, decisions: Sequence[Decision]) -> str:
        """Say of each interpretation how many answers of several cases it changes."""
        heading = self._say("table.summary", cases=cases, answers=len(decisions))
        lines = [self.paint(typeset(heading, self.language), "heading")]
        labels = {used.id: used.label for each in decisions for used in each.interpretations}
        found = changed_answers(decisions)
        for name, n in found.items():
            if n:
                words = {"label": labels[name][self.language], "n": n, "of": len(decisions)}
                lines += self._block(f"  {name}  ", self._say("table.changes", **words))
        same = [name for name, n in found.items() if not n]
        if same:
            lines += self._block("  ", self._say("table.same", which=", ".join(same)), "dim")
        return "\n".join(lines)
