"""The life of a case as the index keeps it: what it owed and how it stood, from when until when.

It is put together of looks at the case, each on a day on which something may have become otherwise.
What goes on stays one stretch of days, whoever looks how often; so it is the same whether a life is
written on with each record or worked out anew from all of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from iiz_rules.escalation.store.records import EditionKey

Key = TypeVar("Key", bound=tuple[object, ...])
OwedKey = tuple[str, str, str | None, str | None, str | None]
"""What tells apart what is owed: the duty, since when, whose, of which institution, by when."""
Due = tuple[str, str | None]
"""A duty and a date of it."""


class OwedRow(NamedTuple):
    """A line of the index: what is owed in a case from one day to another.

    `until` is the first day on which it no longer is; None where that is not foreseen. A plain
    tuple, because hundreds of thousands are read at once.
    """

    case: str
    duty: str
    since: str
    role: str | None
    of: str | None
    due: str | None
    start: str
    until: str | None = None
    edition: int = 0
    """the number of the edition in the store; 0 where a row was not read from one"""
    became: str = ""
    """what became of its date, where key figures tell that; nothing where it was none, or runs"""


class StandingRow(NamedTuple):
    """Where a case stood on a way, or in a breakdown, from one day to another."""

    case: str
    way: str
    place: str
    start: str
    until: str | None = None


class Phase(NamedTuple):
    """From when until when a case was open, and what came of it."""

    case: str
    start: str
    until: str | None = None
    outcome: str = ""


class Look(NamedTuple):
    """A case from a day on, and what became on that day of the dates that it had owed before."""

    on: str
    rules: EditionKey
    owed: Collection[OwedKey]
    standing: Collection[tuple[str, str]]
    closed: bool
    became: Mapping[Due, str]
    outcome: str = ""
    """what came of the case, where it was closed"""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be kept of a case with a record: the look at it, and at the days ahead."""

    looks: tuple[Look, ...]
    last: str
    horizon: str
    """the day up to which the looks reach; nothing where nobody has looked"""
    closed: bool

    def __repr__(self) -> str:
        return f"<Outlook from {self.last} to {self.horizon}: {len(self.looks)} looks>"


class Rows(NamedTuple):
    """All that is kept of a life."""

    owed: tuple[OwedRow, ...] = ()
    standing: tuple[StandingRow, ...] = ()
    phases: tuple[Phase, ...] = ()

    def in_order(self) -> "Rows":
        """The same in an order that does not hang on who has put them together."""
        return Rows(
            tuple(sorted(self.owed, key=str)),
            tuple(sorted(self.standing, key=str)),
            tuple(sorted(self.phases, key=str)),
        )


class Indexed(NamedTuple):
    """What the index says of a case, up to its horizon."""

    pseudonym: str
    last: str
    horizon: str
    closed: bool
    edition: int
    rows: Rows


class Stretches(Generic[Key]):
    """Of each thing the stretches of days during which it was so; `why` some ended is said."""

    def __init__(self) -> None:
        self._over: list[tuple[Key, str, str, str]] = []
        self._left: dict[Key, str] = {}
        """what ended on the last day without a reason, and goes on if it is so again that day"""
        self.running: dict[Key, str] = {}
        """since when what is so on the last day has been so"""
        self._day = ""

    def __repr__(self) -> str:
        return f"<Stretches: {len(self.running)} run on {self._day}>"

    def taken_up(self, key: Key, start: str, until: str | None, why: str, day: str) -> None:
        """Know of a stretch that was kept, as it is known on a day: what lies ahead is not yet."""
        self._day = day
        if start <= day and (until is None or until > day):
            self.running[key] = start
        elif until == day and not why:
            self._left[key] = start
        elif until is not None and until <= day:
            self._over.append((key, start, until, why))

    def look(self, day: str, now: Iterable[Key], ended: Mapping[Key, str]) -> None:
        """Know what is so from a day on; what `ended` did so even where it is so again."""
        if day > self._day:
            self._leave()
            self._day = day
        keys = dict.fromkeys(now)
        for key in [one for one in self.running if one not in keys or one in ended]:
            start, why = self.running.pop(key), ended.get(key, "")
            if why:
                self._over.append((key, start, day, why))
            elif start < day:
                self._left[key] = start
        for key in keys:
            if key not in self.running:
                self.running[key] = self._left.pop(key, day)

    def _leave(self) -> None:
        self._over += ((key, start, self._day, "") for key, start in self._left.items())
        self._left.clear()

    def all(self) -> Iterator[tuple[Key, str, str | None, str]]:
        """All of them: what it was, from when until when, and why it ended."""
        self._leave()
        yield from self._over
        for key, start in self.running.items():
            yield key, start, None, ""


@dataclass
class Life:
    """A life, written on look by look."""

    case: str
    _owed: Stretches[tuple[OwedKey, int]] = field(default_factory=Stretches)
    _standing: Stretches[tuple[str, str]] = field(default_factory=Stretches)
    _phases: list[Phase] = field(default_factory=list)

    @classmethod
    def taken_up(cls, case: str, rows: Rows, day: str) -> "Life":
        """A life as it is known on a day; of what was over before nothing need be given."""
        life = cls(case, _phases=list(rows.phases))
        for row in rows.owed:
            key: OwedKey = (row.duty, row.since, row.role, row.of, row.due)
            life._owed.taken_up((key, row.edition), row.start, row.until, row.became, day)
        for _, way, place, start, until in rows.standing:
            life._standing.taken_up((way, place), start, until, "", day)
        return life

    def look(self, look: Look, edition: int) -> None:
        """Know how the case is from a day on, under an edition."""
        owed = [(key, edition) for key in look.owed]
        ended = {
            (key, number): look.became[key[0], key[4]]
            for key, number in self._owed.running
            if (key[0], key[4]) in look.became
        }
        self._owed.look(look.on, owed, ended)
        self._standing.look(look.on, look.standing, {})
        last = self._phases[-1] if self._phases else None
        if not look.closed and (last is None or last.until):
            self._phases.append(Phase(self.case, look.on))
        elif look.closed and last and not last.until:
            self._phases[-1] = Phase(self.case, last.start, look.on, look.outcome)

    def rows(self) -> Rows:
        """All that is to be kept of it."""
        owed = [
            OwedRow(self.case, *key, start, until, edition, became)
            for (key, edition), start, until, became in self._owed.all()
        ]
        standing = [
            StandingRow(self.case, *place, start, until)
            for place, start, until, _ in self._standing.all()
        ]
        return Rows(tuple(owed), tuple(standing), tuple(self._phases))
