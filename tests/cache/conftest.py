"""In these tests nothing is shared: they are about what is found anew."""

import pytest

from iiz_rules import loading
from tests.conftest import UNPACKED


@pytest.fixture(autouse=True)
def nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition out of the cache is unpacked each time."""
    monkeypatch.setattr(loading, "_unpacked", UNPACKED)
