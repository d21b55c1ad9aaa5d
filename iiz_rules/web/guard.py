"""What every request passes first: host name, identity, size and number of requests.

Nothing is parsed here. A body is counted as it arrives, whatever its length is said to be.
"""

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.responses import RedirectResponse, Response

from iiz_rules.findings.errors import IizError
from iiz_rules.web.faults import chosen, problem, refused
from iiz_rules.web.settings import LOOPBACK, Settings
from iiz_rules.web.tokens import ANYBODY, Token, known_by
from iiz_rules.web.users import NOBODY, Logins

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN = ("/health", "/ready")
"""paths open to monitoring, under any host name"""
DESK, SITTING = "/desk/", "/sitting/"
LOGIN, LOGOUT = "/login", "/logout"
PAGES = ("/case/", "/cases/", DESK, SITTING, LOGIN, LOGOUT)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
"""the paths of forms, and the content types by which browsers send them"""
BODY = "iiz_body"
TOKEN = "iiz_token"
SESSION = "iiz-session"


class Guard:
    """Passes a request on to the service, with its whole body and its sender."""

    def __init__(self, app: "ASGIApp", settings: Settings, logins: Logins) -> None:
        self._app, self._settings, self._logins = app, settings, logins
        self._hosts = {*LOOPBACK, *settings.hosts}
        self._running = 0

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer the request, or refuse it."""
        if scope["type"] != "http" or scope["path"] in OPEN:
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        try:
            scope[TOKEN] = self._admitted(headers, scope["path"])
            scope[BODY] = await self._body(scope, headers, receive)
            if self._running >= self._settings.limits.at_once:
                raise refused("too-busy")
        except IizError as error:
            answer = self._to_login(scope, headers) if error.status == 401 else None
            answer = answer or problem(error, headers, {"connection": "close"}, _query(scope))
            await answer(scope, receive, send)
            return
        self._running += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._running -= 1

    def _to_login(self, scope: "Scope", headers: dict[str, str]) -> "Response | None":
        """The redirect to the login page; None for programs."""
        person = self._logins.has_users and "text/html" in headers.get("accept", "")
        if not person or scope["method"] != "GET":
            return None
        query = _query(scope)
        wanted = f"{scope['path']}?{query}" if query else scope["path"]
        language = chosen(query, headers.get("accept-language", ""))
        return RedirectResponse(f"{LOGIN}?next={quote(wanted)}&lang={language}", 303)

    def _admitted(self, headers: dict[str, str], path: str) -> Token:
        """Who asks; UsageError for a foreign host name, or an unknown caller."""
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        if name.strip("[]").lower() not in self._hosts:
            raise refused("unknown-host", got=name[:100])
        if not self._settings.tokens and not self._logins.has_users:
            return ANYBODY
        token = known_by(headers.get("authorization", ""), self._settings.tokens)
        token = token or self._logins.of(_session(headers.get("cookie", "")))
        if token is None and path == LOGIN:
            return NOBODY.token
        if token is None:
            raise refused("no-token")
        return token

    def _check_own(self, headers: dict[str, str], kind: str) -> None:
        """Refuse a form from another site; browsers say where it comes from."""
        origin = urlsplit(headers.get("origin", "")).hostname
        site = headers.get("sec-fetch-site", "same-origin")
        foreign = site not in ("same-origin", "none") or (origin and origin not in self._hosts)
        if foreign or kind not in FORMS:
            raise refused("foreign-page")

    async def _body(self, scope: "Scope", headers: dict[str, str], receive: "Receive") -> bytes:
        """The whole body, unless it is too large or too slow."""
        if scope["method"] != "POST":  # no other method brings anything here
            return b""
        limits = self._settings.limits
        many = scope["path"].endswith("/batch") or scope["path"].startswith((DESK, SITTING))
        most = limits.batch_body if many else limits.body
        said = headers.get("content-length", "0")
        if not said.isdecimal() or len(said) > 15 or int(said) > most:
            raise refused("body-too-large", most=most)
        packed = headers.get("content-encoding", "identity").strip().lower()
        if packed != "identity":
            raise refused("not-json", got=packed[:100])
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["path"].startswith(PAGES):
            self._check_own(headers, kind)
        elif kind != "application/json":
            raise refused("not-json", got=kind[:100])
        try:
            async with asyncio.timeout(limits.seconds):
                return await _received(receive, most)
        except TimeoutError:
            raise refused("body-too-slow", seconds=f"{limits.seconds:g}") from None


def _query(scope: "Scope") -> str:
    return str(scope["query_string"].decode("latin-1"))


def _session(header: str) -> str:
    """The session in a `Cookie` header."""
    parts = (part.strip().partition("=") for part in header.split(";"))
    return next((value for name, _, value in parts if name == SESSION), "")


async def _received(receive: "Receive", most: int) -> bytes:
    parts, size = list[bytes](), 0
    while True:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise refused("body-too-slow", seconds="0")
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            raise refused("body-too-large", most=most)
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)
