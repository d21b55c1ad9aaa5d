"""A trace as one page to read, to search and to print. How it looks: `trace.html`."""

from iiz_rules.render.html.page import page
from iiz_rules.render.text.trace import (
    MARKS,
    cases,
    named,
    sections,
    short_name,
    sums,
    title,
)
from iiz_rules.render.text.values import short_place
from iiz_rules.testing.trace.matrix import Trace
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def trace_page(trace: Trace, language: Language) -> str:
    """A trace as an HTML page. Cases have numbers, so that a cell can name many of them."""
    return page(
        "trace",
        language,
        title=f"{title(trace, language)} · {printed('trace.title', language)}",
        trace=trace,
        sums=sums(trace, language),
        sections=[*sections(trace, language)],
        numbers={case.name: n for n, case in enumerate(trace.cases, 1)},
        marks=MARKS,
        counted=lambda runs: cases(len(runs), language),
        named=lambda cited: typeset(named(cited, language), language),
        short_name=short_name,
        short_place=short_place,
    )
