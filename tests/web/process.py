"""A service in a process of its own, as `iiz serve` starts it, and requests to it over loopback."""

import http.client
import json
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.web.process"])
ASK = "/v1/zurich/eligibility?on=2024-03-05"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def serve(store: str, port: int, canton: str, how: dict[str, Any]) -> None:
    from iiz_rules.web.serving import server_of
    from iiz_rules.web.settings import Settings

    server_of(Settings((canton,), store, reload=0, **how), "127.0.0.1", port).run()


class Running:
    """The process, and its port."""

    def __init__(self, store: str, canton: str = "zurich", **how: Any) -> None:
        self.port = free_port()
        self.process = FORKS.Process(target=serve, args=(store, self.port, canton, how))
        self.process.start()
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.is_alive():
            with suppress(OSError, http.client.HTTPException):
                if self.send("GET", "/health")[0] == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the service did not start")

    def send(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        kind = {"content-type": "application/json"} if method == "POST" else {}
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        sent = None if body is None else json.dumps(body)
        try:
            connection.request(method, path, sent, {**kind, **named})
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            connection.close()

    def stop(self, how: int) -> float:
        """End it; after how many seconds it is gone."""
        begun = time.monotonic()
        assert self.process.pid
        os.kill(self.process.pid, how)
        self.process.join(20)
        return time.monotonic() - begun


@contextmanager
def running(store: str, canton: str = "zurich", **how: Any) -> Iterator[Running]:
    service = Running(store, canton, **how)
    try:
        yield service
    finally:
        if service.process.is_alive():
            service.stop(signal.SIGKILL)
