"""The organisation chart: bodies with their seats and people from top to bottom, who leads whom."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, product

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import parts
from iiz_rules.language.program.organisation import Actor, Competence, Seat, Staffing
from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.drawing.default import ALWAYS, by_default, value_by_default
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
BESIDE = {**ABOVE, "answers-for": "answers-for"}
"""the same, with what else is noted beside the person acted on"""
UPWARDS = frozenset({"proposes", "reports", "requests"})


def draw_organisation(program: Program, language: Language) -> Drawing:
    """Draw the organisation chart."""
    chart = _Chart(program, language)
    order = levels(program.bodies, chart.above)
    top, *below = [tuple(map(chart.body, level)) for level in order] or [()]
    lanes = (top, tuple(chart.partners()), *below, (*chart.staff(), *chart.others()))
    part = DrawingPart("", "rows", tuple(filter(None, lanes)), chart.links)
    return chart.drawing("organisation", part)


class _Chart(Brief):
    """The chart: every body is a card, and so is every group of institutions."""

    @cached_property
    def able(self) -> tuple[Competence, ...]:
        """The competences that can be used."""
        return tuple(filter(self.may, self.program.competences))

    @cached_property
    def involved(self) -> frozenset[str]:
        """Everybody involved in a competence, in whatever part."""
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
        there = self.involved | {one.each for one in self.asked}
        for group in (one for one in self._of_kind("group") if one.id in there):
            kinds = {self.program.people[member].kind for member in group.members}
            if kinds <= {"institution"} and taken.isdisjoint(group.members):
                groups[group.id] = group.members
                taken |= set(group.members)
        return groups

    @cached_property
    def home(self) -> dict[str, str]:
        """The card in which each actor stands: a person in that of whom he belongs to."""
        homes = {name: name for name in (*self.program.bodies, *self.groups)}
        homes |= {member: group for group, members in self.groups.items() for member in members}
        for office in self._of_kind("institution"):
            if office.id in self.involved:
                homes.setdefault(office.id, OFFICES)
        every = {role: f"+each.{one.each}" for one in self.staffed[::-1] for role in one.roles}
        for role in self._of_kind("role"):
            if role.id in self.involved:
                homes[role.id] = homes.get(role.belongs_to or "", every.get(role.id, PEOPLE))
        return homes

    @cached_property
    def asked(self) -> tuple[Staffing, ...]:
        """Who has to be present, under the default options."""
        every = self.program.staffing.values()
        return tuple(one for one in every if self.limits(one) not in ((0, None), (0, 0)))

    @cached_property
    def staffed(self) -> tuple[Staffing, ...]:
        """What staff each institution of a group has that is drawn."""
        return tuple(one for one in self.asked if one.each in self.groups)

    def _of_kind(self, kind: str) -> Iterator[Actor]:
        return (actor for actor in self.program.people.values() if actor.kind == kind)

    def inside(self, card: str) -> Iterator[str]:
        """The people in a card."""
        return (role.id for role in self._of_kind("role") if self.home.get(role.id) == card)

    # ---------------------------------------------------------------------------------- cards

    def body(self, name: str) -> Card:
        body = self.program.bodies[name]
        seats = [seat for seat in body.seats if self.limits(seat)[1] != 0]
        held = {seat.of for seat in seats}
        seated = [self.seat(name, seat) for seat in seats]
        people = [self.entry(role, "role") for role in self.inside(name) if role not in held]
        advisory = [
            CardEntry(f"{name}.{of}", "advisory", short(self.label(of)), clauses)
            for of, clauses in body.advisory.items()
        ]
        clauses = self.program.people[name].clauses
        notes = (*self.size(name), *self.meetings(name), *self.notes(name))
        facts = tuple(CardLine("", (text,)) for text in notes)
        entries = (*seated, *people, *advisory)
        return Card(name, "body", self.label(name), clauses, facts, entries)

    def size(self, name: str) -> Iterator[str]:
        """Say how many members a body has in all, as the source is read by default."""
        body, rule = self.program.bodies[name], self.program.rules[f"{name}.composition"]
        sizes = [by_default(self.program, one.node) for one in rule.criteria if one.id == "size"]
        if not sizes and len(body.seats) > 1:
            limits = [self.limits(seat) for seat in body.seats]
            most = _sum(high for _, high in limits)
            yield self.say("seats", number=self.number(sum(low for low, _ in limits), most))
        for node in sizes:
            if isinstance(node, conditions.Range) and isinstance(node.low, int):
                most = node.high if isinstance(node.high, int) else None
                yield self.say("members", number=self.number(node.low, most))
            else:
                yield from self.condition(node)

    def meetings(self, body: str) -> Iterator[str]:
        """Say how often a body meets in all, as the source is read by default."""
        if self.program.bodies[body].meets:
            for criterion in self.program.rules[f"{body}.meetings"].criteria:
                *_, in_all = parts(by_default(self.program, criterion.node)) or (ALWAYS,)
                yield from self.condition(in_all)

    def seat(self, body: str, seat: Seat) -> CardEntry:
        """Draw a seat; of a person who belongs to the body it is the person."""
        count = self.say("seats", number=self.number(*self.limits(seat)))
        if self.home.get(seat.of) == body:
            return replace(self.entry(seat.of, "role"), clauses=seat.clauses, count=count)
        label = short(self.label(seat.of))
        return CardEntry(f"{body}.{seat.name}", "seat", label, seat.clauses, count=count)

    def limits(self, of: Seat | Staffing) -> tuple[int, int | None]:
        """How many there are at least and at most, as the source is read by default."""
        return value_by_default(self.program, of.at_least), value_by_default(
            self.program, of.at_most
        )

    def number(self, low: int, high: int | None) -> str:
        """A number or a range, in words."""
        if low == high:
            return str(low)
        if high is None:
            return self.say("number.least", n=low) if low else self.say("number.any")
        return self.say("number.between", n=low, most=high)

    def entry(self, name: str, kind: EntryKind) -> CardEntry:
        actor, notes = self.program.people[name], [*self.notes(name)]
        home = actor.belongs_to
        if home and home in self.home and home not in self.program.bodies:
            notes.insert(0, self.say("at", who=short(self.label(home))))
        return CardEntry(name, kind, self.label(name), actor.clauses, tuple(notes))

    def partners(self) -> Iterator[Card]:
        """Draw the groups of institutions, with the people whom each of them has."""
        for group, members in self.groups.items():
            has = [one for one in self.staffed if one.each == group]
            roles = tuple(
                self.say(
                    "colon",
                    label=actors_words(self.program, requirement.roles, self.language),
                    value=self.number(*self.limits(requirement)),
                )
                for requirement in has
            )
            facts = (CardLine(self.say("each-provides"), roles),) if roles else ()
            people = tuple(self.entry(role, "role") for role in self.inside(group))
            entries = tuple(self.entry(member, "actor") for member in members)
            clauses = self.program.people[group].clauses
            yield Card(group, "people", self.label(group), clauses, facts, (*entries, *people))

    def staff(self) -> Iterator[Card]:
        """Draw the people whom each institution of a group has, and who are in no body."""
        for group in self.groups:
            card = f"+each.{group}"
            entries = tuple(self.entry(role, "role") for role in self.inside(card))
            if entries:
                yield Card(
                    card, "people", self.say("each", group=self.label(group)), (), (), entries
                )

    def others(self) -> Iterator[Card]:
        kinds: dict[str, tuple[str, EntryKind]] = {
            PEOPLE: ("roles", "role"),
            OFFICES: ("institutions", "actor"),
        }
        for card, (key, kind) in kinds.items():
            inside = [name for name, home in self.home.items() if home == card]
            people = self.program.people
            entries = tuple(
                self.entry(name, "role" if people[name].kind == "role" else kind) for name in inside
            )
            if entries:
                yield Card(card, "people", self.say(key), entries=entries)

    def notes(self, name: str) -> Iterator[str]:
        """Notes on who acts on somebody, with the clauses."""
        for capacity, kind in BESIDE.items():
            acting = [
                competence
                for competence in self.able
                if competence.capacity == capacity
                and competence.over
                and name in self.each(competence.over)
            ]
            if acting:
                by = self.actors(who for one in acting for who in self.doers(one))
                cited = dict.fromkeys(clause for one in acting for clause in one.clauses)
                yield f"{self.say(kind, who=by)} ({', '.join(cited)})"

    def each(self, name: str) -> tuple[str, ...]:
        """An actor, or the members of a group that has no card of its own."""
        return (name,) if name in self.home else self.program.people[name].members

    # ---------------------------------------------------------------------------------- links

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Who acts on whom, and who in a body turns to another: from and to who is named.

        Who appoints a person is said beside him. What acts on a body and on people in it is one
        line.
        """
        drawn: dict[tuple[str, str], Link] = {}
        for capacity, kind in ABOVE.items():
            for competence in self.able:
                if (
                    competence.capacity == capacity
                    and competence.over
                    and self.is_line(kind, competence.over)
                ):
                    self.join(drawn, competence, competence.by, competence.over, kind)
        for competence in self.able:
            if competence.to and competence.capacity in UPWARDS:
                between = [who for who in (competence.via,) if who] or competence.by
                self.join(drawn, competence, between, competence.to, "turns-to")
        return tuple(drawn.values())

    def is_line(self, kind: LinkKind, over: str) -> bool:
        """Whether acting on somebody is drawn as a line: who appoints a person is not."""
        return kind != "appoints" or over in self.program.bodies

    def join(
        self,
        drawn: dict[tuple[str, str], Link],
        competence: Competence,
        sources: Iterable[str],
        target: str,
        kind: LinkKind,
    ) -> None:
        """Add the lines of a competence to those drawn; what has a line already goes with it."""
        acting = chain.from_iterable(map(self.each, sources))
        about = f"{self.actors(self.doers(competence))}: {competence.label[self.language]}"
        for who, whom in product(acting, self.each(target)):
            first, second = self.home.get(who), self.home.get(whom)
            between = {first, second} <= self.program.bodies.keys() or kind != "turns-to"
            if first and second and first != second and between:
                ends = (who, second) if (who, second) in drawn else (who, whom)
                link = drawn.setdefault(ends, Link(*ends, kind))
                drawn[ends] = replace(
                    link,
                    about="\n".join(filter(None, dict.fromkeys([*link.about.split("\n"), about]))),
                    clauses=tuple(dict.fromkeys((*link.clauses, *competence.clauses))),
                )

    @cached_property
    def above(self) -> tuple[tuple[str, str], ...]:
        """Which body stands above which: by who acts on whom, turns to whom, sits in where."""
        ends = [(self.home[link.source], self.home[link.target], link) for link in self.links]
        pairs = [(one, other) for one, other, link in ends if link.kind != "turns-to"]
        pairs += [(other, one) for one, other, link in ends if link.kind == "turns-to"]
        for body in self.program.bodies.values():
            pairs += [(body.id, self.home[of]) for of in body.advisory if of in self.home]
        return tuple(pairs)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of limits; there is none where one of them has none."""
    limits = [*numbers]
    return None if None in limits else sum(one for one in limits if one is not None)
