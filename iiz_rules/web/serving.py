"""The service as a process: its address, its access, and its shutdown."""

import errno
import os
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.web.app import app_of
from iiz_rules.web.settings import LOOPBACK, Settings
from iiz_rules.words.say import text

STOPPING = 5
"""seconds to finish running requests on shutdown"""
CONNECTIONS = 512
"""beyond it uvicorn answers 503 by itself"""
WHY = {errno.EADDRINUSE: "taken", errno.EACCES: "forbidden"}


def listening(host: str, port: int) -> socket:
    """A socket at an address; UsageError `unusable-address` if it is not available."""
    door = socket(AF_INET6 if ":" in host else AF_INET)
    try:
        if os.name == "posix":  # elsewhere it lets two programs answer at once
            door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        door.bind((host, port))
    except (OSError, OverflowError, UnicodeError) as error:
        door.close()
        number = error.errno if isinstance(error, OSError) else None
        why = "no-port" if number is None else WHY.get(number, "else")
        words = {"address": f"{host}:{port}", "why": text(f"findings.address.{why}")}
        raise UsageError([Finding("unusable-address", Place(Source("--port")), words)]) from None
    return door


def server_of(settings: Settings, host: str, port: int) -> uvicorn.Server:
    """The server; UsageError if others could reach it without a token."""
    if host not in LOOPBACK and not settings.tokens and not settings.users:
        raise UsageError([Finding("serve-needs-tokens", Place(Source("--host")), {"host": host})])
    config = uvicorn.Config(
        app_of(settings),
        host=host,
        port=port,
        access_log=False,  # addresses name cases
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=STOPPING,
        h11_max_incomplete_event_size=16_384,
        http="h11",
        ws="none",
    )
    return uvicorn.Server(config)
