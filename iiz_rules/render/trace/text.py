"""A trace as a person reads it in a terminal: the clauses by section, then the rules, the sums."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from iiz_rules.render.layout import Paint, block, plain
from iiz_rules.render.trace.summary import MARKS, cases, short_name, short_place, sums, title
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.program.clauses import Mention
    from iiz_rules.testing.suite import CaseRun
    from iiz_rules.testing.trace.carriers import Carrier
    from iiz_rules.testing.trace.matrix import Trace, TracedClause

STYLES = {"tested": "yes", "untested": "open", "reasoned": "dim"}
MOST_NAMED = 3


def trace_text(trace: "Trace", language: Language, paint: Paint = plain) -> str:
    """Give a trace as text."""
    return _Text(trace, language, paint).text()


class _Text:
    """Puts together the parts of one trace."""

    def __init__(self, trace: "Trace", language: Language, paint: Paint) -> None:
        self.trace = trace
        self.language = language
        self.paint = paint
        self.width = max((len(name) for name in trace.program.register.clauses), default=0)

    def text(self) -> str:
        head = f"{title(self.trace, self.language)} · {self.say('title')}"
        sections = groupby(self.trace.clauses, key=lambda one: one.clause.section)
        parts = [self.block("", head, "heading")]
        parts += [self.section(name, clauses) for name, clauses in sections]
        parts.append(self.rules())
        closing = sums(self.trace, self.language)
        parts.append([line for text in closing for line in self.block("", text)])
        return "\n\n".join("\n".join(lines) for lines in parts)

    def say(self, key: str, **words: object) -> str:
        return say(f"trace.{key}", self.language, **words)

    def block(self, lead: str, text: str, style: str = "", lead_style: str = "") -> list[str]:
        return block(lead, text, self.language, self.paint, style, lead_style)

    def section(self, name: str, clauses: Iterable["TracedClause"]) -> list[str]:
        heading = self.block("", name, "heading")
        return [*heading, *(line for one in clauses for line in self.clause(one))]

    def clause(self, one: "TracedClause") -> Iterator[str]:
        style = STYLES.get(one.status, "no")
        lead = f"  {MARKS[one.status]} {one.clause.id:<{self.width}}  "
        yield from self.block(lead, one.clause.says[self.language], lead_style=style)
        for note in self.notes(one):
            yield from self.block(" " * len(lead), note, "dim")

    def notes(self, one: "TracedClause") -> Iterator[str]:
        """Say what carries the clause out, or why nothing does, and who else cites it."""
        reason = one.clause.reason
        if one.status != "tested":
            status = self.say(f"status.{one.status}")
            yield f"{status}: {reason[self.language]}" if reason else status
        if one.carriers:
            yield ", ".join(map(self.carrier, one.carriers))
        if one.cases:
            yield self.cases(one.cases)
        if one.mentions:
            yield self.say("mentioned", which=", ".join(map(self.name, one.mentions)))

    def name(self, one: "Carrier | Mention") -> str:
        return f"{self.say(f'kind.{one.kind}')} {one.id}"

    def carrier(self, one: "Carrier") -> str:
        """Name what carries a clause out; say so where nothing tries it."""
        tried = bool(self.trace.cases_of(one))
        return self.name(one) if tried else f"{self.name(one)} ({self.say('cases.none')})"

    def cases(self, found: tuple["CaseRun", ...]) -> str:
        """Count the cases and name the first of them."""
        named = ", ".join(map(short_name, found[:MOST_NAMED]))
        rest = len(found) - MOST_NAMED
        more = f" {self.say('more', n=rest)}" if rest > 0 else ""
        return f"{cases(len(found), self.language)}: {named}{more}"

    def rules(self) -> list[str]:
        heading = self.block("", self.say("part.rules"), "heading")
        return [*heading, *(line for one in self.trace.carriers for line in self.rule(one))]

    def rule(self, one: "Carrier") -> Iterator[str]:
        found = self.trace.cases_of(one)
        status = "tested" if found else "untested"
        lead = f"  {MARKS[status]} "
        text = f"{self.name(one)}: {one.label[self.language]}"
        yield from self.block(lead, text, lead_style=STYLES[status])
        number = cases(len(found), self.language)
        note = f"{', '.join(one.clauses)} · {number} · {short_place(one.at)}"
        yield from self.block(" " * len(lead), note, "dim")
