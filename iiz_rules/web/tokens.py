"""Who may ask: programs with a bearer token, of which only the SHA-256 is kept.

[application]
sha256 = "…"            # printf %s "$TOKEN" | sha256sum
roles = ["ask", "record"]
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.files import read_file

ROLES = ("ask", "record", "read", "edit")
"""To ask questions; to keep cases; to read cases, lists and the log; to change rules."""


@dataclass(frozen=True)
class Token:
    """Somebody with a token: the name that stands in the records, and what he may do."""

    name: str
    roles: frozenset[str]


ANYBODY = Token("", frozenset(ROLES))
"""Who asks on one's own machine, where no tokens are given."""


def known_by(header: str, tokens: Mapping[str, Token]) -> Token | None:
    """Who sends a header `Authorization`; None where nobody is known by it.

    The digest is looked up, so that how long it takes says nothing about a token.
    """
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    return tokens.get(hashlib.sha256(token.strip().encode()).hexdigest())


def read_tokens(file: str) -> dict[str, Token]:
    """Read a file of tokens; UsageError where it is none."""
    try:
        read = sections(file, "bad-token-file").items()
        return dict(_token(name, section) for name, section in read)
    except ValueError as error:
        raise bad_file("bad-token-file", file, str(error)) from None


def sections(file: str, code: str) -> dict[str, Any]:
    """The sections of a file in TOML; UsageError of that code where it is none."""
    data = read_file(file, file)
    if isinstance(data, Finding):
        raise UsageError([data])
    try:
        return tomllib.loads(data.decode())
    except ValueError as error:
        raise bad_file(code, file, str(error)) from None


def bad_file(code: str, file: str, why: str) -> UsageError:
    """The error about a file that is not what it is given as."""
    return UsageError([Finding(code, Place(Source(file)), {"file": file, "why": why})])


def _token(name: str, section: Any) -> tuple[str, Token]:
    """One section; ValueError names what is wrong with it, never a value."""
    if not isinstance(section, dict) or section.keys() != {"sha256", "roles"}:
        raise ValueError(f"[{name}]")
    digest, roles = section["sha256"], section["roles"]
    if not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError(f"[{name}] sha256")
    if not isinstance(roles, list) or not roles or not all(role in ROLES for role in roles):
        raise ValueError(f"[{name}] roles")
    return digest, Token(name, frozenset(roles))
