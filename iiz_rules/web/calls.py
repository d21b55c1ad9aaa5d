"""A request as handlers see it: who asks, in which language, what was sent."""

import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from iiz_rules.answers.form import written
from iiz_rules.case.documents import CaseDocument, case_in
from iiz_rules.findings.errors import CaseError, IizError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.base import Part
from iiz_rules.language.text.bind import bound
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.node import Node
from iiz_rules.web.editions import CantonInForce
from iiz_rules.web.faults import crashed, refused, spoken
from iiz_rules.web.guard import BODY, TOKEN
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.web.app import Service
    from iiz_rules.web.tokens import Token

Model = TypeVar("Model", bound=Part)
NAME = "request.json"
LOG = logging.getLogger("iiz_rules.web")
MOST_YEARS = 50
"""how far from today a day may be that is recorded"""
REFERENCE, KEY = "iiz-reference", "idempotency-key"
"""headers: the reference a decision is logged under, and the idempotency key"""


@dataclass(frozen=True)
class ServiceCall:
    """One request."""

    request: Request
    service: "Service"

    @property
    def token(self) -> "Token":
        """Who asks."""
        token: Token = self.request.scope[TOKEN]
        return token

    @property
    def language(self) -> Language:
        """The language of the answer."""
        return spoken(self.request.headers.get("accept-language", ""))

    def path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    @property
    def canton(self) -> CantonInForce:
        """The canton of the address; NotFoundError if there is none of that name."""
        return self.service.editions.of(self.path("canton"))

    @cached_property
    def key(self) -> str:
        """The idempotency key; empty if none was sent."""
        return self.header(KEY)

    @cached_property
    def reference(self) -> str:
        """The reference to log a decision under: the one sent, the key, or a new one."""
        return self.header(REFERENCE) or self.key or str(uuid.uuid4())

    def header(self, name: str) -> str:
        """A header; UsageError if sent twice, because one of the two would be lost.

        Other than ASCII it is read as UTF-8, or else as Latin-1: clients send both.
        """
        values = self.request.headers.getlist(name)
        if len(values) > 1:
            raise refused("given-twice", name=name)
        sent = values[0].encode("latin-1") if values else b""
        try:
            return sent.decode()
        except UnicodeDecodeError:
            return sent.decode("latin-1")

    def need(self, role: str) -> None:
        """Refuse a caller without the role."""
        if role and role not in self.token.roles:
            raise refused("role-missing", role=role)

    # --------------------------------------------------------------------------- what was sent

    @cached_property
    def root(self) -> Node:
        """The body as a tree with places; CaseError if it is not a JSON object."""
        return read_json(self.request.scope[BODY], NAME).faultless(CaseError)

    def document(self, root: Node | None = None) -> CaseDocument:
        """The case that was sent: a case document, or the bare facts."""
        case, findings = case_in(self.root if root is None else root, NAME)
        if case is None:
            raise CaseError(findings)
        return case

    def body(self, model: type[Model]) -> Model:
        """The body as a model; CaseError with the places of what is wrong."""
        return bound(model, self.root, CaseError)

    def query(self, *known: str) -> dict[str, str]:
        """The query parameters; UsageError for one that is unknown or sent twice."""
        parameters = self.request.query_params
        for name in parameters:
            if name not in known:
                raise refused("unknown-parameter", name=name[:40], known=", ".join(known) or "–")
            if len(parameters.getlist(name)) > 1:
                raise refused("given-twice", name=name)
        return dict(parameters)

    # ------------------------------------------------------------------------------ for answers

    def day(self, text: str | None, name: str = "on") -> date:
        """Read a day; UsageError if there is none: the service has no clock of its own."""
        if text is None:
            raise UsageError([Finding("no-date", Place(Source(name)))])
        day = parse_date(text)
        if day is None:
            raise UsageError([Finding("impossible-date", Place(Source(name)), {"got": text[:40]})])
        return day


def today() -> date:
    """Today: the initial day of a form, and what a day that is recorded has to be near."""
    return date.today()  # noqa: TID251, DTZ011


def near_day(day: date) -> date:
    """A day that may be recorded; UsageError for a slip of the pen, which would stay for good."""
    if abs(day.year - today().year) > MOST_YEARS:
        raise refused("day-far-away", on=day, years=MOST_YEARS)
    return day


def wrong(name: str, got: str, known: "Mapping[str, object] | tuple[str, ...]") -> UsageError:
    """The error about a part of the address that is not one of the known values."""
    words = {"name": name[:40], "got": got[:40], "known": ", ".join(known), "near": ""}
    return UsageError([Finding("wrong-argument", Place(Source("request")), words)])


def number(text: str | None, name: str, usual: int, most: int) -> int:
    """Read a whole number from 0 to `most`; `usual` if none was given."""
    if text is None:
        return usual
    if not text.isascii() or not text.isdecimal() or len(text) > 15 or int(text) > most:
        raise wrong(name, text, (f"0 … {most}",))
    return int(text)


class JsonAnswer(Response):
    """An answer in JSON; a text is taken to be JSON already."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Encode the content."""
        return (content if isinstance(content, str) else written(content)).encode()


Handler = Callable[[ServiceCall], Response]


def unguarded(service: "Service", handler: Handler) -> Callable[[Request], Any]:
    """An endpoint that answers everybody."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(handler, ServiceCall(request, service))

    return answer


def endpoint(service: "Service", role: str, handler: Handler) -> Callable[[Request], Any]:
    """An endpoint that runs a handler in a thread, for those with a role."""

    async def answer(request: Request) -> Response:
        call = ServiceCall(request, service)
        call.need(role)
        try:
            return await run_in_threadpool(handler, call)
        except IizError:
            raise
        except Exception as error:  # noqa: BLE001 - no values of a case reach a log
            LOG.error("%s in %s", type(error).__name__, handler.__module__)
            return crashed(request)

    return answer
