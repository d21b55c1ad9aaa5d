"""The site of a small canton, built once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from iiz_rules.language.editions import find_folder
from iiz_rules.render.site.site import site
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.matrix import trace

MUSTERLAND = Path(__file__).parents[1] / "cantons" / "musterland"
Pages = Mapping[str, str]


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The pages of Musterland, in all languages."""
    run = run_edition(find_folder(MUSTERLAND), None)
    assert run.program
    return site(trace(run.program, run), run.stories)
