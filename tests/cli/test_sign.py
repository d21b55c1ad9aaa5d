"""`iiz sign`: rules that somebody approved say what was signed, by the key that is trusted."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.web.settings import Settings
from tests.cli.terminal import Terminal
from tests.escalation.writer import TINY
from tests.refused import codes_of
from tests.web.client import Client

pytest.importorskip("cryptography")
from tests.receipts.test_receipts import key_pair

PRIVATE, PUBLIC = key_pair(1)
OTHER_PRIVATE, OTHER_PUBLIC = key_pair(2)
REFUSED = "edition-not-approved"


@pytest.fixture
def canton(terminal: Terminal) -> Path:
    """A canton with its approval."""
    folder = Path(shutil.copytree(TINY, terminal.folder / "tiny"))
    sign(terminal, folder, PRIVATE)
    return folder


def sign(terminal: Terminal, canton: Path, key: bytes) -> None:
    done = terminal.iiz("sign", canton, "--key", terminal.file("office.pem", key))
    assert (done.code, done.err) == (0, "")
    [policy] = [iiz.load(canton)]
    assert f"freigegeben: {policy.edition}, Prüfsumme {policy.digest}" in done.out


def changed(canton: Path) -> None:
    file = canton / "2024-01-01" / "facts.yaml"
    file.write_text(f"{file.read_text()}# another comment\n")


def refusal(canton: Path, key: bytes = PUBLIC) -> str:
    with pytest.raises(iiz.UsageError) as error:
        iiz.load(canton).check_approved(key)
    [code] = codes_of(error)
    return code


def test_approved_rules_are_taken_and_any_change_of_them_is_not(canton: Path) -> None:
    iiz.load(canton).check_approved(PUBLIC)
    assert refusal(canton, OTHER_PUBLIC) == REFUSED
    assert refusal(canton, b"no key") == "bad-signing-key"
    changed(canton)
    assert refusal(canton) == REFUSED


def edited(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        told = json.loads(data)
        change(told)
        return json.dumps(told).encode()

    return edit


OTHER = "0" * 64
FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no JSON": lambda data: data[:-3],
    "a list": lambda _: b"[]",
    "too deep": lambda _: b"[" * 100_000,
    "another canton": edited(lambda told: told["approval"].update(canton="zurich")),
    "another edition": edited(lambda told: told["approval"]["editions"].update(more=OTHER)),
    "no edition": edited(lambda told: told["approval"]["editions"].clear()),
    "another form": edited(lambda told: told["approval"].update(format=2)),
    "something more": edited(lambda told: told["approval"].update(until="2030-01-01")),
    "another value": edited(lambda told: told["signature"].update(value=OTHER * 2)),
    "another key": edited(lambda told: told["signature"].update(key=OTHER)),
    "no signature": edited(lambda told: told.pop("signature")),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_approval_is_none(canton: Path, forgery: str) -> None:
    file = canton / "signature.json"
    file.write_bytes(FORGERIES[forgery](file.read_bytes()))
    assert refusal(canton) == REFUSED


def test_a_service_answers_by_approved_rules_only(canton: Path, terminal: Terminal) -> None:
    client = Client(Settings((canton,), reload=0, trusted_key=PUBLIC))
    first = client.get("/version").data["editions"][-1]["digest"]
    changed(canton)
    client.service.editions.refresh()
    version = client.get("/version").data
    assert version["editions"][-1]["digest"] == first
    assert [fault["type"] for fault in version["faults"].values()] == [f"urn:iiz:problem:{REFUSED}"]
    sign(terminal, canton, OTHER_PRIVATE)
    client.service.editions.refresh()
    assert client.get("/version").data["editions"][-1]["digest"] == first
    sign(terminal, canton, PRIVATE)
    client.service.editions.refresh()
    version = client.get("/version").data
    assert (version["editions"][-1]["digest"] != first, version["faults"]) == (True, {})
    client.close()
    (canton / "signature.json").unlink()
    with pytest.raises(iiz.UsageError) as error:  # nor does it start
        Client(Settings((canton,), reload=0, trusted_key=PUBLIC))
    assert codes_of(error) == [REFUSED]


def test_rules_with_faults_and_keys_that_cannot_sign_approve_nothing(
    canton: Path, terminal: Terminal
) -> None:
    before = (canton / "signature.json").read_bytes()
    public = terminal.file("office.pub", PUBLIC)
    done = terminal.iiz("sign", canton, "--key", public)
    assert (done.code, "bad-signing-key" in done.err) == (2, True)
    (canton / "2024-01-01" / "facts.yaml").write_text("facts: [")
    done = terminal.iiz("sign", canton, "--key", terminal.file("office.pem", PRIVATE))
    assert (done.code, "facts.yaml" in done.err) == (2, True)
    assert (canton / "signature.json").read_bytes() == before
