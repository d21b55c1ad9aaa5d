"""The libraries of the extras: imported when first used, and named where they are missing."""

from collections.abc import Iterable
from importlib.util import find_spec

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source

CHARTS = ("altair", "vl_convert")
SIMULATE = ("polars", "numpy", "scipy", *CHARTS)


def needed(libraries: Iterable[str], extra: str) -> None:
    """Raise UsageError that names the first library that is not installed, and the extra.

    >>> needed(["json"], "simulate")
    """
    for library in libraries:
        if find_spec(library) is None:
            raise missing(library, extra)


def missing(library: str, extra: str) -> UsageError:
    """Make the error about a library."""
    words = {"library": library, "extra": extra}
    return UsageError([Finding("missing-library", Place(Source("iiz")), words)])
