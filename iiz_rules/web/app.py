"""The service as an ASGI application: its routes, and its state while it runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import IizError
from iiz_rules.receipts.log import DecisionLog
from iiz_rules.receipts.telemetry import observe
from iiz_rules.web import health
from iiz_rules.web.addresses import DATA, DESK, PAGES
from iiz_rules.web.calls import Handler, JsonAnswer, endpoint, unguarded
from iiz_rules.web.desk.folder import desk_of
from iiz_rules.web.desk.state import DeskStates
from iiz_rules.web.editions import ServedEditions
from iiz_rules.web.faults import refused, told
from iiz_rules.web.guard import Guard
from iiz_rules.web.openapi import description
from iiz_rules.web.pages.visit import Visits
from iiz_rules.web.settings import Settings
from iiz_rules.web.users import Logins, admit_roles

if TYPE_CHECKING:
    from iiz_rules.web.sitting.room import SittingRoom


class Service:
    """The state of a running service; LoadError and StoreError if it cannot start."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.store, key=settings.store_key)
        self.archive = Archive(self.store)
        noted = observe if find_spec("opentelemetry") else None
        self.log = DecisionLog(
            self.store, salt=settings.salt, key=settings.signing_key, on_decision=noted
        )
        self.logins = Logins(settings.users)
        self.states, self.visits = DeskStates(), Visits()
        rollback = settings.allow_rollback
        try:
            self.desks = desk_of(settings.desk)
            self.editions = ServedEditions(
                settings.cantons, self.store, settings.trusted_key, allow_rollback=rollback
            )
            admit_roles(settings.known, self.editions.actors)
        except BaseException:
            self.store.close()
            raise

    def __repr__(self) -> str:
        return f"<Service of {self.editions!r} on {self.store!r}>"

    @cached_property
    def room(self) -> "SittingRoom":
        """Where sittings are held; needs the extra `simulate`."""
        from iiz_rules.web.sitting.room import SittingRoom

        return SittingRoom(self.store)

    async def watch(self) -> None:
        """Look for new editions endlessly."""
        while True:
            await asyncio.sleep(self.settings.reload)
            await asyncio.to_thread(self.editions.refresh)


def app_of(settings: Settings) -> Starlette:
    """The application for some settings, ready to be served or tested."""
    service = Service(settings)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(service.watch()) if settings.reload else None
        try:
            yield
        finally:
            if watching:
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching
            service.store.close()

    app = Starlette(
        routes=_routes(service),
        lifespan=running,
        exception_handlers={IizError: told, HTTPException: _strange},
    )
    app.add_middleware(Guard, settings=settings, logins=service.logins)
    app.state.service = service
    return app


def _routes(service: Service) -> list[Route]:
    """The routes of all addresses."""

    def route(path: str, role: str, handler: Handler, method: str = "GET") -> Route:
        return Route(path, endpoint(service, role, handler), methods=[method])

    described = {"": b""}

    def openapi(_: object) -> Response:
        state = str([state.digests for state in service.editions.cantons])
        if state not in described:
            described.clear()
            described[state] = bytes(JsonAnswer(description(service.editions.cantons)).body)
        return Response(described[state], media_type="application/json")

    routes = [
        Route("/health", _alive),
        Route("/ready", unguarded(service, health.ready)),
        route("/version", "", health.version),
        route("/openapi.json", "", openapi),
    ]
    addresses = (*DATA, *PAGES, *(DESK if service.desks else ()))
    return [*routes, *(route(*address) for address in addresses)]


async def _alive(_: Request) -> Response:
    return JsonAnswer({"alive": True})


def _strange(request: Request, error: Exception) -> Response:
    """What the framework refuses, as problem details."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        fault = refused("wrong-method", got=request.method, known=allowed)
        answer = told(request, fault)
        answer.headers["allow"] = allowed
        return answer
    return told(request, refused("unknown-address"))
