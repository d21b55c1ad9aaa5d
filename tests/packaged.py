"""The cantons that come with the package, their own cases put to them: once for all tests."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from iiz_rules.language.editions import find_folder
from iiz_rules.testing.suite import EditionRun, run_edition
from tests.effort import sampled


def files_of(canton: Path) -> Sequence[Path]:
    """What a canton wrote: all files beside its cases, and of these as many as are `sampled`."""
    cases = sorted(canton.rglob("cases/*.yaml"))
    return [*sorted({*canton.rglob("*.yaml")} - {*cases}), *sampled(cases)]


@cache
def run_of(canton: str) -> EditionRun:
    """The newest edition of a canton, by its name or in a folder, with its own cases."""
    return run_edition(find_folder(canton), None)
