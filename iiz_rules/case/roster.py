"""A roster: who holds which role or seat on a day, which is no part of an edition.

A person may do what one of their roles may on that day, and is a member of a body while they hold
a seat in it. What a roster says cannot be is found when it is read, against an edition: only what
was held while that was in force has to be named in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from iiz_rules.case.members import plain_node, quality_faults
from iiz_rules.findings.errors import CaseError, LoadError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, shown, unknown_name
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.base import made_at
from iiz_rules.language.model.case import Member
from iiz_rules.language.model.roster import HeldFor, RosterFile
from iiz_rules.language.program.organisation import Body
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.bind import bound
from iiz_rules.language.text.files import file_bytes
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.frozen import frozen

ROSTER = "roster.yaml"
"""the name of the file in the folder of a canton"""


@frozen
class Holding:
    """A role or a seat that somebody holds, with the first and last day."""

    written: HeldFor
    first: date
    last: date

    def on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return self.first <= day <= self.last

    def meets(self, other: "Holding") -> bool:
        """Whether both are held on some day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def what(self) -> tuple[str | None, str | None, str | None]:
        """The role or the seat."""
        return self.written.role, self.written.body, self.written.of

    @property
    def name(self) -> str:
        """The role or the seat in one word."""
        return ".".join(filter(None, (self.written.role or self.written.body, self.written.of)))

    def member(self) -> Member:
        """Who holds a seat as a member of the body."""
        held = self.written
        made = Member(person=held.person, of=held.of, has=held.has, lacks=held.lacks)
        return made_at(made, held)


@frozen
class Roster:
    """The holdings, in the order of the file."""

    holdings: tuple[Holding, ...]
    name: str = ROSTER

    def __repr__(self) -> str:
        people = {one.written.person for one in self.holdings}
        return f"<Roster {self.name}: {len(people)} people>"

    def roles(self, person: str, day: date) -> tuple[str, ...]:
        """The roles of a person on a day; UsageError where there are none."""
        known = {holding.written.person for holding in self.holdings}
        place = Place(Source(self.name))
        if person not in known:
            words = {"person": shown(person), "near": near(person, known)}
            raise UsageError([Finding("unknown-person", place, words)])
        own = (holding for holding in self.holdings if holding.written.person == person)
        roles = dict.fromkeys(one.written.role for one in own if one.written.role and one.on(day))
        if not roles:
            raise UsageError([Finding("no-role", place, {"person": shown(person), "on": day})])
        return tuple(roles)

    def bodies(self) -> tuple[str, ...]:
        """The bodies with any holder, at any time."""
        return tuple(dict.fromkeys(one.written.body for one in self.holdings if one.written.body))

    def members(
        self, body: Body, day: date, listed: Iterable[Member] | None = None
    ) -> tuple[Member, ...]:
        """Who sits in a body on a day; of members that are `listed`, with what the roster knows.

        CaseError where one of those holds no seat on that day, or it is open who is meant.
        """
        seated = [one for one in self.holdings if one.written.body == body.id and one.on(day)]
        if listed is None:
            return tuple(holding.member() for holding in seated)
        known: list[Member] = []
        findings: list[Finding] = []
        for member in listed:
            meant = [holding for holding in seated if _is_of(holding.written, member)]
            if len(meant) == 1:
                known.append(_known(member, meant[0].written))
            else:
                code = "several-holders" if meant else "not-seated"
                words = {"who": shown(member.person or member.of), "body": body.id, "on": day}
                findings.append(Finding(code, member.place, words))
        if findings:
            raise CaseError(findings)
        return tuple(known)


Given = Roster | str | Path | Mapping[str, Any]
"""A roster, its file, or what the file would say."""


def roster_of(given: Given, program: Program, name: str = "") -> Roster:
    """The given roster; LoadError with all its faults."""
    if isinstance(given, Roster):
        return given
    name = name or ("roster" if isinstance(given, Mapping) else Path(given).as_posix())
    root = plain_node(given, Source(name)) if isinstance(given, Mapping) else _read(given, name)
    holdings, findings = _holdings(bound(RosterFile, root, LoadError))
    findings += [finding for one in holdings for finding in _unknown(program, one)]
    findings += _twice(program, holdings)
    if findings:
        raise LoadError(findings)
    return Roster(tuple(holdings), name)


def _read(path: str | Path, name: str) -> Node:
    return read_yaml(file_bytes(path, name, LoadError), name).faultless(LoadError)


def _holdings(file: RosterFile) -> tuple[list[Holding], list[Finding]]:
    """What is held, as far as its days can be; findings for what cannot be by itself."""
    holdings: list[Holding] = []
    findings: list[Finding] = []
    for held in file.held:
        if bool(held.role) is bool(held.body):
            findings.append(Finding("role-or-seat", held.place, {"person": shown(held.person)}))
            continue
        first, last = parse_date(held.from_), parse_date(held.until or date.max.isoformat())
        for key, text, day in (("from", held.from_, first), ("until", held.until, last)):
            if day is None:
                findings.append(Finding("impossible-date", held.place_of(key), {"got": text}))
        if first and last and first > last:
            words = {"first": first, "last": last}
            findings.append(Finding("ends-before-it-begins", held.place_of("until"), words))
        elif first and last:
            holdings.append(Holding(held, first, last))
    return holdings, findings


def _unknown(program: Program, holding: Holding) -> Iterator[Finding]:
    """Names that the edition does not declare, in holdings while it was in force."""
    held, first, last = holding.written, program.valid_from, program.valid_to
    if holding.first > (last or date.max) or holding.last < (first or date.min):
        return
    roles = [name for name, actor in program.people.items() if actor.kind == "role"]
    if held.role and held.role not in roles:
        yield unknown_name("unknown-actor", held.place_of("role"), roles, actor=held.role)
    body = program.bodies.get(held.body or "")
    if held.body and body is None:
        place = held.place_of("body")
        yield unknown_name("unknown-body", place, program.bodies, listed=True, body=held.body)
    if body:
        yield from _of_seat(program, body, held)
    elif held.of and held.of not in program.actors:
        yield unknown_name("unknown-actor", held.place_of("of"), program.actors, actor=held.of)


def _of_seat(program: Program, body: Body, held: HeldFor) -> Iterator[Finding]:
    """Report a seat that the body does not have, or a quality it does not ask for."""
    sitting = (*(seat.of for seat in body.seats), *body.advisory)
    seats = list(dict.fromkeys(name for of in sitting for name in program.everybody(of)))
    if not body.unnamed and held.of is None:
        yield Finding("missing-key", held.place, {"key": "of"})
    elif not body.unnamed and held.of not in seats:
        place, of = held.place_of("of"), str(held.of)
        yield unknown_name("unknown-seat", place, seats, listed=True, of=of, body=body.id)
    yield from quality_faults(body, held)


def _twice(program: Program, holdings: Iterable[Holding]) -> Iterator[Finding]:
    """Report what one person holds twice on a day, and single seats held by two."""
    alike: dict[object, list[Holding]] = {}
    for holding in holdings:
        alike.setdefault(holding.what, []).append(holding)
    for same in alike.values():
        for first, second in combinations(same, 2):
            own = first.written.person == second.written.person
            if first.meets(second) and (own or _for_one(program, first)):
                words = {"what": first.name, "other": str(first.written.place)}
                day = max(first.first, second.first)
                yield Finding("held-twice", second.written.place, {**words, "from": day})


def _for_one(program: Program, holding: Holding) -> bool:
    """Whether no more than one can sit there; where readings differ that is left to the body."""
    body = program.bodies.get(holding.written.body or "")
    seats = (seat for seat in body.seats if seat.of == holding.written.of) if body else ()
    return any(seat.at_most == 1 for seat in seats)


def _is_of(held: HeldFor, member: Member) -> bool:
    """Whether a member can be who holds a seat."""
    return member.person in (None, held.person) and member.of in (None, held.of)


def _known(member: Member, held: HeldFor) -> Member:
    """A member, completed from the roster."""
    has, lacks = (*held.has, *member.has), (*held.lacks, *member.lacks)
    known = {"person": held.person, "of": held.of, "has": has, "lacks": lacks}
    return made_at(member.model_copy(update=known), member)
