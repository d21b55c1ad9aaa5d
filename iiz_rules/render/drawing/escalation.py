"""Ways from rung to rung, delegations, and duties by who bears them."""

from collections.abc import Iterator
from itertools import pairwise

from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.render.drawing.brief import acting, actors, criteria, holders, named
from iiz_rules.render.drawing.cards import step_card
from iiz_rules.render.drawing.graph import (
    Card,
    CardEntry,
    CardLine,
    Drawing,
    DrawingPart,
    Link,
    drawing,
)
from iiz_rules.render.text.values import duration_words
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


def draw_escalation(program: Program, language: Language) -> Drawing:
    """Draw ladders, delegations and duties."""
    lanes = [_ladder(program, way, language) for way in program.ways if way != ROUTE]
    links = [
        Link(rung.id, above.id, "next") for _, *rungs in lanes for rung, above in pairwise(rungs)
    ]
    for rule in _of_kind(program, "delegation"):
        lanes.append(_delegation(program, rule, language))
        links.append(Link(lanes[-1][1].id, lanes[-1][2].id, "passes"))
    ways = DrawingPart(say("drawing.ways", language), "columns", tuple(lanes), tuple(links))
    cards = tuple(_duties(program, language))
    duties = DrawingPart(say("drawing.duties", language), "free", (cards,))
    return drawing(program, "escalation", (ways, duties), language)


def _of_kind(program: Program, kind: str) -> Iterator[Rule]:
    return (rule for rule in program.rules.values() if rule.kind == kind)


def _ladder(program: Program, way: str, language: Language) -> tuple[Card, ...]:
    clauses = program.way_clauses.get(way, ())
    head = Card(f"+{way}", "heading", program.way_labels[way][language], clauses)
    return (head, *(step_card(program, rung, language) for rung in program.ways[way]))


def _delegation(program: Program, rule: Rule, language: Language) -> tuple[Card, ...]:
    """Draw a delegation: what it is about, from whom it passes, on what conditions, to whom."""
    giver = program.actors[rule.actors["from"]][language]
    taker = named(program, rule.actors["to"], rule.actors.get("of"), language)
    needs = CardLine(say("drawing.if", language), criteria(program, rule, language))
    return (
        Card(rule.id, "heading", rule.label[language], rule.clauses),
        Card(f"{rule.id}+from", "step", giver, facts=(needs,)),
        Card(f"{rule.id}+to", "step", taker),
    )


def _duties(program: Program, language: Language) -> Iterator[Card]:
    """Group the duties by who may have to fulfil them."""
    borne: dict[tuple[tuple[str, str | None], ...], list[Rule]] = {}
    for rule in _of_kind(program, "duty"):
        able = dict.fromkeys((holder.role, holder.of) for holder in acting(program, rule))
        borne.setdefault(tuple(able), []).append(rule)
    for number, (bearers, rules) in enumerate(borne.items(), 1):
        title = " / ".join(named(program, role, of, language) for role, of in bearers)
        entries = tuple(_duty(program, rule, language, len(bearers) > 1) for rule in rules)
        yield Card(f"+duties.{number}", "duties", title, entries=entries)


def _duty(program: Program, rule: Rule, language: Language, several: bool) -> CardEntry:
    """Draw a duty; which of several bears it is said with it."""
    notes = list(_due(program, program.deadlines.get(rule.id), language))
    if several:
        notes += holders(program, rule, language)
    if rule.informs:
        notes.append(say("drawing.informs", language, who=actors(program, rule.informs, language)))
    return CardEntry(rule.id, "duty", rule.label[language], rule.clauses, tuple(notes))


def _due(program: Program, deadline: object, language: Language) -> Iterator[str]:
    """Say by when, where the source says it as it is read by default."""
    match deadline:
        case ByInterpretation(interpretation=name, options=options):
            yield from _due(program, options[program.interpretations[name].default], language)
        case EndOf(period=period):
            yield say(f"drawing.due.end.{period}", language)
        case DateOf(fact=fact, plus=None):
            yield say("drawing.due.fact", language, fact=program.facts[fact].label[language])
        case DateOf(fact=fact, plus=str(plus)):
            duration, label = duration_words(plus, language), program.facts[fact].label[language]
            yield say("drawing.due.later", language, duration=duration, fact=label)
