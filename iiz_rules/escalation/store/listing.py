"""What is owed on a day in all cases of a store: looked up, and worked out where it has to be."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.escalation.cases import readings_of, setting
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import outlook
from iiz_rules.escalation.store.records import Row


def owed(archive: Archive, on: date, *, dated: bool = False) -> list[Row]:
    """Give what is owed on a day, the first date first; `dated` only what has a date.

    Where the index does not reach that day, the case is replayed: for a day ahead the index is
    made anew, for a day that has passed nothing is written.
    """
    day, store = on.isoformat(), archive.store
    past = [row for case in store.stale(day) for row in _worked_out(archive, case, on)]
    rows = store.owed(day, dated=dated)  # after the others: what lies ahead was indexed by them
    if not past:
        return rows
    rows += [one for one in past if one.due or not dated]
    return sorted(rows, key=lambda one: (one.due is None, one.due or "", one.case, one.duty))


def _worked_out(archive: Archive, case: str, on: date) -> Iterator[Row]:
    store = archive.store
    records = store.history(case)
    until = tuple(one for one in records if one.on <= on.isoformat())
    if not until:
        return
    key = until[-1].key
    found = setting(archive.program(key), readings_of(until), store)
    flow = Flow(found, case).replay(until)
    ahead = outlook(found.timeline, case, flow.state, on)
    if len(until) == len(records):
        store.refresh(case, ahead, key)
        return
    day = on.isoformat()
    number = archive.number(key)
    rows = (one for one in ahead.rows if one.start <= day < (one.until or "9999-99-99"))
    yield from (one._replace(edition=number) for one in rows)
