"""What the pages of a sitting answer with: a page, a fault in words, the sitting that is meant."""

from functools import wraps
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse, Response

from iiz_rules.findings.errors import IizError
from iiz_rules.findings.registry import message
from iiz_rules.funding.sittings import HeldSitting
from iiz_rules.language.dates import parse_date
from iiz_rules.render.html.page import page
from iiz_rules.web.calls import Handler, ServiceCall, wrong
from iiz_rules.web.faults import as_sentence, refused
from iiz_rules.web.pages.case import spoken
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:  # stands on the extra `simulate`
    from iiz_rules.render.html.sitting import SittingPage

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page_of(text: str, status: int = 200) -> Response:
    """A page that runs the one script, and sends its forms back here alone."""
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
                sentences=sentences(error, language),
                back=f"/sitting/{canton}?lang={language}",
            )
            return page_of(text, error.status)

    return answer


def sentences(error: IizError, language: Language) -> tuple[str, ...]:
    """What is wrong, a sentence each, with the row where it is about one."""
    return tuple(
        printed("sitting.fault.row", language, n=finding.place.line, said=said)
        if finding.place.line
        else said
        for finding in error.findings
        for said in [typeset(as_sentence(message(finding, language)), language)]
    )


def moved_to(call: ServiceCall, held: HeldSitting, place: str = "") -> Response:
    """Go to the agenda."""
    address = f"/sitting/{call.path('canton')}/{held.name}?lang={spoken(call)}{place}"
    return RedirectResponse(address, 303)


def held_sitting(call: ServiceCall) -> HeldSitting:
    """The sitting of the address; NotFoundError where there is none of that name."""
    return call.service.room.sittings(call.canton).take_up(call.path("sitting"))


def going_on(call: ServiceCall, held: HeldSitting) -> "SittingPage":
    """The pages of a sitting that goes on; a closed one is not prepared again."""
    from iiz_rules.render.html.sitting import SittingPage

    if held.closed is not None:
        raise refused("sitting-closed", sitting=parse_date(held.name) or held.name)
    view = call.service.room.view(call.canton, held)
    return SittingPage(view, spoken(call), call.service.store.lasting)


def row_of(call: ServiceCall, shown_: "SittingPage") -> int:
    """The row of the portfolio that the address names; NotFoundError where it is not asked."""
    text, motions = call.path("row"), shown_.view.deliberation.motions
    if not text.isdecimal() or int(text) not in motions:
        raise wrong("row", text, tuple(map(str, motions)))
    return int(text)


def script(_: object) -> Response:
    """The one script of these pages."""
    data = files("iiz_rules.web").joinpath("static", "htmx.min.js").read_bytes()
    headers = {"cache-control": "max-age=86400"}
    return Response(data, 200, headers, "text/javascript; charset=utf-8")
