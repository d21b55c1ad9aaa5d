"""What no case exercises, as a person reads it: where to write the next case."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from iiz_rules.render.layout import Paint, block, plain
from iiz_rules.render.trace.summary import share, short_place, title
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.testing.trace.branches import Branch
    from iiz_rules.testing.trace.carriers import Carrier
    from iiz_rules.testing.trace.coverage import CaseCoverage


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
    names = {one.name: one.id for one in trace.carriers}
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


def _rule(one: "Carrier", language: Language, paint: Paint) -> list[str]:
    kind, label = say(f"trace.kind.{one.kind}", language), one.label[language]
    return block("  ", f"{kind} {one.id}: {label} · {short_place(one.at)}", language, paint)


def _branch(names: dict[str, str], of: str, ways: Iterable["Branch"], language: Language) -> str:
    """Name what a criterion never was, or the options that were never chosen."""
    return f"{names.get(of, of)}: {', '.join(_way(one, language) for one in ways)}"


def _way(one: "Branch", language: Language) -> str:
    if one.kind in ("criterion", "done"):
        return say(f"trace.way.{one.kind}.{one.way}", language)
    return one.way
