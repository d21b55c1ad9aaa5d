"""canton.yaml, clauses.yaml, interpretations.yaml, organisation.yaml: what the rules rest on."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, Tag

from iiz_rules.language.model.base import Clauses, Given, IsoDate, Label, Named, Part, Words, apart
from iiz_rules.language.model.names import (
    ClauseId,
    Id,
    InterpretationId,
    LanguageCode,
    Naming,
    OptionId,
)
from iiz_rules.words.text import LANGUAGES

FORM = 2
"""The newest form of the language. The first wrote out what now follows, and is read as well."""
URI = "[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$"
"""What an address is made of (RFC 3986): nothing that could end it in a page."""
Address = Annotated[str, Field(pattern=f"^https://{URI}", max_length=2000)]
Spot = Annotated[str, Field(pattern=f"^(#|https://){URI}", max_length=2000)]
Addresses = Annotated[
    Annotated[Address, Tag("<word>")]
    | Annotated[Annotated[dict[str, Address], Field(min_length=1)], Tag("<mapping>")],
    apart("<mapping>", other="<word>"),
]
Spots = Annotated[
    Annotated[Spot, Tag("<word>")]
    | Annotated[Annotated[dict[str, Spot], Field(min_length=1)], Tag("<mapping>")],
    apart("<mapping>", other="<word>"),
]
EditionName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class SourceText(Named):
    """A document that the rules follow."""

    dated: Given[IsoDate] = None
    """the date the document bears; left out where it bears none, and answers then say so"""
    link: Given[Addresses] = None
    """where this state of it can be read (ELI, or another lasting address), or for each language"""


Document = Annotated[Id, Naming("source")]
Documents = Annotated[
    Annotated[Document, Tag("<word>")]
    | Annotated[Annotated[tuple[Document, ...], Field(min_length=1)], Tag("<list>")],
    apart("<list>", other="<word>"),
]


def by_language(link: str | Mapping[str, str] | None) -> Mapping[str, str]:
    """The address for each language; one for all of them stands under no name.

    >>> by_language("#art_8"), by_language(None)
    ({'': '#art_8'}, {})
    """
    return {"": link} if isinstance(link, str) else link or {}


class EditionEntry(Part):
    """One state of the rules: a folder of the same name, and when it is in force."""

    id: EditionName
    source: Documents
    """the document that the edition carries out, or several: each clause then names its own"""
    valid_from: Given[IsoDate] = None
    """left out for an undated source: the edition then answers for every date, with a note"""
    valid_to: Given[IsoDate] = None
    """the last day; left out while the edition is in force"""
    assumed_after: Given[EditionName] = None
    """the edition that this one is assumed to have replaced, where neither bears a date"""
    predecessor: tuple[Annotated[ClauseId, Naming("predecessor")], ...] = ()
    """the clauses that say what it takes the place of: told of a day before it is in force"""
    based_on: Given[EditionName] = None
    """the edition from which this one differs by its files; left out where it is written whole"""
    under: Given[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$")]] = None
    """the law above the canton: its folder and the edition of it, as in `ch/2024-01-01`"""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it carries out."""
        return (self.source,) if isinstance(self.source, str) else self.source


class CantonFile(Part):
    """The file canton.yaml."""

    language: Annotated[int, Field(ge=1, le=FORM)] = 1
    """the form of the language that the canton is written in; `iiz upgrade` brings the newest"""
    canton: Id
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)] = LANGUAGES
    """the languages in which every text has to be there; the first is that of texts naming none"""
    label: Label
    sources: Annotated[tuple[SourceText, ...], Field(min_length=1)]
    editions: Annotated[tuple[EditionEntry, ...], Field(min_length=1)]

    @property
    def replaced(self) -> frozenset[str]:
        """The editions that another one is assumed to have replaced: on no day in force."""
        return frozenset(one.assumed_after for one in self.editions if one.assumed_after)


class Clause(Part):
    """One statement of the source, in our own words."""

    id: ClauseId
    section: str = ""
    """left out, the one of `sections` whose number its id begins with"""
    says: Label
    source: Given[Id] = None
    """the document that says it, where the edition carries out several"""
    link: Given[Spots] = None
    """where it stands: `#art_8` in the document that has a link, or an address of its own"""
    executable: Literal["full", "part", "none"] = "full"
    """can an engine carry it out? left out, `none` where there is a reason, else `full`"""
    reason: Given[Label] = None
    """why it is not carried out"""


class ClausesFile(Part):
    """The file clauses.yaml: the register that every rule cites from."""

    sections: dict[str, Words] = Field(default_factory=dict)
    """the headings of the source, by their numbers"""
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]


class Option(Named):
    """One way to understand the place."""


class Interpretation(Part):
    """A place where the source is ambiguous, silent or contradicts itself, and how it is read."""

    id: InterpretationId
    label: Label
    question: Label
    clauses: Clauses
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    """the readings; a place that can only be read in one way has one"""
    default: OptionId
    rationale: Label


class InterpretationsFile(Part):
    """The file interpretations.yaml."""

    interpretations: Annotated[tuple[Interpretation, ...], Field(min_length=1)]
