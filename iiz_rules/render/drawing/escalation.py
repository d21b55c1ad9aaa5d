"""Ways from rung to rung, delegations, and duties by who bears them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.render.drawing.graph import Card, CardEntry, CardLine, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.steps import StepCards
from iiz_rules.words.text import Language


def draw_escalation(program: Program, language: Language) -> Drawing:
    """Draw ladders, delegations and duties."""
    drawn = _Escalation(program, language)
    ladders = [drawn.ladder(way) for way in program.ways if way != ROUTE]
    delegations = [drawn.delegation(rule) for rule in drawn.of_kind("delegation")]
    duties = DrawingPart(drawn.say("duties"), "free", (tuple(drawn.duties()),))
    return drawn.drawing("escalation", *ladders, *delegations, duties)


class _Escalation(StepCards):
    """The cards of ladders, delegations and duties."""

    def of_kind(self, kind: str) -> Iterator[Rule]:
        return (rule for rule in self.program.rules.values() if rule.kind == kind)

    def ladder(self, way: str) -> DrawingPart:
        """Draw the rungs one below the other, those of which only one can be there side by side."""
        program = self.program
        levels: list[list[str]] = []
        for rung in program.ways[way]:
            if levels and all(self.exclusive(rung, other) for other in levels[-1]):
                levels[-1].append(rung)
            else:
                levels.append([rung])
        clauses = program.way_clauses.get(way, ())
        links = (
            Link(rung, then, "next", self.then(rung, then), program.rules[then].clauses)
            for above, below in pairwise(levels)
            for rung, then in product(above, below)
        )
        lanes = tuple(tuple(map(self.rung, level, self.ways(level))) for level in levels)
        title = program.way_labels[way][self.language]
        return DrawingPart(title, "rows", lanes, tuple(links), clauses)

    def ways(self, level: list[str]) -> list[str]:
        """Mark several rungs as mutually exclusive."""
        more = [self.say("or-else")] * (len(level) - 1)
        return [self.say("either"), *more] if more else [""]

    def rung(self, name: str, way: str) -> Card:
        """Draw a rung; which way it is stands before its title."""
        card = self.step(name)
        return replace(card, title=f"{way}\u2002{card.title}") if way else card

    def then(self, rung: str, then: str) -> str:
        first, second = (self.program.rules[one].label[self.language] for one in (rung, then))
        return f"{first} → {second}"

    def delegation(self, rule: Rule) -> DrawingPart:
        """Draw a delegation: what it is about, from whom it passes, on what conditions, to whom."""
        giver, taker = rule.id, f"{rule.id}+to"
        named = self.named(rule.actors["to"], rule.actors.get("of"))
        needs = CardLine(self.say("if"), self.criteria(rule))
        passing = Card(giver, "step", self.label(rule.actors["from"]), facts=(needs,))
        about = f"{passing.title} → {named}"
        link = Link(giver, taker, "passes", about, rule.clauses)
        lanes = ((passing,), (Card(taker, "step", named),))
        return DrawingPart(rule.label[self.language], "rows", lanes, (link,), rule.clauses)

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
        notes = list(self.due(self.program.deadlines.get(rule.id)))
        if several:
            notes += self.holders(rule)
        if rule.informs:
            notes.append(self.say("informs", who=self.actors(rule.informs)))
        return CardEntry(rule.id, "duty", rule.label[self.language], rule.clauses, tuple(notes))
