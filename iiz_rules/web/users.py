"""Who may log in: people, of whom only what a password comes to is kept.

["anna.muster"]
password = "scrypt:…"          # iiz serve --new-user anna.muster
roles = ["ask", "read", "record"]
acts.valais = ["rto"]          # in which of the canton's roles; left out: in none
"""

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.web.faults import refused
from iiz_rules.web.tokens import Token, bad_file, rights, sections

COST = {"n": 2**14, "r": 8, "p": 1}
"""what trying a password takes: 16 MB and some 50 milliseconds"""
SALT, LENGTH = 16, 32
"""bytes of the salt, and of what a password comes to with it"""
HASHED = re.compile(f"scrypt:([0-9a-f]{{{2 * SALT}}}):([0-9a-f]{{{2 * LENGTH}}})")
BAD = "bad-user-file"
IDLE = 8 * 3600
"""seconds after which somebody who did nothing has to log in again"""
MOST_SESSIONS = 10_000
"""beyond these, whoever has been idle longest gives way to who logs in"""
TRIES, PAUSE = 5, 60.0
"""wrong passwords for one name, and seconds in which no other is tried after them"""


@dataclass(frozen=True)
class User:
    """Somebody who may log in, and what he may do then."""

    token: Token
    password: str = field(repr=False)
    """what it comes to, as `hashed` says it"""

    def is_right(self, password: str) -> bool:
        """Whether this is the password."""
        match = HASHED.fullmatch(self.password)
        assert match is not None  # looked at when the file was read
        salt, digest = map(bytes.fromhex, match.groups())
        return hmac.compare_digest(_digest(password, salt), digest)


NOBODY = User(Token("", frozenset()), f"scrypt:{'0' * 2 * SALT}:{'0' * 2 * LENGTH}")
"""Whose password is tried where there is no such user: that takes as long as a right name does."""


def hashed(password: str) -> str:
    """What is kept of a password.

    >>> User(Token("anna", frozenset()), hashed("vier Wörter sind besser")).is_right("anders")
    False
    """
    salt = secrets.token_bytes(SALT)
    return f"scrypt:{salt.hex()}:{_digest(password, salt).hex()}"


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, dklen=LENGTH, **COST)


def read_users(file: str) -> dict[str, User]:
    """Read a file of users; UsageError where it is none."""
    return {name: _user(file, name, section) for name, section in sections(file, BAD).items()}


def _user(file: str, name: str, section: Any) -> User:
    try:
        token = rights(name, section, "password")
    except ValueError as error:
        raise bad_file(BAD, file, str(error)) from None
    password = section["password"]
    if not isinstance(password, str) or not HASHED.fullmatch(password):
        raise bad_file(BAD, file, f"[{name}] password")
    return User(replace(token, acts=token.acts or {}), password)


def admit_roles(held: Iterable[Token], known: Mapping[str, Collection[str]]) -> None:
    """Refuse who is to act in a role that a canton does not have; by the roles of each canton."""
    findings = [
        unknown_name(
            "unknown-held-role",
            Place(Source(token.name)),
            known[canton],
            actor=actor,
            canton=canton,
            user=token.name,
        )
        for token in held
        for canton, actors in (token.acts or {}).items()
        if canton in known
        for actor in actors
        if actor not in known[canton]
    ]
    if findings:
        raise UsageError(findings)


class Logins:
    """Who is logged in, as long as the service runs; of a session only a digest is kept."""

    def __init__(self, users: Mapping[str, User]) -> None:
        self._users = users
        self._sessions: dict[str, tuple[Token, float]] = {}
        self._failed: dict[str, list[float]] = {}
        self._trying, self._changing = threading.Lock(), threading.Lock()

    def __repr__(self) -> str:
        return f"<Logins: {len(self._sessions)} of {len(self._users)} users>"

    @property
    def has_users(self) -> bool:
        """Whether anybody can log in."""
        return bool(self._users)

    def log_in(self, name: str, password: str) -> str | None:
        """A new session; None where name and password do not belong together.

        UsageError where too many passwords were tried for this name just now. One password is
        tried at a time, so that trying many together takes no memory and evades no count.
        """
        with self._trying:
            token = self._tried(name, password)
        return None if token is None else self._begun(token)

    def _tried(self, name: str, password: str) -> Token | None:
        now, user = time.monotonic(), self._users.get(name, NOBODY)
        failed = [when for when in self._failed.get(name, []) if now - when < PAUSE]
        if len(failed) >= TRIES:
            raise refused("too-busy")
        if not user.is_right(password) or user is NOBODY:
            if name in self._users:  # other names would fill the memory
                self._failed[name] = [*failed, now]
            return None
        self._failed.pop(name, None)
        return user.token

    def _begun(self, token: Token) -> str:
        session = secrets.token_urlsafe(32)
        with self._changing:
            while len(self._sessions) >= MOST_SESSIONS:
                del self._sessions[min(self._sessions, key=lambda one: self._sessions[one][1])]
            self._sessions[_session_digest(session)] = (token, time.monotonic())
        return session

    def of(self, session: str) -> Token | None:
        """Who has a session; None where nobody has, or did nothing for long."""
        digest = _session_digest(session)
        with self._changing:
            token, last = self._sessions.pop(digest, (None, 0.0))
            if token is None or time.monotonic() - last > IDLE:
                return None
            self._sessions[digest] = (token, time.monotonic())
        return token

    def log_out(self, session: str) -> None:
        """End a session."""
        with self._changing:
            self._sessions.pop(_session_digest(session), None)


def _session_digest(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
