"""A service for these tests; its cantons are loaded once."""

from collections.abc import Iterator

import pytest

pytest.importorskip("starlette")
from iiz_rules.web.settings import Settings
from tests.web.client import Client


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """A service of two cantons that keeps everything in memory."""
    client = Client(Settings(("zurich", "valais"), reload=0))
    yield client
    client.close()
