"""The minutes of a sitting: what a body decided on one day, item by item, and postponed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.form import Form
from iiz_rules.funding.record import Record, RecordData
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Postponed:
    """A measure on the agenda that was not decided."""

    measure: str
    reason: str = ""


@dataclass(frozen=True)
class Minutes:
    """A sitting: the decisions in order, and what was postponed."""

    records: tuple[Record, ...]
    postponed: tuple[Postponed, ...] = ()

    @property
    def on(self) -> date:
        """The day of the sitting."""
        return self.records[0].on

    @property
    def body(self) -> str:
        """The body that sat."""
        return self.records[0].body

    def __repr__(self) -> str:
        return f"<Minutes of {self.body} on {self.on}: {len(self.records)} decisions>"

    def to_dict(self) -> dict[str, Any]:
        """The minutes as JSON-ready data."""
        return {
            "format": 1,
            "canton": self.records[0].canton,
            "body": self.body,
            "on": self.on.isoformat(),
            "records": [one.to_dict() for one in self.records],
            "postponed": [{"measure": o.measure, "reason": o.reason} for o in self.postponed],
        }

    def to_html(
        self,
        language: Language = "de",
        *,
        remedy: str = "",
        invented: bool = False,
        draft: bool = False,
    ) -> str:
        """The minutes as a page to print and sign; `remedy` says how to contest them.

        Where what they rest on is `invented`, each page says so; a `draft` is called one.
        """
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.html.record import minutes_page

        return minutes_page(self, known_language(language), remedy, invented, draft)

    def to_pdf(
        self,
        language: Language = "de",
        *,
        remedy: str = "",
        invented: bool = False,
        draft: bool = False,
    ) -> bytes:
        """The same on A4 (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language, remedy=remedy, invented=invented, draft=draft))


@dataclass(frozen=True)
class PostponedData(Form):
    """A measure that was not decided on, and why; empty where nobody said so."""

    measure: str
    reason: str


@dataclass(frozen=True)
class MinutesData(Form):
    """The minutes of a sitting: what a body decided on one day, and what it put off."""

    format: Literal[1]
    canton: str
    body: str
    on: str
    records: list[RecordData]
    postponed: list[PostponedData]


def minutes(
    records: Iterable[Record], postponed: Iterable[Postponed | tuple[str, str] | str] = ()
) -> Minutes:
    """The minutes of one sitting; UsageError where the decisions are of several, or there is none.

    What was `postponed` is named by its measure, or by measure and reason.
    """
    items = tuple(records)
    if not items:
        raise UsageError([Finding("nothing-decided", Place(Source("minutes")), {})])
    sittings = {(one.canton, one.body, one.on) for one in items}
    if len(sittings) > 1:
        raise UsageError(
            [Finding("no-one-sitting", Place(Source("minutes")), {"n": len(sittings)})]
        )
    return Minutes(items, tuple(map(_postponed, postponed)))


def _postponed(given: Postponed | tuple[str, str] | str) -> Postponed:
    if isinstance(given, Postponed):
        return given
    return Postponed(given) if isinstance(given, str) else Postponed(*given)
