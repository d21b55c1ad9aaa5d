"""The cantons that come with the package, their own cases put to them: once for all tests."""

from functools import cache

from iiz_rules.language.editions import find_folder
from iiz_rules.testing.suite import EditionRun, run_edition


@cache
def run_of(canton: str) -> EditionRun:
    """The newest edition of a canton, by its name or in a folder, with its own cases."""
    return run_edition(find_folder(canton), None)
