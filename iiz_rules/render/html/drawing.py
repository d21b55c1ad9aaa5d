"""A drawing as a page: one sheet of A4 after the other, as HTML or PDF."""

import re

from iiz_rules.render.drawing.graph import Card, Drawing
from iiz_rules.render.drawing.svg.picture import inline
from iiz_rules.render.drawing.svg.sheets import sheets
from iiz_rules.render.html.page import page, pdf
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def drawing_page(drawing: Drawing, language: Language) -> str:
    """Write a drawing as an HTML page."""
    from markupsafe import Markup

    pictures = [picture.partition("\n")[2] for picture in sheets(drawing, language)]
    return page(
        "drawing",
        language,
        title=drawing.title,
        pictures=[(Markup(one), _high(one)) for one in pictures],
    )


def pictures(drawing: Drawing, widest: float, language: Language) -> tuple[str, str]:
    """A drawing to stand in a page: as a picture, and for a phone as a list of its cards.

    A picture as narrow as a phone has letters that nobody reads; the list says what its lines say.
    """
    from markupsafe import Markup

    about: dict[str, list[str]] = {}
    for part in drawing.parts:
        for link in part.links:
            about.setdefault(link.target, []).append(typeset(link.about, language))
    in_order = sorted(drawing.cards, key=_letters)
    cards = [(card, about.get(card.id, [])) for card in in_order]
    told = page("drawing_list", language, cards=cards, note=typeset(drawing.footnote, language))
    return Markup(inline(drawing, widest)), Markup(told)


def _letters(card: Card) -> tuple[int, str]:
    """The letters before a title, in their order: Z before AA."""
    letters, _, _ = card.title.partition("\u2002")
    return len(letters), letters


def drawing_pdf(drawing: Drawing, language: Language) -> bytes:
    """Write a drawing as PDF."""
    return pdf(drawing_page(drawing, language))


def _high(picture: str) -> bool:
    """Whether a picture is higher than wide."""
    found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', picture)
    return found is not None and float(found[2]) > float(found[1])
