"""Visitors of pages: a cookie that no other site can send, and a token in forms.

Together they show that a form which writes something comes from a page of this service.
"""

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

COOKIE, FIELD = "iiz-visit", "visit"
VISITOR = re.compile("[0-9a-f]{32}")


class Visits:
    """The visits of a running service."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def __repr__(self) -> str:
        return "<Visits>"

    def visitor(self, request: "Request") -> str:
        """The visitor of the cookie, or a new one."""
        known = request.cookies.get(COOKIE, "")
        return known if VISITOR.fullmatch(known) else secrets.token_hex(16)

    def token(self, visitor: str) -> str:
        """The token in the forms of a visitor."""
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()

    def is_own(self, request: "Request", token: str) -> bool:
        """Whether the sender was given a form with this token."""
        known = request.cookies.get(COOKIE, "")
        return bool(VISITOR.fullmatch(known)) and hmac.compare_digest(
            self.token(known).encode(), token.encode()
        )

    def remember(self, answer: Response, visitor: str) -> None:
        """Set the visitor's cookie on a page."""
        answer.set_cookie(COOKIE, visitor, httponly=True, samesite="strict", path="/")
