"""The agenda of a sitting: who is there, each answer and what it means, the end.

Everything works without a script; with one only what an answer changes is exchanged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from iiz_rules.findings.errors import ConflictError, IizError
from iiz_rules.funding.sittings import HeldSitting
from iiz_rules.render.html.page import page
from iiz_rules.render.html.sheet import typeset_part
from iiz_rules.render.html.sitting import Fault, SittingPage, note_words
from iiz_rules.render.text import record
from iiz_rules.render.text import sitting as told
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.web.calls import ServiceCall, wrong
from iiz_rules.web.faults import refused
from iiz_rules.web.pages.case import spoken
from iiz_rules.web.pages.forms import typed_day
from iiz_rules.web.sitting.reply import (
    going_on,
    held_sitting,
    moved_to,
    page_of,
    row_of,
    sentences,
)
from iiz_rules.web.sitting.sent import SittingForm, sitting_form
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

if TYPE_CHECKING:
    from iiz_rules.receipts.receipt import Receipt

ANSWERS = {"yes": "for", "no": "against"}


def shown(call: ServiceCall) -> Response:
    """The agenda; of a closed sitting what was decided."""
    held = held_sitting(call)
    if held.closed is not None:
        return page_of(_closed(call, held))
    return page_of(going_on(call, held).agenda())


def _closed(call: ServiceCall, held: HeldSitting) -> str:
    language, state = spoken(call), call.canton
    minutes = call.service.room.sittings(state).minutes(held)
    program = state.on(held.on).program
    return page(
        "sitting_closed",
        language,
        where=program.label[language],
        canton=state.canton,
        title=printed("sitting.title", language, on=written(held.on, language)),
        at=f"/sitting/{state.canton}/{held.name}",
        languages=LANGUAGES,
        invented=(held.closed or {})["invented"],
        lasting=call.service.store.lasting,
        entered=len(minutes.records),
        part=typeset_part(program, record.agenda(minutes, language), language),
    )


def attended(call: ServiceCall) -> Response:
    """Note who sits there."""
    form, held = sitting_form(call), held_sitting(call)
    shown_ = going_on(call, held)
    present = {"yes": True, "no": False}
    body = shown_.view.body
    seats = {seat.of: seat.qualities for seat in body.seats} if body else {}
    members = []
    for of, text in form.under("present:").items():
        ticked = form.get(f"has:{of}").splitlines()
        has = [name for name in seats.get(of, ()) if name in ticked]
        there = {"present": present[text]} if text in present else {}
        members.append({"of": of, "has": has, **there})
    return _noted(call, shown_, form, {"members": members}, "#members")


def _noted(
    call: ServiceCall, before: SittingPage, form: SittingForm, said: Mapping[str, Any], place: str
) -> Response:
    """Note a change of the whole sitting, and go back to it."""
    held = before.view.sitting
    try:
        sittings = call.service.room.sittings(call.canton)
        held = sittings.note(held.name, form.version, said, call.token.name)
    except ConflictError as error:
        fault = _meanwhile(call, held, form, error)
        return page_of(replace(before, fault=fault).agenda(), error.status)
    return moved_to(call, held, place)


def _meanwhile(
    call: ServiceCall, held: HeldSitting, form: SittingForm, error: IizError, mine: str = ""
) -> Fault:
    """What somebody else has noted since a form was shown."""
    language = spoken(call)
    since = note_words(held.since(form.version), language) if form.version >= 0 else ()
    lead = printed("sitting.changed.lead", language)
    again = form.get("answer") if mine else ""
    words = printed("sitting.changed.mine", language, mine=mine) if mine else ""
    told_so = (lead, *since) if since else sentences(error, language)
    return Fault(printed("sitting.changed", language), told_so, again, words)


def answered(call: ServiceCall) -> Response:
    """Note a yes, a no or a later on one measure, or on all of a kind that are left."""
    form, held, language = sitting_form(call), held_sitting(call), spoken(call)
    before = going_on(call, held)
    key, _, what = form.get("answer").partition(":")
    rows = _rows(before, what)
    status, fault = 200, None
    try:
        said = _said(before, key, rows, language)
        sittings = call.service.room.sittings(call.canton)
        held = sittings.note(held.name, form.version, said, call.token.name)
    except ConflictError as error:
        mine = f"{printed(f'sitting.answer.{key}', language)}, {_names(before, rows, what)}"
        fault, status = _meanwhile(call, held, form, error, mine), error.status
        rows = [*rows, *_moved(held, form.version)]
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), sentences(error, language))
        status = error.status
    after = replace(before, view=replace(before.view, sitting=held), fault=fault)
    if call.request.headers.get("hx-request") == "true":
        return page_of(after.changed(dict.fromkeys(rows)), status)
    if fault:
        return page_of(after.agenda(), status)
    return moved_to(call, held, f"#m-{rows[0]}" if rows else "")


def _rows(before: SittingPage, what: str) -> list[int]:
    """The rows that an answer is about: one, or all of a kind that are left."""
    motions = before.view.deliberation.motions
    if what.isdecimal() and int(what) in {*motions, *before.view.sitting.answers}:
        return [int(what)]
    routes = {told["route"] for told in motions.values()}
    if what not in routes:
        raise wrong("answer", what, tuple(routes))
    return sorted(before.view.waiting(what))


def _names(before: SittingPage, rows: Iterable[int], what: str) -> str:
    return ", ".join(before.view.name(row) for row in [*rows][:3]) or what


def _moved(held: HeldSitting, version: int) -> list[int]:
    """The rows that somebody has answered since."""
    said = [one.said for one in held.since(version)]
    return [int(row) for one in said for key in ("answers", "back") for row in one.get(key, {})]


def _said(before: SittingPage, key: str, rows: Iterable[int], language: Language) -> dict[str, Any]:
    """An answer as it is noted; UsageError where the body could not decide so."""
    view = before.view
    if key == "open":
        return {"back": {str(row): view.name(row) for row in rows}}
    if key == "later":
        return {"answers": {str(row): _motion(before, row) for row in rows}}
    if key not in ANSWERS:
        raise wrong("answer", key, ("yes", "no", "later", "open"))
    voting = {seat.of for seat in view.body.seats} if view.body else set()
    members = [
        {
            **member,
            **({"vote": ANSWERS[key]} if member.get("present") and member["of"] in voting else {}),
        }
        for member in view.sitting.members
    ]
    return {
        "answers": {
            str(row): _motion(before, row, members, told.motion_sentence(view, row, language))
            for row in rows
        }
    }


def _motion(
    before: SittingPage,
    row: int,
    members: list[dict[str, Any]] | None = None,
    motion: str = "",
    reasons: str = "",
    term: date | None = None,
) -> dict[str, Any]:
    """The answer on one measure as it is noted: a decision of these members, or put off."""
    view = before.view
    said = {"measure": view.name(row), "kind": view.deliberation.motions[row].get("kind") or ""}
    if members is None:
        return {**said, "reason": reasons}
    if not members:
        raise refused("no-upload", what=printed("sitting.members", before.language))
    record_ = view.deliberation.record(row, members, reasons, motion=motion, term=term)
    return {**said, "decision": record_.to_dict()}


# --------------------------------------------------------------------------------- a measure


def measure(call: ServiceCall) -> Response:
    """One measure, with the form to vote on it."""
    shown_ = going_on(call, held_sitting(call))
    return page_of(shown_.measure(row_of(call, shown_)))


def voted(call: ServiceCall) -> Response:
    """Note the votes on one measure, that it is put off, or that an answer is taken back."""
    form, held, language = sitting_form(call), held_sitting(call), spoken(call)
    before = going_on(call, held)
    row = row_of(call, before)
    try:
        said = _voted(before, row, form)
        sittings = call.service.room.sittings(call.canton)
        held = sittings.note(held.name, form.version, said, call.token.name)
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), sentences(error, language))
        if isinstance(error, ConflictError):
            fault = _meanwhile(call, held, form, error)
            form_words = printed("sitting.changed.form", language)
            fault = replace(fault, sentences=(*fault.sentences, form_words))
        typed = {"motion": "", "reasons": "", "term": "", **form.fields}
        return page_of(replace(before, fault=fault, typed=typed).measure(row), error.status)
    address = f"/sitting/{call.path('canton')}/{held.name}/measure/{row}?lang={language}"
    return RedirectResponse(address, 303)


def _voted(before: SittingPage, row: int, form: SittingForm) -> dict[str, Any]:
    view, key = before.view, form.get("answer")
    if key == "open":
        return {"back": {str(row): view.name(row)}}
    reasons = form.get("reasons")
    if key == "later":
        return {"answers": {str(row): _motion(before, row, reasons=reasons)}}
    members = []
    for member in view.sitting.members:
        said = {
            "vote": form.get(f"vote:{member['of']}"),
            "reason": form.get(f"reason:{member['of']}"),
        }
        members.append({**member, **{name: text for name, text in said.items() if text}})
    text = form.get("term")
    term = typed_day(text) if text else None
    if text and term is None:
        raise refused("impossible-date", got=text[:40])
    return {"answers": {str(row): _motion(before, row, members, form.get("motion"), reasons, term)}}


# ----------------------------------------------------------------------------------- the end


def closed(call: ServiceCall) -> Response:
    """Enter the decisions in the register, and end the sitting."""
    form, held, language, state = sitting_form(call), held_sitting(call), spoken(call), call.canton
    before = going_on(call, held)
    rest = tuple(before.view.name(row) for row in sorted(before.view.waiting()))
    policy = state.on(held.on)
    register = policy.register(call.service.store)

    def receipt(row: int) -> "Receipt":
        evaluation = before.view.deliberation.answer(row).evaluation
        named = before.view.name(row), call.token.name
        return call.service.log.write(policy.basis, evaluation, *named).receipt

    try:
        held = call.service.room.sittings(state).close(
            held.name,
            form.version,
            register,
            rest,
            call.token.name,
            form.get("remedy"),
            is_invented(before.view.deliberation.simulation),
            receipt,
        )
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), sentences(error, language))
        if isinstance(error, ConflictError):
            fault = _meanwhile(call, held, form, error)
        return page_of(replace(before, fault=fault).agenda(), error.status)
    return moved_to(call, held)
