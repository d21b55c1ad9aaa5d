"""What must never reach a question: foreign names, strangers, too much, too slow, broken JSON."""

import asyncio
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import iiz_rules as iiz
from iiz_rules.cli import main as cli
from iiz_rules.web.settings import ServiceLimits, Settings
from iiz_rules.web.tokens import read_tokens
from iiz_rules.words.say import text
from tests.receipts.test_receipts import CASE, private
from tests.refused import codes_of
from tests.web.client import CUT, Client

__all__ = ["private"]  # a fixture
ASK = "/v1/zurich/eligibility?on=2024-03-05"
TOKENS = """
[asker]
sha256 = "{ask}"
roles = ["ask"]
[keeper]
sha256 = "{keep}"
roles = ["record", "read"]
"""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "tokens.toml"
    path.write_text(TOKENS.format(ask=digest("a-secret"), keep=digest("k-secret")))
    return path


@pytest.fixture(scope="module")
def small() -> Iterator[Client]:
    """A service that takes little, so that much is soon too much."""
    limits = ServiceLimits(body=1_000, batch_body=3_000, at_once=1, seconds=0.1)
    client = Client(Settings(("zurich",), hosts=("iiz.example",), limits=limits, reload=0))
    yield client
    client.close()


HOSTILE = {
    "a field twice": (b'{"registrations": ["rav"], "registrations": []}', "duplicate-field"),
    "NaN": (b'{"cost": {"amount": NaN}}', "not-a-number"),
    "Infinity": (b'{"cost": {"amount": -Infinity}}', "not-a-number"),
    "a long number": (b'{"cost": {"amount": ' + b"9" * 5_000 + b"}}", "number-too-long"),
    "deep": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "too-deep"),
    "half a character": (b'{"registrations": ["\\ud800"]}', "bad-escape"),
    "NUL": (b'{"registrations": ["r\\u0000av"]}', "control-character"),
    "a byte order mark": (b'\xef\xbb\xbf{"registrations": []}', "byte-order-mark"),
    "Latin-1": ('{"registrations": ["ä"]}'.encode("latin-1"), "not-utf-8"),
    "no object": (b"[1]", "not-an-object"),
    "nothing": (b"", None),
    "cut": (b'{"registrations": [', None),
    "true for a number": (b'{"cost": {"amount": true}}', None),
    "a word for true": (b'{"person": {"employable": "no"}}', None),
    "a code in other letters": (b'{"registrations": ["RAV"]}', "unknown-code"),
    "an unknown fact": (b'{"registration": ["rav"]}', "unknown-fact"),
}


@pytest.mark.parametrize(("body", "code"), HOSTILE.values(), ids=HOSTILE)
def test_row_11_what_is_not_quite_json_or_no_case_gets_one_clear_problem(
    client: Client, body: bytes, code: str | None
) -> None:
    before = client.service.store.head()
    reply = client.post(ASK, body)
    assert (reply.status, reply.code) == (422, code or reply.code)
    assert reply.data["errors"][0]["message"]
    assert client.service.store.head() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_row_11_nothing_but_json_is_read(client: Client, kind: str) -> None:
    assert client.post(ASK, b"{}", content_type=kind).code == "not-json"
    assert client.post(ASK, b"{}", content_type="application/json; charset=utf-8").status == 200


def test_row_12_what_is_too_large_is_refused_before_it_is_read(small: Client) -> None:
    said = small.send("POST", ASK, [b"never read"], content_length="1001")
    assert (said.status, said.code, said.headers["connection"]) == (413, "body-too-large", "close")
    assert small.send("POST", ASK, [b"{}"], content_length="9" * 400).code == "body-too-large"
    assert small.send("POST", ASK, [b"{}"], content_length="-1").code == "body-too-large"
    in_parts = small.send("POST", ASK, [b" " * 500] * 3)  # without a length, as when chunked
    assert in_parts.code == "body-too-large"
    whole = {"cases": {"A": {"registrations": ["rav"]}}}
    batch = ASK.replace("?", "/batch?")
    padded = json.dumps(whole).encode() + b" " * 2_000
    assert small.post(batch, padded).status == 200
    assert small.post(batch, padded + b" " * 1_000).code == "body-too-large"


def test_row_12_half_sent_bodies_are_given_up_and_hold_nobody_else(small: Client) -> None:
    async def many() -> list[Any]:
        halves = (small.sent("POST", ASK, [b'{"a"', b"..."]) for _ in range(300))
        waiting = [asyncio.ensure_future(half) for half in halves]
        await asyncio.sleep(0.01)
        alive = await small.sent("GET", "/health")
        assert alive.status == 200
        return await asyncio.gather(*waiting)

    begun = time.monotonic()
    replies = small.runner.run(many())
    assert time.monotonic() - begun < CUT
    assert {(reply.status, reply.code) for reply in replies} == {(408, "body-too-slow")}
    assert {reply.headers["retry-after"] for reply in replies} == {"1"}
    assert small.post(ASK, b"{}").status == 200


def test_row_12_beyond_what_is_answered_at_once_it_says_when_to_try_again(small: Client) -> None:
    async def two() -> list[Any]:
        return await asyncio.gather(*(small.sent("POST", ASK, [b"{}"]) for _ in range(8)))

    replies = small.runner.run(two())
    busy = [reply for reply in replies if reply.status != 200]
    assert 0 < len(busy) < 8
    assert {(reply.status, reply.code) for reply in busy} == {(503, "too-busy")}
    assert {reply.headers["retry-after"] for reply in busy} == {"1"}
    assert small.post(ASK, b"{}").status == 200


def test_row_23_only_names_that_were_given_are_answered_under(small: Client) -> None:
    for host in ("localhost", "localhost:8000", "127.0.0.1:80", "[::1]:8000", "IIZ.example"):
        assert small.get("/version", host=host).status == 200
    for host in ("evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8000"):
        assert (small.get("/version", host=host).status) == 421


def test_who_has_no_token_or_not_the_role_is_refused(tokens: Path) -> None:
    client = Client(Settings(("zurich",), tokens=read_tokens(str(tokens)), reload=0))
    asker, keeper = ({"authorization": f"Bearer {one}-secret"} for one in "ak")
    assert client.get("/health").status == 200
    for header in ("", "Bearer", "Bearer wrong", "Basic a-secret", f"Bearer {digest('a-secret')}"):
        refused = client.post(ASK, b"{}", authorization=header)
        assert (refused.status, refused.code) == (401, "no-token")
        assert refused.headers["www-authenticate"] == "Bearer"
    assert client.post(ASK, b"{}", **asker, iiz_reference="D-1").status == 200
    assert [one.user for one in client.service.log.decisions("D-1")] == ["asker"]
    assert client.post(ASK, b"{}", **keeper).code == "role-missing"
    assert client.get("/v1/zurich/decisions", **asker).status == 403
    assert client.get("/v1/zurich/decisions", **keeper).status == 200
    assert client.post("/v1/zurich/cases", {"case": "A", "on": "2024-03-05"}, **asker).status == 403
    client.close()


@pytest.mark.parametrize(
    "text",
    ["token", "a = 1", "[a]\nsha256 = 'x'\nroles = ['ask']", "[a]\nroles = ['ask']",
     f"[a]\nsha256 = '{'0' * 64}'\nroles = ['all']", f"[a]\nsha256 = '{'0' * 64}'\nroles = []"],
)  # fmt: skip
def test_a_file_of_tokens_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(text)
    with pytest.raises(iiz.UsageError) as error:
        read_tokens(str(file))
    assert codes_of(error) == ["bad-token-file"]
    with pytest.raises(iiz.UsageError):
        read_tokens(str(tmp_path / "none.toml"))


def test_others_are_served_with_tokens_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("uvicorn")
    del monkeypatch
    assert cli.run(["serve", "--canton", "zurich", "--host", "0.0.0.0"]) == 2
    assert "serve-needs-tokens" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("127.0.0.1", None, "taken"),
        ("127.0.0.1", 99_999, "no-port"),
        ("127.0.0.1", -1, "no-port"),
        ("203.0.113.7", 0, "else"),  # kept for examples: no machine has it
    ],
)
def test_an_address_that_cannot_be_had_is_said_before_anything_is_served(
    host: str, port: int | None, why: str
) -> None:
    pytest.importorskip("uvicorn")
    from iiz_rules.web.serving import listening

    with listening("127.0.0.1", 0) as other:
        other.listen()
        with pytest.raises(iiz.UsageError) as error:
            listening(host, other.getsockname()[1] if port is None else port)
    [finding] = error.value.findings
    assert finding.code == "unusable-address"
    assert finding.words["why"] == text(f"findings.address.{why}")


def test_row_16_without_a_record_there_is_no_decision_and_it_goes_on_by_itself(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cases.db"
    client = Client(Settings(("zurich",), str(file), reload=0))
    client.service.store._db.wait = 0.01  # type: ignore[attr-defined]
    client.service.store._db._db.execute("PRAGMA busy_timeout = 10")  # type: ignore[attr-defined]
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    for path in (ASK, ASK.replace("?", "/batch?")):
        body: dict[str, Any] = {"cases": {"A": {}}} if "batch" in path else {}
        refused = client.post(path, body)
        assert (refused.status, refused.code) == (503, "not-recorded")
        assert refused.headers["retry-after"] == "1"
    assert client.get("/ready").status == 503
    assert client.get("/health").status == 200
    other.rollback()
    other.close()
    assert client.get("/ready").status == 200
    assert client.post(ASK, {}).data["decision"]["seq"] == 1
    client.close()


def test_row_22_nothing_of_a_case_is_in_problems_and_nothing_of_it_in_addresses(
    private: iiz.Policy, client: Client
) -> None:
    service = Client(Settings((private.folder.path,), reload=0))
    at = f"/v1/{private.canton}/decide?on=2024-03-05"
    secrets = {**CASE, "person.born": "7654321"}
    wrong = service.post(at, secrets)
    assert wrong.status == 422
    assert "7654321" not in wrong.body.decode()
    answer = service.post(at, CASE, iiz_reference="D-17")
    assert answer.status == 200
    (kept,) = service.service.log.decisions()
    assert "1987-11" not in kept.receipt.to_json()
    with mock.patch("iiz_rules.policy.Policy.decide", side_effect=RuntimeError("1987-11-07")):
        broken = service.post(at, CASE)
    assert (broken.status, broken.code) == (500, "crashed")
    assert "1987-11" not in broken.body.decode()
    service.close()
    described = client.get("/openapi.json").data["paths"]
    asked = [one for path, one in described.items() if "eligibility" in path]
    assert all("get" not in one for one in asked)


def test_nothing_of_a_request_is_passed_over(client: Client) -> None:
    """What stands twice, what nothing reads, what is packed: refused, with a word of it."""
    at = ASK.partition("?")[0]
    twice = client.post(f"{at}?on=2024-03-05&on=2024-03-06", {})
    assert (twice.status, twice.code) == (400, "given-twice")
    unread = client.post(f"{at}?date=2024-03-05", {})
    assert (unread.status, unread.code) == (400, "unknown-parameter")
    assert "possible: on" in unread.data["errors"][0]["help"]
    empty = client.post(f"{at}?on=", {"date": "2024-03-05", "facts": {}})
    assert (empty.status, empty.code) == (400, "impossible-date")
    batch = client.post(f"{at}/batch?on=2024-03-05", {"cases": {}}, iiz_reference="D-1")
    assert (batch.status, batch.code) == (400, "unknown-parameter")
    packed = client.post(ASK, b"{}", content_encoding="gzip")
    assert (packed.status, packed.code) == (415, "not-json")
    assert client.post("/v1/atlantis/eligibility", {}).code == "unknown-canton"


def test_two_references_are_one_too_many(client: Client) -> None:
    before = client.service.store.head()
    reply = client.post(ASK, {}, iiz_reference="D-1\nD-2")
    assert (reply.status, reply.code) == (400, "given-twice")
    assert client.service.store.head() == before


def test_of_two_references_none_is_listed_in_place_of_the_other(client: Client) -> None:
    reply = client.get("/v1/zurich/decisions", iiz_reference="D-1\nD-2")
    assert (reply.status, reply.code) == (400, "given-twice")


def test_a_reference_is_the_same_whichever_way_a_client_writes_it(client: Client) -> None:
    ask = "/v1/zurich/eligibility?on=2024-03-05"
    sent = ["D-é", "D-é".encode().decode("latin-1")]  # as urllib sends it, and as curl does
    named = [client.post(ask, {}, iiz_reference=one).data["decision"]["reference"] for one in sent]
    assert named == ["D-é", "D-é"]


def test_a_method_that_there_is_not_is_told_as_one(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        reply = client.send(method, "/v1/zurich/eligibility")
        assert (reply.status, reply.code) == (405, "wrong-method"), method


def test_the_day_of_the_address_comes_before_the_day_of_the_case(client: Client) -> None:
    """As `--on` does in the terminal."""
    case = {"date": "2024-03-05", "facts": {}}
    assert client.post(ASK.partition("?")[0], case).data["answer"]["on"] == "2024-03-05"
    later = client.post(ASK.replace("2024-03-05", "2024-04-01"), case)
    assert later.data["answer"]["on"] == "2024-04-01"
