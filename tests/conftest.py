"""Settings for all tests: `IIZ_FUZZ=100000` turns the property tests into long fuzzing."""

import atexit
import gc
import os
import shutil
import tempfile
from functools import lru_cache, partial
from typing import Any

# One cache for a run, as a user has one; it begins empty, so that every edition is read and checked
# at least once. The workers of a parallel run inherit it.
if "IIZ_CACHE" not in os.environ:
    os.environ["IIZ_CACHE"] = tempfile.mkdtemp(prefix="iiz-rules-tests-")
    atexit.register(shutil.rmtree, os.environ["IIZ_CACHE"], ignore_errors=True)

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

import iiz_rules as iiz
from iiz_rules import loading
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.language import editions
from iiz_rules.language.text.yaml import read_yaml
from tests.browser import axe, browser, running_browser  # noqa: F401
from tests.needed import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401

UNPACKED = loading._unpacked
"""How an edition out of the cache is made where nothing is shared: in tests of the cache."""
EDITIONS, FILES = 12, 300
"""How many of each a worker keeps."""


def pytest_configure(config: pytest.Config) -> None:
    """Share what never changes, and look for rubbish where there is some.

    An edition out of the cache is unpacked once for all tests of a worker, and a file of a canton
    is read once: the files are looked at each time, but neither an engine nor a tree that was read
    ever changes. What is loaded is there to stay, so that the collector would go through hundreds
    of thousands of objects for nothing, over and over.
    """
    gc.set_threshold(100_000)
    _count_once(config)
    patch = pytest.MonkeyPatch()
    patch.setattr(loading, "_unpacked", partial(_shared, {}))
    patch.setattr(editions, "read_text", lru_cache(FILES)(read_yaml))


@pytest.fixture(scope="session")
def valais() -> iiz.Policy:
    """The newest edition, for all tests of a worker."""
    return iiz.load("valais")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are made and not drawn, for who looks at words: Vega takes half the time of a page."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    monkeypatch.setattr("vl_convert.vegalite_to_svg", lambda *_, **__: blank)


def _count_once(config: pytest.Config) -> None:
    """Leave a worker one counter of branches.

    pytest-cov starts one when it is loaded, and in a worker another one with the session, whose
    numbers alone are kept. When a test that is marked `no_cover` stops that one, the first would
    go on instead, and the test would take as long as any other.
    """
    coverage = config.pluginmanager.getplugin("_cov")
    if coverage is not None and hasattr(config, "workerinput"):
        coverage.cov_controller.cov.stop()


def _shared(
    known: dict[tuple[bytes, str, str], Engine], circuit: dict[str, Any], whole: bytes, **of: Any
) -> Engine:
    snapshot = of["snapshot"]
    key = whole, snapshot.path, snapshot.name
    engine = known.pop(key, None) or UNPACKED(circuit, whole, snapshot=snapshot)
    known[key] = engine
    if len(known) > EDITIONS:
        del known[next(iter(known))]
    return engine


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


LONGEST = ("test_spark.py", "test_readme.py")
"""Files of which a single test takes many seconds."""


def pytest_collection_finish() -> None:
    """What was imported and loaded up to here is no rubbish either."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage out where nothing is decided, and where chance decides what is taken.

    What takes longest comes first: else one worker still has it when the others are done.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        showing = "tests" in item.path.parts and item.path.parent.name in SHOWING
        law = is_hypothesis_test(getattr(item, "obj", None)) and item.path.parent.name in LAWS
        if (law and item.path.name not in NEEDED) or (showing and item.path.name not in DECIDING):
            item.add_marker("no_cover")


# How many random cases a law is tried with where it does not say so itself: a few while somebody
# works, more before anything lands, as many as asked for by scripts/fuzz.
settings.register_profile("ordinary", deadline=None, max_examples=10)
settings.register_profile("landing", deadline=None)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("IIZ_FUZZ") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fuzz" if os.environ.get("IIZ_FUZZ") else "ordinary")
