"""`iiz draw`: a canton's organisation, steps or ladders as a picture."""

from collections.abc import Callable
from datetime import date

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, by_ending, fault, output_option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import load
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.mermaid import markdown, mermaid
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from iiz_rules.render.drawing.svg.picture import svg
from iiz_rules.words.text import Language

DRAW: dict[str, Callable[[Program, Language], Drawing]] = {
    "organisation": draw_organisation,
    "steps": draw_steps,
    "escalation": draw_escalation,
}
WRITE: dict[str, Callable[[Drawing], str]] = {".svg": svg, ".md": markdown}


@command()
@click.argument("what", type=KeywordType([*DRAW]), metavar="|".join(DRAW))
@canton_option
@edition_option
@output_option("draw.output")
def draw(screen: Screen, what: str, canton: str, on: date | None, output: str | None) -> int:
    """Draw into a file, or as Mermaid on standard output."""
    write = by_ending(output, WRITE) if output else mermaid
    program = load(canton, on).program
    drawing = DRAW[what](program, screen.language)
    if not any(drawing.cards):
        source = "organisation.yaml" if what == "organisation" else "escalation.yaml"
        raise fault("nothing-to-draw", edition=program.edition, what=what, source=source)
    if output:
        save(screen, output, write(drawing))
    else:
        screen.write(write(drawing))
    return 0
