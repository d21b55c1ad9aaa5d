"""A drawing as data: cards with what they hold, in rows or columns, and links between them.

It says what is drawn and what stands above or beside what; how wide and where is the business of
`svg` and of whoever renders the Mermaid text. All texts are in one language already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

CardKind = Literal["body", "people", "step", "heading", "duties"]
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
    """A line of a card: what it is about, and one text or several."""

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


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one card to another."""

    source: str
    target: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class DrawingPart:
    """A part of a drawing.

    In `rows` every lane is a level from top to bottom and links may go anywhere; in `columns`
    every lane is a column and links join one card with the next below; `free` cards stand where
    there is room and are not linked.
    """

    title: str
    arrangement: Literal["rows", "columns", "free"]
    lanes: tuple[tuple[Card, ...], ...]
    links: tuple[Link, ...] = ()

    @property
    def cards(self) -> Iterator[Card]:
        """Every card, lane by lane."""
        return (card for lane in self.lanes for card in lane)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with its title, its parts, the meaning of its lines and boxes, and a footnote."""

    title: str
    parts: tuple[DrawingPart, ...]
    legend: Mapping[str, str]
    footnote: str

    @property
    def cards(self) -> Iterator[Card]:
        """Every card of every part."""
        return (card for part in self.parts for card in part.cards)
