"""The marks of a picture: texts, boxes and lines, each with its place."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class TextLook:
    """Size, weight and colour of a text."""

    size: float
    bold: bool = False
    colour: str = "#1a1a1a"

    @property
    def leading(self) -> float:
        """The distance from line to line."""
        return self.size * 1.22


@dataclass(frozen=True, slots=True)
class Placed:
    """What has a place: of a box its top left corner, of a text where its base line begins."""

    x: float
    y: float

    def moved(self, x: float, y: float) -> Self:
        """The same further right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Words(Placed):
    """One line of text; if it cites clauses, it shows their wording on request."""

    text: str
    look: TextLook
    cites: tuple[str, ...] = ()
    card: str = ""
    """the card of which it is the frame"""


@dataclass(frozen=True, slots=True)
class Box(Placed):
    """A box; the look is that of an entry or of a part of a card."""

    width: float
    height: float
    look: str
    cites: tuple[str, ...] = ()
    card: str = ""
    """the card of which it is the frame"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through some points, with an arrow at its end; the look is that of a link."""

    points: tuple[tuple[float, float], ...]
    look: str
    about: str = ""
    cites: tuple[str, ...] = ()

    def moved(self, x: float, y: float) -> "Stroke":
        """The same further right and down."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))


Mark = Words | Box | Stroke
TITLE = TextLook(16, bold=True)
PART = TextLook(12, bold=True)
HEAD = TextLook(10.5, bold=True)
BODY = TextLook(9.5)
PLACE = TextLook(9.5, bold=True)
LABEL = TextLook(8, bold=True, colour="#4a4a4a")
NOTE = TextLook(8, colour="#333333")
SMALL = TextLook(7.5, colour="#595959")
FOOT = TextLook(8.5, colour="#595959")
