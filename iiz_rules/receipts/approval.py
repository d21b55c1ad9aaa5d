"""Who approved a canton's rules: a signature over the digests of its editions, beside them.

A digest covers every document that an edition is read from, so that a rule changed afterwards is
not approved. Who may put files into the folder of a service is one thing; whose rules it answers
by is another.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.form import Form, read
from iiz_rules.language.editions import Folder
from iiz_rules.receipts.canonical import canonical
from iiz_rules.receipts.form import SignatureData
from iiz_rules.receipts.signing import is_signed, public_key, signature

FILE = "signature.json"


@dataclass(frozen=True)
class ApprovalData(Form):
    """The digest of each edition of a canton."""

    format: Literal[1]
    canton: str
    editions: dict[str, str]


@dataclass(frozen=True)
class SignedApprovalData(Form):
    """An approval with its signature: what stands in the file."""

    approval: ApprovalData
    signature: SignatureData


def signed_approval(canton: str, digests: Mapping[str, str], key: bytes) -> bytes:
    """The file that approves these editions; UsageError where the key, a PEM, cannot sign."""
    approval = {"format": 1, "canton": canton, "editions": dict(digests)}
    signed = {"approval": approval, "signature": signature(canonical(approval), key)}
    return json.dumps(signed, indent=2).encode() + b"\n"


def check_approved(folder: Folder, canton: str, edition: str, digest: str, key: bytes) -> None:
    """Refuse an edition that the holder of a public key (a PEM) has not approved: UsageError."""
    trusted = public_key(key)
    signed = _read(folder)
    if signed is not None:
        approval, seal = signed.approval, signed.signature.to_dict()
        same = approval.canton == canton and approval.editions.get(edition) == digest
        if same and seal["key"] == trusted and is_signed(canonical(approval.to_dict()), seal):
            return
    place = Place(Source(f"{folder.name}/{FILE}"))
    raise UsageError([Finding("edition-not-approved", place, {"edition": edition})])


def _read(folder: Folder) -> SignedApprovalData | None:
    """What the file says; None where there is none, or it is something else."""
    data = folder.read(folder.path / FILE)
    if isinstance(data, Finding):
        return None
    try:
        return read(SignedApprovalData, json.loads(data))[0]
    except (ValueError, RecursionError):
        return None
