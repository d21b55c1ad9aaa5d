"""Receipts say what was asked and answered; any change is found, and the question put again."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.receipts.canonical import canonical
from iiz_rules.receipts.receipt import Receipt
from iiz_rules.schemas import SCHEMAS
from tests.escalation.writer import TINY
from tests.frames.test_cantons import CANTONS, cases_of, policy_of
from tests.refused import codes_of

pytest.importorskip("cryptography")
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

AT = "2024-03-05T08:30:00+01:00"
PEPPER = b"pepper and sixteen bytes"
ZURICH = iiz.load("zurich", on="2024-03-05")
VALAIS = iiz.load("valais", on="2024-03-05")
ELSEWHERE = ZURICH.eligibility({"person.residence.canton": "SG"})
SCHEMA = Draft202012Validator(SCHEMAS["receipt"]())


def key_pair(seed: int) -> tuple[bytes, bytes]:
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = private.public_key()
    return pem, public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


PRIVATE, PUBLIC = key_pair(1)
SIGNED = ELSEWHERE.receipt(reference="D-17", at=AT, key=PRIVATE)


# ---------------------------------------------------------------------------- what it says


def test_it_says_what_was_asked_and_answered() -> None:
    content = SIGNED.content
    assert (content["canton"], content["edition"]) == ("zurich", "2014-04-01")
    assert content["digest"] == ELSEWHERE.digest
    assert content["engine"] == {"name": "iiz-rules", "version": iiz.__version__}
    assert (SIGNED.reference, SIGNED.at, SIGNED.on) == ("D-17", AT, ELSEWHERE.on)
    assert content["question"]["rules"] == ["eligibility"]
    assert content["question"]["readings"]["A-ZH-03"]
    assert content["inputs"]["facts"] == {"person.residence.canton": "SG"}
    (answer,) = content["answers"]
    residence = next(one for one in answer["criteria"] if one["id"] == "residence")
    assert (answer["verdict"], residence["verdict"]) == ("no", "no")
    assert residence["values"] == {"person.residence.canton": "SG"}
    assert residence["clauses"] == ["ZH-6.2"]
    assert "Zürich" not in SIGNED.to_json()  # no text in any language


def test_the_same_answer_gives_the_same_receipt() -> None:
    at = datetime(2024, 3, 5, 7, 30, tzinfo=UTC)
    first, second = (ELSEWHERE.receipt(reference="D-17", at=at) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first.id != SIGNED.id != ELSEWHERE.receipt(reference="D-18", at=AT).id
    assert first != "receipt"
    assert repr(SIGNED) == "<Receipt D-17: zurich/eligibility on 2024-03-05>"


@pytest.mark.parametrize(
    "how",
    [
        {"at": "2024-03-05T08:30:00"},
        {"at": "morning"},
        {"at": datetime(2024, 3, 5)},  # noqa: DTZ001 - that is what is wrong with it
        {"at": None},
        {"at": 1709627400},
        {"reference": "\ud800"},
        {"reference": ""},
        {"reference": "D\n17"},
        {"reference": 17},
        {"reference": "756.9217.0769.85"},  # an AHV number names a person
        {"key": b"none"},
        {"key": PUBLIC},
    ],
)
def test_what_cannot_stand_in_one_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(iiz.UsageError):
        ELSEWHERE.receipt(**{"reference": "D", "at": AT} | how)


@pytest.mark.parametrize("canton", CANTONS)
def test_every_own_case_has_a_receipt_that_gives_the_same_answer_again(canton: str) -> None:
    policy = policy_of(canton)
    for facts, readings in cases_of(canton)[:60:20]:
        whole = policy.decide(facts, interpretations=dict(readings))
        receipt = whole.receipt(reference="D-17", at=AT)
        again = iiz.read_receipt(receipt.to_json().encode())
        assert again == receipt
        assert receipt.to_json().encode() == canonical(receipt.to_dict())
        again.verify()
        SCHEMA.validate(receipt.to_dict())
        assert receipt.verdicts == {rule: str(one.verdict) for rule, one in whole.items()}
        assert policy.replay(again).same_answer


def test_bodies_that_act_are_asked_again_too() -> None:
    sitting = VALAIS.composition("rechtskommission", [{"of": "iv", "present": True}])
    for decision in (sitting.quorum, sitting.majority, VALAIS.may("coordinators", "present-case")):
        assert VALAIS.replay(decision.receipt(reference="D", at=AT)).same_answer


# ---------------------------------------------------------------------------- any change


LONG = SIGNED.to_json().encode()


@given(st.integers(0, len(LONG) - 1), st.integers(0, 255))
def test_any_changed_byte_is_found(place: int, byte: int) -> None:
    changed = LONG[:place] + bytes([byte]) + LONG[place + 1 :]
    if changed == LONG:
        iiz.read_receipt(changed).verify(PUBLIC)
        return
    with pytest.raises(iiz.ReceiptError):
        iiz.read_receipt(changed).verify(PUBLIC)


def test_another_line_break_changes_nothing() -> None:
    pretty = json.dumps(SIGNED.to_dict(), indent=2).encode()
    iiz.read_receipt(pretty).verify(PUBLIC)


def edited(**members: Any) -> dict[str, Any]:
    return SIGNED.to_dict() | members


STRANGE = [
    b"",
    b"{}",
    b"[" * 100_000,
    b"[]",
    b"\xff",
    json.dumps(edited(note="paid")).encode(),
    json.dumps(edited(content={"format": 2})).encode(),
    json.dumps(edited(hash=None)).encode(),
    LONG.replace(b'"format":1', b'"format":2'),
    LONG.replace(b'{"content"', b'{"hash":"0","content"'),
    b'{"content":NaN}',
]


@pytest.mark.parametrize("data", STRANGE)
def test_what_is_no_receipt_is_refused(data: bytes) -> None:
    with pytest.raises(iiz.ReceiptError) as error:
        iiz.read_receipt(data)
    assert codes_of(error) == ["not-a-receipt"]
    assert error.value.status == 422


@pytest.mark.parametrize("given", [None, 5, True, [], SIGNED, bytearray(LONG)])
def test_what_is_neither_a_file_nor_data_is_no_receipt(given: Any) -> None:
    """A number least of all: it would be read from an open file of the process."""
    with pytest.raises(iiz.ReceiptError) as error:
        iiz.read_receipt(given)
    assert codes_of(error) == ["not-a-receipt"]


def test_only_a_receipt_is_asked_again_and_with_a_salt_that_can_be_one() -> None:
    for other in (None, SIGNED.to_dict(), "receipt.json"):
        with pytest.raises(iiz.ReceiptError):
            ZURICH.replay(other)  # type: ignore[arg-type]
    for salt in (b"", "secret"):
        with pytest.raises(iiz.UsageError) as error:
            ZURICH.replay(SIGNED, {}, salt=salt)  # type: ignore[arg-type]
        assert codes_of(error) == ["bad-salt"]


def content(**members: Any) -> dict[str, Any]:
    return edited(content={**SIGNED.content, **members})


def asked(**members: Any) -> dict[str, Any]:
    return content(question=SIGNED.content["question"] | members)


def answered(**members: Any) -> dict[str, Any]:
    return content(answers=[SIGNED.content["answers"][0] | members])


TOLD_TWICE = [SIGNED.content["answers"][0]["criteria"][0]] * 2
CONTRADICTING = [
    (content(note="paid"), "/content/note"),
    (answered(note="paid"), "/content/answers/0/note"),
    (asked(on="2024-02-30"), "/content/question/on"),
    (asked(known_on="today"), "/content/question/known_on"),
    (asked(rules=["fee"]), "/content/answers"),
    (asked(rules=[]), "/content/answers"),
    (content(at="2024-03-05T08:30:00"), "/content/at"),
    (content(at="morning"), "/content/at"),
    (content(answers=[]), "/content/answers"),
    (
        content(
            answers=SIGNED.content["answers"] * 2,
            question=SIGNED.content["question"] | {"rules": [*SIGNED.rules] * 2},
        ),
        "/content/answers",
    ),
    (answered(criteria=TOLD_TWICE), "/content/answers/0/criteria"),
    (answered(criteria=None), "/content/answers/0/criteria"),
]


@pytest.mark.parametrize(("data", "where"), CONTRADICTING)
def test_what_no_receipt_says_is_refused_where_it_stands(data: dict[str, Any], where: str) -> None:
    with pytest.raises(iiz.ReceiptError) as error:
        Receipt.from_dict(data)
    (finding,) = error.value.findings
    assert (finding.code, finding.place.pointer) == ("not-a-receipt", where)


def test_a_number_that_is_not_of_its_content_is_found() -> None:
    renamed = {**SIGNED.content, "id": "00000000-0000-8000-8000-000000000000"}
    written = hashlib.sha256(canonical(renamed)).hexdigest()
    forged = Receipt.from_dict({"content": renamed, "hash": written, "signature": None})
    with pytest.raises(iiz.ReceiptError) as error:
        forged.verify()
    assert codes_of(error) == ["receipt-changed"]


def test_what_a_receipt_says_moves_no_cursor() -> None:
    receipt = Receipt.from_dict(content(reference="D\x1b[2J"))
    data = json.loads(receipt.to_json())
    data["content"]["question"]["chosen"] = {"\x1b[2J": "x"}
    assert "\x1b" not in ZURICH.replay(Receipt.from_dict(data)).explain("de")


def test_a_file_that_is_not_there_or_endless_is_refused(tmp_path: Any) -> None:
    with pytest.raises(iiz.ReceiptError):
        iiz.read_receipt(tmp_path / "none.json")
    with pytest.raises(iiz.ReceiptError):
        iiz.read_receipt(b" " * 17_000_000)


def signature(**members: str) -> dict[str, Any]:
    assert SIGNED.signature
    return {**SIGNED.signature, **members}


def test_a_signature_is_of_one_content_by_one_key() -> None:
    SIGNED.verify(PUBLIC)
    unsigned = ELSEWHERE.receipt(reference="D-17", at=AT)
    _, other = key_pair(2)
    value = signature()["value"]
    rows = [
        (unsigned, PUBLIC, "receipt-unsigned"),
        (SIGNED, other, "receipt-other-key"),
        (edited(hash="0" * 64), None, "receipt-changed"),
        (edited(signature=signature(value=value.upper())), None, "receipt-changed"),
        (edited(signature=signature(value="00" + value[2:])), None, "receipt-changed"),
        (edited(signature=signature(key="zz")), None, "receipt-changed"),
    ]
    for given_, key, code in rows:
        receipt = given_ if isinstance(given_, Receipt) else Receipt.from_dict(given_)
        with pytest.raises(iiz.ReceiptError) as error:
            receipt.verify(key)
        assert codes_of(error) == [code]
    for key in (b"none", PRIVATE):
        with pytest.raises(iiz.UsageError):
            SIGNED.verify(key)
    agreement = X25519PrivateKey.from_private_bytes(bytes(32))  # a private key that signs nothing
    pem = agreement.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for key in (b"none", PUBLIC, pem):
        with pytest.raises(iiz.UsageError):
            ELSEWHERE.receipt(reference="D-17", at=AT, key=key)


# ---------------------------------------------------------------------------- asked again


def test_what_is_known_now_is_told_with_the_first_difference() -> None:
    replay = ZURICH.replay(SIGNED, {"person.residence.canton": "ZH", "registrations": ["rav"]})
    assert replay.same_edition
    assert not replay.same_answer
    assert [one.rule for one in replay.facts] == ["person.residence.canton", "registrations"]
    assert replay.first == iiz.FirstDifference("verdict", "eligibility", "", "no", "open")
    said = replay.explain("de")
    assert (
        "Heute anders bekannt – Kanton des Hauptwohnsitzes: damals St. Gallen, heute Zürich."
        in said
    )
    assert "Die Antwort ist eine andere." in said
    assert "damals nein, jetzt offen." in said
    assert "Weitere Unterschiede: " in said
    assert json.dumps(replay.to_dict())
    assert repr(replay) == "<Replay of D-17 on 2024-03-05: another answer>"
    same = ZURICH.replay(SIGNED, on="2026-01-01")
    assert same.explain("fr").endswith("La réponse est la même, pour les mêmes motifs.")


def test_what_hangs_on_the_day_differs_on_another_one() -> None:
    born = {"person.birth_date": "2000-01-31"}
    receipt = VALAIS.decide(born).receipt(reference="D", at=AT)
    assert "person.age" not in receipt.content["inputs"]["facts"]
    later = VALAIS.replay(receipt, on="2034-03-05")
    assert not later.same_answer
    assert later.on.year == 2034


def test_bounds_that_say_nothing_are_not_taken_up() -> None:
    receipt = VALAIS.decide({"relief.fixed_percent": 15}).receipt(reference="D", at=AT)
    data = json.loads(receipt.to_json())
    facts = data["content"]["inputs"]["facts"]
    facts["relief.fixed_percent"] = {"at_least": 20, "at_most": 10}
    replay = VALAIS.replay(Receipt.from_dict(data))
    assert replay.dropped == ("relief.fixed_percent",)


def test_a_receipt_of_another_canton_is_refused() -> None:
    with pytest.raises(iiz.UsageError) as error:
        VALAIS.replay(SIGNED)
    assert codes_of(error) == ["receipt-of-other"]


# ---------------------------------------------------------------------------- another edition


def made(folder: Any, change: dict[str, str]) -> iiz.Policy:
    shutil.copytree(TINY, folder)
    for place in sorted((folder / "2024-01-01").glob("*.yaml")):
        text = place.read_text("utf-8")
        for before, after in change.items():
            text = text.replace(before, after)
        place.write_text(text, "utf-8")
    return iiz.load(folder, on="2024-03-05")


SECRETS = ("person.born", "person.income")
SENSITIVE = {f"  - id: {name}\n": f"  - id: {name}\n    sensitive: true\n" for name in SECRETS}
CASE = {"person.born": "1987-11-07", "person.income": "7654.30", "person.canton": "ZH"}


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> iiz.Policy:
    return made(tmp_path_factory.mktemp("canton") / "tiny", SENSITIVE)


def test_sensitive_facts_are_left_out_or_hashed_with_a_salt(private: iiz.Policy) -> None:
    decision = private.decide(CASE)
    plain = decision.receipt(reference="D", at=AT)
    salted = decision.receipt(reference="D", at=AT, salt=PEPPER)
    for receipt in (plain, salted):
        for secret in ("1987-11-07", "7654.30"):
            assert secret not in receipt.to_json()
        assert set(receipt.content["inputs"]["sensitive"]) == set(SECRETS)
        assert receipt.content["inputs"]["facts"] == {"person.canton": "ZH"}
    assert set(plain.content["inputs"]["sensitive"].values()) == {None}
    assert len(set(salted.content["inputs"]["sensitive"].values())) == 2
    other = decision.receipt(reference="E", at=AT, salt=PEPPER)
    assert other.content["inputs"]["sensitive"] != salted.content["inputs"]["sensitive"]
    alone = private.replay(salted)
    assert set(alone.withheld) == set(SECRETS)
    assert "schützenswert" in alone.explain()
    assert not private.replay(salted, CASE, salt=PEPPER).facts
    assert private.replay(salted, CASE).same_answer
    richer = private.replay(salted, {**CASE, "person.income": "9000.00"}, salt=PEPPER)
    assert [(one.rule, one.now) for one in richer.facts] == [("person.income", "•••")]


@pytest.mark.parametrize(
    "salt", [b"", b"pepper", "pepper and sixteen bytes", b"fifteen bytes .."[:15]]
)
def test_a_salt_that_hides_nothing_is_refused_before_anything_is_answered(
    private: iiz.Policy, salt: Any
) -> None:
    asked: list[Callable[[], object]] = [
        lambda: private.decide(CASE).receipt(reference="D", at=AT, salt=salt),
        lambda: iiz.DecisionLog(salt=salt),
    ]
    for ask in asked:
        with pytest.raises(iiz.UsageError) as error:
            ask()
        assert codes_of(error) == ["bad-salt"]


def test_a_log_is_not_begun_with_a_key_that_cannot_sign() -> None:
    with pytest.raises(iiz.UsageError) as error:
        iiz.DecisionLog(key=b"")
    assert codes_of(error) == ["bad-signing-key"]


def test_what_another_edition_has_not_is_told(private: iiz.Policy) -> None:
    receipt = private.decide(CASE).receipt(reference="D", at=AT)
    data = json.loads(receipt.to_json())
    question, facts = data["content"]["question"], data["content"]["inputs"]["facts"]
    facts |= {"person.shoe_size": 43, "person.canton": "XX"}
    question["chosen"] = {"A-9": "x"}
    question["rules"].append("fee")
    data["content"]["answers"].append(data["content"]["answers"][0] | {"rule": "fee"})
    data["content"]["digest"] = "0" * 64
    replay = private.replay(Receipt.from_dict(data))
    assert replay.dropped == ("A-9", "person.canton", "person.shoe_size")
    assert not replay.same_edition
    assert replay.first is not None
    assert (replay.first.point, replay.first.rule) == ("gone", "fee")
    for language in ("de", "fr", "en"):
        assert "fee" in replay.explain(language)


def test_every_kind_of_difference_has_its_sentence() -> None:
    tiny = iiz.load(TINY, on="2024-03-05")
    receipt = tiny.decide(CASE).receipt(reference="D", at=AT)
    data = json.loads(receipt.to_json())
    answer = next(one for one in data["content"]["answers"] if one["criteria"])
    criterion = answer["criteria"][0]
    answer |= {"due": "2024-05-01", "actors": {"bearer": "office"}, "regulated": False}
    answer |= {"enough": 9, "clauses": ["T-9"]}
    criterion |= {"values": {"person.canton": "SG"}}
    answer["criteria"].append(criterion | {"id": "gone", "verdict": "no"})
    replay = tiny.replay(Receipt.from_dict(data))
    points = [one.point for one in replay.differences]
    assert points == sorted(points, key=["outcome", "criterion", "values", "reason"].index)
    assert len(set(points)) == 4
    from iiz_rules.receipts.telling import sentence

    for one in replay.differences:
        for language in ("de", "fr", "en"):
            assert sentence(one, tiny.program, language)
    (due,) = (one for one in replay.differences if one.part == "due")
    assert "Termin: damals 01.05.2024, jetzt –." in sentence(due, tiny.program, "de")


def test_readings_clauses_and_long_numbers_are_compared_too() -> None:
    receipt = ZURICH.decide({}, interpretations={"A-ZH-03": "none"}).receipt(reference="D", at=AT)
    assert receipt.content["question"]["chosen"] == {"A-ZH-03": "none"}
    assert ZURICH.replay(receipt).same_answer
    for name, value in (("readings", {"A-ZH-06": "x"}), ("clauses", []), ("mode", "judgement")):
        data = json.loads(receipt.to_json())
        criterion = data["content"]["answers"][0]["criteria"][1]
        criterion[name] = value
        first = ZURICH.replay(Receipt.from_dict(data)).first
        assert first
        assert first.point == "values"
