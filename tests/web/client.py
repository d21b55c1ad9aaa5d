"""Requests to the service without a network: what comes in and goes out of the application."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette

from iiz_rules.web.app import Service, app_of
from iiz_rules.web.settings import Settings

CUT = 3.0
"""seconds after which a connection is cut of which nothing comes"""
HOST = {"host": "localhost:8000", "accept-language": "en"}


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def code(self) -> str:
        """The code of the first finding of a problem."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.data["status"] == self.status
        return str(self.data["type"]).removeprefix("urn:iiz:problem:")


def asked(
    app: Starlette, method: str, path: str, parts: Iterable[bytes] = (), **headers: str
) -> Reply:
    """Ask any application once."""
    return asyncio.run(sent(app, method, path, parts, **headers))


class Client:
    """Asks an application, one request after the other."""

    def __init__(self, settings: Settings) -> None:
        self.app: Starlette = app_of(settings)
        self.service: Service = self.app.state.service
        self.runner = asyncio.Runner()

    def close(self) -> None:
        self.service.store.close()
        self.runner.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, (), **headers)

    def post(self, path: str, body: object, **headers: str) -> Reply:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send("POST", path, (sent,), **headers)

    def send(self, method: str, path: str, parts: Iterable[bytes] = (), **headers: str) -> Reply:
        return self.runner.run(self.sent(method, path, parts, **headers))

    async def sent(
        self, method: str, path: str, parts: Iterable[bytes] = (), **headers: str
    ) -> Reply:
        """Ask among other requests."""
        return await sent(self.app, method, path, parts, **headers)


async def sent(
    app: Starlette, method: str, path: str, parts: Iterable[bytes] = (), **headers: str
) -> Reply:
    """Send a body part by part; after the last one nothing comes any more.

    A header of two lines is sent twice.
    """
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    kind = {"content-type": "application/json"} if method == "POST" else {}
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": unquote(address),
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 8000),
        "headers": [
            (name.encode(), line.encode("latin-1"))
            for name, text in {**HOST, **kind, **named}.items()
            for line in text.split("\n")
        ],
    }
    left = [*parts] or [b""]
    whole = len(left)
    got: list[Any] = []

    async def receive() -> dict[str, Any]:
        if not left:  # nothing more comes, and at last the connection is cut
            await asyncio.sleep(CUT)
            return {"type": "http.disconnect"}
        part = left.pop(0)
        more = bool(left) or (part == b"..." and whole > 1)
        return {"type": "http.request", "body": part, "more_body": more}

    async def send(message: Any) -> None:
        got.append(message)

    await app(scope, receive, send)
    told = {name.decode(): text.decode() for name, text in got[0]["headers"]}
    return Reply(got[0]["status"], told, b"".join(one.get("body", b"") for one in got[1:]))
