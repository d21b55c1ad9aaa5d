"""Parts become a drawing: with its title, what its lines mean, and which edition it shows."""

from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.catalogue import WORDS, say
from iiz_rules.render.drawing.graph import Drawing, Part
from iiz_rules.words.text import Language


def drawing(
    program: Program, what: str, parts: tuple[Part, ...], language: Language, note: str = ""
) -> Drawing:
    """Make a drawing of its parts, without empty ones; the legend explains what occurs in it."""
    parts = tuple(part for part in parts if any(part.lanes))
    boxes = [entry.kind for part in parts for card in part.cards for entry in card.entries]
    kinds = dict.fromkeys((*boxes, *(link.kind for part in parts for link in part.links)))
    legend: dict[str, str] = {
        kind: WORDS[f"legend.{kind}"][language] for kind in kinds if f"legend.{kind}" in WORDS
    }
    canton = program.label[language]
    title = say("title", language, canton=canton, what=say(f"title.{what}", language))
    edition = say(
        "edition" if program.dated or program.valid_from else "edition.undated",
        language,
        edition=program.edition,
    )
    return Drawing(title, parts, legend, f"{note} {edition}".strip())
