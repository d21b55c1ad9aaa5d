"""`iiz draw`: a canton's organisation, steps or ladders as a picture."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, by_ending, fault, output_option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.policy import load
from iiz_rules.render.drawing.drawn import DRAW, drawn
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.mermaid import markdown, mermaid
from iiz_rules.render.drawing.svg.sheets import sheets
from iiz_rules.render.html.drawing import drawing_page, drawing_pdf
from iiz_rules.words.text import Language

PictureFiles = dict[str, str | bytes]


@command()
@click.argument("what", type=KeywordType([*DRAW]), metavar="|".join(DRAW))
@canton_option
@edition_option
@output_option("draw.output")
def draw(screen: Screen, what: str, canton: str, on: date | None, output: str | None) -> int:
    """Draw into a file, or as Mermaid on standard output."""
    write = by_ending(output, WRITE) if output else None
    program = load(canton, on).program
    drawing = drawn(what, program, screen.language)
    if not any(drawing.cards):
        source = "organisation.yaml" if what == "organisation" else "escalation.yaml"
        raise fault("nothing-to-draw", edition=program.edition, what=what, source=source)
    if output and write:
        for name, content in write(drawing, Path(output), screen.language).items():
            save(screen, name, content)
    else:
        screen.write(mermaid(drawing))
    return 0


def _pictures(drawing: Drawing, file: Path, language: Language) -> PictureFiles:
    """A picture for each sheet, numbered where there are several."""
    first, *more = sheets(drawing, language)
    if not more:
        return {str(file): first}
    return {
        str(file.with_stem(f"{file.stem}-{number}")): picture
        for number, picture in enumerate((first, *more), 1)
    }


def _whole(form: Callable[[Drawing, Language], str | bytes]) -> Callable[..., PictureFiles]:
    return lambda drawing, file, language: {str(file): form(drawing, language)}


WRITE: dict[str, Callable[[Drawing, Path, Language], PictureFiles]] = {
    ".svg": _pictures,
    ".pdf": _whole(drawing_pdf),
    ".html": _whole(drawing_page),
    ".md": _whole(lambda drawing, _: markdown(drawing)),
}
