"""The settings of a service: cantons, store, limits, access."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from iiz_rules.web.tokens import Token
from iiz_rules.web.users import User

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""addresses that only this machine can reach"""


@dataclass(frozen=True)
class ServiceLimits:
    """Limits of requests and answers. Bytes are counted before anything is parsed."""

    body: int = 256 * 1024
    """bytes of a request about one case"""
    batch_body: int = 4 * 1024 * 1024
    """bytes of a request about many"""
    batch: int = 200
    """cases of such a request"""
    at_once: int = 64
    """requests that are answered at the same time; beyond it is 503"""
    seconds: float = 10.0
    """how long a request may take to arrive"""
    listed: int = 500
    """lines of a list, a page at a time"""


@dataclass(frozen=True)
class Settings:
    """All that is said when a service is started."""

    cantons: tuple[str | Path, ...]
    store: str | None = None
    """a file, or the address of a PostgreSQL; None keeps everything in memory"""
    store_key: bytes | None = field(default=None, repr=False)
    tokens: Mapping[str, Token] = field(default_factory=dict)
    """who may ask, by the SHA-256 of the token; nobody has to say who he is where there are none"""
    users: Mapping[str, User] = field(default_factory=dict)
    """who may log in, by name"""
    hosts: tuple[str, ...] = ()
    """names under which it is reached, beside those of the machine itself"""
    limits: ServiceLimits = ServiceLimits()
    salt: bytes | None = field(default=None, repr=False)
    signing_key: bytes | None = field(default=None, repr=False)
    allow_rollback: bool = False
    trusted_key: bytes | None = field(default=None, repr=False)
    """the public key (PEM) of whoever approves the rules; None takes any rules"""
    portfolio: str | None = None
    """the table that a sitting begins with, where none is sent"""
    ledger: str | None = None
    scenarios: tuple[Path, ...] = ()
    """what may be assumed in a sitting"""
    desk: tuple[str | Path, ...] = ()
    """folders of cantons that may be edited in the browser"""
    reload: float = 2.0
    """after how many seconds it looks for new editions; 0 for never"""

    @property
    def known(self) -> tuple[Token, ...]:
        """Everybody who may ask, programs and people."""
        return (*self.tokens.values(), *(user.token for user in self.users.values()))
