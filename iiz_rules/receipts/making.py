"""From decisions of one evaluation to a receipt."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from iiz_rules import __version__
from iiz_rules.answers.decision import CriterionResult, Decision
from iiz_rules.answers.form import OriginData, data
from iiz_rules.answers.needed import given_facts, sensitive
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.conditions import Choice
from iiz_rules.language.values import Value, plain_value
from iiz_rules.receipts import signing
from iiz_rules.receipts.canonical import SAFE, canonical, plainly
from iiz_rules.receipts.form import (
    FORMAT,
    AnswerData,
    ContentData,
    EngineData,
    InputsData,
    QuestionData,
    ReasonData,
    is_moment,
    portable,
)
from iiz_rules.receipts.receipt import Receipt, named

LONG = re.compile(rb"[0-9]{16}")
"""What a number looks like that JSON may not hold exactly."""


def receipt(
    decisions: Iterable[Decision],
    reference: str,
    at: str | datetime,
    salt: bytes | None = None,
    key: bytes | None = None,
) -> Receipt:
    """The receipt of decisions that were made together; UsageError for what cannot stand in one."""
    asked = tuple(decisions)
    first, said = asked[0], unicodedata.normalize("NFC", reference)
    content: dict[str, Any] = data(
        ContentData,
        first,
        format=FORMAT,
        id="",
        reference=said,
        at=_moment(at),
        engine=data(EngineData, None, name="iiz-rules", version=__version__),
        canton=first.program.canton,
        question={},
        inputs={},
        answers=(),
    )
    content |= {  # ready already, each in its place
        "question": _question(asked),
        "inputs": _inputs(first, said, salt),
        "answers": answers(asked),
    }
    try:
        if LONG.search(plainly(content)):
            content = portable(content, SAFE)
        content["id"] = named(content, plainly)
        written = plainly(content)
    except ValueError:  # half a character, in the reference or in a fact
        raise _wrong("reference", reference.encode("utf-8", "replace").decode()) from None
    signed = None if key is None else signing.signature(written, key)
    return Receipt(content, hashlib.sha256(written).hexdigest(), signed)


def _moment(at: str | datetime) -> str:
    """A moment with its distance from UTC, as the caller gives it: there is no clock inside."""
    moment = at.isoformat() if isinstance(at, datetime) else at
    if not is_moment(moment):
        raise _wrong("at", at)
    return moment


def _wrong(name: str, got: object) -> UsageError:
    known = {"at": "2024-03-05T08:30:00+01:00", "reference": "D-17"}[name]
    words = {"name": name, "got": str(got), "known": known, "near": ""}
    return UsageError([Finding("wrong-argument", Place(Source(name)), words)])


def _question(asked: tuple[Decision, ...]) -> dict[str, Any]:
    first = asked[0]
    chosen, program = first.situation.options, first.program
    readings = {one.id: one.in_force(chosen) for one in program.interpretations.values()}
    rules = [decision.rule for decision in asked]
    return data(QuestionData, first, rules=rules, readings=readings, chosen=chosen)


def _inputs(decision: Decision, reference: str, salt: bytes | None) -> dict[str, Any]:
    program, given = decision.program, given_facts(decision.program, decision.situation)
    hidden = sensitive(program)
    facts = {name: value for name, value in given.items() if name not in hidden}
    origins = {
        name: data(OriginData, origin)
        for name, origin in sorted(decision.origins.items())
        if name not in hidden
    }
    hashes = {
        name: None if salt is None else hushed(salt, reference, name, value)
        for name, value in given.items()
        if name in hidden
    }
    return data(InputsData, None, facts=facts, origins=origins, sensitive=hashes)


def hushed(salt: bytes, reference: str, fact: str, value: Value) -> str:
    """The salted hash of a value: another one for each fact and in each receipt's reference."""
    said = canonical([reference, fact, portable(plain_value(value), SAFE)])
    return hmac.new(salt, said, hashlib.sha256).hexdigest()


def answers(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """What the rules answered, with their reasons."""
    asked = tuple(decisions)
    hidden = sensitive(asked[0].program) if asked else frozenset()
    return [_answer(decision, hidden) for decision in asked]


def _answer(decision: Decision, hidden: frozenset[str]) -> dict[str, Any]:
    told = data(
        AnswerData,
        decision,
        kind=decision.answer.rule.kind,
        criteria=(),
        enough=decision.answer.enough,
        unknown=decision.answer.step.unknown,
        candidates=[holder.role for holder in decision.candidates],
    )
    return told | {"criteria": [_reason(one, hidden) for one in decision.criteria]}


def _reason(criterion: CriterionResult, hidden: frozenset[str]) -> dict[str, Any]:
    values = {name: one for name, one in criterion.values.items() if name not in hidden}
    steps = criterion.step.walk()
    readings = {
        step.node.interpretation: step.option for step in steps if isinstance(step.node, Choice)
    }
    return data(ReasonData, criterion, values=values, readings=readings)
