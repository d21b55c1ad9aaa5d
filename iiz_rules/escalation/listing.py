"""Listing the cases of a store, filtered in the terms of an edition."""

from collections.abc import Mapping
from datetime import date

from iiz_rules.engine.askable import dated, wrong_argument
from iiz_rules.escalation.figures.standing import STATE, STATES
from iiz_rules.escalation.store.archive import Archive, Basis
from iiz_rules.escalation.store.life import OwedRow
from iiz_rules.escalation.store.outlook import find, owed
from iiz_rules.escalation.store.queries import CaseQuery, ListedCase, admit_limit
from iiz_rules.escalation.store.store import Kept, Store
from iiz_rules.language.program.rules import Program


def cases_of(
    basis: Basis,
    store: Kept,
    on: date | None,
    filters: Mapping[str, str | None],
    due_by: date | None,
    after: str,
    limit: int | None,
) -> list[ListedCase]:
    """The cases of a canton; UsageError for a name that its edition does not know.

    `filters` are by `state`, `step`, `group` and `bearer`.
    """
    on = dated(basis.program, on)
    return listed(_archive(basis, store), basis.program, on, filters, due_by, after, limit)


def listed(
    archive: Archive,
    program: Program,
    on: date,
    filters: Mapping[str, str | None],
    due_by: date | None,
    after: str = "",
    limit: int | None = None,
) -> list[ListedCase]:
    """The cases of a canton in an archive, filtered in the terms of an edition."""
    admit_limit(limit)
    standing, bearers = _standing(program, filters), _bearers(program, filters["bearer"])
    query = CaseQuery(on, program.canton, standing, bearers, due_by, after, limit)
    return find(archive, query)


def owed_in(basis: Basis, store: Kept, on: date | None, with_date: bool) -> list[OwedRow]:
    """What is owed in the cases of a canton on a day; `with_date`: only what has a date."""
    archive = _archive(basis, store)
    rows = owed(archive, dated(basis.program, on), dated=with_date)
    own = {
        n
        for n, key in archive.store.editions.by_number().items()
        if key.canton == basis.program.canton
    }
    return [row for row in rows if row.edition in own]


def _archive(basis: Basis, store: Kept) -> Archive:
    opened = store if isinstance(store, Store) else Store(store, create=False)
    return Archive(opened, {basis.key: basis.program})


def _standing(program: Program, filters: Mapping[str, str | None]) -> Mapping[str, str]:
    """The state, step and group that a case must be in."""
    steps = {step: (way, step) for way, steps in program.ways.items() for step in steps}
    breakdowns = program.statistics.breakdowns
    groups = {f"{one.id}:{name}": (one.id, name) for one in breakdowns for name in one.groups}
    states = {state: (STATE, state) for state in STATES}
    standing: dict[str, str] = {}
    for name, known in (("state", states), ("step", steps), ("group", groups)):
        got = filters[name]
        if got is not None:
            if got not in known:
                raise wrong_argument(name, got, known)
            way, place = known[got]
            standing[way] = place
    return standing


def _bearers(program: Program, bearer: str | None) -> tuple[str, ...]:
    """An actor and the groups it belongs to: what these owe, it owes."""
    if bearer is None:
        return ()
    if bearer not in program.actors:
        raise wrong_argument("bearer", bearer, program.actors)
    return tuple(name for name in program.actors if bearer in program.everybody(name))
