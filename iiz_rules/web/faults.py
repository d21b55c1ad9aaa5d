"""What is wrong with a request before any question is put: the same problem details as all else."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from iiz_rules.findings.errors import IizError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.render.html.page import page
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
    error: IizError, asked: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> Response:
    """An error as an answer to a request with such headers; what may be tried again says when.

    A browser gets a page, everybody else problem details.
    """
    language = spoken(asked.get("accept-language", ""))
    again = {"retry-after": AGAIN} if error.retryable else {}
    known = {"www-authenticate": "Bearer"} if error.status == 401 else {}
    sent = {**again, **known, **(headers or {})}
    body: dict[str, Any] = error.to_problem(language)
    if "text/html" in asked.get("accept", ""):
        return HTMLResponse(page("problem", language, **body), error.status, sent)
    return JSONResponse(body, error.status, sent, PROBLEM)


def told(request: Request, error: Exception) -> Response:
    """The answer to an error of this package, in the reader's language."""
    assert isinstance(error, IizError)
    return problem(error, request.headers)


def crashed(request: Request) -> Response:
    """The answer to what nobody foresaw: nothing of what was sent is in it."""
    return problem(IizError([Finding("crashed", Place(Source("request")))]), request.headers)
