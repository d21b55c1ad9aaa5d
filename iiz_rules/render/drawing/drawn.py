"""What can be drawn, and the reading of the source that a drawing shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from iiz_rules.language.program.interpretations import Interpretation
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


def drawn(
    what: str, program: Program, language: Language, shaping: Sequence[str] | None = None
) -> Drawing:
    """Draw, and name below it the interpretations without which it would look otherwise.

    Which ones these are, `shaping`, is worked out where it is not given.
    """
    drawing, named = DRAW[what](program, language), []
    for name in readings_of(what, program) if shaping is None else shaping:
        interpretation = program.interpretations[name]
        option = interpretation.options[interpretation.default][language]
        named.append(say("drawing.reading", language, name=name, option=option))
    if not named:
        return drawing
    reading = say("drawing.readings", language, readings="; ".join(named))
    return replace(drawing, footnote=f"{drawing.footnote} {reading}")


def readings_of(what: str, program: Program) -> tuple[str, ...]:
    """The interpretations without which a drawing would look otherwise, in any language.

    One that was not looked at while it was drawn changes nothing in it.
    """
    looked = _Looked(program.interpretations)
    usual = DRAW[what](replace(program, interpretations=looked), "de").parts
    return tuple(
        name
        for name, interpretation in program.interpretations.items()
        if name in looked.at
        and any(
            DRAW[what](in_reading(program, {name: option}), "de").parts != usual
            for option in interpretation.options
            if option != interpretation.default
        )
    )


class _Looked(Mapping[str, Interpretation]):
    """The interpretations of a program, recording which were looked up."""

    def __init__(self, interpretations: Mapping[str, Interpretation]) -> None:
        self.interpretations = interpretations
        self.at: set[str] = set()

    def __getitem__(self, name: str) -> Interpretation:
        self.at.add(name)
        return self.interpretations[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.interpretations)

    def __len__(self) -> int:
        return len(self.interpretations)


def in_reading(program: Program, options: Mapping[str, str]) -> Program:
    """The program with other defaults."""
    interpretations = dict(program.interpretations)
    for name, option in options.items():
        interpretations[name] = replace(interpretations[name], default=option)
    return replace(program, interpretations=interpretations)
