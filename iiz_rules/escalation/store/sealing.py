"""How what is personal stands on the disk: in clear, or sealed with a key of the caller's.

The cipher is Fernet of the package `cryptography` (AES and HMAC), which also knows several keys:
the first one seals, each of them opens.
"""

from collections.abc import Sequence
from typing import Protocol

from iiz_rules.findings.errors import StoreError, UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source

Key = str | bytes | Sequence[str | bytes] | None
"""A key as `Fernet.generate_key()` gives it, or several; None where nothing is sealed."""
SALT = 16
"""Bytes of salt before each body: more than anybody can try."""


class Seal(Protocol):
    """Writes bytes as they are kept, and reads them again."""

    sealed: bool

    def close(self, data: bytes) -> bytes:
        """Bytes as they are kept."""

    def open(self, data: bytes) -> bytes:
        """What was kept; ValueError where it cannot be opened."""


class Clear:
    """Everything stands as it is."""

    sealed = False

    def close(self, data: bytes) -> bytes:
        """Bytes as they are kept."""
        return data

    def open(self, data: bytes) -> bytes:
        """What was kept."""
        return data


class Sealed:
    """Everything is sealed; UsageError where a key is none, or the library is missing."""

    sealed = True

    def __init__(self, keys: Sequence[str | bytes], name: str) -> None:
        needed(["cryptography"], "sealed")
        from cryptography.fernet import Fernet, InvalidToken, MultiFernet

        try:
            self._cipher = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise UsageError([Finding("bad-store-key", Place(Source(name)))]) from None
        self._refused = InvalidToken

    def close(self, data: bytes) -> bytes:
        """Bytes as they are kept."""
        return bytes(self._cipher.encrypt(data))

    def open(self, data: bytes) -> bytes:
        """What was kept; ValueError where it cannot be opened."""
        try:
            return bytes(self._cipher.decrypt(data))
        except self._refused:
            raise ValueError("sealed with another key, or changed") from None


def seal_of(key: Key, name: str) -> Seal:
    """The seal of a key, or of several; in clear where there is none."""
    if key is None:
        return Clear()
    return Sealed([key] if isinstance(key, str | bytes) else key, name)


def flag_of(seal: Seal) -> bytes:
    """What a store says of whether it is sealed."""
    return b"sealed" if seal.sealed else b"clear"


def locked(name: str) -> StoreError:
    """Say that a store is sealed and the key is missing or another one, or that it is not."""
    return StoreError([Finding("store-locked", Place(Source(name)), {"store": name})])
