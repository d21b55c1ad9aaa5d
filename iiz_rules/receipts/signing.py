"""Who made a receipt: a signature with Ed25519, by the library that seals a store as well."""

from collections.abc import Mapping
from typing import Any

from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source

ALGORITHM = "Ed25519"
LEAST = 16
"""bytes a salt needs, so that nobody can try them all"""


def admit_secrets(salt: bytes | None, key: bytes | None) -> None:
    """Refuse a salt that hides nothing, and a key that cannot sign, before anything is answered.

    >>> admit_secrets(None, None)
    """
    given: object = salt  # what a caller without a type checker gave
    count = len(given) if isinstance(given, bytes) else 0
    if given is not None and count < LEAST:
        raise UsageError(
            [Finding("bad-salt", Place(Source("salt")), {"least": LEAST, "count": count})]
        )
    if key is not None:
        signature(b"", key)


def signature(content: bytes, key: bytes) -> dict[str, str]:
    """Sign with a private key in PEM; UsageError where it is none, or the library is missing."""
    needed(["cryptography"], "sealed")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key, None)
    except (TypeError, ValueError):
        raise _no_key() from None
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key()
    public = private.public_key().public_bytes_raw().hex()
    return {"algorithm": ALGORITHM, "key": public, "value": private.sign(content).hex()}


def is_signed(content: bytes, signed: Mapping[str, str]) -> bool:
    """Whether a signature is valid for this content and the key beside it."""
    needed(["cryptography"], "sealed")
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key, value = (bytes.fromhex(signed[name]) for name in ("key", "value"))
        Ed25519PublicKey.from_public_bytes(key).verify(value, content)
    except (InvalidSignature, ValueError):
        return False
    # Digits may be written large or small, and a receipt has one form only.
    return (key.hex(), value.hex()) == (signed["key"], signed["value"])


def public_key(key: bytes) -> str:
    """The digits of a public key in PEM; UsageError if it is not one."""
    needed(["cryptography"], "sealed")
    from cryptography.hazmat.primitives.asymmetric import ed25519
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public: Any = load_pem_public_key(key)
    except ValueError:
        raise _no_key() from None
    if not isinstance(public, ed25519.Ed25519PublicKey):
        raise _no_key()
    return str(public.public_bytes_raw().hex())


def _no_key() -> UsageError:
    return UsageError([Finding("bad-signing-key", Place(Source("key")))])
