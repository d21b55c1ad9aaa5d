"""How much is tried: of much that is alike a part while somebody works, all before it lands.

Before it lands is what `.ci/run` and `scripts/test --all` run.
"""

from collections.abc import Sequence
from typing import TypeVar

import pytest
from hypothesis import settings

Tried = TypeVar("Tried")
LANDING = settings().max_examples >= settings.get_profile("landing").max_examples


def sampled(every: Sequence[Tried], of: int = 4) -> Sequence[Tried]:
    """Every fourth of what takes the same way through the code, or one of another number."""
    return every if LANDING else every[::of]


before_landing = pytest.mark.skipif(not LANDING, reason="tried before it lands")
"""For what takes many seconds and says only of something large what smaller tests say as well."""
