"""The organisation chart: bodies with their seats and people from top to bottom, who leads whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.organisation import Actor, Competence, Seat
from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.brief import actors, may, short
from iiz_rules.render.drawing.graph import (
    Card,
    CardEntry,
    CardLine,
    Drawing,
    DrawingPart,
    Link,
    LinkKind,
    drawing,
)
from iiz_rules.render.drawing.levels import levels
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

OFFICES, PEOPLE = "+offices", "+people"
ABOVE: dict[str, LinkKind] = {"leads": "leads", "supervises": "supervises", "decides": "appoints"}
"""What it makes of an actor to act on somebody: `decides` about somebody is to appoint him."""
UPWARDS = frozenset({"proposes", "reports", "requests"})


def draw_organisation(program: Program, language: Language) -> Drawing:
    """Draw who there is."""
    chart = _Chart(program, language)
    order = levels(chart.program.bodies, chart.above)
    bodies = [tuple(chart.body(name) for name in level) for level in order]
    top, bottom = tuple(chart.partners()), tuple(chart.others())
    lanes = [lane for lane in ((*top, *(bodies[0] if bodies else ())), *bodies[1:], bottom) if lane]
    part = DrawingPart("", "rows", tuple(lanes), chart.links)
    return drawing(program, "organisation", (part,), language)


@dataclass(frozen=True)
class _Chart:
    """What is drawn where: every body is a card, and so is every group of institutions."""

    program: Program
    language: Language

    @cached_property
    def acting(self) -> tuple[Competence, ...]:
        """The competences as they are read by default."""
        return tuple(
            competence for competence in self.program.competences if may(self.program, competence)
        )

    @cached_property
    def involved(self) -> frozenset[str]:
        """Everybody who may do something, or to whom, with whom or about whom it is done."""
        found = {
            name for competence in self.acting for name in (*competence.by, *competence.together)
        }
        found |= {name for one in self.acting for name in (one.over, one.to, one.via) if name}
        seated = {seat.of for body in self.program.bodies.values() for seat in body.seats}
        members = {m for n in found for m in self.program.people[n].members}
        return frozenset(found | seated | members)

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups of institutions with their members, each institution in the first of them."""
        found: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for one in self._of_kind("group"):
            if all(self.program.people[member].kind == "institution" for member in one.members):
                left = tuple(member for member in one.members if member not in taken)
                if left == one.members:
                    found[one.id] = left
                    taken |= set(left)
        return found

    @cached_property
    def home(self) -> dict[str, str]:
        """The card in which each actor stands."""
        found = {name: name for name in self.program.bodies}
        found |= {member: group for group, members in self.groups.items() for member in members}
        found |= {group: group for group in self.groups}
        for one in self._of_kind("institution"):
            if one.id in self.involved:
                found.setdefault(one.id, OFFICES)
        for one in self._of_kind("role"):
            if one.id in self.involved:
                found[one.id] = one.belongs_to if one.belongs_to in found else PEOPLE
        return found

    def _of_kind(self, kind: str) -> Iterator[Actor]:
        return (one for one in self.program.people.values() if one.kind == kind)

    def label(self, name: str) -> str:
        """Name an actor."""
        return self.program.actors[name][self.language]

    # ---------------------------------------------------------------------------------- cards

    def body(self, name: str) -> Card:
        """Draw a body: seats, who sits in, and the people who belong to it."""
        body = self.program.bodies[name]
        inside = [one.id for one in self._of_kind("role") if self.home.get(one.id) == name]
        seated = [self.seat(name, seat) for seat in body.seats]
        held = {seat.of for seat in body.seats}
        people = [self.person(one) for one in inside if one not in held]
        advisory = [
            CardEntry(f"{name}.{of}", "advisory", short(self.label(of)), clauses)
            for of, clauses in body.advisory.items()
        ]
        clauses = self.program.people[name].clauses
        facts = tuple(CardLine("", (text,)) for text in self.notes(name))
        entries = (*seated, *people, *advisory)
        return Card(name, "body", self.label(name), clauses, facts, entries)

    def seat(self, body: str, seat: Seat) -> CardEntry:
        """Draw a seat; of a person who belongs to the body it is the person."""
        count = say("drawing.many", self.language) if self.many(seat) else ""
        if self.home.get(seat.of) == body:
            one = self.person(seat.of)
            return CardEntry(one.id, "role", one.title, seat.clauses, one.notes, count)
        label = short(self.label(seat.of))
        return CardEntry(f"{body}.{seat.name}", "seat", label, seat.clauses, count=count)

    def many(self, seat: Seat) -> bool:
        """Whether any number may sit there, as the source is read by default."""
        limit: object = seat.at_most
        if isinstance(limit, ByInterpretation):
            limit = limit.options[self.program.interpretations[limit.interpretation].default]
        return limit is None

    def person(self, name: str) -> CardEntry:
        """Draw a role where it belongs."""
        one = self.program.people[name]
        return CardEntry(name, "role", self.label(name), one.clauses, tuple(self.notes(name)))

    def office(self, name: str) -> CardEntry:
        """Draw an institution where it belongs."""
        one = self.program.people[name]
        return CardEntry(name, "actor", self.label(name), one.clauses, tuple(self.notes(name)))

    def partners(self) -> Iterator[Card]:
        """Draw the groups of institutions, with the people whom each of them has."""
        for group, members in self.groups.items():
            has = [staff for staff in self.program.staffing.values() if staff.each == group]
            roles = tuple(" / ".join(self.label(role) for role in one.roles) for one in has)
            facts = (CardLine(say("drawing.each-provides", self.language), roles),) if roles else ()
            entries = tuple(self.office(member) for member in members)
            clauses = self.program.people[group].clauses
            yield Card(group, "people", self.label(group), clauses, facts, entries)

    def others(self) -> Iterator[Card]:
        """Draw the people and the institutions that stand alone."""
        for card, key, build in (
            (PEOPLE, "roles", self.person),
            (OFFICES, "institutions", self.office),
        ):
            inside = [name for name, home in self.home.items() if home == card]
            if inside:
                entries = tuple(build(name) for name in inside)
                yield Card(card, "people", say(f"drawing.{key}", self.language), entries=entries)

    def notes(self, name: str) -> Iterator[str]:
        """Say who leads, supervises and appoints somebody."""
        for capacity, kind in ABOVE.items():
            found = [
                by
                for competence in self.acting
                if competence.capacity == capacity
                and competence.over
                and name in self.each(competence.over)
                for by in competence.by
            ]
            if found:
                yield say(
                    f"drawing.{kind}", self.language, who=actors(self.program, found, self.language)
                )

    def each(self, name: str) -> tuple[str, ...]:
        """An actor, or the members of a group that has no card of its own."""
        if name in self.home:
            return (name,)
        return self.program.people[name].members

    # ---------------------------------------------------------------------------------- links

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Who acts on whom, and which body turns to which: each pair of cards once."""
        found = [
            link
            for capacity, kind in ABOVE.items()
            for competence in self.acting
            if competence.capacity == capacity
            and competence.over
            and self.drawn(capacity, competence.over)
            for link in self.between(competence.by, competence.over, kind)
        ]
        first = {(link.source, link.target): link for link in reversed(found)}
        upwards = [one for one in self.turning if (one.target, one.source) not in first]
        return tuple(dict.fromkeys((*reversed(first.values()), *upwards)))

    def drawn(self, capacity: str, over: str) -> bool:
        """Whether it is a line to act on somebody; who appoints a person is said beside him."""
        return capacity != "decides" or over in self.program.bodies

    @cached_property
    def turning(self) -> tuple[Link, ...]:
        """Which body turns to which."""
        bodies = self.program.bodies
        return tuple(
            link
            for competence in self.acting
            if competence.to and competence.capacity in UPWARDS
            for link in self.between(competence.by, competence.to, "turns-to")
            if link.source in bodies and link.target in bodies
        )

    def between(self, sources: Iterable[str], target: str, kind: LinkKind) -> Iterator[Link]:
        """Link the cards of some actors with that of another; inside one card is no link."""
        for source in sources:
            for one in self.each(source):
                for other in self.each(target):
                    first, second = self.home.get(one), self.home.get(other)
                    if first and second and first != second:
                        yield Link(first, second, kind)

    @cached_property
    def above(self) -> tuple[tuple[str, str], ...]:
        """Which body stands above which: by who acts on whom, turns to whom, sits in where."""
        found = [(link.source, link.target) for link in self.links if link.kind != "turns-to"]
        found += [(one.target, one.source) for one in self.turning]
        for body in self.program.bodies.values():
            found += [(body.id, self.home[of]) for of in body.advisory if of in self.home]
        return tuple(found)
