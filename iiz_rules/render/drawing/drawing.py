"""Parts become a drawing: with its title, what its lines mean, and which edition it shows."""

from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.graph import Drawing, Part
from iiz_rules.words.say import say, texts
from iiz_rules.words.text import Language


def drawing(
    program: Program, what: str, parts: tuple[Part, ...], language: Language, note: str = ""
) -> Drawing:
    """Make a drawing of its parts, without empty ones; the legend explains what occurs in it."""
    parts = tuple(part for part in parts if any(part.lanes))
    boxes = [entry.kind for part in parts for card in part.cards for entry in card.entries]
    kinds = dict.fromkeys((*boxes, *(link.kind for part in parts for link in part.links)))
    legends = {kind: f"drawing.legend.{kind}" for kind in kinds}
    legend: dict[str, str] = {
        kind: say(key, language) for kind, key in legends.items() if key in texts("drawing")
    }
    canton = program.label[language]
    title = say(
        "drawing.title", language, canton=canton, what=say(f"drawing.title.{what}", language)
    )
    edition = say(
        "drawing.edition" if program.dated or program.valid_from else "drawing.edition.undated",
        language,
        edition=program.edition,
    )
    return Drawing(title, parts, legend, f"{note} {edition}".strip())
