"""The editions in force: reloaded as a whole when they change, the last good ones kept.

What is answered comes from what was loaded, never from a folder that somebody is writing to. Where
a new state of the files has faults, or is an older one, the one before stays, and the fault is
told.
"""

import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from iiz_rules.escalation.store.archive import keep
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import IizError, LoadError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.editions import find_folder, read_canton, spans
from iiz_rules.policy import Policy, load

MOST_DAYS = 64
"""days for which policies are kept"""


@dataclass(frozen=True)
class CantonInForce:
    """The editions of one canton, the newest last, as they were loaded together."""

    canton: str
    policies: tuple[Policy, ...]
    _on: dict[date, Policy] = field(default_factory=dict, compare=False, repr=False)

    @property
    def newest(self) -> Policy:
        """The newest edition."""
        return self.policies[-1]

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """The digests that identify this state."""
        return tuple((policy.edition, policy.digest) for policy in self.policies)

    def on(self, day: date) -> Policy:
        """The policy as of a day; outside all editions the newest, which says that none is.

        Most requests are about the same few days.
        """
        if day not in self._on:
            if len(self._on) >= MOST_DAYS:
                self._on.clear()
            self._on[day] = self._as_of(day)
        return self._on[day]

    def _as_of(self, day: date) -> Policy:
        for policy in self.policies:
            circuit = policy.compiled.circuit
            if (circuit.valid_from or date.min) <= day <= (circuit.valid_to or date.max):
                return policy.at(day)
        return self.newest


@dataclass
class _Held:
    """One canton: its place, what is in force, earlier states, and its faults."""

    place: str | Path
    now: CantonInForce
    before: set[str] = field(default_factory=set)
    fault: IizError | None = None


class ServedEditions:
    """The cantons of a service; LoadError if one cannot be loaded at the start."""

    def __init__(
        self,
        cantons: tuple[str | Path, ...],
        store: Store,
        trusted: bytes | None = None,
        *,
        allow_rollback: bool = False,
    ) -> None:
        self._store, self._trusted, self._allowed = store, trusted, allow_rollback
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}
        for place in cantons:
            state = loaded(place, trusted)
            held = _Held(place, state, self._replaced(state))
            if fault := self._older(held, state):
                raise UsageError([fault])
            self._kept(state)
            self._held[state.canton] = held

    def __repr__(self) -> str:
        return f"<ServedEditions of {', '.join(self._held)}>"

    @property
    def cantons(self) -> tuple[CantonInForce, ...]:
        """What is in force, canton by canton."""
        return tuple(held.now for held in self._held.values())

    @property
    def actors(self) -> dict[str, set[str]]:
        """The actors of each canton, over all its editions."""
        return {
            state.canton: {name for one in state.policies for name in one.program.actors}
            for state in self.cantons
        }

    @property
    def faults(self) -> dict[str, IizError]:
        """What is wrong with files that are therefore not in force, by canton."""
        return {name: held.fault for name, held in self._held.items() if held.fault}

    def of(self, canton: str) -> CantonInForce:
        """What is in force in a canton; NotFoundError if there is none of that name."""
        if canton not in self._held:
            place = Place(Source("request"))
            told = unknown_name("unknown-canton", place, self._held, listed=True, canton=canton)
            raise UsageError([told])
        return self._held[canton].now

    def refresh(self) -> None:
        """Check the files; new valid editions are in force from now on."""
        with self._lock:
            for held in self._held.values():
                try:
                    self._exchange(held, loaded(held.place, self._trusted))
                except IizError as error:
                    held.fault = error

    def _exchange(self, held: _Held, state: CantonInForce) -> None:
        if state.digests != held.now.digests:
            if fault := self._older(held, state):
                raise UsageError([fault])
            self._kept(state)
            held.before |= {digest for _, digest in held.now.digests}
            held.before -= {digest for _, digest in state.digests}
            held.now = state
        held.fault = None

    def _older(self, held: _Held, state: CantonInForce) -> Finding | None:
        """Whether a state was in force earlier, or lacks the newest edition."""
        if self._allowed:
            return None
        back = [edition for edition, digest in state.digests if digest in held.before]
        if held.now.newest.edition not in dict(state.digests):
            back.append(state.newest.edition)
        words = {"edition": next(iter(back), "")}
        place = Place(Source(state.newest.folder.name))
        return Finding("edition-went-back", place, words) if back else None

    def _replaced(self, state: CantonInForce) -> set[str]:
        """What the store has known before the last of each edition of a canton."""
        last: dict[str, str] = {}
        known = [
            key
            for _, key in sorted(self._store.editions.by_number().items())
            if key.canton == state.canton
        ]
        for key in known:
            last[key.edition] = key.digest
        return {key.digest for key in known} - {*last.values()}

    def _kept(self, state: CantonInForce) -> None:
        """Let the store know the editions, in the order in which they came into force."""
        if self._store.writable:
            for policy in state.policies:
                keep(self._store, policy.basis)


def loaded(place: str | Path, trusted: bytes | None = None) -> CantonInForce:
    """Load all editions of a canton; LoadError where one of them has faults.

    With a public key, UsageError where its holder has not approved one of them.
    """
    folder = find_folder(place)
    canton = read_canton(folder)
    policies = [
        load(place, first or last)
        for edition, first, last in spans(canton)
        if edition not in canton.replaced
    ]
    if not policies:
        raise LoadError([Finding("no-edition", Place(Source(folder.name)), {})])
    if trusted is not None:
        for policy in policies:
            policy.check_approved(trusted)
    return CantonInForce(policies[-1].canton, tuple(policies))
