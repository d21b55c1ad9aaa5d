"""A drawing as data: cards with what they hold, in rows or columns, and links between them.

It says what is drawn and what stands above or beside what; how wide and where is the business of
`svg` and of whoever renders the Mermaid text. All texts are in one language already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

CardKind = Literal["body", "people", "step", "duties", "elsewhere"]
EntryKind = Literal["seat", "role", "advisory", "actor", "duty"]
LinkKind = Literal["leads", "supervises", "appoints", "turns-to", "then", "next", "passes"]


@dataclass(frozen=True, slots=True)
class CardEntry:
    """Something inside a card: a seat, a role, an institution, a duty."""

    id: str
    kind: EntryKind
    title: str
    clauses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of a card: its heading, and one or several texts."""

    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A body, a step, a group of duties: a title with clauses, lines, and what is inside."""

    id: str
    kind: CardKind
    title: str
    clauses: tuple[str, ...] = ()
    facts: tuple[CardLine, ...] = ()
    entries: tuple[CardEntry, ...] = ()
    place: str = ""
    """the progress of a case with this step, in words"""
    is_next: bool = False
    """whether this is the next step of a case"""

    @property
    def things(self) -> tuple["Card | CardEntry", ...]:
        """The possible ends of links: the card and its entries."""
        return (self, *self.entries)


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one card or entry to another, what it says, and the clauses that say so."""

    source: str
    target: str
    kind: LinkKind
    about: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawingPart:
    """A part of a drawing.

    In `rows` every lane is a level from top to bottom and links may go anywhere; `free` cards
    stand where there is room and are not linked.
    """

    title: str
    arrangement: Literal["rows", "free"]
    lanes: tuple[tuple[Card, ...], ...]
    links: tuple[Link, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def cards(self) -> Iterator[Card]:
        """Every card, lane by lane."""
        return (card for lane in self.lanes for card in lane)

    @property
    def home(self) -> dict[str, str]:
        """The card of each possible end of a link."""
        return {one.id: card.id for card in self.cards for one in card.things}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with its title, its parts, the meaning of its lines and boxes, and a footnote.

    `says` tells what the clauses say that are named in it.
    """

    title: str
    parts: tuple[DrawingPart, ...]
    legend: Mapping[str, str]
    footnote: str
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def cards(self) -> Iterator[Card]:
        """Every card of every part."""
        return (card for part in self.parts for card in part.cards)
