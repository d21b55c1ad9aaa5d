"""Settings for all tests: `IIZ_FUZZ=100000` turns the property tests into long fuzzing."""

import atexit
import os
import shutil
import tempfile

# One cache for a run, as a user has one; it begins empty, so that every edition is read and checked
# at least once. The workers of a parallel run inherit it.
if "IIZ_CACHE" not in os.environ:
    os.environ["IIZ_CACHE"] = tempfile.mkdtemp(prefix="iiz-rules-tests-")
    atexit.register(shutil.rmtree, os.environ["IIZ_CACHE"], ignore_errors=True)

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

# Coverage takes two thirds of a test's time. What prints, draws, reads text or starts `iiz` decides
# nothing, and what a law over random cases happens to take is nothing to rely on: the branches that
# decide are taken by tests with fixed cases.
SHOWING = ("cli", "golden", "render", "draw", "source", "fuzz")
DECIDING = ("test_batch.py", "test_simulate.py")
"""Tests of the command line in which rows are answered and scenarios compared."""


LAWS = (
    *("laws", "cases", "trace", "language", "engine", "tables", "checks", "frames"),
    "verification",
)
"""Folders in which laws over random cases are not needed for any branch."""
NEEDED = ("test_columnar.py",)
"""But for these: of amounts of which a frame gives only bounds they alone take the branches."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage out where nothing is decided, and where chance decides what is taken.

    What takes longest comes first: else one worker still has it when the others are done.
    """
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)
    for item in items:
        showing = "tests" in item.path.parts and item.path.parent.name in SHOWING
        law = is_hypothesis_test(getattr(item, "obj", None)) and item.path.parent.name in LAWS
        if (law and item.path.name not in NEEDED) or (showing and item.path.name not in DECIDING):
            item.add_marker("no_cover")


# How many random cases a law is tried with where it does not say so itself: a few while somebody
# works, more before anything lands, as many as asked for by scripts/fuzz.
settings.register_profile("ordinary", deadline=None, max_examples=25)
settings.register_profile("landing", deadline=None)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("IIZ_FUZZ") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fuzz" if os.environ.get("IIZ_FUZZ") else "ordinary")
