"""A trace as a person reads it in a terminal: clauses, rules, sums, and what no case exercises."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from iiz_rules.language.program.clauses import Mention
from iiz_rules.language.program.outside import edition_name
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import actor_words, edition_words, short_place
from iiz_rules.testing.suite import CaseRun
from iiz_rules.testing.trace.branches import Branch, CaseCoverage
from iiz_rules.testing.trace.matrix import Carrier, Share, Trace, TracedClause
from iiz_rules.words.say import plural, say
from iiz_rules.words.text import Language

MARKS = {"tested": "✓", "untested": "?", "missing": "✗", "reasoned": "–", "unaccounted": "✗"}


def short_name(case: CaseRun) -> str:
    """Name a case as its file is called."""
    return PurePosixPath(case.name).stem


def title(trace: Trace, language: Language) -> str:
    """The canton and its edition."""
    program = trace.program
    return f"{program.label[language]} · {edition_words(program, language)}"


def sums(trace: Trace, language: Language) -> tuple[str, ...]:
    """What the trace comes to, in sentences."""
    full, part, others = (trace.accounted(kind) for kind in ("full", "part", "none"))
    words = {"full": full.n, "part": part.n, "of": full.of + part.of}
    words |= {"reasons": others.n, "others": others.of}
    cases = say("trace.sum.cases", language, n=len(trace.cases), failed=trace.failed)
    rules = share("sum.rules", trace.determining, language)
    told = inherited(trace.program, trace.inherited, language)
    return say("trace.sum.clauses", language, **words), rules, cases, *told


def inherited(program: Program, cases: Sequence[CaseRun], language: Language) -> Iterator[str]:
    """Say how many cases of what an edition stands on hold in it, and which do not."""
    if cases:
        otherwise = [case for case in cases if not case.passed]
        words = {"edition": edition_name(program.edition, language), "n": len(cases)}
        yield say("trace.inherited", language, **words, held=len(cases) - len(otherwise))
        if otherwise:
            yield say("trace.otherwise", language, cases=_first(otherwise, language))


def share(key: str, part: Share, language: Language) -> str:
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


def trace_text(trace: Trace, paper: Paper) -> str:
    """A trace as text."""
    language = paper.language
    parts = [paper.block("", f"{title(trace, language)} · {paper.say('trace.title')}", "heading")]
    for section, clauses in sections(trace, language):
        lines = [line for traced in clauses for line in _clause(paper, trace, traced)]
        parts.append([*paper.block("", section, "heading"), *lines])
    rules = [line for carrier in trace.carriers for line in _rule(paper, trace, carrier)]
    parts.append([*paper.block("", paper.say("trace.part.rules"), "heading"), *rules])
    parts.append([line for text in sums(trace, language) for line in paper.block("", text)])
    return "\n\n".join("\n".join(lines) for lines in parts)


def sections(trace: Trace, language: Language) -> Iterator[tuple[str, list[TracedClause]]]:
    """The clauses by the headings of their source, and by sources where there are several."""

    def heading(traced: TracedClause) -> str:
        clause = traced.clause
        return f"{clause.source[language]}: {clause.section}" if clause.source else clause.section

    for name, clauses in groupby(trace.clauses, key=heading):
        yield name, list(clauses)


def _clause(paper: Paper, trace: Trace, traced: TracedClause) -> list[str]:
    width = max((len(name) for name in trace.program.register.clauses), default=0)
    lead = f"  {MARKS[traced.status]} {traced.clause.id:<{width}}  "
    text, style = traced.clause.says[paper.language], STYLES.get(traced.status, "no")
    return paper.entry(lead, text, _notes(paper, trace, traced), style)


def _notes(paper: Paper, trace: Trace, traced: TracedClause) -> Iterator[str]:
    """Say what carries the clause out, or why nothing does, and who else cites it."""
    reason = traced.clause.reason
    if traced.status != "tested":
        status = paper.say(f"trace.status.{traced.status}")
        yield paper.colon(status, reason[paper.language]) if reason else status
    if traced.carriers:
        untried = f" ({paper.say('trace.cases.none')})"
        tried = {one: "" if trace.cases_of(one) else untried for one in traced.carriers}
        told = (f"{named(one, paper.language)}{note}" for one, note in tried.items())
        yield ", ".join(dict.fromkeys(told))
    if traced.cases:
        yield _cases(paper, traced.cases)
    if traced.mentions:
        which = ", ".join(named(mention, paper.language) for mention in traced.mentions)
        yield paper.say("trace.mentioned", which=which)


def named(cited: Carrier | Mention, language: Language) -> str:
    """Name what cites a clause by its label; an interpretation has a number of its own."""
    kind, label = say(f"trace.kind.{cited.kind}", language), cited.label[language]
    if cited.kind == "interpretation":
        return f"{kind} {cited.id}"
    of = cited.of if isinstance(cited, Carrier) else None
    key = "trace.named.of" if of else "trace.named"
    return say(key, language, kind=kind, label=label, of=of[language] if of else "")


def _cases(paper: Paper, runs: Sequence[CaseRun]) -> str:
    return paper.colon(cases(len(runs), paper.language), _first(runs, paper.language))


def _first(runs: Sequence[CaseRun], language: Language) -> str:
    """Name the first of some cases, and say how many more there are."""
    first = ", ".join(map(short_name, runs[:MOST_NAMED]))
    rest = len(runs) - MOST_NAMED
    return f"{first} {say('trace.more', language, n=rest)}" if rest > 0 else first


def _rule(paper: Paper, trace: Trace, carrier: Carrier) -> list[str]:
    runs = trace.cases_of(carrier)
    status = "tested" if runs else "untested"
    text = named(carrier, paper.language)
    number = cases(len(runs), paper.language)
    note = f"{', '.join(carrier.clauses)} · {number} · {short_place(carrier.at)}"
    return paper.entry(f"  {MARKS[status]} ", text, [note], STYLES[status])


def gaps_text(coverage: CaseCoverage, paper: Paper) -> str:
    """Say what no case exercises, and how much the cases do."""
    language, trace = paper.language, coverage.trace
    parts = [paper.block("", title(trace, language), "heading")]
    rules = [
        f"{named(carrier, language)} · {short_place(carrier.at)}" for carrier in trace.untested
    ]
    otherwise = [run.name for run in trace.inherited if not run.passed]
    unseen = [*_unseen(paper, coverage)]
    for key, gaps in (("otherwise", otherwise), ("rules", rules), ("branches", unseen)):
        if gaps:
            heading = paper.block("", paper.say(f"trace.gap.{key}"), "heading")
            parts.append([*heading, *(line for gap in gaps for line in paper.block("  ", gap))])
    shares = {"sum.rules": trace.determining, "sum.branches": coverage.branches}
    told = (share(key, part, language) for key, part in shares.items())
    parts.append([line for text in told for line in paper.block("", text)])
    return "\n\n".join("\n".join(part) for part in parts)


def _unseen(paper: Paper, coverage: CaseCoverage) -> Iterator[str]:
    """Name what a criterion never was, or the options that were never chosen."""
    program, language = coverage.trace.program, paper.language
    names = {carrier.name: named(carrier, language) for carrier in coverage.trace.carriers}
    for of, branches in groupby(coverage.unseen, key=lambda branch: branch.of):
        ways = ", ".join(_way(paper, program, branch) for branch in branches)
        yield paper.colon(names.get(of, of), ways)


def _way(paper: Paper, program: Program, branch: Branch) -> str:
    language = paper.language
    if branch.kind in ("criterion", "done"):
        return paper.say(f"trace.way.{branch.kind}.{branch.way}")
    if branch.kind == "reading":
        return program.interpretations[branch.of].options[branch.way][language]
    if branch.way in program.facts:
        return program.facts[branch.way].label[language]
    role, _, of = branch.way.partition(" ")
    return actor_words(program, role, language, of)
