"""A drawing on sheets of A4, as many as it needs to be legible.

A part that does not fit is cut between its lanes. A line from one sheet to another ends on both at
a card that says what is at its other end, and on which sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iiz_rules.render.drawing.graph import Card, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.svg.picture import EDGE, LEGIBLE, PAGE, arranged, svg
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class _Piece:
    """Some lanes of a part, in a row, that stand on one sheet."""

    part: int
    first: int
    last: int


def sheets(drawing: Drawing, language: Language) -> tuple[str, ...]:
    """The pictures of a drawing, each a sheet: upright or on their side, whichever takes fewer."""
    ways = [_Sheets(drawing, language, page) for page in (PAGE, PAGE[::-1])]
    divided = [(way.divided(), way) for way in ways]
    fewest = min(len(pages) for pages, _ in divided)
    pages, way = max(
        ((pages, way) for pages, way in divided if len(pages) == fewest),
        key=lambda one: min(map(one[1].scale, one[0])),
    )
    return tuple(svg(page, way.page) for page in pages)


@dataclass(frozen=True)
class _Sheets:
    """The division of a drawing into legible pages."""

    drawing: Drawing
    language: Language
    page: tuple[float, float]

    @property
    def room(self) -> float:
        """The width available on a page."""
        return self.page[0] / LEGIBLE - 2 * EDGE

    def scale(self, drawing: Drawing) -> float:
        """The scale of a sheet."""
        _, wide, high = arranged(drawing, self.room)
        return min(self.page[0] / wide, self.page[1] / high)

    def divided(self) -> tuple[Drawing, ...]:
        """The pieces of each sheet, filled one after the other."""
        pages: list[list[_Piece]] = [[]]
        for piece in self.pieces():
            more = _added(pages[-1], piece)
            if pages[-1] and not self.fits(more):
                pages.append([piece])
            else:
                pages[-1] = more
        if len(pages) == 1:
            return (self.drawing,)
        where = {
            name: number
            for number, page in enumerate(pages, 1)
            for piece in page
            for name in self.cut(piece, {}).home
        }
        return tuple(self.sheet(page, where, len(pages), n) for n, page in enumerate(pages, 1))

    def pieces(self) -> Iterator[_Piece]:
        """Each lane, and each card where none is linked."""
        for number, part in enumerate(self.drawing.parts):
            for lane in range(len(_lanes(part))):
                yield _Piece(number, lane, lane)

    def fits(self, page: Sequence[_Piece]) -> bool:
        """Whether a page with these pieces is legible."""
        _, wide, high = arranged(self.sheet(page, {}, 9, 9), self.room)
        return wide <= self.page[0] / LEGIBLE and high <= self.page[1] / LEGIBLE

    def sheet(
        self, page: Sequence[_Piece], where: dict[str, int], count: int, number: int
    ) -> Drawing:
        """Draw what is on one sheet."""
        parts = tuple(self.cut(piece, where) for piece in page)
        named = say("drawing.sheet", self.language, n=number, all=count)
        kinds: set[str] = {link.kind for part in parts for link in part.links}
        kinds |= {entry.kind for part in parts for card in part.cards for entry in card.entries}
        legend = {kind: text for kind, text in self.drawing.legend.items() if kind in kinds}
        title = f"{self.drawing.title}, {named}"
        return replace(self.drawing, title=title, parts=parts, legend=legend)

    def cut(self, piece: _Piece, where: dict[str, int]) -> DrawingPart:
        """Some lanes of a part, with a card for what lines lead to on other sheets."""
        part = self.drawing.parts[piece.part]
        lanes = _lanes(part)[piece.first : piece.last + 1]
        here = replace(part, lanes=lanes).home
        before = {name for lane in _lanes(part)[: piece.first] for name in _names(lane)}
        titles = {one.id: one.title for card in part.cards for one in card.things}
        stubs: dict[str, Card] = {}
        links: list[Link] = []
        for link in part.links:
            away = [end for end in (link.source, link.target) if end not in here]
            if len(away) < 2:
                for end in away:
                    sheet = say("drawing.elsewhere", self.language, n=where.get(end, 9))
                    stubs[end] = Card(f"@{end}", "elsewhere", f"{titles[end]} ({sheet})")
                ends = [f"@{end}" if end in away else end for end in (link.source, link.target)]
                links.append(replace(link, source=ends[0], target=ends[1]))
        above = tuple(card for end, card in stubs.items() if end in before)
        below = tuple(card for end, card in stubs.items() if end not in before)
        if part.arrangement == "free":
            lanes = (tuple(card for lane in lanes for card in lane),)
        kept = tuple(lane for lane in (above, *lanes, below) if lane)
        return replace(part, lanes=kept, links=tuple(links))


def _lanes(part: DrawingPart) -> tuple[tuple[Card, ...], ...]:
    return part.lanes if part.arrangement == "rows" else tuple((card,) for card in part.cards)


def _names(lane: Sequence[Card]) -> Iterator[str]:
    return (one.id for card in lane for one in card.things)


def _added(page: Sequence[_Piece], piece: _Piece) -> list[_Piece]:
    """What is on a page with one more piece, which goes with the part that it belongs to."""
    if page and page[-1].part == piece.part:
        return [*page[:-1], replace(page[-1], last=piece.last)]
    return [*page, piece]
