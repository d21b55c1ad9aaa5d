"""A page from its template: one HTML file that loads nothing, runs nothing and can be printed.

The templates lie in `templates/`, all of them over `base.html`. Whatever they are given is escaped,
but for `Markup`, which only the charts are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.errors import missing
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from jinja2 import Environment
    from weasyprint import HTML

MOST_TOGETHER = 16
"""rows up to which a table is kept on one printed page"""


@dataclass(frozen=True)
class PageTable:
    """A table of a page; `numbers` are the right-aligned columns, `sums` the last row."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    sums: Sequence[str] = ()
    codes: Sequence[int] = ()
    """columns of short names, separated by commas, that are not hyphenated"""
    links: Mapping[str, str] = field(default_factory=dict)
    """the links of short names"""
    turned: bool = False
    """whether headings are rotated, for many narrow columns"""

    @property
    def together(self) -> bool:
        """Whether it is short enough to keep on one printed page."""
        return len(self.rows) + bool(self.sums) <= MOST_TOGETHER


def page(template: str, language: Language, **content: object) -> str:
    """Render a template with its content; in it, `say` uses this language."""

    def said(key: str, **gaps: object) -> str:
        return printed(key, language, **gaps)

    found = _templates().get_template(f"{template}.html")
    return found.render(language=language, **{"say": said, **content})


CODE = re.compile(r"(?<![\w-])[A-Z]{1,3}(?:-[A-Z]{2,3})?-\d+(?:\.\d+)*(?![\w-])")
"""The name of a clause, of an interpretation or of a measure: `VS-3.2`, `A-VS-09`, `F-024`."""


def codes(text: str) -> str:
    """A text in which no such name is broken at its hyphen.

    >>> codes("VS-3.2 & F-024")
    Markup('<span class="code">VS-3.2</span> &amp; <span class="code">F-024</span>')
    """
    from markupsafe import Markup, escape

    if isinstance(text, Markup):
        return text
    return Markup(CODE.sub(r'<span class="code">\g<0></span>', str(escape(text))))


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("iiz_rules.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["codes"] = codes
    return environment


LETTERS = (9.4, 8.4, 7.4, 7.0)
"""font sizes of a sheet in points; the largest is used at which it fits one page"""


def pdf(html: str) -> bytes:
    """A page as PDF on A4, by WeasyPrint, with nothing fetched from anywhere.

    UsageError where WeasyPrint, or a library it stands on, is missing.
    """
    written: bytes = _document(html).write_pdf(pdf_tags=True)  # read aloud in its order
    return written


def sheet_pdf(html: str, letters: Sequence[float] = LETTERS) -> bytes:
    """The same of a sheet: on one page, its letters as large as that allows.

    What is too long for one with the smallest letters has those of the page, and several pages.
    """
    document = _document(html)
    for size in letters:
        document.etree_element.set("style", f"font-size: {size}pt")
        rendered = document.render(pdf_tags=True)
        if len(rendered.pages) == 1:
            written: bytes = rendered.write_pdf(pdf_tags=True)
            return written
    return pdf(html)


def _document(html: str) -> "HTML":
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: Pango, which comes with no wheel
        raise missing("weasyprint", "pdf") from None
    return HTML(string=html, url_fetcher=_nothing)


def _nothing(url: str, **_: Any) -> dict[str, Any]:
    raise ValueError(url)
