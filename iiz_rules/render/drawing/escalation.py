"""Ways from rung to rung, delegations, and duties by who bears them."""

from collections.abc import Iterator
from itertools import pairwise

from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.render.drawing.graph import Card, CardEntry, CardLine, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.steps import StepCards
from iiz_rules.render.text.values import duration_words
from iiz_rules.words.text import Language


def draw_escalation(program: Program, language: Language) -> Drawing:
    """Draw ladders, delegations and duties."""
    drawn = _Escalation(program, language)
    lanes = [drawn.ladder(way) for way in program.ways if way != ROUTE]
    links = [
        Link(rung.id, above.id, "next") for _, *rungs in lanes for rung, above in pairwise(rungs)
    ]
    for rule in drawn.of_kind("delegation"):
        lanes.append(drawn.delegation(rule))
        links.append(Link(lanes[-1][1].id, lanes[-1][2].id, "passes"))
    ways = DrawingPart(drawn.say("ways"), "columns", tuple(lanes), tuple(links))
    duties = DrawingPart(drawn.say("duties"), "free", (tuple(drawn.duties()),))
    return drawn.drawing("escalation", ways, duties)


class _Escalation(StepCards):
    """The cards of what moves a case on."""

    def of_kind(self, kind: str) -> Iterator[Rule]:
        return (rule for rule in self.program.rules.values() if rule.kind == kind)

    def ladder(self, way: str) -> tuple[Card, ...]:
        clauses = self.program.way_clauses.get(way, ())
        head = Card(f"+{way}", "heading", self.program.way_labels[way][self.language], clauses)
        return (head, *map(self.step, self.program.ways[way]))

    def delegation(self, rule: Rule) -> tuple[Card, ...]:
        """Draw a delegation: what it is about, from whom it passes, on what conditions, to whom."""
        taker = self.named(rule.actors["to"], rule.actors.get("of"))
        needs = CardLine(self.say("if"), self.criteria(rule))
        return (
            Card(rule.id, "heading", rule.label[self.language], rule.clauses),
            Card(f"{rule.id}+from", "step", self.label(rule.actors["from"]), facts=(needs,)),
            Card(f"{rule.id}+to", "step", taker),
        )

    def duties(self) -> Iterator[Card]:
        """Group the duties by who may have to fulfil them."""
        borne: dict[tuple[tuple[str, str | None], ...], list[Rule]] = {}
        for rule in self.of_kind("duty"):
            able = dict.fromkeys((holder.role, holder.of) for holder in self.acting(rule))
            borne.setdefault(tuple(able), []).append(rule)
        for number, (bearers, rules) in enumerate(borne.items(), 1):
            title = " / ".join(self.named(role, of) for role, of in bearers)
            entries = tuple(self._duty(rule, len(bearers) > 1) for rule in rules)
            yield Card(f"+duties.{number}", "duties", title, entries=entries)

    def _duty(self, rule: Rule, several: bool) -> CardEntry:
        """Draw a duty; which of several bears it is said with it."""
        notes = list(self._due(self.program.deadlines.get(rule.id)))
        if several:
            notes += self.holders(rule)
        if rule.informs:
            notes.append(self.say("informs", who=self.actors(rule.informs)))
        return CardEntry(rule.id, "duty", rule.label[self.language], rule.clauses, tuple(notes))

    def _due(self, deadline: object) -> Iterator[str]:
        facts, language = self.program.facts, self.language
        match deadline:
            case ByInterpretation(interpretation=name, options=options):
                yield from self._due(options[self.program.interpretations[name].default])
            case EndOf(period=period):
                yield self.say(f"due.end.{period}")
            case DateOf(fact=fact, plus=None):
                yield self.say("due.fact", fact=facts[fact].label[language])
            case DateOf(fact=fact, plus=str(plus)):
                duration, label = duration_words(plus, language), facts[fact].label[language]
                yield self.say("due.later", duration=duration, fact=label)
