"""The organisation chart: bodies with their seats and people from top to bottom, who leads whom."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, product

from iiz_rules.language.program.conditions import parts
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.organisation import Actor, Competence, Seat
from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.drawing.default import ALWAYS, by_default
from iiz_rules.render.drawing.graph import (
    Card,
    CardEntry,
    CardLine,
    Drawing,
    DrawingPart,
    EntryKind,
    Link,
    LinkKind,
)
from iiz_rules.render.drawing.levels import levels
from iiz_rules.render.text.values import actors_words, short
from iiz_rules.words.text import Language

OFFICES, PEOPLE = "+offices", "+people"
ABOVE: dict[str, LinkKind] = {"leads": "leads", "supervises": "supervises", "decides": "appoints"}
"""What it makes of an actor to act on somebody: `decides` about somebody is to appoint him."""
UPWARDS = frozenset({"proposes", "reports", "requests"})


def draw_organisation(program: Program, language: Language) -> Drawing:
    """Draw who there is."""
    chart = _Chart(program, language)
    order = levels(program.bodies, chart.above)
    bodies = [tuple(chart.body(name) for name in level) for level in order]
    top = (*chart.partners(), *(bodies[0] if bodies else ()))
    lanes = tuple(lane for lane in (top, *bodies[1:], tuple(chart.others())) if lane)
    return chart.drawing("organisation", DrawingPart("", "rows", lanes, chart.links))


class _Chart(Brief):
    """What is drawn where: every body is a card, and so is every group of institutions."""

    @cached_property
    def able(self) -> tuple[Competence, ...]:
        """The competences that can be used."""
        return tuple(filter(self.may, self.program.competences))

    @cached_property
    def over(self) -> tuple[tuple[LinkKind, tuple[str, ...], str], ...]:
        """Who leads whom, then who supervises whom, then who appoints whom."""
        return tuple(
            (kind, competence.by, competence.over)
            for capacity, kind in ABOVE.items()
            for competence in self.able
            if competence.capacity == capacity and competence.over
        )

    @cached_property
    def involved(self) -> frozenset[str]:
        """Everybody who may do something, or to whom, with whom or about whom it is done."""
        ends = ((*one.by, *one.together, one.over, one.to, one.via) for one in self.able)
        names = {name for several in ends for name in several if name}
        members = {member for name in names for member in self.program.people[name].members}
        seated = {seat.of for body in self.program.bodies.values() for seat in body.seats}
        return frozenset(names | members | seated)

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups of institutions with their members, each institution in the first of them."""
        groups: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for group in self._of_kind("group"):
            kinds = {self.program.people[member].kind for member in group.members}
            if kinds <= {"institution"} and taken.isdisjoint(group.members):
                groups[group.id] = group.members
                taken |= set(group.members)
        return groups

    @cached_property
    def home(self) -> dict[str, str]:
        """The card in which each actor stands."""
        homes = {name: name for name in (*self.program.bodies, *self.groups)}
        homes |= {member: group for group, members in self.groups.items() for member in members}
        for office in self._of_kind("institution"):
            if office.id in self.involved:
                homes.setdefault(office.id, OFFICES)
        for role in self._of_kind("role"):
            if role.id in self.involved:
                homes[role.id] = role.belongs_to if role.belongs_to in homes else PEOPLE
        return homes

    def _of_kind(self, kind: str) -> Iterator[Actor]:
        return (actor for actor in self.program.people.values() if actor.kind == kind)

    # ---------------------------------------------------------------------------------- cards

    def body(self, name: str) -> Card:
        body = self.program.bodies[name]
        held = {seat.of for seat in body.seats}
        inside = [role.id for role in self._of_kind("role") if self.home.get(role.id) == name]
        seated = [self.seat(name, seat) for seat in body.seats]
        people = [self.entry(role, "role") for role in inside if role not in held]
        advisory = [
            CardEntry(f"{name}.{of}", "advisory", short(self.label(of)), clauses)
            for of, clauses in body.advisory.items()
        ]
        clauses = self.program.people[name].clauses
        notes = (*self.size(name), *self.meetings(name), *self.notes(name))
        facts = tuple(CardLine("", (text,)) for text in notes)
        entries = (*seated, *people, *advisory)
        return Card(name, "body", self.label(name), clauses, facts, entries)

    def size(self, body: str) -> Iterator[str]:
        """Say how many members a body without seats has, as the source is read by default."""
        if self.program.bodies[body].unnamed:
            [criterion] = self.program.rules[f"{body}.composition"].criteria
            yield from self.condition(criterion.node)

    def meetings(self, body: str) -> Iterator[str]:
        """Say how often a body meets in all, as the source is read by default."""
        if self.program.bodies[body].meets:
            for criterion in self.program.rules[f"{body}.meetings"].criteria:
                *_, in_all = parts(by_default(self.program, criterion.node)) or (ALWAYS,)
                yield from self.condition(in_all)

    def seat(self, body: str, seat: Seat) -> CardEntry:
        """Draw a seat; of a person who belongs to the body it is the person."""
        count = self.say("many") if self.many(seat) else ""
        if self.home.get(seat.of) == body:
            return replace(self.entry(seat.of, "role"), clauses=seat.clauses, count=count)
        label = short(self.label(seat.of))
        return CardEntry(f"{body}.{seat.name}", "seat", label, seat.clauses, count=count)

    def many(self, seat: Seat) -> bool:
        """Whether any number may sit there, as the source is read by default."""
        limit: object = seat.at_most
        if isinstance(limit, ByInterpretation):
            limit = limit.options[self.program.interpretations[limit.interpretation].default]
        return limit is None

    def entry(self, name: str, kind: EntryKind) -> CardEntry:
        clauses = self.program.people[name].clauses
        return CardEntry(name, kind, self.label(name), clauses, tuple(self.notes(name)))

    def partners(self) -> Iterator[Card]:
        """Draw the groups of institutions, with the people whom each of them has."""
        for group, members in self.groups.items():
            has = [staff for staff in self.program.staffing.values() if staff.each == group]
            roles = tuple(actors_words(self.program, one.roles, self.language) for one in has)
            facts = (CardLine(self.say("each-provides"), roles),) if roles else ()
            entries = tuple(self.entry(member, "actor") for member in members)
            clauses = self.program.people[group].clauses
            yield Card(group, "people", self.label(group), clauses, facts, entries)

    def others(self) -> Iterator[Card]:
        kinds: dict[str, tuple[str, EntryKind]] = {
            PEOPLE: ("roles", "role"),
            OFFICES: ("institutions", "actor"),
        }
        for card, (key, kind) in kinds.items():
            inside = [name for name, home in self.home.items() if home == card]
            if inside:
                entries = tuple(self.entry(name, kind) for name in inside)
                yield Card(card, "people", self.say(key), entries=entries)

    def notes(self, name: str) -> Iterator[str]:
        above: dict[LinkKind, list[str]] = {}
        for kind, by, over in self.over:
            if name in self.each(over):
                above.setdefault(kind, []).extend(by)
        for kind, names in above.items():
            yield self.say(kind, who=self.actors(names))

    def each(self, name: str) -> tuple[str, ...]:
        """An actor, or the members of a group that has no card of its own."""
        return (name,) if name in self.home else self.program.people[name].members

    # ---------------------------------------------------------------------------------- links

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Who acts on whom, and which body turns to which: each pair of cards once.

        Who appoints a person is said beside him.
        """
        down = [
            link
            for kind, by, over in self.over
            if kind != "appoints" or over in self.program.bodies
            for link in self.between(by, over, kind)
        ]
        first = {(link.source, link.target): link for link in reversed(down)}
        up = [link for link in self.turning if (link.target, link.source) not in first]
        return tuple(dict.fromkeys((*reversed(first.values()), *up)))

    @cached_property
    def turning(self) -> tuple[Link, ...]:
        """Which body turns to which."""
        bodies = self.program.bodies
        return tuple(
            link
            for competence in self.able
            if competence.to and competence.capacity in UPWARDS
            for link in self.between(competence.by, competence.to, "turns-to")
            if link.source in bodies and link.target in bodies
        )

    def between(self, sources: Iterable[str], target: str, kind: LinkKind) -> Iterator[Link]:
        """Link the cards of some actors with that of another; inside one card is no link."""
        acting = chain.from_iterable(map(self.each, sources))
        for one, other in product(acting, self.each(target)):
            first, second = self.home.get(one), self.home.get(other)
            if first and second and first != second:
                yield Link(first, second, kind)

    @cached_property
    def above(self) -> tuple[tuple[str, str], ...]:
        """Which body stands above which: by who acts on whom, turns to whom, sits in where."""
        pairs = [(link.source, link.target) for link in self.links if link.kind != "turns-to"]
        pairs += [(link.target, link.source) for link in self.turning]
        for body in self.program.bodies.values():
            pairs += [(body.id, self.home[of]) for of in body.advisory if of in self.home]
        return tuple(pairs)
