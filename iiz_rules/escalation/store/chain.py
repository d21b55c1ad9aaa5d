"""Whether a store is as it was written: the chain of its records, and all that is shown of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from iiz_rules.escalation.store.answered import KINDS
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import changed_cases
from iiz_rules.escalation.store.records import FIRST, CaseRecord, EditionKey, body_of
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import IizError, StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.edition_files import digest_of
from iiz_rules.language.program.outside import NONE


class Head(NamedTuple):
    """The number and the hash of what was the last record once, as somebody else has kept it."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at a whole store has shown."""

    finding: Finding | None
    """the first thing that is wrong; None where nothing is"""
    count: int
    """how many records there are, up to the one that is wrong"""
    told: tuple[CaseRecord, ...] = ()
    """what is in order and has to be known: ends that were lost with a backup, cases erased"""


def verify(store: Store, heads: Iterable[tuple[int, str]] = ()) -> Verified:
    """Look at a whole store.

    First the chain, then the tables as the database sees them, then what is kept beside the
    records: names, editions and the index of what is owed, which is worked out again from every
    history.
    """
    seen = verify_chain(store, heads)
    if seen.finding:
        return seen
    return Verified(_beside(store), seen.count, seen.told)


def verify_chain(store: Store, heads: Iterable[tuple[int, str]] = ()) -> Verified:
    """Look at the records alone.

    A record that was changed, put in, taken out or swapped breaks the chain, and so does one whose
    body is gone though nobody erased its case. That the end was cut off, or all of it replaced,
    only a head that was kept elsewhere can tell. The files of the editions that the records name
    have to be there, too, as their digests say.
    """
    expected = dict(heads)
    walk = _Walk(store)
    unlike: dict[int, str] = {}
    try:
        for record in store.records():
            if why := walk.wrong(record):
                return Verified(_finding(store, walk.count, why), walk.count)
            hashes = record.hash, record.content.get("was")
            if expected.get(walk.count, record.hash) not in hashes:
                unlike[walk.count] = "head"
    except StoreError as error:  # what the database itself cannot read
        return Verified(error.findings[0], walk.count)
    unlike |= {seq: "cut" for seq in expected if seq > walk.count}
    lost = {(record.content.get("seq"), record.content.get("hash")) for record in walk.told}
    missed = [seq for seq in unlike if (seq, expected[seq]) not in lost]
    finding = _finding(store, min(missed), unlike[min(missed)]) if missed else None
    return Verified(finding, walk.count, tuple(walk.told))


class _Walk:
    """Follows the chain, record by record."""

    def __init__(self, store: Store) -> None:
        self.store, self.count, self.prev = store, 0, FIRST
        self.forgotten = store.forgotten()
        self.told: list[CaseRecord] = []
        self._places: dict[str, int] = {}
        self._whole: dict[EditionKey, bool] = {}

    def wrong(self, record: CaseRecord) -> str:
        """Say what is wrong with the next record; nothing where all is well."""
        self.count += 1
        why = self._wrong_place(record) or self._wrong_body(record) or self._lost(record)
        self.prev = record.hash
        if record.kind in ("epoch", "erased"):
            self.told.append(record)
        return why

    def _wrong_place(self, record: CaseRecord) -> str:
        n = self._places[record.pseudonym] = self._places.get(record.pseudonym, -1) + 1
        if record.seq != self.count:
            return "gap"
        if record.prev != self.prev:
            return "link"
        if record.hash_of_columns() != record.hash:
            return "hash"
        begins = record.kind in ("opened", *KINDS) or not record.pseudonym
        return "" if record.n == n and (n > 0 or begins) else "order"

    def _wrong_body(self, record: CaseRecord) -> str:
        """Say what is wrong with what a record says, or whether it says what it no longer may."""
        if record.pseudonym in self.forgotten and record.kind != "erased":
            return "" if record.erased else "erased"
        if why := record.wrong:
            return why
        if record.kind == "opened" and record.case != record.content["case"]:
            return "name"
        if record.kind in KINDS and not self.store.answered.holds(record):
            return "reference"
        return "" if self.store.names.key_at(record) else "key"

    def _lost(self, record: CaseRecord) -> str:
        """Say whether the store no longer holds the edition of a record as it was."""
        rules = record.rules
        if rules not in self._whole:
            self._whole[rules] = _without(record) or _kept(self.store, rules)
        return "" if self._whole[rules] else "edition"


def _beside(store: Store) -> Finding | None:
    """Find what is not as it should be beside the records, which are in order."""
    place = Place(Source(store.name))
    if stray := store.astray():
        return Finding("not-a-store", place, {"store": store.name, "why": stray})
    try:
        changed = next(_changed(store), None)
    except IizError as error:  # a history that no edition could have written
        return error.findings[0]
    if changed is None:
        return None
    return Finding("index-changed", place, {"store": store.name, "what": shown(changed)})


def _changed(store: Store) -> Iterator[str]:
    for key in store.editions.by_number().values():
        if not _kept(store, key):
            yield f"{key.canton}/{key.edition}"
    yield from changed_cases(Archive(store))


def restored(
    store: Store,
    lost: Head,
    on: date,
    reason: str = "",
    user: str = "",
    form: int | None = None,
) -> CaseRecord:
    """Begin a new epoch after a backup was restored: the end that was lost is named for ever.

    `form` is the version of a store that was rewritten: what ends there is not lost.
    """
    n = sum(record.kind == "epoch" for record in store.records())
    body = body_of(
        on=on.isoformat(), seq=lost.seq, hash=lost.hash, reason=reason, user=user, form=form,
        recorded=store.now(),
    )  # fmt: skip
    return store.append(CaseRecord("", n, "epoch", body=body))


def _without(record: CaseRecord) -> bool:
    """Whether a record stands on no files: nothing was decided, or no edition was in force."""
    return record.kind == "epoch" or (record.kind == "answered" and record.edition == NONE)


def _kept(store: Store, key: EditionKey) -> bool:
    """Whether the files of an edition are there as its digest says."""
    return digest_of(store.editions.files(key).items()) == key.digest


def _finding(store: Store, seq: int, why: str) -> Finding:
    return Finding("history-changed", Place(Source(store.name)), {"seq": seq, "why": why})
