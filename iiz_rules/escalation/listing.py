"""What is owed on a day in all cases of a store: looked up, and worked out where it has to be."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from iiz_rules.escalation.cases import readings_of
from iiz_rules.escalation.flow import Flow, Setting
from iiz_rules.escalation.outlook import outlook
from iiz_rules.escalation.records import Row
from iiz_rules.escalation.store import Store

Settings = Callable[[str, str, Mapping[str, str]], Setting]
"""Gives what a case runs under, by its edition, the digest of that, and its readings."""


def owed(store: Store, on: date, settings: Settings, *, dated: bool = False) -> list[Row]:
    """Give what is owed on a day, the first date first; `dated` only what has a date.

    Where the index does not reach that day, the case is replayed: for a day ahead the index is
    made anew, for a day that has passed nothing is written.
    """
    day = on.isoformat()
    past = [row for case in store.stale(day) for row in _worked_out(store, case, on, settings)]
    rows = store.owed(day, dated=dated)  # after the others: what lies ahead was indexed by them
    if not past:
        return rows
    rows += [one for one in past if one.due or not dated]
    return sorted(rows, key=lambda one: (one.due is None, one.due or "", one.case, one.duty))


def _worked_out(store: Store, case: str, on: date, settings: Settings) -> Iterator[Row]:
    records = store.history(case)
    until = tuple(one for one in records if one.on <= on.isoformat())
    if not until:
        return
    last = until[-1]
    found = settings(last.edition, last.digest, readings_of(until))
    flow = Flow(found, case).replay(until)
    ahead = outlook(found.timeline, case, flow.state, on)
    if len(until) == len(records):
        store.refresh(case, ahead)
        return
    day = on.isoformat()
    yield from (one for one in ahead.rows if one.start <= day < (one.until or "9999-99-99"))
