"""`iiz draw`: a canton's organisation, steps or ladders as a picture."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.api import load
from iiz_rules.cli.files import save
from iiz_rules.cli.options import Choice, Command, Day, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import shown
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.markdown import markdown
from iiz_rules.render.drawing.mermaid import mermaid
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


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    what = click.Argument(["what"], type=Choice([*DRAW]), metavar=f"[{'|'.join(DRAW)}]")
    return Command(
        "draw",
        screen.language,
        params=[
            what,
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--on", help="facts.on", metavar=screen.say("day.metavar"), type=Day()),
            option("-o", "--output", help="draw.output", metavar="FILE", type=click.Path()),
        ],
        callback=lambda **given: _draw(screen, **given),
    )


def _draw(screen: Screen, what: str, canton: str, on: date | None, output: str | None) -> int:
    write = mermaid if output is None else _form(output)
    program = load(canton, on).program
    drawing = DRAW[what](program, screen.language)
    if not any(drawing.cards):
        source = "organisation.yaml" if what == "organisation" else "escalation.yaml"
        words = {"edition": program.edition, "what": what, "source": source}
        raise fault(click.get_current_context(), "nothing-to-draw", **words)
    if output is None:
        screen.write(write(drawing))
        return 0
    save(output, write(drawing))
    screen.print(screen.say("written", file=shown(output)))
    return 0


def _form(output: str) -> Callable[[Drawing], str]:
    """Tell from the ending of a file what is to stand in it."""
    form = WRITE.get(Path(output).suffix.lower())
    if form is None:
        words = {"file": shown(output), "known": ", ".join(WRITE)}
        raise fault(click.get_current_context(), "unknown-ending", **words)
    return form
