"""Who may ask: programs with a bearer token, of which only the SHA-256 is kept.

[application]
sha256 = "…"            # printf %s "$TOKEN" | sha256sum
roles = ["ask", "record"]
acts.valais = ["rto"]   # in which of the canton's roles; left out: in whichever is said
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from iiz_rules.escalation.admission import is_name
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.files import file_bytes
from iiz_rules.language.text.text import decode
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

ROLES = ("ask", "record", "read", "edit")
"""To ask questions; to keep cases; to read cases, lists and the log; to change rules."""


@dataclass(frozen=True)
class Token:
    """Somebody with a token: the name that stands in the records, and what he may do."""

    name: str
    roles: frozenset[str]
    acts: Mapping[str, tuple[str, ...]] | None = None
    """the roles of each canton in which he acts; None where he may say in which"""

    def acts_in(self, canton: str, among: Iterable[str]) -> tuple[str, ...]:
        """Those of some roles of a canton in which he may act.

        >>> anna = Token("anna", frozenset({"record"}), {"valais": ("rto",)})
        >>> anna.acts_in("valais", ("rto", "front-line")), anna.acts_in("zurich", ("awa",))
        (('rto',), ())
        """
        if self.acts is None:
            return tuple(among)
        held = self.acts.get(canton, ())
        return tuple(role for role in among if role in held)


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
    written, wrong = decode(file_bytes(file, file, UsageError), file)
    if wrong:
        raise UsageError([wrong])
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        end = len(written.splitlines()) or 1
        line, column = map(int, found.groups()) if found else (end, 1)
        place = Place(Source(file, written), line, column, column + 1)
        raise bad_file(code, file, text("findings.no-toml"), place) from None


def bad_file(code: str, file: str, why: str | Text, place: Place | None = None) -> UsageError:
    """The error about a file that is not what it is given as."""
    words = {"file": shown(file), "why": why}
    return UsageError([Finding(code, place or Place(Source(file)), words)])


def _token(name: str, section: Any) -> tuple[str, Token]:
    """One section; ValueError names what is wrong with it, never a value."""
    token = rights(name, section, "sha256")
    digest = section["sha256"]
    if not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError(f"[{name}] sha256")
    return digest, token


def rights(name: str, section: Any, secret: str) -> Token:
    """What somebody may do, by his section; ValueError names what is wrong with it."""
    if not isinstance(section, dict) or not is_name(name):
        raise ValueError(f"[{shown(name)}]")
    needed = {secret, "roles"}
    for key in [*(needed - section.keys()), *(section.keys() - {*needed, "acts"})]:
        raise ValueError(f"[{name}] {shown(key)}")
    roles, acts = section["roles"], section.get("acts")
    if not isinstance(roles, list) or not roles or not all(role in ROLES for role in roles):
        raise ValueError(f"[{name}] roles")
    if acts is None:
        return Token(name, frozenset(roles))
    if not isinstance(acts, dict) or not all(map(_are_names, acts.values())):
        raise ValueError(f"[{name}] acts")
    held = {canton: tuple(names) for canton, names in acts.items()}
    return Token(name, frozenset(roles), held)


def _are_names(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
