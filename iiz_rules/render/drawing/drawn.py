"""What can be drawn, and the reading of the source that a drawing shows."""

from collections.abc import Callable
from dataclasses import replace

from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

DRAW: dict[str, Callable[[Program, Language], Drawing]] = {
    "organisation": draw_organisation,
    "steps": draw_steps,
    "escalation": draw_escalation,
}


def drawn(what: str, program: Program, language: Language) -> Drawing:
    """Draw, and name below it the interpretations without which it would look otherwise."""
    drawing = DRAW[what](program, language)
    named = [
        say("drawing.reading", language, name=name, option=one.options[one.default][language])
        for name, one in program.interpretations.items()
        if any(
            DRAW[what](_reading(program, name, option), language).parts != drawing.parts
            for option in one.options
            if option != one.default
        )
    ]
    if not named:
        return drawing
    reading = say("drawing.readings", language, readings="; ".join(named))
    return replace(drawing, footnote=f"{drawing.footnote} {reading}")


def _reading(program: Program, name: str, option: str) -> Program:
    """The program with another default."""
    other = replace(program.interpretations[name], default=option)
    return replace(program, interpretations={**program.interpretations, name: other})
