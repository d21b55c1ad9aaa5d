"""An error as the body of an answer of HTTP: problem details, RFC 9457."""

from typing import Any

from iiz_rules.findings.errors import (
    CaseError,
    IizError,
    LoadError,
    ReceiptError,
    StoreError,
    UsageError,
)
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import data, message, page
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

URN = "urn:iiz:problem:"
"""Before the code of the first finding; `iiz explain CODE` is the page of it."""


def status(error: IizError) -> int:
    """The status that all findings give, else what is usual for this kind of error."""
    given = {page(finding.code).status or error.usual_status for finding in wrong(error)}
    return given.pop() if len(given) == 1 else error.usual_status


def retryable(error: IizError) -> bool:
    """Whether all that went wrong may go well a moment later."""
    return all(page(finding.code).retryable for finding in wrong(error))


def problem(error: IizError, language: Language) -> dict[str, Any]:
    """The members that the standard names, then `retryable` and a list of all `errors`."""
    first = wrong(error)[0]
    return {
        "type": f"{URN}{first.code}",
        "title": say(f"findings.problem.{_usual(error)}", language),
        "status": status(error),
        "detail": message(first, language),
        "retryable": retryable(error),
        "errors": [data(finding, language) for finding in wrong(error)],
    }


def wrong(error: IizError) -> list[Finding]:
    """The findings that are errors, of which there is at least one; no mere warnings."""
    return [finding for finding in error.findings if finding.severity == "error"]


def _usual(error: IizError) -> str:
    """The class of an error without what its findings say more closely."""
    kinds = (CaseError, UsageError, LoadError, StoreError, ReceiptError)
    return next((kind.__name__ for kind in kinds if isinstance(error, kind)), "IizError")
