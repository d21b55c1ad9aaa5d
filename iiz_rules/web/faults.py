"""Errors about requests, as problem details like all others, or as pages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from iiz_rules.findings.errors import IizError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.registry import message, remedy
from iiz_rules.render.html.page import page
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language
from iiz_rules.words.typography import typeset

PROBLEM = "application/problem+json"
AGAIN = "1"
"""seconds after which to retry"""


def refused(code: str, **words: object) -> UsageError:
    """The error about a request."""
    return UsageError([Finding(code, Place(Source("request")), words)])


def spoken(header: str) -> Language:
    """The one of our languages that a header `Accept-Language` likes best; German where none.

    >>> spoken("it, de;q=0.5, fr-CH;q=0.8"), spoken("fr;q=0, en"), spoken("")
    ('fr', 'en', 'de')
    """
    liked = sorted(map(_liked, header.lower().split(",")), key=lambda one: -one[0])
    wanted = (tag for quality, tag in liked if quality > 0)
    return next((known for tag in wanted for known in LANGUAGES if tag == known), "de")


def _liked(named: str) -> tuple[float, str]:
    """The weight and the language of one part of the header."""
    tag, _, quality = named.partition(";")
    try:
        much = float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        much = 1
    return much, tag.strip().partition("-")[0]


def chosen(query: str, header: str) -> Language:
    """The language that an address names, else the browser's.

    >>> chosen("lang=fr&on=x", "de"), chosen("", "de")
    ('fr', 'de')
    """
    wanted = parse_qs(query).get("lang", [""])[0]
    return next((known for known in LANGUAGES if known == wanted), spoken(header))


def problem(
    error: IizError,
    asked: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
    query: str = "",
) -> Response:
    """An error as an answer to a request with such headers; what may be tried again says when.

    A browser gets a page, everybody else problem details.
    """
    language = chosen(query, asked.get("accept-language", ""))
    again = {"retry-after": AGAIN} if error.retryable else {}
    known = {"www-authenticate": "Bearer"} if error.status == 401 else {}
    sent = {**again, **known, **(headers or {})}
    if "text/html" in asked.get("accept", ""):
        return HTMLResponse(_page(error, language), error.status, sent)
    body: dict[str, Any] = error.to_problem(language)
    return JSONResponse(body, error.status, sent, PROBLEM)


def _page(error: IizError, language: Language) -> str:
    """An error page: the kind of error, and whole sentences about what is wrong."""
    meanwhile = error.status != 409 or error.retryable or any(map(_is_newer, error.findings))
    key = str(error.status) if error.status in TITLED and meanwhile else "other"
    title = printed(f"pages.problem.{key}", language)
    return page("problem", language, title=title, sentences=[*_sentences(error, language)])


TITLED = (401, 403, 404, 409, 500, 503)
NEWER = ("sitting-changed", "sitting-closed")
"""findings about what has changed meanwhile, so that resending does not help"""


def _is_newer(finding: Finding) -> bool:
    return finding.code in NEWER


def _sentences(error: IizError, language: Language) -> Iterator[str]:
    for one in error.findings:
        said = (message(one, language), remedy(one, language))
        told = " ".join(as_sentence(words) for words in map(_for_a_page, said) if words)
        yield typeset(told, language)


def _for_a_page(words: str) -> str:
    """A message without the parts meant for a terminal."""
    parts = re.split("[\u00a0\u202f ]?; ", words)
    return "; ".join(part for part in parts if not ON_A_TERMINAL.search(part))


ON_A_TERMINAL = re.compile(r"`(?:iiz|pip|Authorization|/v1)\b|--[a-z]|\w=\w|`[a-z]+_[a-z_]+")
"""matches what is useless on a page: a command, an option, a header"""


def as_sentence(words: str) -> str:
    """The text of a finding as a sentence.

    >>> as_sentence("canton `x` is not known"), as_sentence("did you mean `y`?")
    ('Canton x is not known.', 'Did you mean y?')
    """
    plain = words.replace("`", "")
    end = "" if plain.endswith((".", "?", "!")) else "."
    first = (
        plain[:1] if words.startswith("`") else plain[:1].upper()
    )  # what was given stays as it is
    return f"{first}{plain[1:]}{end}"


def told(request: Request, error: Exception) -> Response:
    """The answer to an error of this package, in the reader's language."""
    assert isinstance(error, IizError)
    return problem(error, request.headers, query=request.url.query)


def crashed(request: Request) -> Response:
    """The answer to an unexpected error, which quotes nothing that was sent."""
    error = IizError([Finding("crashed", Place(Source("request")))])
    return problem(error, request.headers, query=request.url.query)
