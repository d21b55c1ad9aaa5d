"""Logging in and out."""

from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from iiz_rules.render.html.page import page
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.guard import SESSION
from iiz_rules.web.pages.case import html, spoken
from iiz_rules.web.settings import LOOPBACK
from iiz_rules.web.sitting.sent import sitting_form
from iiz_rules.words.say import printed

LONGEST = 1_000
"""characters of a password, at most: hashing more would only cost time"""


def shown(call: ServiceCall) -> Response:
    """The form."""
    return html(_page(call, call.request.query_params.get("next", "/")))


def sent(call: ServiceCall) -> Response:
    """Log in and redirect to the page wanted, or show the form again."""
    form = sitting_form(call)
    name, password, target = form.get("name"), form.fields.get("password", ""), form.get("next")
    session = call.service.logins.log_in(name, password[:LONGEST])
    if session is None:
        return html(_page(call, target, printed("pages.login.wrong", spoken(call)), name), 401)
    answer = RedirectResponse(own(target), 303)
    here = (urlsplit(f"//{call.request.headers.get('host', '')}").hostname or "") in LOOPBACK
    answer.set_cookie(SESSION, session, httponly=True, samesite="lax", path="/", secure=not here)
    return answer


def left(call: ServiceCall) -> Response:
    """End the session."""
    call.service.logins.log_out(call.request.cookies.get(SESSION, ""))
    answer = RedirectResponse(f"/login?lang={spoken(call)}", 303)
    answer.delete_cookie(SESSION, path="/")
    return answer


def own(target: str) -> str:
    r"""An address of this service, whatever was asked for: no other site is gone to.

    >>> own("/case/valais?lang=fr"), own("//evil.example"), own("/\\evil.example"), own("https://x")
    ('/case/valais?lang=fr', '/', '/', '/')
    """
    plain = target.isascii() and target.isprintable() and "\\" not in target
    return target if plain and target.startswith("/") and not target.startswith("//") else "/"


def _page(call: ServiceCall, target: str, wrong: str = "", name: str = "") -> str:
    language = spoken(call)
    title = printed("pages.login.title", language)
    return page("login", language, title=title, target=own(target), wrong=wrong, name=name)
