"""Which reading gives which answer: one row for each option, in words.

Every interpretation is varied by itself, the others stay as they are in the case.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iiz_rules import ir
from iiz_rules.diagnostics import Language, Text
from iiz_rules.render.catalogue import MARKS, say
from iiz_rules.render.layout import Paint, block, plain, typeset
from iiz_rules.truth import Truth

if TYPE_CHECKING:
    from iiz_rules.decision import Decision
    from iiz_rules.result import Used

APPLIES, DIFFERS = "▸", "≠"


@dataclass(frozen=True)
class Row:
    """One option of an interpretation, and the verdict under it.

    `applies`: the answer was given under it. `chosen`: by the case or the call, not by default.
    """

    option: str
    label: Text
    verdict: Truth
    default: bool
    applies: bool
    chosen: bool
    differs: bool


def rows(decision: "Decision", used: "Used") -> tuple[Row, ...]:
    """Give a row for each option of an interpretation that a decision rests on."""
    reading = decision.program.readings[used.id]
    chosen = decision.situation.options.get(used.id)
    return tuple(
        Row(
            option=option,
            label=reading.options[option],
            verdict=verdict,
            default=option == reading.default,
            applies=option == used.option,
            chosen=option == chosen,
            differs=verdict is not decision.verdict,
        )
        for option, verdict in used.verdicts.items()
    )


def changes(decision: "Decision", used: "Used") -> bool:
    """Whether some option gives another verdict."""
    return any(row.differs for row in rows(decision, used))


def counts(decisions: Sequence["Decision"]) -> dict[str, int]:
    """Count, for each interpretation read, the answers it changes; the most telling one first."""
    read = [(decision, used) for decision in decisions for used in decision.interpretations]
    changed = Counter(used.id for decision, used in read if changes(decision, used))
    names = sorted({used.id for _, used in read}, key=lambda name: (-changed[name], name))
    return {name: changed[name] for name in names}


class Table:
    """The texts about interpretations, in one language and one look."""

    def __init__(self, language: Language, paint: Paint = plain) -> None:
        self.language = language
        self.paint = paint

    def _say(self, key: str, **words: object) -> str:
        return say(key, self.language, **words)

    def _block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        return block(lead, text, self.language, self.paint, style, lead_style)

    def declared(self, one: ir.Reading) -> str:
        """Give an interpretation as it is declared: question, options, default, clauses."""
        width = max(map(len, one.options))
        lines = self._block(f"{one.id}  ", one.label[self.language], "heading", "heading")
        lines += self._block("  ", one.question[self.language])
        for option, label in one.options.items():
            default = option == one.default
            mark = APPLIES if default else " "
            note = f" · {self._say('table.default')}" if default else ""
            lead = f"  {mark} {option:<{width}}  "
            lines += self._block(
                lead, label[self.language] + note, "", "heading" if default else ""
            )
        key = "clauses.one" if len(one.clauses) == 1 else "clauses.many"
        lines += self._block("  ", self._say(key, clauses=", ".join(one.clauses)), "dim")
        return "\n".join(lines)

    def answers(self, decisions: Sequence["Decision"]) -> str:
        """Give the table of one case: every answer with the readings that would change it."""
        parts = ["\n".join(self._answer(one)) for one in decisions]
        if any(changes(one, used) for one in decisions for used in one.interpretations):
            legend = self._say("table.legend", applies=APPLIES, differs=DIFFERS)
            parts.append("\n".join(self._block("", legend, "dim")))
        return "\n\n".join(parts)

    def _answer(self, decision: "Decision") -> Iterator[str]:
        verdict = str(decision.verdict)
        label = f"{decision.label[self.language]} [{decision.rule}]"
        yield from self._block(f"{self._say(f'answer.{verdict}')}  ", label, "heading", verdict)
        same = []
        for used in decision.interpretations:
            if changes(decision, used):
                yield from self._block(f"  {used.id}  ", used.label[self.language])
                for row in rows(decision, used):
                    yield from self._row(row)
            else:
                same.append(used.id)
        if same:
            yield from self._block("  ", self._say("table.same", which=", ".join(same)), "dim")
        if not decision.interpretations:
            yield from self._block("  ", self._say("table.none"), "dim")

    def _row(self, row: Row) -> list[str]:
        width = max(len(self._say(f"verdict.{truth}")) for truth in Truth)
        verdict = f"{MARKS[row.verdict]} {self._say(f'verdict.{row.verdict}'):<{width}}"
        sign = DIFFERS if row.differs else " "
        lead = f"  {APPLIES if row.applies else ' '} {verdict} {sign}  "
        notes = [self._say(f"table.{key}") for key in ("default", "chosen") if getattr(row, key)]
        text = " · ".join([f"{row.label[self.language]} ({row.option})", *notes])
        return self._block(lead, text, lead_style=str(row.verdict))

    def summary(self, cases: int, decisions: Sequence["Decision"]) -> str:
        """Say of each interpretation how many answers of several cases it changes."""
        heading = self._say("table.summary", cases=cases, answers=len(decisions))
        lines = [self.paint(typeset(heading, self.language), "heading")]
        labels = {one.id: one.label for each in decisions for one in each.interpretations}
        found = counts(decisions)
        for name, n in found.items():
            if n:
                words = {"label": labels[name][self.language], "n": n, "of": len(decisions)}
                lines += self._block(f"  {name}  ", self._say("table.changes", **words))
        same = [name for name, n in found.items() if not n]
        if same:
            lines += self._block("  ", self._say("table.same", which=", ".join(same)), "dim")
        return "\n".join(lines)
