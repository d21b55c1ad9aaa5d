"""A drawing as Mermaid text, which GitHub and many editors show as a picture.

Of a label only letters, digits and a few harmless signs stay as they are; everything else becomes
an entity code. So no label can end its quotes, its line or its diagram, whatever it says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from iiz_rules.render.drawing.graph import Card, CardEntry, CardLine, Drawing, DrawingPart, Link

ENTRIES, CARDS = 3, 4
"""how many stand side by side: entries of a card, cards without links"""
# A point, a hyphen or a slash inside a word or a number is harmless: `VS-4.1.12`, `IIZ-Büro`.
_SAFE = re.compile(r"[^\W_]|[ ,()]|(?<=[^\W_])[-./](?=[^\W_])")
HEAD = ("---", "config:", "  flowchart:", "    wrappingWidth: 300", "---", "flowchart TB")
ARROWS = {
    "leads": "==>",
    "supervises": "-->",
    "appoints": "-.->",
    "turns-to": "-.-",
    "then": "-->",
    "next": "-->",
    "passes": "==>",
}
LABELLED = ("leads", "supervises", "appoints", "passes")
_DARK = "color:#1a1a1a"
LOOKS = {
    "seat": f"fill:#ffffff,stroke:#555555,{_DARK}",
    "role": f"fill:#fdf3e1,stroke:#555555,{_DARK}",
    "advisory": f"fill:#ffffff,stroke:#555555,{_DARK},stroke-dasharray:4 3",
    "actor": f"fill:#f7f7f7,stroke:#999999,{_DARK}",
    "step": f"fill:#ffffff,stroke:#333333,{_DARK}",
    "facts": f"fill:#dfe8f2,stroke:#dfe8f2,{_DARK}",
    "card": f"fill:#eef3f8,stroke:#333333,{_DARK}",
}


def escaped(text: str) -> str:
    """A label as it may stand between quotes: on one line, and unable to end them.

    >>> escaped('Büro "A"; end')
    'Büro #34;A#34;#59; end'
    """
    line = " ".join(text.split())
    return "".join(
        char if _SAFE.match(line, place) else f"#{ord(char)};" for place, char in enumerate(line)
    )


def mermaid(drawing: Drawing) -> str:
    """Write a drawing as Mermaid text."""
    diagram = _Diagram({kind: escaped(text) for kind, text in drawing.legend.items()})
    lines = [line for part in drawing.parts for line in diagram.part(part)]
    looks = [f"  classDef {look} {how}" for look, how in LOOKS.items() if look in diagram.looks]
    looks += [f"  class {','.join(names)} {look}" for look, names in diagram.looks.items()]
    return "\n".join([*HEAD, *lines, *looks, ""])


@dataclass
class _Diagram:
    """The diagram being written: a name for each thing, and its look."""

    legend: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    looks: dict[str, list[str]] = field(default_factory=dict)

    def name(self, thing: str, look: str = "") -> str:
        """Name a thing by a number: no id of a canton can be a word of Mermaid's."""
        name = self.names.setdefault(thing, f"n{len(self.names) + 1}")
        if look:
            self.looks.setdefault(look, []).append(name)
        return name

    def part(self, part: DrawingPart) -> Iterator[str]:
        if part.title:
            title = " ".join([escaped(part.title), *_small(part.clauses)])
            yield f'  subgraph {self.name(f"+part {part.title}", "card")}["{title}"]'
        for lane in part.lanes:
            yield from self.lane(lane)
        yield from (self.link(link) for link in part.links)
        yield from self.order(part)
        if part.title:
            yield "  end"

    def lane(self, lane: tuple[Card, ...]) -> Iterator[str]:
        """Write the cards of a lane."""
        for card in lane:
            if card.kind in ("step", "duties"):
                yield f'    {self.name(card.id, "step")}["{_label(card)}"]'
            else:
                yield from self.frame(card)
                yield "  end"

    def frame(self, card: Card) -> Iterator[str]:
        """Write a card that holds others, without its end."""
        title = " ".join([f"<b>{escaped(card.title)}</b>", *_small(card.clauses)])
        yield f'  subgraph {self.name(card.id, "card")}["{title}"]'
        yield "    direction TB"
        if card.facts:
            facts = "<br/>".join(_facts(card.facts))
            yield f'    {self.name(f"{card.id}+facts", "facts")}["{facts}"]'
        names = []
        for entry in card.entries:
            names.append(self.name(entry.id, entry.kind))
            left, right = ("([", "])") if entry.kind == "role" else ("[", "]")
            yield f'    {names[-1]}{left}"{_entry(entry)}"{right}'
        yield from _stacked(names, ENTRIES)

    def link(self, link: Link) -> str:
        """Write a link. An upward one is written from above, or Mermaid would swap the two."""
        ends = [self.name(link.source), self.name(link.target)]
        if link.kind == "turns-to":
            ends.reverse()
        text = self.legend[link.kind] if link.kind in LABELLED else ""
        label = f'|"{text}"|' if text else ""
        return f"    {ends[0]} {ARROWS[link.kind]}{label} {ends[1]}"

    def order(self, part: DrawingPart) -> Iterator[str]:
        """Keep what no link holds in its place, by links that are not seen."""
        if part.arrangement == "free":
            yield from _stacked([self.name(card.id) for card in part.cards], CARDS)
        if part.arrangement == "rows":
            home = part.home
            held = {home[name] for link in part.links for name in (link.source, link.target)}
            for above, lane in pairwise(part.lanes):
                for card in lane:
                    if card.id not in held:
                        yield f"    {self.name(above[0].id)} ~~~ {self.name(card.id)}"


def _stacked(names: list[str], columns: int) -> Iterator[str]:
    for above, below in zip(names, names[columns:], strict=False):
        yield f"    {above} ~~~ {below}"


def _label(card: Card) -> str:
    title, inside = f"<b>{escaped(card.title)}</b>", map(_entry, card.entries)
    return "<br/>".join([title, *_small(card.clauses), *_facts(card.facts), *inside])


def _entry(entry: CardEntry) -> str:
    notes = [escaped(note) for note in entry.notes]
    small = _small((*entry.clauses, *([entry.count] if entry.count else [])))
    return "<br/>".join([escaped(entry.title) or " ", *notes, *small])


def _facts(facts: Iterable[CardLine]) -> Iterator[str]:
    for fact in facts:
        heading = f"<i>{escaped(fact.heading)}:</i> " if fact.heading else ""
        yield heading + escaped("; ".join(fact.texts))


def _small(clauses: tuple[str, ...]) -> list[str]:
    return [f"<small>{escaped(', '.join(clauses))}</small>"] if clauses else []


# What Markdown or HTML takes for more than a sign; a list begins at the beginning only.
_SIGNS = re.compile(r"[\\`*_\[\]#|<>&~]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
SAMPLES = {
    "seat": "▭",
    "advisory": "┆",
    "role": "⬭",
    "leads": "⇒",
    "supervises": "→",
    "appoints": "⇢",
    "turns-to": "┄",
    "then": "→",
    "next": "→",
    "passes": "⇒",
}


def markdown(drawing: Drawing) -> str:
    """Write a drawing as a Markdown page."""
    legend = [f"- {SAMPLES[kind]} {prose(text)}" for kind, text in drawing.legend.items()]
    diagram = f"```mermaid\n{mermaid(drawing)}```"
    blocks = [f"# {prose(drawing.title)}", diagram, "\n".join(legend), prose(drawing.footnote)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def prose(text: str) -> str:
    r"""A text as Markdown that shows just this text.

    >>> prose("Kanton *A* <b>")
    'Kanton \\*A\\* \\<b\\>'
    """
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
