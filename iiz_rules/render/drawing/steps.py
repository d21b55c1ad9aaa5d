"""The steps of the model: who asks, who acts, what each needs, and which one leads to which."""

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of, walk
from iiz_rules.language.program.rules import ROUTE, Program
from iiz_rules.render.drawing.cards import StepCards
from iiz_rules.render.drawing.default import by_default
from iiz_rules.render.drawing.graph import Drawing, DrawingPart, Link, drawing
from iiz_rules.render.drawing.levels import levels, untangled
from iiz_rules.words.text import Language

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw_steps(program: Program, language: Language) -> Drawing:
    """Draw the steps, each below those whose outcome it needs."""
    names = program.ways[ROUTE]
    links = _links(program, names)
    above = [(link.source, link.target) for link in links]
    drawn = StepCards(program, language)
    cards = {name: drawn.step(name, letter(position)) for position, name in enumerate(names)}
    order = untangled(levels(names, above), above)
    lanes = tuple(tuple(cards[name] for name in level) for level in order)
    part = DrawingPart("", "rows", lanes, links)
    return drawing(program, "steps", (part,), language, drawn.say("legend.step"))


def letter(position: int) -> str:
    """The letter of a step: A to Z, then AA.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    first, last = divmod(position, len(LETTERS))
    return (letter(first - 1) if first else "") + LETTERS[last]


def _links(program: Program, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Link each step with the earlier ones that it needs, the nearest of each way alone.

    A step needs an earlier one when it reads what that one brings about: what tells that it lies
    behind the case, and was not asked in order to begin it.
    """
    read = {name: facts(program, program.rules[name].node) for name in names}
    told = {name: facts(program, program.rules[name].done) - read[name] for name in names}
    links: list[Link] = []
    needed: dict[str, set[str]] = {}
    for position, name in enumerate(names):
        before = [earlier for earlier in names[:position] if told[earlier] & read[name]]
        behind = {further for earlier in before for further in needed[earlier]}
        needed[name] = {*before, *behind}
        links += [Link(earlier, name, "then") for earlier in before if earlier not in behind]
    return tuple(links)


def facts(program: Program, node: conditions.Condition | None) -> set[str]:
    """Name the facts that a condition reads, as it is read by default."""
    read: set[str] = set()
    seen: set[str] = set()
    waiting = [by_default(program, node)]
    while waiting:
        for part in walk(waiting.pop()):
            read.update(facts_of(part))
            if isinstance(part, conditions.Reference) and part.name not in seen:
                seen.add(part.name)
                waiting.append(by_default(program, program.definitions[part.name].node))
    return read
