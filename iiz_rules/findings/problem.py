"""An error as the body of an HTTP response: problem details, RFC 9457."""

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
"""prefix of the code of the first finding; `iiz explain CODE` shows its page"""


def status(error: IizError) -> int:
    """The status that all findings agree on, else the usual one of the error."""
    given = {page(finding.code).status or error.usual_status for finding in wrong(error)}
    return given.pop() if len(given) == 1 else error.usual_status


def retryable(error: IizError) -> bool:
    """Whether everything that went wrong may succeed a moment later."""
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
    """The findings that are errors rather than warnings; there is at least one."""
    return [finding for finding in error.findings if finding.severity == "error"]


def _usual(error: IizError) -> str:
    """The name of the general class of an error."""
    kinds = (CaseError, UsageError, LoadError, StoreError, ReceiptError)
    return next((kind.__name__ for kind in kinds if isinstance(error, kind)), "IizError")
