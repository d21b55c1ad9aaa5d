"""The drawings of the site: every card leads to its rule or body, and is led to."""

from collections.abc import Iterator, Mapping, Sequence

from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.drawn import DRAW, drawn, readings_of
from iiz_rules.render.drawing.graph import Card, Drawing
from iiz_rules.render.drawing.svg.picture import CardAnchor, svg
from iiz_rules.render.site.entry import EntryLink, SiteEntry, address, anchor, links, rows
from iiz_rules.render.text.rule import Name
from iiz_rules.words.text import Language

Shaping = Mapping[str, Sequence[str]]


def shaping_of(program: Program) -> Shaping:
    """The interpretations that shape each drawing: the same ones in every language."""
    return {what: readings_of(what, program) for what in DRAW}


def drawings(program: Program, language: Language, shaping: Shaping) -> dict[str, Drawing]:
    """The drawings that are not empty."""
    every = {what: drawn(what, program, language, shaping[what]) for what in DRAW}
    return {what: one for what, one in every.items() if any(one.cards)}


def cards(program: Program, what: str, drawing: Drawing) -> Iterator[SiteEntry]:
    """Each card as an entry: what it shows, and the clauses that it cites."""
    for card in drawing.cards:
        shown = [meant(program, name) for name in (card.id, *(one.id for one in card.entries))]
        cited = (*card.clauses, *(one for entry in card.entries for one in entry.clauses))
        named = tuple(EntryLink(one) for one in shown if one)
        row = rows(("drawing", (*named, *links("clause", cited))))
        yield SiteEntry(("drawing", f"{what}-{card.id}"), drawing.title, rows=row)


def picture(program: Program, what: str, drawing: Drawing) -> str:
    """The drawing as a part of a page: each card leads to its rule or body, or what is in it."""
    spots = {card.id: CardAnchor(_anchor(what, card), _to(program, card)) for card in drawing.cards}
    return svg(drawing, spots=spots).partition("\n")[2]  # without what heads a file of XML


def _anchor(what: str, card: Card) -> str:
    return anchor(("drawing", f"{what}-{card.id}"))


def _to(program: Program, card: Card) -> str:
    named = (meant(program, name) for name in (card.id, *(one.id for one in card.entries)))
    to = next(filter(None, named), None)
    return address(to) if to else ""


def meant(program: Program, name: str) -> Name | None:
    """The entry that a card, or something in it, stands for."""
    if name in program.people:
        return ("actor", name)
    if name in program.rules:
        return ("rule", name)
    body, _, of = name.partition(".")
    return ("actor", of) if body in program.people and of in program.people else None
