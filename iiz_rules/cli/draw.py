"""`iiz draw`: a canton's organisation, steps or ladders as a picture."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, by_ending, fault, output_option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.policy import load
from iiz_rules.render.drawing.drawn import DRAW, drawn
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.mermaid import markdown, mermaid
from iiz_rules.render.drawing.svg.sheets import sheets
from iiz_rules.render.html.drawing import drawing_page, drawing_pdf
from iiz_rules.words.text import Language

SHEET = "<!-- iiz draw -->\n"
"""With what a sheet ends that is one of several, so that a later run knows it again."""
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
    numbered = {
        file.with_stem(f"{file.stem}-{number}"): f"{picture}{SHEET}"
        for number, picture in enumerate((first, *more), 1)
    }
    for path in numbered:
        _check_ours(path)
    return {str(path): picture for path, picture in numbered.items()}


def _check_ours(sheet: Path) -> None:
    """Refuse to put a sheet, whose name nobody gave, in the place of what is no sheet of ours."""
    if os.path.lexists(sheet) and not (
        sheet.is_file() and sheet.read_bytes().endswith(SHEET.encode())
    ):
        raise UsageError(
            [Finding("other-file", Place(Source(sheet.name)), {"file": shown(sheet.name)})]
        )


def _whole(form: Callable[[Drawing, Language], str | bytes]) -> Callable[..., PictureFiles]:
    return lambda drawing, file, language: {str(file): form(drawing, language)}


WRITE: dict[str, Callable[[Drawing, Path, Language], PictureFiles]] = {
    ".svg": _pictures,
    ".pdf": _whole(drawing_pdf),
    ".html": _whole(drawing_page),
    ".md": _whole(lambda drawing, _: markdown(drawing)),
}
