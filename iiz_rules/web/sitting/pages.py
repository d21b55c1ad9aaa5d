"""The pages of a sitting: from the portfolio over each answer to the minutes.

Everything works without a script; with one only what an answer changes is exchanged.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import wraps
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from iiz_rules.findings.errors import ConflictError, IizError
from iiz_rules.findings.registry import message
from iiz_rules.funding.books import entries_table
from iiz_rules.funding.sittings import HeldSitting
from iiz_rules.portfolio.scenario import read_scenario
from iiz_rules.render.html.page import page
from iiz_rules.render.html.sheet import typeset_part
from iiz_rules.render.html.sitting import Fault, SittingPage, note_words, sittings_page
from iiz_rules.render.text import record
from iiz_rules.render.text import sitting as told
from iiz_rules.render.text.agenda import measure_name
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.tables.formats import CsvFile
from iiz_rules.web.calls import Handler, ServiceCall, wrong
from iiz_rules.web.faults import refused
from iiz_rules.web.pages.case import spoken, today
from iiz_rules.web.pages.forms import day_text, typed_day
from iiz_rules.web.sitting.room import read_paper, scenario_papers
from iiz_rules.web.sitting.sent import SittingForm, sitting_form
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANSWERS = {"yes": "for", "no": "against"}


def _html(text: str, status: int = 200) -> Response:
    headers = {"content-security-policy": POLICY, "cache-control": "no-store"}
    return HTMLResponse(text, status, headers)


def for_people(handler: Handler) -> Handler:
    """Let a handler say what is wrong on a page instead of in problem details."""

    @wraps(handler)
    def answer(call: ServiceCall) -> Response:
        try:
            return handler(call)
        except IizError as error:
            language = spoken(call)
            canton = call.request.path_params.get("canton", "")
            text = page(
                "sitting_fault",
                language,
                where=printed("pages.title", language),
                title=printed("sitting.fault", language),
                sentences=_messages(error, language),
                back=f"/sitting/{canton}?lang={language}",
            )
            return _html(text, error.status)

    return answer


def _messages(error: IizError, language: Language) -> tuple[str, ...]:
    """What is wrong, a sentence each, with the row where it is about one."""
    return tuple(
        f"{one.place.line}: {said}" if one.place.line else said
        for one in error.findings
        for said in [message(one, language).replace("`", "")]
    )


# ----------------------------------------------------------------------------- the beginning


@for_people
def listed(call: ServiceCall) -> Response:
    """The sittings, and the form to begin one."""
    return _html(_list(call))


def _list(call: ServiceCall, fault: Fault | None = None, day: str = "") -> str:
    language, state, settings = spoken(call), call.canton, call.service.settings
    scenarios = {
        str(number): getattr(read_scenario(path).file.label, language)
        for number, path in enumerate(settings.scenarios)
    }
    papers = {"portfolio": settings.portfolio, "ledger": settings.ledger}
    return sittings_page(
        state.canton,
        state.newest.program.label[language],
        call.service.room.sittings(state).all(),
        language,
        day=day or day_text(today(), language),
        named={paper: Path(path).name if path else "" for paper, path in papers.items()},
        scenarios=scenarios,
        lasting=call.service.store.lasting,
        fault=fault,
    )


@for_people
def begun(call: ServiceCall) -> Response:
    """Begin a sitting over what was sent, or over what was named when the service was started."""
    form, language, state = sitting_form(call), spoken(call), call.canton
    try:
        on = typed_day(form.get("on"))
        if on is None:
            raise refused("no-upload", what=printed("sitting.begin.day", language))
        papers, sent = _papers(call, form, language)
        call.service.room.prepared(state, on, papers, sent)
        held = call.service.room.sittings(state).begin(on, papers, sent, call.token.name)
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), _messages(error, language))
        return _html(_list(call, fault, form.get("on")), error.status)
    return _to(call, held)


def _papers(
    call: ServiceCall, form: SittingForm, language: Language
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Which papers there are, and all their files."""
    settings, papers, sent = call.service.settings, dict[str, str](), dict[str, bytes]()
    for paper, path in (("portfolio", settings.portfolio), ("ledger", settings.ledger)):
        if paper in form.files:
            name, data = form.files[paper].name, form.files[paper].data
        elif path:
            name, data = Path(path).name, read_paper(Path(path))
        else:
            continue
        papers[paper] = f"{paper}/{name}"
        sent[papers[paper]] = data
    if "portfolio" not in papers:
        raise refused("no-upload", what=printed("sitting.begin.portfolio", language))
    chosen = form.get("scenario")
    if chosen:
        known = {str(number): Path(path) for number, path in enumerate(settings.scenarios)}
        if chosen not in known:
            raise wrong("scenario", chosen, known)
        sent |= scenario_papers(known[chosen])
        papers["scenario"] = f"scenario/{known[chosen].name}"
    return papers, sent


def _to(call: ServiceCall, held: HeldSitting, place: str = "") -> Response:
    """Go to the agenda."""
    address = f"/sitting/{call.path('canton')}/{held.name}?lang={spoken(call)}{place}"
    return RedirectResponse(address, 303)


# -------------------------------------------------------------------------------- the agenda


def _held(call: ServiceCall) -> HeldSitting:
    return call.service.room.sittings(call.canton).take_up(call.path("sitting"))


def _page(call: ServiceCall, held: HeldSitting) -> SittingPage:
    """The pages of a sitting that goes on; a closed one is not prepared again."""
    if held.closed is not None:
        raise refused("sitting-closed", sitting=held.name)
    view = call.service.room.view(call.canton, held)
    return SittingPage(view, spoken(call), call.service.store.lasting)


@for_people
def shown(call: ServiceCall) -> Response:
    """The agenda; of a closed sitting what was decided."""
    held = _held(call)
    return _html(_closed(call, held) if held.closed is not None else _page(call, held).agenda())


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


@for_people
def attended(call: ServiceCall) -> Response:
    """Note who sits there."""
    form, held = sitting_form(call), _held(call)
    shown_ = _page(call, held)
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
        return _html(replace(before, fault=fault).agenda(), error.status)
    return _to(call, held, place)


def _meanwhile(
    call: ServiceCall, held: HeldSitting, form: SittingForm, error: IizError, mine: str = ""
) -> Fault:
    """What somebody else has noted since a form was shown."""
    language = spoken(call)
    since = note_words(held.since(form.version), language) if form.version >= 0 else ()
    lead = printed("sitting.changed.lead", language)
    again = form.get("answer") if mine else ""
    words = printed("sitting.changed.mine", language, mine=mine) if mine else ""
    sentences = (lead, *since) if since else _messages(error, language)
    return Fault(printed("sitting.changed", language), sentences, again, words)


@for_people
def answered(call: ServiceCall) -> Response:
    """Note a yes, a no or a later on one measure, or on all of a kind that are left."""
    form, held, language = sitting_form(call), _held(call), spoken(call)
    before = _page(call, held)
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
        fault = Fault(printed("sitting.fault", language), _messages(error, language))
        status = error.status
    after = replace(before, view=replace(before.view, sitting=held), fault=fault)
    if call.request.headers.get("hx-request") == "true":
        return _html(after.changed(dict.fromkeys(rows)), status)
    if fault:
        return _html(after.agenda(), status)
    return _to(call, held, f"#m-{rows[0]}" if rows else "")


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
        {**one, **({"vote": ANSWERS[key]} if one.get("present") and one["of"] in voting else {})}
        for one in view.sitting.members
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


def _row(call: ServiceCall, shown_: SittingPage) -> int:
    text, motions = call.path("row"), shown_.view.deliberation.motions
    if not text.isdecimal() or int(text) not in motions:
        raise wrong("row", text, tuple(map(str, motions)))
    return int(text)


@for_people
def measure(call: ServiceCall) -> Response:
    """One measure, with the form to vote on it."""
    shown_ = _page(call, _held(call))
    return _html(shown_.measure(_row(call, shown_)))


@for_people
def voted(call: ServiceCall) -> Response:
    """Note the votes on one measure, that it is put off, or that an answer is taken back."""
    form, held, language = sitting_form(call), _held(call), spoken(call)
    before = _page(call, held)
    row = _row(call, before)
    try:
        said = _voted(before, row, form)
        sittings = call.service.room.sittings(call.canton)
        held = sittings.note(held.name, form.version, said, call.token.name)
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), _messages(error, language))
        if isinstance(error, ConflictError):
            fault = _meanwhile(call, held, form, error)
            form_words = printed("sitting.changed.form", language)
            fault = replace(fault, sentences=(*fault.sentences, form_words))
        typed = {"motion": "", "reasons": "", "term": "", **form.fields}
        return _html(replace(before, fault=fault, typed=typed).measure(row), error.status)
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
    for one in view.sitting.members:
        said = {"vote": form.get(f"vote:{one['of']}"), "reason": form.get(f"reason:{one['of']}")}
        members.append({**one, **{name: text for name, text in said.items() if text}})
    text = form.get("term")
    term = typed_day(text) if text else None
    if text and term is None:
        raise refused("impossible-date", got=text[:40])
    return {"answers": {str(row): _motion(before, row, members, form.get("motion"), reasons, term)}}


@for_people
def sheet(call: ServiceCall) -> Response:
    """One measure as a sheet for the file."""
    shown_ = _page(call, _held(call))
    row, view = _row(call, shown_), shown_.view
    agenda = view.deliberation.agenda
    name = measure_name(agenda, view.name(row))
    how: dict[str, Any] = {"name": name, "invented": is_invented(view.deliberation.simulation)}
    return _document(call, agenda.funding(row), view.name(row), **how)


def _document(call: ServiceCall, made: Any, file: str, **how: Any) -> Response:
    """A document as a page, or as PDF."""
    language = spoken(call)
    if call.request.query_params.get("as") != "pdf":
        return _html(made.to_html(language, **how))
    headers = {"content-disposition": f'inline; filename="{_plain(file)}.pdf"'}
    return Response(made.to_pdf(language, **how), 200, headers, "application/pdf")


def _plain(name: str) -> str:
    return "".join(one for one in name if one.isascii() and (one.isalnum() or one in "-._"))


# ----------------------------------------------------------------------------------- the end


@for_people
def closed(call: ServiceCall) -> Response:
    """Enter the decisions in the register, and end the sitting."""
    form, held, language, state = sitting_form(call), _held(call), spoken(call), call.canton
    before = _page(call, held)
    rest = tuple(before.view.name(row) for row in sorted(before.view.waiting()))
    register = state.on(held.on).register(call.service.store)
    try:
        held = call.service.room.sittings(state).close(
            held.name,
            form.version,
            register,
            rest,
            call.token.name,
            form.get("remedy"),
            is_invented(before.view.deliberation.simulation),
        )
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), _messages(error, language))
        if isinstance(error, ConflictError):
            fault = _meanwhile(call, held, form, error)
        return _html(replace(before, fault=fault).agenda(), error.status)
    return _to(call, held)


@for_people
def minutes(call: ServiceCall) -> Response:
    """The minutes, to be signed once the sitting is closed."""
    held = _held(call)
    made, name = call.service.room.sittings(call.canton).minutes(held), held.name
    if held.closed is None:
        invented = is_invented(_page(call, held).view.deliberation.simulation)
        return _document(call, made, f"{call.path('canton')}-{name}", invented=invented)
    how = {key: held.closed[key] for key in ("remedy", "invented")}
    return _document(call, made, f"{call.path('canton')}-{name}", **how)


@for_people
def ledger(call: ServiceCall) -> Response:
    """The entries that follow, as a table that a ledger can take up."""
    held = _held(call)
    made = call.service.room.sittings(call.canton).minutes(held)
    file = BytesIO()
    CsvFile(file).write(entries_table(made.records, spoken(call)))
    name = f"{call.path('canton')}-{held.name}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file.getvalue(), 200, headers, "text/csv; charset=utf-8")


def script(_: object) -> Response:
    """The one script of these pages."""
    data = files("iiz_rules.web").joinpath("static", "htmx.min.js").read_bytes()
    headers = {"cache-control": "max-age=86400"}
    return Response(data, 200, headers, "text/javascript; charset=utf-8")


Endpoint = Callable[[ServiceCall], Response]
PAGES: tuple[tuple[str, str, Endpoint, str], ...] = (
    ("", "read", listed, "GET"),
    ("", "record", begun, "POST"),
    ("/{sitting}", "read", shown, "GET"),
    ("/{sitting}", "record", answered, "POST"),
    ("/{sitting}/members", "record", attended, "POST"),
    ("/{sitting}/measure/{row}", "read", measure, "GET"),
    ("/{sitting}/measure/{row}", "record", voted, "POST"),
    ("/{sitting}/sheet/{row}", "read", sheet, "GET"),
    ("/{sitting}/close", "record", closed, "POST"),
    ("/{sitting}/minutes", "read", minutes, "GET"),
    ("/{sitting}/ledger.csv", "read", ledger, "GET"),
)
"""The addresses below `/sitting/{canton}`, with the role that each takes."""
