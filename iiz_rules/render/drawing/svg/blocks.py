"""A card becomes a block: its texts broken to its width, its entries beside one another."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iiz_rules.render.drawing.graph import Card, CardEntry, CardLine
from iiz_rules.render.drawing.svg.marks import (
    BODY,
    HEAD,
    LABEL,
    NOTE,
    SMALL,
    Box,
    Mark,
    TextLook,
    Words,
)
from iiz_rules.render.drawing.svg.measure import broken

PAD, GAP = 7.0, 5.0
CHIP = 112.0
STEP = 272.0
MOST_CLAUSES = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A card, or a part of a drawing, as it is drawn: its top left corner at (0, 0)."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    id: str = ""


def block(card: Card) -> Block:
    """Set a card."""
    columns = _columns(card)
    wide = max(columns * (CHIP + GAP) - GAP + 2 * PAD, 1.4 * CHIP) if columns else STEP
    room = wide - 2 * PAD
    pen = _Pen(3)
    pen.text(card.title, HEAD, PAD, room)
    pen.text(cited(card.clauses), SMALL, PAD, room)
    pen.y += 4
    head = pen.y
    for fact in card.facts:
        pen.y += 3
        _fact(pen, fact, room)
    if columns:
        _grid(pen, card.entries, columns)
    elif card.entries:
        _list(pen, card.entries, room)
    height = pen.y + (PAD if card.facts or card.entries else 0)
    look = "heading" if card.kind == "heading" else "card"
    frame = [Box(0, 0, wide, height, look)]
    if look == "card":
        look = "people" if card.kind == "people" else "head"
        frame.append(Box(0, 0, wide, min(head, height), look))
    return Block(wide, height, (*frame, *pen.marks), card.id)


def _columns(card: Card) -> int:
    """Say how many entries stand side by side; 0 for a list."""
    if card.kind not in ("body", "people"):
        return 0
    n = len(card.entries)
    return n if n <= 5 else min(-(-n // 2), 5)


@dataclass
class _Pen:
    """Sets texts one below the other: where the next one can begin, and what is set so far."""

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
        self.text(cited(entry.clauses, entry.count), SMALL, x, room)


def cited(clauses: Sequence[str], count: str = "") -> str:
    """Name clauses, not too many of them, and behind them how many of something there are."""
    more = ["…"] if len(clauses) > MOST_CLAUSES else []
    text = ", ".join([*clauses[:MOST_CLAUSES], *more])
    return f"{text} · {count}" if count and text else text or count


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


def _grid(pen: _Pen, entries: tuple[CardEntry, ...], columns: int) -> None:
    """Set entries as small boxes in rows; those of a row are of one height."""
    for start in range(0, len(entries), columns):
        pen.y += GAP
        row = entries[start : start + columns]
        chips = [_Pen(1) for _ in row]
        for chip, entry in zip(chips, row, strict=True):
            chip.entry(entry, 5, CHIP - 10)
        height = max(chip.y for chip in chips) + 4
        for column, (chip, entry) in enumerate(zip(chips, row, strict=True)):
            x = PAD + column * (CHIP + GAP)
            pen.marks.append(Box(x, pen.y, CHIP, height, entry.kind))
            pen.marks += [mark.moved(x, pen.y) for mark in chip.marks]
        pen.y += height


def _list(pen: _Pen, entries: tuple[CardEntry, ...], room: float) -> None:
    pen.y += 2
    for entry in entries:
        pen.dash(PAD)
        pen.entry(entry, PAD + 8, room - 8)
        pen.y += 3
