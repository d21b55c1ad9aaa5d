"""Whether a store is as it was written: the chain of its records, and all that is shown of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.index import changed_cases
from iiz_rules.escalation.store.records import FIRST, CaseRecord, EditionKey, body_of
from iiz_rules.escalation.store.sqlite import Store
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.edition_files import digest_of


@dataclass(frozen=True, slots=True)
class Head:
    """The number and the hash of what was the last record once, as somebody else has kept it."""

    seq: int
    hash: str


def verify(store: Store, heads: Iterable[Head] = ()) -> tuple[Finding | None, int]:
    """The first thing that is wrong, None where nothing is, and how many records there are.

    First the chain, then the file as SQLite sees it, then what is kept beside the records: the
    editions and the index of what is owed, which is worked out again from every history.
    """
    finding, count = verify_chain(store, heads)
    return finding or _beside(store), count


def verify_chain(store: Store, heads: Iterable[Head] = ()) -> tuple[Finding | None, int]:
    """The first record that is wrong, None where none is, and how many there are.

    A record that was changed, put in, taken out or swapped breaks the chain. That the end was cut
    off, or all of it replaced, only a head that was kept elsewhere can tell. The files of the
    editions that the records name have to be there, too, as their digests say.
    """
    expected = {head.seq: head.hash for head in heads}
    lost: set[tuple[int, str]] = set()
    unlike: dict[int, str] = {}
    prev, count = FIRST, 0
    places: dict[str, int] = {}
    whole: dict[EditionKey, bool] = {}
    for record in store.records():
        count += 1
        why = _wrong(record, count, prev, places) or _lost(store, record, whole)
        if why:
            return _finding(store, count, why), count
        if expected.get(count, record.hash) != record.hash:
            unlike[count] = "head"
        if record.kind == "epoch":
            lost.add((record.content["seq"], record.content["hash"]))
        prev = record.hash
    unlike |= {seq: "cut" for seq in expected if seq > count}
    missed = [seq for seq in unlike if (seq, expected[seq]) not in lost]
    return (_finding(store, min(missed), unlike[min(missed)]) if missed else None), count


def _beside(store: Store) -> Finding | None:
    """Find what is not as it should be beside the records, which are in order."""
    place = Place(Source(store.name))
    if damage := store.damage():
        return Finding("not-a-store", place, {"store": store.name, "why": damage})
    unlike = (key for key in store.editions().values() if not _kept(store, key))
    editions = (f"{key.canton}/{key.edition}" for key in unlike)
    changed = next(chain(editions, changed_cases(Archive(store))), None)
    if changed is None:
        return None
    return Finding("index-changed", place, {"store": store.name, "what": shown(changed)})


def restored(store: Store, lost: Head, on: date, reason: str = "") -> CaseRecord:
    """Begin a new epoch after a backup was restored: the end that was lost is named for ever."""
    n = sum(record.kind == "epoch" for record in store.records())
    body = body_of(seq=lost.seq, hash=lost.hash, reason=reason)
    return store.append(CaseRecord("", n, on.isoformat(), "epoch", "", "", body, "", "", ""))


def _wrong(record: CaseRecord, seq: int, prev: str, places: dict[str, int]) -> str:
    """Say what is wrong with a record; nothing where all is well."""
    n = places[record.case] = places.get(record.case, -1) + 1
    if record.seq != seq:
        return "gap"
    if record.prev != prev:
        return "link"
    if record.digest_of_columns() != record.hash:
        return "hash"
    return "" if record.n == n else "order"


def _lost(store: Store, record: CaseRecord, whole: dict[EditionKey, bool]) -> str:
    """Say whether the store no longer holds the edition of a record as it was."""
    key = record.key
    if key not in whole:
        whole[key] = record.kind == "epoch" or _kept(store, key)
    return "" if whole[key] else "edition"


def _kept(store: Store, key: EditionKey) -> bool:
    """Whether the files of an edition are there as its digest says."""
    return digest_of(store.files(key).items()) == key.digest


def _finding(store: Store, seq: int, why: str) -> Finding:
    return Finding("history-changed", Place(Source(store.name)), {"seq": seq, "why": why})
