"""A receipt as data; `schemas/receipt.schema.json` is made from it, and what is read is held to it.

No text in a language, so that nobody argues about a translation: names, values, clauses. Dates are
ISO, amounts text with two decimals, and so are whole numbers that JSON does not hold exactly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from iiz_rules.answers.form import OriginData, PartBoundsData, PlaceData, Plain, RangeData, Verdict
from iiz_rules.findings.form import DayText, Form, Steps, pointer, read
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Kind

FORMAT: Literal[1] = 1
Given = Plain | RangeData | PartBoundsData


@dataclass(frozen=True)
class EngineData(Form):
    """What answered."""

    name: str
    version: str


@dataclass(frozen=True)
class QuestionData(Form):
    """What was asked: which rules, of which day, with the knowledge of which day, read how.

    `readings` are the options of all interpretations that were in force, `chosen` those of them
    that the caller had chosen.
    """

    rules: list[str]
    on: DayText
    known_on: DayText | None
    readings: dict[str, str]
    chosen: dict[str, str]


@dataclass(frozen=True)
class InputsData(Form):
    """What was known: facts, where dated ones come from, and what is not said of sensitive ones.

    `sensitive` has a salted hash of each (HMAC-SHA256 with the caller's salt), or null where the
    caller gave no salt.
    """

    facts: dict[str, Given]
    origins: dict[str, OriginData]
    sensitive: dict[str, str | None]


@dataclass(frozen=True)
class ReasonData(Form):
    """One criterion: its verdict, the clauses, the values it read, the readings it rests on."""

    id: str
    mode: Literal["required", "indicative", "judgement"]
    verdict: Verdict
    clauses: list[str]
    place: PlaceData
    values: dict[str, Given]
    readings: dict[str, str]


@dataclass(frozen=True)
class AnswerData(Form):
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
    due: DayText | None
    due_hangs_on: str | None
    parts: dict[str, str]
    part_bounds: dict[str, PartBoundsData]
    bearers: dict[str, str]


@dataclass(frozen=True)
class ContentData(Form):
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
class SignatureData(Form):
    """Ed25519 over the canonical content, with the public key; both in hexadecimal digits."""

    algorithm: Literal["Ed25519"]
    key: str
    value: str


@dataclass(frozen=True)
class ReceiptData(Form):
    """What was asked and answered, hashed, and signed or not."""

    content: ContentData
    hash: str
    signature: SignatureData | None


def strange_in(data: Any) -> str | None:
    """A JSON pointer to where data is not a receipt; None if it is one.

    What the form does not know is strange as well: no hash is over it, or nobody could say what it
    means.
    """
    form, strange = read(ReceiptData, data)
    if form is None:
        return strange
    return next(map(pointer, _contradicting(data["content"])), None)


def is_moment(at: str) -> bool:
    """Whether a text is a moment with a UTC offset."""
    try:
        return datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


def _contradicting(content: Mapping[str, Any]) -> Iterator[Steps]:
    """Where a receipt is inconsistent: invalid dates, answers that do not match the rules."""
    question, answers = content["question"], content["answers"]
    days = {"on": question["on"], "known_on": question["known_on"]}
    wrong = [name for name, day in days.items() if not (day is None or parse_date(day))]
    yield from (("content", "question", name) for name in wrong)
    if not is_moment(content["at"]):
        yield ("content", "at")
    told = [one["rule"] for one in answers]
    if not answers or told != question["rules"] or len({*told}) < len(told):
        yield ("content", "answers")
    for place, answer in enumerate(answers):
        told = [one["id"] for one in answer["criteria"]]
        if len({*told}) < len(told):
            yield ("content", "answers", place, "criteria")


@dataclass(frozen=True)
class DifferenceData(Form):
    """One point in which the answer, or what was known, is another now than it was then."""

    point: Literal["fact", "gone", "verdict", "outcome", "criterion", "values", "reason"]
    rule: str
    part: str
    then: Any
    now: Any


@dataclass(frozen=True)
class ReplayData(Form):
    """What a receipt's question is answered now, beside what it was answered then."""

    format: Literal[1]
    receipt: str
    edition: str
    digest: str
    on: DayText
    same_edition: bool
    same_answer: bool
    facts: list[DifferenceData]
    differences: list[DifferenceData]
    dropped: list[str]
    withheld: list[str]


@dataclass(frozen=True)
class LoggedDecisionData(Form):
    """A decision as it stands in the log: its number in the chain, when, by whom, its receipt."""

    seq: int
    recorded: str
    user: str
    key: str
    receipt: ReceiptData
