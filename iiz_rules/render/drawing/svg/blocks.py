"""A card becomes a block: its texts broken to its width, its entries beside one another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from iiz_rules.render.drawing.graph import Card, CardEntry, CardLine
from iiz_rules.render.drawing.svg.marks import (
    BODY,
    HEAD,
    LABEL,
    NOTE,
    PLACE,
    SMALL,
    Box,
    Mark,
    TextLook,
    Words,
)
from iiz_rules.render.drawing.svg.measure import broken

PAD, GAP = 7.0, 5.0
CHIP = 112.0
STEP, ELSEWHERE = 272.0, 190.0
MOST_CLAUSES = 6
MOST_COLUMNS = 4
BEFORE, AFTER, TRACK = 5.0, 11.0, 6.0
"""the room of lines between two rows of entries: before, each, and after"""
Lines = Counter[tuple[str, bool]]
"""the number of lines that reach each entry from above, and from below"""


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line can reach an entry of a block, from above and from below.

    It comes from beside the block through the room above a row of entries, or the room below it,
    where a number of lines fit; below the last row it goes straight down instead.
    """

    left: float
    right: float
    top: float
    bottom: float
    above: float
    below: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """A card, or a part of a drawing, as it is drawn: its top left corner at (0, 0)."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    id: str = ""
    ports: Mapping[str, Port] = field(default_factory=dict)


def block(card: Card, lines: Lines | None = None) -> Block:
    """Set a card; between its entries is room for the lines that end at each of them."""
    columns = _columns(card)
    wide = max(columns * (CHIP + GAP) - GAP + 2 * PAD, 1.4 * CHIP) if columns else STEP
    wide = ELSEWHERE if card.kind == "elsewhere" else wide
    room = wide - 2 * PAD
    pen = _Pen(3)
    pen.text(card.title, HEAD, PAD, room)
    pen.text(cited(card.clauses), BODY if card.place else SMALL, PAD, room)
    pen.text(card.place, PLACE, PAD, room)
    pen.y += 4
    head = pen.y
    for fact in card.facts:
        pen.y += 3
        _fact(pen, fact, room)
    ports: dict[str, Port] = {}
    if columns:
        ports = _grid(pen, card.entries, columns, lines or Counter())
    elif card.entries:
        _list(pen, card.entries, room)
    height = pen.y + (PAD if card.facts or card.entries else 0)
    look = "elsewhere" if card.kind == "elsewhere" else "card"
    frame = [Box(0, 0, wide, height, look, card=card.id)]
    if card.is_next:
        frame.append(Box(-3, -3, wide + 6, height + 6, "here"))
    if card.kind != "elsewhere":
        look = "people" if card.kind == "people" else "head"
        frame.append(Box(0, 0, wide, min(head, height), look, card.clauses))
    return Block(wide, height, (*frame, *pen.marks), card.id, ports)


def _columns(card: Card) -> int:
    """Say how many entries stand side by side; 0 for a list."""
    if card.kind not in ("body", "people"):
        return 0
    n = len(card.entries)
    return n if n <= MOST_COLUMNS else min(-(-n // 2), MOST_COLUMNS)


@dataclass
class _Pen:
    """Sets texts one below the other, keeping the position and what is set so far."""

    y: float
    marks: list[Mark] = field(default_factory=list)

    def text(self, text: str, look: TextLook, x: float, room: float) -> None:
        for line in broken(text, room, look.size, look.bold) if text.strip() else ():
            self.y += look.leading
            self.marks.append(Words(x, self.y - look.size * 0.25, line, look))

    def dash(self, x: float) -> None:
        self.marks.append(Words(x, self.y + BODY.leading - BODY.size * 0.25, "–", BODY))

    def entry(self, entry: CardEntry, x: float, room: float) -> None:
        self.text(entry.title, BODY, x, room)
        for note in entry.notes:
            self.text(note, NOTE, x, room)
        self.text(entry.count, NOTE, x, room)
        self.text(cited(entry.clauses), SMALL, x, room)


def cited(clauses: Sequence[str]) -> str:
    """The names of clauses, not too many of them."""
    more = ["…"] if len(clauses) > MOST_CLAUSES else []
    return ", ".join([*clauses[:MOST_CLAUSES], *more])


def _fact(pen: _Pen, fact: CardLine, room: float) -> None:
    """Set a line of a card: its heading on the left, its texts on the right."""
    top, low, x = pen.y, pen.y, PAD
    if fact.heading:
        pen.y += 1
        pen.text(fact.heading, LABEL, PAD, 70)
        low, pen.y, x, room = pen.y, top, PAD + 74, room - 74
    texts = [text for text in fact.texts if text.strip()]
    if len(texts) > 1:
        x, room = x + 8, room - 8
    for text in texts:
        if len(texts) > 1:
            pen.dash(x - 8)
        pen.text(text, BODY, x, room)
    pen.y = max(low, pen.y)


def _grid(pen: _Pen, entries: tuple[CardEntry, ...], columns: int, lines: Lines) -> dict[str, Port]:
    """Set entries as small boxes in rows; those of a row are of one height.

    Says where lines reach them.
    """
    ports: dict[str, Port] = {}
    rows = [entries[start : start + columns] for start in range(0, len(entries), columns)]
    for number, row in enumerate(rows):
        above, before = pen.y + BEFORE, rows[number - 1] if number else ()
        tracks = sum(lines[entry.id, True] for entry in row)
        tracks += sum(lines[entry.id, False] for entry in before)
        pen.y += BEFORE + TRACK * (tracks - 1) + AFTER if tracks else GAP
        chips = [_Pen(1) for _ in row]
        for chip, entry in zip(chips, row, strict=True):
            chip.entry(entry, 5, CHIP - 10)
        height = max(chip.y for chip in chips) + 4
        last = number == len(rows) - 1
        for column, (chip, entry) in enumerate(zip(chips, row, strict=True)):
            x = PAD + column * (CHIP + GAP)
            pen.marks.append(Box(x, pen.y, CHIP, height, entry.kind, entry.clauses))
            pen.marks += [mark.moved(x, pen.y) for mark in chip.marks]
            low = pen.y + height
            ports[entry.id] = Port(x, x + CHIP, pen.y, low, above, None if last else low + BEFORE)
        pen.y += height
    return ports


def _list(pen: _Pen, entries: tuple[CardEntry, ...], room: float) -> None:
    pen.y += 2
    for entry in entries:
        pen.dash(PAD)
        pen.entry(entry, PAD + 8, room - 8)
        pen.y += 3
