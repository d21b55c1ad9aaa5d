"""The pages of the rule desk: a canton, one of its files, an edition beside the one below it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from iiz_rules.language.program.outside import edition_named
from iiz_rules.language.text.retyped import as_shown, side_by_side
from iiz_rules.render.html.page import page
from iiz_rules.testing.case_files import CASE
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.desk import consequences
from iiz_rules.web.desk.bench import Bench, digest_of_text, opened
from iiz_rules.web.desk.criterion import DONE, added, criterion_form
from iiz_rules.web.desk.folder import DeskCanton, digest_of
from iiz_rules.web.desk.rules import called, rule_content
from iiz_rules.web.desk.sent import SentForm, sent_form
from iiz_rules.web.faults import refused
from iiz_rules.web.pages.case import spoken
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

if TYPE_CHECKING:
    from iiz_rules.web.desk.state import DeskStates

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
)


def desk_named(call: ServiceCall) -> DeskCanton:
    """The desk of the address; NotFoundError if the desk has no such folder."""
    name, known = call.path("canton"), call.service.desks
    if name not in known:
        raise refused("no-desk", canton=name[:60], known=", ".join(known) or "–")
    return known[name]


def states(call: ServiceCall) -> "DeskStates":
    """The cached states of cantons."""
    return call.service.states


def shown_page(call: ServiceCall, template: str, status: int = 200, **content: Any) -> Response:
    """A page of the desk, with the token for its forms."""
    language, visits = spoken(call), call.service.visits
    visitor = visits.visitor(call.request)
    told = {"languages": LANGUAGES, "visit": visits.token(visitor)}
    called = partial(edition_named, language=language)
    inside = partial(_edition_inside, language=language)
    named = {"edition_called": called, "edition_inside": inside}
    text = page(template, language, **told, **named, **content)
    headers = {"content-security-policy": POLICY, "cache-control": "no-store"}
    answer = HTMLResponse(text, status, headers)
    visits.remember(answer, visitor)
    return answer


def _edition_inside(edition: str, language: Language) -> str:
    """The name of an edition within a sentence, lower case except in German."""
    called = edition_named(edition, language)
    return called if language == "de" else f"{called[:1].lower()}{called[1:]}"


def is_own(call: ServiceCall, form: SentForm) -> bool:
    """Whether a form comes from a page that this visitor was given."""
    return call.service.visits.is_own(call.request, form.token)


def address(desk: DeskCanton, name: str, language: Language, **more: str) -> str:
    """The address at which a file is edited."""
    words = {**more, "lang": language}
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in words.items() if value)
    return f"/desk/{quote(desk.name)}/file/{quote(name)}?{query}"


def case_address(desk: DeskCanton, name: str, language: Language) -> str:
    """The address at which a case is edited; empty for a row of a table."""
    return address(desk, name, language) if CASE.fullmatch(name) else ""


# ------------------------------------------------------------------ one file


def bench_at(call: ServiceCall) -> Bench:
    """The file of the address, as saved."""
    desk = desk_named(call)
    path = desk.place(call.path("file"))
    way = call.request.query_params.get("at", "")
    return opened(desk, states(call), path, spoken(call), way)


def file_shown(call: ServiceCall) -> Response:
    """The page of a file, ready to be edited."""
    bench = bench_at(call)
    saved = bool(call.request.query_params.get("saved"))
    notes = [printed("desk.saved", bench.language)] if saved else []
    return file_page(call, bench, notes=notes, was_saved=saved)


def file_changed(call: ServiceCall) -> Response:
    """Check, prove or save the submitted text, or return it as a patch."""
    form, bench = sent_form(call), bench_at(call)
    language = bench.language
    typed = worked(bench, form)
    do = form.get("do")
    if digest_of(bench.on_disk) != form.get("was"):
        return _conflict(call, typed)
    if do == "patch":
        return _patch(typed)
    if do != "save":
        return file_page(call, typed, prove=do == "prove", form=form)
    if not is_own(call, form):
        return file_page(call, typed, 403, notes=[printed("desk.again", language)])
    if typed.problems or typed.errors():
        return file_page(call, typed, 422, notes=[printed("desk.not-saved", language)])
    if not typed.desk.save(typed.change):
        return _conflict(call, replace(typed, on_disk=typed.desk.read(typed.path)))
    return RedirectResponse(address(typed.desk, typed.name, language, at=typed.way, saved="1"), 303)


def worked(bench: Bench, form: SentForm) -> Bench:
    """The bench with the submitted text and fields."""
    typed = replace(bench, text=form.text, way=form.get("at"))
    if form.get("do") == "take":
        return typed.taken(form.get("take"))
    if form.get("do") in DONE:
        return added(typed, form)
    values = form.values()
    if values and form.get("made-for") != digest_of_text(typed.text):
        return replace(typed, problems=(printed("desk.fields-stale", typed.language),))
    return typed.filled(values)


def _patch(bench: Bench) -> Response:
    name = f"{bench.path.stem}.patch"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(bench.patch(), 200, headers, "text/x-patch; charset=utf-8")


def _conflict(call: ServiceCall, bench: Bench) -> Response:
    """Somebody else changed the file: both side by side; theirs is the new base."""
    theirs = as_shown(bench.on_disk or b"") or ""
    rows = side_by_side(theirs, bench.text)
    return file_page(call, bench, 409, rows=rows)


def file_page(
    call: ServiceCall,
    bench: Bench,
    status: int = 200,
    *,
    notes: list[str] | None = None,
    prove: bool = False,
    rows: list[tuple[str, str]] | None = None,
    was_saved: bool = False,
    form: SentForm | None = None,
) -> Response:
    """The page of a file as somebody has it before him."""
    language = bench.language
    line = bench.thing.entry.node.line if bench.thing else 1
    return shown_page(
        call,
        "desk_file",
        status,
        desk=bench.desk.name,
        where=bench.before.label(language),
        file=bench.name,
        title=bench.thing.label if bench.thing else _file_title(bench),
        under=file_label(bench.path.name, language) if bench.thing else "",
        readable=bench.readable,
        new=bench.on_disk is None,
        text=bench.text,
        was=digest_of(bench.on_disk),
        line=line,
        things=bench.things,
        way=bench.way,
        inherited=_inherited(bench),
        edition=bench.edition,
        notes=[*(notes or ()), *bench.problems],
        rows=rows,
        was_saved=was_saved,
        criterion=criterion_form(bench, form),
        **rule_part(bench),
        **told_part(bench, prove=prove),
    )


def _file_title(bench: Bench) -> str:
    """The label of a file; a case goes by its title if it has one."""
    named = (state.title(bench.name, bench.language) for state in (bench.after, bench.before))
    return next(filter(None, named), file_label(bench.path.name, bench.language))


def _inherited(bench: Bench) -> list[tuple[str, str]]:
    """What this edition inherits: names and labels."""
    names = [thing.name for thing in bench.inherited]
    where = (bench.edition, bench.path.name, bench.language)
    return [(name, called(bench.after, name, *where)) for name in names]


def rule_part(bench: Bench) -> dict[str, Any]:
    """The part of the page about the selected thing, with the fields to change it."""
    content: dict[str, Any] = {"clauses": [], "sentences": ()}
    state = bench.after if bench.edition in bench.after.programs else bench.before
    if bench.file:
        content = rule_content(state, bench.file, bench.thing, bench.edition, bench.language)
    return {
        **content,
        "stale": bench.edition not in bench.after.programs,
        "fields": bench.usual(),
        "made_for": digest_of_text(bench.text),
    }


def told_part(bench: Bench, *, prove: bool = False) -> dict[str, Any]:
    """The part of the page with findings, changed cases and, if asked for, proofs."""
    language, after = bench.language, bench.after
    findings = [*consequences.findings_told(after, language)]
    both = [*consequences.sides(bench.before, after)] if bench.changed else []
    return {
        "findings": findings,
        "here": bench.name,
        "marks": [one.mark() for one in findings if one.file == bench.name and one.line],
        "blocked": bool(bench.changed and bench.errors()),
        "changed": bench.changed,
        "case": consequences.case_told(after, bench.path, bench.edition, language),
        "cases": [consequences.cases_told(after, name, one, language) for name, one in both],
        "proofs": [(name, consequences.proof_told(one, language)) for name, one in both]
        if prove
        else [],
        "proving": prove,
        "links": {
            one.file: address(bench.desk, one.file, language) for one in findings if one.file
        },
        "to_case": lambda case: case_address(bench.desk, case, language),
    }


def file_label(name: str, language: Language) -> str:
    """The label of a file by its kind."""
    stem = name.removesuffix(".yaml").partition(".")[0]
    known = KINDS if stem in KINDS else ()
    return printed(f"desk.kind.{stem}", language) if known else name


KINDS: Mapping[str, None] = dict.fromkeys(
    (
        *("canton", "roster", "facts", "clauses", "organisation", "interpretations"),
        *("eligibility", "exchange", "escalation", "events", "claims", "statistics"),
        *("funding", "texts"),
    )
)
