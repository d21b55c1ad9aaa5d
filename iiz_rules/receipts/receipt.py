"""A receipt: what was asked and answered, in one form, with a hash and perhaps a signature."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from iiz_rules.answers.frozen import Frozen
from iiz_rules.findings.errors import ReceiptError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.files import file_bytes
from iiz_rules.receipts.canonical import canonical, plainly
from iiz_rules.receipts.form import strange_in

LARGEST = 16 * 1_048_576
"""bytes of a file: many times what all questions of any canton take"""


class Receipt(Frozen):
    """What was asked and answered, hashed, and signed or not. Made by `Decision.receipt`.

    >>> from iiz_rules import load
    >>> decision = load("zurich", on="2024-03-05").eligibility({"person.residence.canton": "SG"})
    >>> receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
    >>> Receipt.from_dict(receipt.to_dict()) == receipt, receipt.verdicts
    (True, {'eligibility': 'no'})
    """

    hash: str
    """the SHA-256 of the canonical content (RFC 8785), in hexadecimal digits"""
    signature: Mapping[str, str] | None
    """Ed25519 over the canonical content, with the public key; None if not signed"""

    def __init__(
        self, content: Mapping[str, Any], hash: str, signature: Mapping[str, str] | None = None
    ) -> None:
        self._set(content=content, hash=hash, signature=signature)

    @classmethod
    def written(
        cls, text: str, hash: str, signature: Mapping[str, str] | None, **parts: Any
    ) -> "Receipt":
        """The receipt of content in canonical JSON, parsed on demand; these parts are known."""
        receipt = cls.__new__(cls)
        receipt._set(_text=text, hash=hash, signature=signature, **parts)
        return receipt

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The hashed content, as plain data; `iiz schema receipt` describes it."""
        content: Mapping[str, Any] = json.loads(self._text)
        return content

    @cached_property
    def _text(self) -> str:
        """The same as canonical JSON."""
        return canonical(self.content).decode()

    @classmethod
    def from_dict(cls, data: Any, name: str = "receipt") -> "Receipt":
        """Read a receipt from data; ReceiptError if it is not in the form of one.

        That it is as it was made is another question: `verify`.
        """
        try:
            canonical(data)
            strange = strange_in(data)
        except (ValueError, RecursionError):
            strange = ""
        if strange is not None:
            raise _fault("not-a-receipt", Place(Source(name), pointer=strange))
        return cls(data["content"], data["hash"], data["signature"])

    def to_dict(self) -> dict[str, Any]:
        """The receipt as JSON-ready data; `iiz schema receipt` describes it."""
        signed = None if self.signature is None else dict(self.signature)
        return {"content": self.content, "hash": self.hash, "signature": signed}

    def to_json(self) -> str:
        """The receipt as canonical JSON: what to keep."""
        beside = plainly({"hash": self.hash, "signature": self.signature})
        return f'{{"content":{self._text},{beside[1:]}'

    def verify(self, key: bytes | None = None) -> None:
        """Check that it is unchanged and, given a public key in PEM, that its owner made it.

        Raises ReceiptError where it was changed, is not signed, or was signed with another key.
        Without a key a signature has to fit the key that stands beside it, which says nothing of
        who made it.
        """
        from iiz_rules.receipts import signing

        content, place = canonical(self.content), Place(Source(self.reference))
        number = number_of(canonical({**self.content, "id": ""}))
        changed = hashlib.sha256(content).hexdigest() != self.hash or number != self.id
        if changed or (self.signature and not signing.is_signed(content, self.signature)):
            raise _fault("receipt-changed", place)
        if key is None:
            return
        if self.signature is None:
            raise _fault("receipt-unsigned", place)
        if self.signature["key"] != signing.public_key(key):
            raise _fault("receipt-other-key", place)

    @cached_property
    def id(self) -> str:
        """Its id: a UUID, the same for the same content."""
        return str(self.content["id"])

    @cached_property
    def reference(self) -> str:
        """The caller's reference."""
        return str(self.content["reference"])

    @property
    def at(self) -> str:
        """When it was answered, as the caller said."""
        return str(self.content["at"])

    @cached_property
    def canton(self) -> str:
        """The canton whose rules answered."""
        return str(self.content["canton"])

    @cached_property
    def edition(self) -> str:
        """The edition that answered."""
        return str(self.content["edition"])

    @property
    def digest(self) -> str:
        """The SHA-256 of the documents of the edition."""
        return str(self.content["digest"])

    @property
    def on(self) -> date:
        """The date of the question."""
        return date.fromisoformat(self.content["question"]["on"])

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge counted; None if everything given did."""
        day = self.content["question"]["known_on"]
        return None if day is None else date.fromisoformat(day)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that answered."""
        return tuple(self.content["question"]["rules"])

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of each of them: yes, no, open."""
        return {**self._verdicts}

    @cached_property
    def _verdicts(self) -> dict[str, str]:
        return {answer["rule"]: answer["verdict"] for answer in self.content["answers"]}

    def __eq__(self, other: object) -> bool:
        """Compare what was kept."""
        if not isinstance(other, Receipt):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        """Equal receipts have equal hashes."""
        return hash(self.hash)

    def __repr__(self) -> str:
        asked = self.rules[0] if len(self.rules) == 1 else f"{len(self.rules)} rules"
        return f"<Receipt {self.reference}: {self.canton}/{asked} on {self.on}>"


def read_receipt(source: str | Path | bytes | Mapping[str, Any]) -> Receipt:
    """Read a receipt from a file, its bytes or its data; ReceiptError if it is not one.

    >>> from iiz_rules import load
    >>> decision = load("zurich", on="2024-03-05").eligibility({})
    >>> receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
    >>> read_receipt(receipt.to_json().encode()).reference
    'D-17'
    """
    if isinstance(source, Mapping):
        return Receipt.from_dict(source)
    if not isinstance(source, (str, Path, bytes)):
        raise _fault("not-a-receipt", Place(Source("receipt")))
    name = "receipt" if isinstance(source, bytes) else str(source)
    data = source if isinstance(source, bytes) else file_bytes(source, name, ReceiptError)
    place = Place(Source(name))
    if len(data) > LARGEST:
        raise _fault("not-a-receipt", place)
    try:
        parsed = json.loads(data.decode(), object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        at = Place(place.source, error.lineno, error.colno)
        raise _fault("not-a-receipt", at) from None
    except (ValueError, RecursionError):
        raise _fault("not-a-receipt", place) from None
    return Receipt.from_dict(parsed, name)


def admit_receipt(receipt: object) -> None:
    """Refuse what is no receipt, such as the data of one; ReceiptError."""
    if not isinstance(receipt, Receipt):
        raise _fault("not-a-receipt", Place(Source("receipt")))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no member stands twice: another reader could take the other one."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member stands twice")
    return members


def number_of(unnumbered: bytes) -> str:
    """A UUID made of the canonical content without it (version 8, RFC 9562): a retry has the same.

    >>> number_of(b"{}")
    '44136fa3-55b3-878a-9146-ad16f7e8649e'
    """
    number = int.from_bytes(hashlib.sha256(unnumbered).digest()[:16])
    number = number & ~(0xF000 << 64) | 8 << 76
    return str(uuid.UUID(int=number & ~(0xC000 << 48) | 0x8000 << 48))


def _fault(code: str, place: Place) -> ReceiptError:
    return ReceiptError([Finding(code, place)])
