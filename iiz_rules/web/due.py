"""What is owed in all cases on a day: as JSON, as a calendar, as CloudEvents."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from iiz_rules.escalation.store.outlook import owed
from iiz_rules.render.text.obligations import Listing, rows_data, rows_ics
from iiz_rules.web.calls import JsonAnswer, ServiceCall, wrong

SPECVERSION = "1.0"
EVENTS = "application/cloudevents-batch+json"


def due(call: ServiceCall) -> Response:
    """List what is owed in the canton's cases, by date."""
    query = call.query("on", "format", "dated")
    form = query.get("format", "json")
    if form not in FORMS:
        raise wrong("format", form, FORMS)
    if query.get("dated", "false") not in ("true", "false"):
        raise wrong("dated", query["dated"], ("true", "false"))
    on = call.day(query.get("on"))
    archive, store = call.service.archive, call.service.store
    keys = store.editions.by_number()
    mine = [number for number, key in keys.items() if key.canton == call.canton.canton]
    listed = owed(archive, on, dated=query.get("dated") == "true")
    rows = tuple(row for row in listed if row.edition in mine)
    editions = {row.edition: archive.program(keys[row.edition]) for row in rows}
    return FORMS[form](call, Listing(editions, rows, on, call.language))


def _json(_: ServiceCall, listing: Listing) -> Response:
    return JsonAnswer(rows_data(listing))


def _calendar(_: ServiceCall, listing: Listing) -> Response:
    return Response(rows_ics(listing), media_type="text/calendar; charset=utf-8")


def _events(_: ServiceCall, listing: Listing) -> Response:
    events = [cloud_event(one, listing.on.isoformat()) for one in rows_data(listing)["obligations"]]
    return JsonAnswer(events, media_type=EVENTS)


FORMS: Mapping[str, Callable[[ServiceCall, Listing], Response]] = {
    "json": _json,
    "ics": _calendar,
    "cloudevents": _events,
}


def cloud_event(row: Mapping[str, Any], on: str) -> dict[str, Any]:
    """A line of the list as a CloudEvent (1.0); the same line of the same day has the same id.

    >>> row = {"canton": "valais", "case": "VS-1", "duty": "report", "since": "2024-01-08"}
    >>> cloud_event({**row, "due": None, "overdue": False}, "2024-02-01")["type"]
    'ch.iiz-rules.obligation.owed'
    """
    names = (row["canton"], row["case"], row["duty"], row["since"], str(row["due"]), on)
    kind = "overdue" if row["overdue"] else "owed"
    return {
        "specversion": SPECVERSION,
        "id": hashlib.sha256("\n".join(names).encode()).hexdigest()[:32],
        "source": f"/v1/{row['canton']}/due",
        "type": f"ch.iiz-rules.obligation.{kind}",
        "subject": row["case"],
        "time": f"{on}T00:00:00Z",
        "datacontenttype": "application/json",
        "data": dict(row),
    }
