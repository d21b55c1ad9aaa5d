"""From decisions of one evaluation to a receipt."""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from iiz_rules import __version__
from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import OriginData, data
from iiz_rules.answers.needed import given_facts
from iiz_rules.escalation.admission import admit_name
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.conditions import Choice
from iiz_rules.language.values import Value, plain_value
from iiz_rules.receipts import signing
from iiz_rules.receipts.canonical import canonical, plainly, portable
from iiz_rules.receipts.form import (
    FORMAT,
    AnswerData,
    EngineData,
    InputsData,
    ReasonData,
    is_moment,
)
from iiz_rules.receipts.receipt import Receipt, number_of

ENGINE = data(EngineData, None, name="iiz-rules", version=__version__)
WRITTEN, CRITERIA = "receipt", "criteria"
"""keys of what is kept of an answer and its reasons for receipts"""


def receipt(
    decisions: Iterable[Decision],
    reference: str,
    at: str | datetime,
    salt: bytes | None = None,
    key: bytes | None = None,
) -> Receipt:
    """The receipt of decisions made together; UsageError for what a receipt cannot hold.

    Its members are sorted by name, and its number, which is made of all others, is put between.
    """
    signing.admit_secrets(salt, None)
    every = tuple(decisions)
    first, said = every[0], _reference(reference)
    about = {"canton": first.program.canton, "edition": first.edition, "digest": first.digest}
    before = {"at": _moment(at), **about, "engine": ENGINE, "format": FORMAT}
    after = {
        "inputs": _inputs(first, said, salt),
        "question": _question(every),
        "reference": said,
    }
    try:
        told = ",".join(_answers_written(every))
        begun = f'{{"answers":[{told}],{plainly(before)[1:-1]},"id":"'
        ended = f'",{plainly(after)[1:]}'
        number = number_of((begun + ended).encode())
        text = begun + number + ended
        content = text.encode()
    except ValueError:  # half a character, in the reference or in a fact
        raise _wrong("reference", reference.encode("utf-8", "replace").decode()) from None
    signed = None if key is None else signing.signature(content, key)
    return Receipt.written(
        text,
        hashlib.sha256(content).hexdigest(),
        signed,
        id=number,
        reference=said,
        canton=about["canton"],
        edition=about["edition"],
        _verdicts={decision.rule: str(decision.verdict) for decision in every},
    )


def _reference(reference: object) -> str:
    """What the answer belongs to: what could be the name of a case."""
    said = unicodedata.normalize("NFC", reference) if isinstance(reference, str) else ""
    admit_name(said)
    return said


def _moment(at: object) -> str:
    """A moment with a UTC offset, given by the caller: there is no clock inside."""
    moment = at.isoformat() if isinstance(at, datetime) else at
    if not isinstance(moment, str) or not is_moment(moment):
        raise _wrong("at", at)
    return moment


def _wrong(name: str, got: object) -> UsageError:
    known = {"at": "2024-03-05T08:30:00+01:00", "reference": "D-17"}[name]
    words = {"name": name, "got": str(got), "known": known, "near": ""}
    return UsageError([Finding("wrong-argument", Place(Source(name)), words)])


def _question(decisions: tuple[Decision, ...]) -> dict[str, Any]:
    first = decisions[0]
    chosen, interpretations = first.situation.options, first.program.interpretations
    readings = {name: chosen.get(name, one.default) for name, one in interpretations.items()}
    days = {"on": plain_value(first.on), "known_on": plain_value(first.known_on)}
    return {
        "rules": [one.rule for one in decisions],
        **days,
        "readings": readings,
        "chosen": {**chosen},
    }


def _inputs(decision: Decision, reference: str, salt: bytes | None) -> dict[str, Any]:
    program, facts_given = decision.program, given_facts(decision.program, decision.situation)
    hidden = program.sensitive
    facts = {name: value for name, value in facts_given.items() if name not in hidden}
    origins = {
        name: data(OriginData, origin)
        for name, origin in decision.origins.items()
        if name not in hidden
    }
    hashes = {
        name: None if salt is None else hushed(salt, reference, name, value)
        for name, value in facts_given.items()
        if name in hidden
    }
    return data(InputsData, None, facts=facts, origins=origins, sensitive=hashes)


def hushed(salt: bytes, reference: str, fact: str, value: Value) -> str:
    """The salted hash of a value, different for each fact and reference."""
    said = canonical([reference, fact, portable(plain_value(value))])
    return hmac.new(salt, said, hashlib.sha256).hexdigest()


def answers(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """What the rules answered, with their reasons."""
    every = tuple(decisions)
    hidden = every[0].program.sensitive if every else frozenset()
    return [
        _answer(decision) | {"criteria": [_reason(one, hidden) for one in decision.criteria]}
        for decision in every
    ]


def _answers_written(decisions: tuple[Decision, ...]) -> Iterator[str]:
    """The same as JSON; that of cases of which a rule read the same is written once."""
    hidden = decisions[0].program.sensitive
    for decision in decisions:
        told, beside = decision.answer.told, decision.beside_reasons
        written_before: tuple[object, str] = told.get(WRITTEN, (None, ""))
        if written_before[0] != beside:
            written_before = told[WRITTEN] = beside, _answer_written(decision, hidden)
        yield written_before[1]


def _answer_written(decision: Decision, hidden: frozenset[str]) -> str:
    """One of them, its members sorted by name; each criterion is written once for what it read."""
    fields = _answer(decision)
    before = {name: value for name, value in fields.items() if name < CRITERIA}
    after = {name: value for name, value in fields.items() if name > CRITERIA}
    reasons = ",".join([_reason_written(one, hidden) for one in decision.criteria])
    return f'{plainly(before)[:-1]},"{CRITERIA}":[{reasons}],{plainly(after)[1:]}'


def _reason_written(criterion: CriterionResult, hidden: frozenset[str]) -> str:
    return criterion.alike(WRITTEN, lambda: plainly(_reason(criterion, hidden)))


def _answer(decision: Decision) -> dict[str, Any]:
    """What a rule answered; its reasons are put in."""
    return data(
        AnswerData,
        decision,
        kind=decision.answer.rule.kind,
        criteria=(),
        enough=decision.answer.enough,
        unknown=decision.answer.step.unknown,
        candidates=[holder.role for holder in decision.candidates],
    )


def _reason(criterion: CriterionResult, hidden: frozenset[str]) -> dict[str, Any]:
    values = {name: one for name, one in criterion.values.items() if name not in hidden}
    steps = criterion.step.walk()
    readings = {
        step.node.interpretation: step.option for step in steps if isinstance(step.node, Choice)
    }
    return data(ReasonData, criterion, values=values, readings=readings)
