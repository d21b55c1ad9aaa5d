"""The service as a process: on which address, for whom, and how it ends."""

import uvicorn

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.web.app import app_of
from iiz_rules.web.settings import LOOPBACK, Settings

STOPPING = 5
"""seconds in which what was taken on is answered, once it is to stop"""
CONNECTIONS = 512
"""beyond it uvicorn answers 503 by itself"""


def server_of(settings: Settings, host: str, port: int) -> uvicorn.Server:
    """The server; UsageError where others could reach it without a token."""
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
