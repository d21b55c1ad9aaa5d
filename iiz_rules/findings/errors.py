"""The exceptions of the public API, each with its findings.

The libraries of the extras are imported when first used, and named where they are missing.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from iiz_rules.findings.finding import Finding, Place, Source, in_order
from iiz_rules.words.text import LANGUAGES, Language


class IizError(Exception):
    """The base of all errors of this package; `findings` says what is wrong and where.

    The class says what a caller can do about it: of a UsageError whose findings all say that there
    is none of that name it is a NotFoundError, of one that contradicts what is there a
    ConflictError; the pages of the findings say so, see `status`.
    """

    def __new__(cls, findings: Iterable[Finding] = ()) -> Self:
        """An error of the class that its findings call for."""
        if cls not in (UsageError, StoreError):
            return super().__new__(cls)
        from iiz_rules.findings.registry import page

        statuses = {page(finding.code).status for finding in findings}
        kind = KINDS.get((cls, statuses.pop() if len(statuses) == 1 else None), cls)
        error: Self = super().__new__(kind)
        return error

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(list(findings))
        super().__init__(self.findings)

    def __str__(self) -> str:
        """One line for each finding, in English; the command line renders them in full."""
        from iiz_rules.findings.registry import one_line

        return "\n".join(one_line(finding, "en") for finding in self.findings)

    usual_status: ClassVar[int] = 500
    """the HTTP status, unless the pages of the findings say otherwise"""

    @property
    def status(self) -> int:
        """The HTTP status of the error; `docs/embedding.md` lists them."""
        from iiz_rules.findings.problem import status

        return status(self)

    @property
    def retryable(self) -> bool:
        """Whether the same call may go well a moment later."""
        from iiz_rules.findings.problem import retryable

        return retryable(self)

    def to_problem(self, language: Language = "en") -> dict[str, Any]:
        """The error as the body of an answer of HTTP, `application/problem+json` (RFC 9457).

        >>> problem = UsageError([Finding("no-date", Place(Source("on")))]).to_problem("fr")
        >>> problem["type"], problem["status"]
        ('urn:iiz:problem:no-date', 400)
        """
        from iiz_rules.findings.problem import problem

        return problem(self, known_language(language))


class LoadError(IizError):
    """A canton's files cannot be used."""


class CaseError(IizError):
    """A case cannot be used: an unknown fact, a value of the wrong type, broken JSON."""

    usual_status = 422


class UsageError(IizError):
    """A wrong question: an unknown canton, no edition on that date, no such option."""

    usual_status = 400


class StoreError(IizError):
    """A store cannot be read, or something could not be recorded; then nothing was."""


class NotFoundError(UsageError):
    """Something of that name does not exist: no such case, no such canton."""


class ConflictError(IizError):
    """A contradiction to what is there: somebody else was first, or said it differently before."""


class UsageConflictError(ConflictError, UsageError):
    """A ConflictError about what was asked for."""


class StoreConflictError(ConflictError, StoreError):
    """A ConflictError about what was to be recorded; `retryable` says whether to try again."""


KINDS: dict[tuple[type[IizError], int | None], type[Any]] = {
    (UsageError, 404): NotFoundError,
    (UsageError, 409): UsageConflictError,
    (StoreError, 409): StoreConflictError,
}


class ReceiptError(IizError):
    """A receipt is invalid, was changed, or is not signed by whom it should be."""

    usual_status = 422


def known_language(language: str) -> Language:
    """The language, if it is one of the project's; otherwise UsageError with the known ones."""
    for known in LANGUAGES:
        if language == known:
            return known
    words = {"name": "language", "got": str(language), "known": ", ".join(LANGUAGES), "near": ""}
    raise UsageError([Finding("wrong-argument", Place(Source("language")), words)])


CHARTS = ("altair", "vl_convert")
SIMULATE = ("polars", "numpy", "scipy", *CHARTS)


def absent(libraries: Iterable[str]) -> str:
    """The first of these libraries that is not installed; empty if all are.

    >>> absent(["json"]), absent(["json", "no_such_library"])
    ('', 'no_such_library')
    """
    from importlib.util import find_spec  # what is always there does not ask

    return next((library for library in libraries if find_spec(library) is None), "")


def needed(libraries: Iterable[str], extra: str) -> None:
    """Raise UsageError that names the first library that is not installed, and the extra.

    >>> needed(["json"], "simulate")
    """
    if library := absent(libraries):
        raise missing(library, extra)


def missing(library: str, extra: str) -> UsageError:
    """The error about a missing library."""
    words = {"library": library, "extra": extra}
    return UsageError([Finding("missing-library", Place(Source("iiz")), words)])
