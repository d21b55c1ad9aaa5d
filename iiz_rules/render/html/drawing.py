"""A drawing as a page: one sheet of A4 after the other, as HTML or PDF."""

import re

from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.svg.picture import inline
from iiz_rules.render.drawing.svg.sheets import sheets
from iiz_rules.render.html.page import page, pdf
from iiz_rules.words.text import Language


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


def pictures(drawing: Drawing, *widths: float) -> tuple[str, ...]:
    """A drawing to stand in a page, as wide as it may be in each of several cases."""
    from markupsafe import Markup

    return tuple(Markup(inline(drawing, widest)) for widest in widths)


def drawing_pdf(drawing: Drawing, language: Language) -> bytes:
    """Write a drawing as PDF."""
    return pdf(drawing_page(drawing, language))


def _high(picture: str) -> bool:
    """Whether a picture is higher than wide."""
    found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', picture)
    return found is not None and float(found[2]) > float(found[1])
