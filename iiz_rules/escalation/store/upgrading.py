"""A store of an older form, whose records said themselves what happened, becomes one of this form.

Everything stays: records in their order, editions, what the index says of closed cases. Each record
keeps the hash that it had (`was`), so that a head that was noted before is still recognised.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from iiz_rules.escalation.snapshot import hash_of
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import Head, restored, verify_chain
from iiz_rules.escalation.store.database import Database, database_of
from iiz_rules.escalation.store.outlook import looked_at, snapshot_of
from iiz_rules.escalation.store.records import FIRST, CaseRecord, RecordKind, body_of
from iiz_rules.escalation.store.sealing import Key
from iiz_rules.escalation.store.store import Store, utc_now
from iiz_rules.escalation.store.tables import LIFE, VERSION
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source

CHAINED = 3
"""The version from which on records are as they are now."""
OLD_TABLES = ("records", "cases", "owed", "editions", "files")
OLD_INDEXES = ("owed_by_case", "owed_by_day", "cases_by_horizon", "cases_by_last")


class OldRecord(NamedTuple):
    """A record of versions 1 and 2: its hash is over all that it says."""

    case: str
    n: int
    on: str
    kind: RecordKind
    event: str
    actor: str
    body: str
    canton: str
    edition: str
    digest: str
    seq: int
    prev: str
    hash: str

    def draft(self) -> CaseRecord:
        """The record as it is now, before it is chained."""
        content: dict[str, Any] = json.loads(self.body)
        named = {"case": self.case} if self.kind == "opened" else {}
        said = {"on": self.on, "event": self.event, "by": self.actor, "was": self.hash}
        rules = (self.canton, self.edition, self.digest)
        return CaseRecord(self.case, self.n, self.kind, *rules, body_of(**content, **named, **said))

    def hash_of_columns(self) -> str:
        """The SHA-256 over all columns but the last."""
        columns = json.dumps(self[:-1], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(columns.encode()).hexdigest()


def upgrade(
    place: str | Path,
    *,
    key: Key = None,
    schema: str = "iiz",
    clock: Callable[[], datetime] = utc_now,
) -> tuple[int, int]:
    """Rewrite a store whole or not at all; the version that it had, and how many records it has.

    StoreError where its chain is broken: what was changed must not come to look as if it were not.
    """
    with closing(database_of(place, create=False, schema=schema, oldest=1)) as file:
        version, _ = file.version()
        with file.transaction():
            if version < CHAINED:
                _rewritten(file, version, key, clock)
            elif version < VERSION:
                for table in LIFE:
                    file.run(f"DROP TABLE IF EXISTS {table}")
                file.make()
                file.run("UPDATE cases SET horizon = ''")  # until somebody looks
        if version < CHAINED:
            file.purge()
        count = file.rows("SELECT count(*) FROM records")[0][0]
    return version, int(count)


def reindexed(store: Store) -> int:
    """Work out anew all that is not the chain, or nothing; how many cases there are.

    StoreError where the chain is broken: from such records nothing is worked out.
    """
    if finding := verify_chain(store).finding:
        raise StoreError([finding])
    archive, cases = Archive(store), store.cases()
    with store.together():
        store.index.clear()
        for case in cases:
            records = store.history(case)
            looked_at(archive, records, records[-1].learned_day)
            text = snapshot_of(archive, records)
            if records[-1].content.get("state") == hash_of(text):
                store.index.replace_snapshot(case, text)
    return len(cases)


def _rewritten(file: Database, version: int, key: Key, clock: Callable[[], datetime]) -> None:
    for table in OLD_TABLES:
        file.run(f"ALTER TABLE {table} RENAME TO old_{table}")
    for index in OLD_INDEXES:
        file.run(f"DROP INDEX {index}")
    file.make()
    store, last = Store(file, key=key, clock=clock), Head(0, FIRST)
    for record in _old_records(file):
        store.append(record.draft())
        last = Head(record.seq, record.hash)
    for table in ("editions", "files"):
        file.run(f"INSERT INTO {table} SELECT * FROM old_{table}")
    file.many(  # nothing is said of what is owed until somebody looks
        "INSERT INTO cases VALUES (?, ?, '', ?, ?)",
        [
            (store.history(case)[0].pseudonym, *rest)
            for case, *rest in file.rows('SELECT "case", last, closed, edition FROM old_cases')
        ],
    )
    for table in OLD_TABLES:
        file.run(f"DROP TABLE old_{table}")
    restored(store, last, date.fromisoformat(store.now()[:10]), form=version)


def _old_records(file: Database) -> Iterator[OldRecord]:
    """The records in their order; StoreError at the first that is not as it was written."""
    prev, columns = FIRST, ", ".join(f'"{name}"' for name in OldRecord._fields)
    query = f"SELECT {columns} FROM old_records ORDER BY seq"
    for seq, record in enumerate(map(OldRecord._make, file.rows(query)), 1):
        whys = {"gap": record.seq != seq, "link": record.prev != prev}
        whys["hash"] = record.hash_of_columns() != record.hash
        for why in (name for name, wrong in whys.items() if wrong):
            words = {"seq": seq, "why": why}
            raise StoreError([Finding("history-changed", Place(Source(file.name)), words)])
        prev = record.hash
        yield record
