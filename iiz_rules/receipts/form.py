"""A receipt as data; `schemas/receipt.schema.json` is made from it, and what is read is held to it.

No text in a language, so that nobody argues about a translation: names, values, clauses. Dates are
ISO, amounts text with two decimals, and so are whole numbers that JSON does not hold exactly.
"""

from dataclasses import dataclass
from typing import Any, Literal

from iiz_rules.answers.form import OriginData, PartBoundsData, PlaceData, Plain, RangeData, Verdict
from iiz_rules.language.program.rules import Kind

FORMAT: Literal[1] = 1
Given = Plain | RangeData | PartBoundsData


@dataclass(frozen=True)
class EngineData:
    """What answered."""

    name: str
    version: str


@dataclass(frozen=True)
class QuestionData:
    """What was asked: which rules, of which day, with the knowledge of which day, read how.

    `readings` are the options of all interpretations that were in force, `chosen` those of them
    that the caller had chosen.
    """

    rules: list[str]
    on: str
    known_on: str | None
    readings: dict[str, str]
    chosen: dict[str, str]


@dataclass(frozen=True)
class InputsData:
    """What was known: facts, where dated ones come from, and what is not said of sensitive ones.

    `sensitive` has a salted hash of each (HMAC-SHA256 with the caller's salt), or null where the
    caller gave no salt.
    """

    facts: dict[str, Given]
    origins: dict[str, OriginData]
    sensitive: dict[str, str | None]


@dataclass(frozen=True)
class ReasonData:
    """One criterion: its verdict, the clauses, the values it read, the readings it rests on."""

    id: str
    mode: Literal["required", "indicative", "judgement"]
    verdict: Verdict
    clauses: list[str]
    place: PlaceData
    values: dict[str, Given]
    readings: dict[str, str]


@dataclass(frozen=True)
class AnswerData:
    """What one rule answered, with its reasons; `unknown` is what keeps it open."""

    rule: str
    kind: Kind
    verdict: Verdict
    clauses: list[str]
    criteria: list[ReasonData]
    enough: int | None
    unknown: list[str]
    regulated: bool
    actors: dict[str, str]
    candidates: list[str]
    actor_hangs_on: list[str]
    done: Verdict | None
    due: str | None
    due_hangs_on: str | None
    parts: dict[str, str]
    part_bounds: dict[str, PartBoundsData]
    bearers: dict[str, str]


@dataclass(frozen=True)
class ContentData:
    """What the hash and the signature are over, in canonical JSON (RFC 8785)."""

    format: Literal[1]
    id: str
    reference: str
    at: str
    engine: EngineData
    canton: str
    edition: str
    digest: str
    question: QuestionData
    inputs: InputsData
    answers: list[AnswerData]


@dataclass(frozen=True)
class SignatureData:
    """Ed25519 over the canonical content, with the public key; both in hexadecimal digits."""

    algorithm: Literal["Ed25519"]
    key: str
    value: str


@dataclass(frozen=True)
class ReceiptData:
    """What was asked and answered, hashed, and signed or not."""

    content: ContentData
    hash: str
    signature: SignatureData | None


def portable(value: Any, largest: int) -> Any:
    """The same data with whole numbers that JSON does not hold exactly as text."""
    match value:
        case dict():
            return {name: portable(inner, largest) for name, inner in value.items()}
        case list():
            return [portable(inner, largest) for inner in value]
        case int() if abs(value) > largest:
            return str(value)
    return value
