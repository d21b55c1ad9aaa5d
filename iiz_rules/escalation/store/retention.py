"""What people may ask of their data: how long it is kept, and all of it in a form to hand over."""

import re
from datetime import date
from typing import Any

from iiz_rules.engine.askable import wrong_argument
from iiz_rules.escalation.store.answered import KINDS
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.life import Rows
from iiz_rules.escalation.store.outlook import as_recorded
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import shift
from iiz_rules.language.model.conditions import DURATION
from iiz_rules.loading import read_day


def declared(archive: Archive) -> bool:
    """Whether any edition of a store says how long a case is kept."""
    return any(archive.program(key).kept for key in archive.store.editions.by_number().values())


def over(store: Store, on: str | date, after: str | None) -> list[str]:
    """The same of a whole store; UsageError where nothing says how long a case is kept."""
    archive = Archive(store)
    wrong = not declared(archive) if after is None else not re.fullmatch(DURATION, after)
    if wrong:
        raise wrong_argument("after", after, ("P10Y", "P6M", "P90D"))
    return expired(archive, after, read_day(on))


def expired(archive: Archive, after: str | None, on: date) -> list[str]:
    """Name the cases that have been closed, with nothing recorded since, for a duration.

    Where none is given it is what the edition of the case declares. They are looked up in the
    index; before one is named its records have to say the same, because what follows cannot be
    taken back.
    """
    store, named = archive.store, list[str]()
    for case in store.index.ended((shift(on, after, -1) if after else on).isoformat()):
        if not after and not _over(archive, case, on):
            continue
        if not as_recorded(archive, case):
            words = {"store": store.name, "what": case}
            raise StoreError([Finding("index-changed", Place(Source(store.name)), words)])
        named.append(case)
    return named


def _over(archive: Archive, case: str, on: date) -> bool:
    """Whether a case has been kept for as long as its own edition declares."""
    last = archive.store.history(case)[-1]
    period = archive.program(last.rules).kept
    return period is not None and last.learned_day < shift(on, period, -1)


def exported(store: Store, case: str) -> dict[str, Any]:
    """All that is kept under a name as JSON-ready data; UsageError where there is nothing."""
    records = store.history(case)
    decisions = [one for kind in KINDS for one in store.answers(AnswerQuery(case, kind=kind))]
    if not records and not decisions:
        raise store.unknown(case)
    index = store.index.of(case)
    indexed = index.rows if index else Rows()
    return {
        "format": 1,
        "case": case,
        "store": store.name,
        "records": [_plain(record) for record in records],
        **{name: [_said(row, case) for row in rows] for name, rows in indexed._asdict().items()},
        "decisions": [_plain(record) for record in decisions],
    }


def _said(row: Any, case: str) -> dict[str, Any]:
    return {**row._asdict(), "case": case}


def _plain(record: CaseRecord) -> dict[str, Any]:
    columns = {
        "seq": record.seq,
        "n": record.n,
        "kind": record.kind,
        "canton": record.canton,
        "edition": record.edition,
        "digest": record.digest,
        "hash": record.hash,
    }
    return columns | record.content
