"""What is wrong with a request before any question is put: the same problem details as all else."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from iiz_rules.findings.errors import IizError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.words.text import LANGUAGES, Language

PROBLEM = "application/problem+json"
AGAIN = "1"
"""after how many seconds what may go well is to be tried again"""


def refused(code: str, **words: object) -> UsageError:
    """Make the error about a request."""
    return UsageError([Finding(code, Place(Source("request")), words)])


def spoken(header: str) -> Language:
    """The first of our languages that a header `Accept-Language` names; German where none.

    >>> spoken("it, fr-CH;q=0.8, de;q=0.5"), spoken("")
    ('fr', 'de')
    """
    wanted = (one.strip()[:2].lower() for one in header.split(","))
    return next((known for one in wanted for known in LANGUAGES if one == known), "de")


def problem(
    error: IizError, language: Language, headers: Mapping[str, str] | None = None
) -> Response:
    """An error as an answer; what may be tried again says when."""
    again = {"retry-after": AGAIN} if error.retryable else {}
    known = {"www-authenticate": "Bearer"} if error.status == 401 else {}
    body: dict[str, Any] = error.to_problem(language)
    return JSONResponse(body, error.status, {**again, **known, **(headers or {})}, PROBLEM)


def told(request: Request, error: Exception) -> Response:
    """The answer to an error of this package, in the reader's language."""
    assert isinstance(error, IizError)
    return problem(error, spoken(request.headers.get("accept-language", "")))


def crashed(request: Request) -> Response:
    """The answer to what nobody foresaw: nothing of what was sent is in it."""
    language = spoken(request.headers.get("accept-language", ""))
    broken = IizError([Finding("crashed", Place(Source("request")))])
    return problem(broken, language)
