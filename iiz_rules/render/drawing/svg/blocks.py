"""A card becomes a block: its texts broken to its width, its entries beside one another."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    """A card as it is drawn, its top left corner at (0, 0)."""

    card: Card
    width: float
    height: float
    marks: tuple[Mark, ...]


def block(card: Card) -> Block:
    """Set a card."""
    columns = _columns(card)
    wide = max(columns * (CHIP + GAP) - GAP + 2 * PAD, 1.4 * CHIP) if columns else STEP
    head, y = _head(card, wide)
    marks = list(head)
    below = y
    for fact in card.facts:
        more, below = _fact(fact, wide, below + 3)
        marks += more
    if columns:
        more, below = _grid(card.entries, columns, below + GAP)
    elif card.entries:
        more, below = _list(card.entries, wide, below + 2)
    else:
        more = []
    marks += more
    height = below + (PAD if card.facts or card.entries else 0)
    look = "heading" if card.kind == "heading" else "card"
    frame = [Box(0, 0, wide, height, look)]
    if look == "card":
        frame.append(Box(0, 0, wide, min(y, height), "people" if card.kind == "people" else "head"))
    return Block(card, wide, height, (*frame, *marks))


def _columns(card: Card) -> int:
    """Say how many entries stand side by side; 0 for a list."""
    if card.kind not in ("body", "people"):
        return 0
    n = len(card.entries)
    return n if n <= 5 else min(-(-n // 2), 5)


def lines(text: str, look: TextLook, x: float, y: float, room: float) -> tuple[list[Mark], float]:
    """Set a text in lines from `y` down; give where the next thing can begin."""
    found: list[Mark] = []
    if not text.strip():
        return found, y
    for line in broken(text, room, look.size, look.bold):
        y += look.leading
        found.append(Words(x, y - look.size * 0.25, line, look))
    return found, y


def cited(clauses: Iterable[str], count: str = "") -> str:
    """Name clauses, not too many of them, and behind them how many of something there are."""
    named = list(clauses)
    more = ["…"] if len(named) > MOST_CLAUSES else []
    text = ", ".join(named[:MOST_CLAUSES] + more)
    return f"{text} · {count}" if count and text else text or count


def _head(card: Card, wide: float) -> tuple[list[Mark], float]:
    marks, y = lines(card.title, HEAD, PAD, 3, wide - 2 * PAD)
    if card.clauses:
        more, y = lines(cited(card.clauses), SMALL, PAD, y, wide - 2 * PAD)
        marks += more
    return marks, y + 4


def _fact(fact: CardLine, wide: float, y: float) -> tuple[list[Mark], float]:
    """Set a line of a card: its heading on the left, its texts on the right."""
    left = 74.0 if fact.heading else 0.0
    marks, low = lines(fact.heading, LABEL, PAD, y + 1, left - 4) if fact.heading else ([], y)
    texts = [text for text in fact.texts if text.strip()]
    for text in texts:
        x, room = PAD + left, wide - 2 * PAD - left
        if len(texts) > 1:
            marks.append(Words(x, y + BODY.leading - BODY.size * 0.25, "–", BODY))
            x, room = x + 8, room - 8
        more, y = lines(text, BODY, x, y, room)
        marks += more
    return marks, max(low, y)


def _grid(entries: tuple[CardEntry, ...], columns: int, y: float) -> tuple[list[Mark], float]:
    """Set entries as small boxes in rows; those of a row are of one height."""
    marks: list[Mark] = []
    for start in range(0, len(entries), columns):
        row = [_chip(entry) for entry in entries[start : start + columns]]
        height = max(high for _, high in row) + 4
        for column, (texts, _) in enumerate(row):
            x = PAD + column * (CHIP + GAP)
            marks.append(Box(x, y, CHIP, height, entries[start + column].kind))
            marks += [one.moved(x, y) for one in texts]
        y += height + GAP
    return marks, y - GAP


def _chip(entry: CardEntry) -> tuple[list[Mark], float]:
    marks, y = lines(entry.title, BODY, 5, 1, CHIP - 10)
    for note in entry.notes:
        more, y = lines(note, NOTE, 5, y, CHIP - 10)
        marks += more
    more, y = lines(cited(entry.clauses, entry.count), SMALL, 5, y, CHIP - 10)
    return marks + more, y


def _list(entries: tuple[CardEntry, ...], wide: float, y: float) -> tuple[list[Mark], float]:
    """Set entries one below the other."""
    marks: list[Mark] = []
    for entry in entries:
        x, room = PAD + 8, wide - 2 * PAD - 8
        marks.append(Words(PAD, y + BODY.leading - BODY.size * 0.25, "–", BODY))
        more, y = lines(entry.title, BODY, x, y, room)
        marks += more
        for note in entry.notes:
            more, y = lines(note, NOTE, x, y, room)
            marks += more
        more, y = lines(cited(entry.clauses, entry.count), SMALL, x, y, room)
        marks += more
        y += 3
    return marks, y
