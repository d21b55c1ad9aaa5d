"""Cases over time: opened, moved by events, taken up again, listed."""

from typing import Any

from iiz_rules.escalation.flow import Flow
from iiz_rules.language.model.base import Given, Part, Words
from iiz_rules.web.calls import JsonAnswer, ServiceCall, near_day, number
from iiz_rules.web.faults import refused

FILTERS = ("state", "step", "group", "bearer", "due_by", "after")


class OpenedCase(Part):
    """A case that is opened."""

    case: Words
    """its name: a number of the office, never one of a person"""
    on: Words
    """the day"""
    reference: Given[str] = ""
    """what it refers to outside: a letter, a file"""
    interpretations: Given[dict[str, str]] = None
    """readings that differ from the edition's defaults"""


class HappenedEvent(Part):
    """An event that happened to a case."""

    event: Words
    on: Words
    """the day on which it happened"""
    learned_on: Given[str] = None
    """the day on which it was learned, where that was later"""
    by: Given[str] = None
    """the role of the canton that did it"""
    reference: Given[str] = ""
    """what it refers to outside: a letter, a file"""
    facts: Given[dict[str, Any]] = None
    """what came with it"""


def opened(call: ServiceCall) -> JsonAnswer:
    """Open a case; sent again with the same key, it is returned as it is."""
    call.query()
    body = call.body(OpenedCase)
    day = near_day(call.day(body.on))
    policy = call.canton.on(day)
    if body.interpretations:
        policy = policy.reading(body.interpretations)
    flow = policy.open_case(
        body.case,
        day,
        call.service.store,
        user=call.token.name,
        reference=body.reference or "",
        key=call.key,
    )
    return JsonAnswer(flow.to_dict(), 201)


def listed(call: ServiceCall) -> JsonAnswer:
    """List cases, a page at a time."""
    query = call.query("on", "limit", *FILTERS)
    on = call.day(query.pop("on", None))
    most = call.service.settings.limits.listed
    limit = number(query.pop("limit", None), "limit", most, most)
    due_by = call.day(query.pop("due_by"), "due_by") if "due_by" in query else None
    policy = call.canton.on(on)
    how: dict[str, Any] = {**query, "due_by": due_by, "limit": limit}
    cases = policy.cases(call.service.store, on, **how)
    return JsonAnswer({"cases": [one.to_dict() for one in cases]})


def shown(call: ServiceCall) -> JsonAnswer:
    """A case with all its moves."""
    call.query()
    return JsonAnswer(_flow(call).to_dict())


def happened(call: ServiceCall) -> JsonAnswer:
    """Record an event; what follows is the answer."""
    call.query()
    body = call.body(HappenedEvent)
    on = near_day(call.day(body.on))
    learned = None if body.learned_on is None else near_day(call.day(body.learned_on, "learned_on"))
    facts = call.root.child("facts")
    flow = _flow(call)
    admit_actor(call, flow, body.event, body.by)
    move = flow.record(
        body.event,
        on,
        facts,
        by=body.by,
        learned_on=learned,
        user=call.token.name,
        reference=body.reference or "",
        key=call.key,
    )
    told = [one.to_dict() for one in move.obligations]
    return JsonAnswer({"move": move.to_dict(), "obligations": told}, 201)


def possible(call: ServiceCall) -> JsonAnswer:
    """The events that may happen now, or on a later day."""
    on = call.query("on").get("on")
    day = None if on is None else call.day(on)
    return JsonAnswer({"events": [one.to_dict() for one in _flow(call).possible(day)]})


def admit_actor(call: ServiceCall, flow: Flow, event: str, by: str | None) -> None:
    """Refuse an event in a role that the sender does not have.

    Users with known roles have to name the one in which they did what needs a competence.
    """
    declared = flow.program.events.get(event)
    acts = by is not None or (declared is not None and declared.action is not None)
    if call.token.acts is not None and acts:
        held = call.token.acts.get(flow.program.canton, ())
        if by not in held:
            raise refused("role-not-held", actor=by or "–", known=", ".join(held) or "–")


def _flow(call: ServiceCall) -> Flow:
    return call.canton.newest.case(call.path("case"), call.service.store)
