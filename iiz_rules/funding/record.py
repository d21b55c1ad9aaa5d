"""The record of a decision about money: who decided what, with which votes, on what basis.

There is a record only of what may be decided, by a body that is properly composed and has its
quorum, about an amount that is settled. It is a decision of people: the engine counts and keeps.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from iiz_rules.answers.composition import Composition
from iiz_rules.answers.form import plain
from iiz_rules.answers.funding import Competent, Funding
from iiz_rules.case.members import seated
from iiz_rules.engine.waterfall import Bounds
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.form import Form
from iiz_rules.language.model.case import Member
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import plain_value


@dataclass(frozen=True)
class Voice:
    """Somebody who took part: for whom, present or not, the vote."""

    of: str | None
    present: bool | None
    vote: str | None


@dataclass(frozen=True)
class Record:
    """A decision taken. `id` is the digest of all the rest."""

    canton: str
    edition: str
    digest: str
    on: date
    route: str
    body: str
    approved: bool
    payer: str
    amount: Decimal
    advance: bool
    repaid_by: str | None
    members: tuple[Voice, ...]
    advisory: tuple[Voice, ...]
    reasons: str
    clauses: tuple[str, ...]
    readings: Mapping[str, str]
    facts: str
    """the digest of the facts of the case, so that the record names nobody"""

    @property
    def id(self) -> str:
        """The SHA-256 over everything in the record."""
        return _digest(asdict(self))

    def __repr__(self) -> str:
        word = "approved" if self.approved else "refused"
        return (
            f"<Record {self.canton}/{self.route} on {self.on}: {self.amount} {word} by {self.body}>"
        )

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready data."""
        return {"format": 1, "id": self.id, **plain(asdict(self))}


@dataclass(frozen=True)
class VoiceData(Form):
    """Somebody who took part: for whom, present or not, the vote."""

    of: str | None
    present: bool | None
    vote: str | None


@dataclass(frozen=True)
class RecordData(Form):
    """A decision that a body took about money; `id` is the digest of all the rest."""

    format: Literal[1]
    id: str
    canton: str
    edition: str
    digest: str
    on: str
    route: str
    body: str
    approved: bool
    payer: str
    amount: str
    advance: bool
    repaid_by: str | None
    members: list[VoiceData]
    advisory: list[VoiceData]
    reasons: str
    clauses: list[str]
    readings: dict[str, str]
    facts: str


def record(
    answer: Funding,
    route: str,
    composition: Composition,
    members: Iterable[Member],
    reasons: str,
) -> Record:
    """Record what a body decided about a measure; UsageError where it could not decide."""
    asked = next(one for one in answer.competent if one.route.rule == route)
    amount = _amount(answer, route)
    faults = [*_admissible(asked), *_quorate(composition)]
    if not amount.settled:
        faults.append(_fault("not-settled", route=route))
    if faults:
        raise UsageError(faults)
    body = answer.program.bodies[asked.body]
    sitting = seated(answer.program, body, members)
    return Record(
        canton=answer.program.canton,
        edition=answer.program.edition,
        digest=answer.program.digest,
        on=answer.situation.on,
        route=route,
        body=asked.body,
        approved=composition.majority.verdict is Truth.YES,
        payer=asked.route.actors["payer"],
        amount=amount.low,
        advance=asked.advance,
        repaid_by=asked.repaid_by,
        members=tuple(map(_voice, sitting.voting)),
        advisory=tuple(map(_voice, (*sitting.advising, *sitting.others))),
        reasons=reasons,
        clauses=asked.route.clauses,
        readings={one.id: one.option for one in asked.route.interpretations},
        facts=_digest({name: plain_value(value) for name, value in answer.situation.facts.items()}),
    )


def _voice(member: Member) -> Voice:
    return Voice(member.of, member.present, member.vote)


def _amount(answer: Funding, route: str) -> Bounds:
    """What the payer pays by this route; of one outside the order of payers the whole cost."""
    payers = (one for one in answer.payers if any(way.rule == route for way in one.routes))
    paying = next(payers, None)
    return paying.part if paying else answer.cost


def _admissible(asked: Competent) -> list[Finding]:
    """A no or an open route: what is in a catalogue, say, is nothing to take over."""
    if asked.may is Truth.YES:
        return []
    hindering = [one.id for one in asked.route.criteria if one.verdict is asked.may]
    hindering += [one.rule for one in asked.competences if one.verdict is asked.may]
    return [_fault("not-admissible", route=asked.route.rule, criteria=", ".join(hindering))]


def _quorate(composition: Composition) -> list[Finding]:
    body = composition.body
    faults = [
        _fault("no-quorum", body=body, question=answer.rule)
        for answer in (composition.composition, composition.quorum)
        if answer.verdict is not Truth.YES
    ]
    if not faults and composition.majority.verdict is Truth.OPEN:
        faults = [_fault("no-quorum", body=body, question=composition.majority.rule)]
    return faults


def _fault(code: str, **words: object) -> Finding:
    return Finding(code, Place(Source("record")), words)


def _digest(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
