"""The libraries of the extra `simulate`: imported when first used, and named where missing."""

from importlib.util import find_spec

from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.errors import UsageError

TABLES = ("polars", "fastexcel")
ALL = (*TABLES, "numpy", "scipy", "altair", "vl_convert")


def needed(libraries: tuple[str, ...] = ALL) -> None:
    """Raise UsageError that names the first library that is not installed."""
    for library in libraries:
        if find_spec(library) is None:
            words = {"library": library, "extra": "simulate"}
            raise UsageError([Finding("missing-library", Place(Source("iiz")), words)])
