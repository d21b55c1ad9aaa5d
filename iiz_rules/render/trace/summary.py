"""What all renderings of a trace say alike: marks, names, places, and the sums at the end."""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from iiz_rules.findings.finding import Place
from iiz_rules.words.say import plural, say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.testing.suite import CaseRun
    from iiz_rules.testing.trace.matrix import Share, Trace

MARKS = {"tested": "✓", "untested": "?", "missing": "✗", "reasoned": "–", "unaccounted": "✗"}


def short_name(case: "CaseRun") -> str:
    """Name a case as its file is called."""
    return PurePosixPath(case.name).stem


def short_place(at: Place) -> str:
    """Give the file and line in which something is written."""
    return f"{PurePosixPath(at.source.name).name}:{at.line}"


def title(trace: "Trace", language: Language) -> str:
    """Give the canton and its edition."""
    program = trace.program
    return f"{program.label[language]} · {say('trace.edition', language, edition=program.edition)}"


def sums(trace: "Trace", language: Language) -> tuple[str, ...]:
    """Give what the trace comes to, in sentences."""
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
    """Give a share in a sentence."""
    return say(f"trace.{key}", language, n=part.n, of=part.of, percent=part.percent)


def cases(n: int, language: Language) -> str:
    """Give a number of cases.

    >>> cases(0, "fr"), cases(1, "en")
    ('aucun cas', '1 case')
    """
    return plural("trace.cases", n, language) if n else say("trace.cases.none", language)
