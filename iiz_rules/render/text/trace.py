"""A trace as a person reads it in a terminal: clauses, rules, sums, and what no case exercises."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from iiz_rules.findings.finding import Place
from iiz_rules.render.text.layout import Paint, block, plain
from iiz_rules.words.say import plural, say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.program.clauses import Mention
    from iiz_rules.testing.suite import CaseRun
    from iiz_rules.testing.trace.branches import Branch
    from iiz_rules.testing.trace.carriers import Carrier
    from iiz_rules.testing.trace.coverage import CaseCoverage
    from iiz_rules.testing.trace.matrix import Share, Trace, TracedClause

MARKS = {"tested": "✓", "untested": "?", "missing": "✗", "reasoned": "–", "unaccounted": "✗"}


def short_name(case: "CaseRun") -> str:
    """Name a case as its file is called."""
    return PurePosixPath(case.name).stem


def short_place(at: Place) -> str:
    """The file and line in which something is written."""
    return f"{PurePosixPath(at.source.name).name}:{at.line}"


def title(trace: "Trace", language: Language) -> str:
    """The canton and its edition."""
    program = trace.program
    return f"{program.label[language]} · {say('trace.edition', language, edition=program.edition)}"


def sums(trace: "Trace", language: Language) -> tuple[str, ...]:
    """What the trace comes to, in sentences."""
    full, part, others = (trace.accounted(kind) for kind in ("full", "part", "none"))
    clauses = say(
        "trace.sum.clauses",
        language,
        full=full.n,
        part=part.n,
        of=full.of + part.of,
        reasons=others.n,
        others=others.of,
    )
    cases = say("trace.sum.cases", language, n=len(trace.cases), failed=trace.failed)
    return clauses, share("sum.rules", trace.determining, language), cases


def share(key: str, part: "Share", language: Language) -> str:
    """A share in a sentence."""
    return say(f"trace.{key}", language, n=part.n, of=part.of, percent=part.percent)


def cases(n: int, language: Language) -> str:
    """A number of cases.

    >>> cases(0, "fr"), cases(1, "en")
    ('aucun cas', '1 case')
    """
    return plural("trace.cases", n, language) if n else say("trace.cases.none", language)


STYLES = {"tested": "yes", "untested": "open", "reasoned": "dim"}
MOST_NAMED = 3


def trace_text(trace: "Trace", language: Language, paint: Paint = plain) -> str:
    """A trace as text."""
    return _TraceText(trace, language, paint).text()


class _TraceText:
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
        return [*heading, *(line for clause in clauses for line in self.clause(clause))]

    def clause(self, traced: "TracedClause") -> Iterator[str]:
        style = STYLES.get(traced.status, "no")
        lead = f"  {MARKS[traced.status]} {traced.clause.id:<{self.width}}  "
        yield from self.block(lead, traced.clause.says[self.language], lead_style=style)
        for note in self.notes(traced):
            yield from self.block(" " * len(lead), note, "dim")

    def notes(self, traced: "TracedClause") -> Iterator[str]:
        """Say what carries the clause out, or why nothing does, and who else cites it."""
        reason = traced.clause.reason
        if traced.status != "tested":
            status = self.say(f"status.{traced.status}")
            yield f"{status}: {reason[self.language]}" if reason else status
        if traced.carriers:
            yield ", ".join(map(self.carrier, traced.carriers))
        if traced.cases:
            yield self.cases(traced.cases)
        if traced.mentions:
            yield self.say("mentioned", which=", ".join(map(self.name, traced.mentions)))

    def name(self, cited: "Carrier | Mention") -> str:
        return f"{self.say(f'kind.{cited.kind}')} {cited.id}"

    def carrier(self, carrier: "Carrier") -> str:
        """Name what carries a clause out; say so where nothing tries it."""
        tried = bool(self.trace.cases_of(carrier))
        return self.name(carrier) if tried else f"{self.name(carrier)} ({self.say('cases.none')})"

    def cases(self, runs: tuple["CaseRun", ...]) -> str:
        """Count the cases and name the first of them."""
        named = ", ".join(map(short_name, runs[:MOST_NAMED]))
        rest = len(runs) - MOST_NAMED
        more = f" {self.say('more', n=rest)}" if rest > 0 else ""
        return f"{cases(len(runs), self.language)}: {named}{more}"

    def rules(self) -> list[str]:
        heading = self.block("", self.say("part.rules"), "heading")
        return [*heading, *(line for carrier in self.trace.carriers for line in self.rule(carrier))]

    def rule(self, carrier: "Carrier") -> Iterator[str]:
        found = self.trace.cases_of(carrier)
        status = "tested" if found else "untested"
        lead = f"  {MARKS[status]} "
        text = f"{self.name(carrier)}: {carrier.label[self.language]}"
        yield from self.block(lead, text, lead_style=STYLES[status])
        number = cases(len(found), self.language)
        note = f"{', '.join(carrier.clauses)} · {number} · {short_place(carrier.at)}"
        yield from self.block(" " * len(lead), note, "dim")


def gaps_text(coverage: "CaseCoverage", language: Language, paint: Paint = plain) -> str:
    """Say what no case exercises, and how much the cases do."""
    return "\n\n".join("\n".join(part) for part in _parts(coverage, language, paint) if part)


def _parts(coverage: "CaseCoverage", language: Language, paint: Paint) -> Iterator[list[str]]:
    trace = coverage.trace
    yield block("", title(trace, language), language, paint, "heading")
    rules = [line for one in trace.untested for line in _rule(one, language, paint)]
    if rules:
        yield [*block("", say("trace.gap.rules", language), language, paint, "heading"), *rules]
    of_one = groupby(coverage.unseen, key=lambda one: one.of)
    names = {carrier.name: carrier.id for carrier in trace.carriers}
    branches = [
        line
        for of, ways in of_one
        for line in block("  ", _branch(names, of, ways, language), language, paint)
    ]
    if branches:
        yield [
            *block("", say("trace.gap.branches", language), language, paint, "heading"),
            *branches,
        ]
    sums = (
        share("sum.rules", trace.determining, language),
        share("sum.branches", coverage.branches, language),
    )
    yield [line for text in sums for line in block("", text, language, paint)]


def _rule(carrier: "Carrier", language: Language, paint: Paint) -> list[str]:
    kind, label = say(f"trace.kind.{carrier.kind}", language), carrier.label[language]
    return block("  ", f"{kind} {carrier.id}: {label} · {short_place(carrier.at)}", language, paint)


def _branch(names: dict[str, str], of: str, ways: Iterable["Branch"], language: Language) -> str:
    """Name what a criterion never was, or the options that were never chosen."""
    return f"{names.get(of, of)}: {', '.join(_way(one, language) for one in ways)}"


def _way(branch: "Branch", language: Language) -> str:
    if branch.kind in ("criterion", "done"):
        return say(f"trace.way.{branch.kind}.{branch.way}", language)
    return branch.way
