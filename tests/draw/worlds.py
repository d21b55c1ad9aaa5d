"""Random drawings, with labels that try to be more than labels."""

from collections.abc import Iterator
from itertools import cycle

from hypothesis import strategies as st

from iiz_rules.render.drawing.graph import (
    Card,
    CardEntry,
    CardKind,
    CardLine,
    Drawing,
    DrawingPart,
    EntryKind,
    Link,
    LinkKind,
)

HOSTILE = (
    *('"', '"]', '"]\n  evil[', "end", "`x`", "%%{init: {}}%%", "---", "1. one", "- one", "#quot;"),
    *("<script>alert(1)</script>", "]]>", "<!--", "&amp;", "&#34;", "\\", "|", "``` end", "a\r\nb"),
    *("style x fill:#f00;", "classDef a:#1;", "click n1 href", "subgraph", "{{", "\x00\x1b[2J"),
    *("\u202eabc", "\ufffe", "ﬂ°°34¶ß", "javascript:alert(1)", "' onload='x", "\u2028", "😀", ""),
)
labels = st.lists(
    st.sampled_from(HOSTILE) | st.text(max_size=12) | st.sampled_from(["Amt", "für Arbeit"]),
    max_size=4,
).map(" ".join)
ENTRIES: tuple[EntryKind, ...] = ("seat", "role", "advisory", "actor")
LINKS: tuple[LinkKind, ...] = ("leads", "supervises", "appoints", "turns-to", "then")
CLAUSES = ("VS-1.10", "VS-4.1.12", "ZH-2", "VS-5.1.7", "ZH-8.13", "ZH-10.4", "ZH-3")


@st.composite
def parts(draw):
    """A part: a few words for many labels, or drawing them would take longer than the test."""
    words = cycle(draw(st.lists(labels, min_size=1, max_size=7)))
    counts = cycle(draw(st.lists(st.integers(0, 7), min_size=1, max_size=6)))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    lanes = tuple(
        tuple(_card(f"{row}-{n}", next(counts), words) for n in range(size))
        for row, size in enumerate(sizes)
    )
    cards = [card for lane in lanes for card in lane]
    home = {one.id: card.id for card in cards for one in card.things}
    names = [*home]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(
        lambda p: home[p[0]] != home[p[1]]
    )
    joined = draw(st.lists(pairs, max_size=6, unique_by=frozenset))
    links = tuple(
        Link(source, target, kind)
        for (source, target), kind in zip(joined, cycle(LINKS), strict=False)
    )
    return DrawingPart(next(words), draw(st.sampled_from(["rows", "free"])), lanes, links)


def _card(name: str, count: int, words: Iterator[str]) -> Card:
    """A card; the count says how many entries it has, and how much else."""
    entries = tuple(
        CardEntry(
            f"{name}.{n}", ENTRIES[n % 4], next(words), CLAUSES[n:], (next(words),), next(words)
        )
        for n in range(count)
    )
    facts = tuple(CardLine(next(words), (next(words), next(words))) for _ in range(count % 3))
    kind: CardKind = "body" if count else "step"
    return Card(name, kind, next(words), CLAUSES[:count], facts, entries)


@st.composite
def drawings(draw):
    part = draw(parts())
    title, footnote, meaning = draw(labels), draw(labels), draw(labels)
    legend: dict[str, str] = dict.fromkeys([link.kind for link in part.links], meaning)
    return Drawing(title, (part,), legend, footnote)
