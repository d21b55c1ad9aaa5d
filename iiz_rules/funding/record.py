"""The record of a decision about money: who decided what, with which votes, on what basis.

There is a record only of what may be decided, by a body that is properly composed and has its
quorum, about an amount that is settled. It is a decision of people: the engine counts and keeps.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.answers.composition import Composition, Counts
from iiz_rules.answers.form import plain
from iiz_rules.answers.funding import Competent, Funding
from iiz_rules.case.members import seated
from iiz_rules.engine.waterfall import Bounds
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.form import Form
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.model.case import Member
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import plain_value
from iiz_rules.words.say import text
from iiz_rules.words.text import Language, Text

if TYPE_CHECKING:
    from iiz_rules.receipts.receipt import Receipt

Outcome = Literal["approved", "refused", "undecided"]
"""`undecided`: as many for it as against, and nothing says what holds then."""


@dataclass(frozen=True)
class Voice(Form):
    """Somebody who took part: for whom, whether present, the vote, and why without one.

    `has` are the qualities that were attested of the person.
    """

    of: str | None
    present: bool | None
    vote: str | None
    reason: str | None = None
    has: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ballots(Form):
    """The votes as counted, and how they decide; None is not regulated."""

    voting: int
    present: int
    needed: int | None
    """how many had to be present; None if that is not regulated"""
    in_favour: int
    against: int
    abstained: int
    recused: int
    rule: str | None
    """simple, absolute, unanimous; None if that is not regulated"""
    tie: bool
    tie_broken_by: str | None
    """the seat whose vote breaks a tie, or `rejected`; None if that is not regulated"""


@dataclass(frozen=True)
class RecordBasis(Form):
    """What the decision rests on: a receipt of the answer, if one was made."""

    id: str
    hash: str


@dataclass(frozen=True)
class Record:
    """A decision taken. `id` is the digest of all the rest but the program."""

    canton: str
    edition: str
    digest: str
    on: date
    measure: str
    """the name of the measure; empty if none was given"""
    motion: str
    """the motion, in the words of the mover"""
    route: str
    body: str
    outcome: Outcome
    payer: str
    amount: Decimal
    advance: bool
    repaid_by: str | None
    term: date | None
    """the day by which an advance is to be repaid; None if not set"""
    members: tuple[Voice, ...]
    advisory: tuple[Voice, ...]
    ballots: Ballots
    reasons: str
    clauses: tuple[str, ...]
    readings: Mapping[str, str]
    facts: str
    """the digest of the facts of the case, so that the record names nobody"""
    receipt: RecordBasis | None = None
    kind: str = ""
    """the kind of measure; empty if the case does not say"""
    program: Program | None = field(default=None, compare=False, repr=False)
    """the edition, whose labels documents use; no part of the decision itself"""

    @property
    def approved(self) -> bool:
        """Whether the measure was approved."""
        return self.outcome == "approved"

    @property
    def id(self) -> str:
        """The SHA-256 of everything else in the record."""
        return _digest(self._content)

    @property
    def _content(self) -> dict[str, Any]:
        names = [one.name for one in fields(self) if one.name != "program"]
        if not self.kind:  # so that a record made before there were kinds keeps its id
            names.remove("kind")
        return {name: _plain(getattr(self, name)) for name in names}

    def __repr__(self) -> str:
        return (
            f"<Record {self.canton}/{self.route} on {self.on}: "
            f"{self.amount} {self.outcome} by {self.body}>"
        )

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready data."""
        head = {"format": 1, "id": self.id, "approved": self.approved}
        members, advisory = (plain([*map(asdict, one)]) for one in (self.members, self.advisory))
        voices = {"members": members, "advisory": advisory}
        return {**head, **self._content, **voices, "kind": self.kind}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], program: Program | None = None) -> "Record":
        """Read a record from its data; `program` is the edition it was decided under."""
        names = [one.name for one in fields(cls) if one.name not in ("program", "kind")]
        said: dict[str, Any] = {name: data[name] for name in names}
        term, receipt = said["term"], said["receipt"]
        said |= {
            "on": date.fromisoformat(said["on"]),
            "amount": Decimal(said["amount"]),
            "term": term and date.fromisoformat(term),
            "members": tuple(map(_heard, said["members"])),
            "advisory": tuple(map(_heard, said["advisory"])),
            "ballots": Ballots(**said["ballots"]),
            "clauses": tuple(said["clauses"]),
            "receipt": receipt and RecordBasis(**receipt),
            "kind": data.get("kind", ""),
        }
        return cls(**said, program=program)

    def to_html(self, language: Language = "de", *, remedy: str = "") -> str:
        """The record as a page to print and sign; `remedy` says how to contest it."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.html.record import record_page

        return record_page(self, known_language(language), remedy)

    def to_pdf(self, language: Language = "de", *, remedy: str = "") -> bytes:
        """The same on A4 (extra `pdf`)."""
        from iiz_rules.render.html.page import sheet_pdf

        return sheet_pdf(self.to_html(language, remedy=remedy))


@dataclass(frozen=True)
class RecordData(Form):
    """A decision that a body took about money; `id` is the digest of all the rest.

    It is `undecided` where as many were for it as against, and nothing says what holds then.
    """

    format: Literal[1]
    id: str
    approved: bool
    canton: str
    edition: str
    digest: str
    on: str
    measure: str
    motion: str
    route: str
    body: str
    outcome: Outcome
    payer: str
    amount: str
    advance: bool
    repaid_by: str | None
    term: str | None
    members: list[Voice]
    advisory: list[Voice]
    ballots: Ballots
    reasons: str
    clauses: list[str]
    readings: dict[str, str]
    facts: str
    receipt: RecordBasis | None
    kind: str


def record(
    answer: Funding,
    route: str,
    composition: Composition,
    members: Iterable[Member],
    reasons: str,
    *,
    measure: str = "",
    motion: str = "",
    term: date | None = None,
    receipt: "Receipt | None" = None,
) -> Record:
    """Record what a body decided about a measure; UsageError where it could not decide."""
    decider = next(competent for competent in answer.competent if competent.route.rule == route)
    amount = _amount(answer, route)
    faults = [*_admissible(decider), *_quorate(composition)]
    faults += _undecidable(answer, decider, amount, term, receipt)
    if faults:
        raise UsageError(faults)
    sitting = seated(answer.program, answer.program.bodies[decider.body], members)
    rests_on = (decider.route, composition.composition, composition.quorum, composition.majority)
    return Record(
        canton=answer.program.canton,
        edition=answer.program.edition,
        digest=answer.program.digest,
        on=answer.situation.on,
        measure=measure,
        motion=motion,
        route=route,
        body=decider.body,
        outcome=_outcome(composition.majority.verdict),
        payer=decider.route.actors["payer"],
        amount=amount.low,
        advance=decider.advance,
        repaid_by=decider.repaid_by,
        term=term,
        members=tuple(map(_voice, sitting.voting)),
        advisory=tuple(map(_voice, (*sitting.advising, *sitting.others))),
        ballots=_ballots(composition),
        reasons=reasons,
        clauses=tuple(dict.fromkeys(name for one in rests_on for name in one.clauses)),
        readings={used.id: used.option for one in rests_on for used in one.interpretations},
        facts=_digest({name: plain_value(value) for name, value in answer.situation.facts.items()}),
        receipt=RecordBasis(receipt.id, receipt.hash) if receipt else None,
        kind=_kind(answer),
        program=answer.program,
    )


def _kind(answer: Funding) -> str:
    """The kind of measure of the case; empty if it does not say."""
    waterfall = answer.program.waterfall
    kind = answer.situation.facts.get(waterfall.kind) if waterfall and waterfall.kind else None
    return kind if isinstance(kind, str) else ""


def _other_receipt(receipt: "Receipt", answer: Funding) -> Finding:
    """A finding if the receipt is about another question than the recorded answer."""
    known = [f"{answer.program.canton}/{answer.program.edition} {answer.situation.on}"]
    words = {"name": "receipt", "got": receipt.reference}
    return unknown_name("wrong-argument", Place(Source("record")), known, listed=True, **words)


def _voice(member: Member) -> Voice:
    return Voice(member.of, member.present, member.vote, member.reason, member.has)


def _heard(told: Mapping[str, Any]) -> Voice:
    return Voice(**{**told, "has": tuple(told.get("has", ()))})


def _outcome(carried: Truth) -> Outcome:
    if carried is Truth.OPEN:
        return "undecided"
    return "approved" if carried is Truth.YES else "refused"


def _ballots(composition: Composition) -> Ballots:
    """The counted votes, all of which are known here."""
    counts, tie = composition.counts, composition.tie is Truth.YES
    return Ballots(
        voting=counts.voting,
        present=int(str(counts.present)),
        needed=counts.needed,
        in_favour=int(str(counts.in_favour)),
        against=int(str(counts.against)),
        abstained=int(str(counts.abstained)),
        recused=counts.recused,
        rule=composition.rule,
        tie=tie,
        tie_broken_by=composition.tie_broken_by,
    )


def _amount(answer: Funding, route: str) -> Bounds:
    """What the payer pays by this route; the whole cost if no payer has it."""
    payers = (one for one in answer.payers if any(way.rule == route for way in one.routes))
    paying = next(payers, None)
    return paying.part if paying else answer.cost


def _undecidable(
    answer: Funding,
    competent: Competent,
    amount: Bounds,
    term: date | None,
    receipt: "Receipt | None",
) -> Iterator[Finding]:
    """What contradicts the answer: an open amount, a term too soon, another receipt."""
    if not amount.settled:
        yield _fault("not-settled", route=competent.route.rule)
    if term is not None and (not competent.advance or term < answer.situation.on):
        yield _fault("wrong-term", term=term)
    if receipt is not None and not _about(receipt, answer):
        yield _other_receipt(receipt, answer)


def _about(receipt: "Receipt", answer: Funding) -> bool:
    """Whether a receipt is of the same day and the same rules."""
    rules = answer.program.canton, answer.program.digest, answer.situation.on
    return (receipt.canton, receipt.digest, receipt.on) == rules


def _admissible(competent: Competent) -> list[Finding]:
    """Report a route that is not open, such as the takeover of a listed measure."""
    if competent.may is Truth.YES:
        return []
    hindering = [one.label for one in competent.route.criteria if one.verdict is competent.may]
    hindering += [one.label for one in competent.competences if one.verdict is competent.may]
    words = {"route": competent.route.label, "criteria": Text.listed(hindering)}
    return [_fault("not-admissible", **words)]


def _quorate(composition: Composition) -> list[Finding]:
    """Report a body that cannot decide, or whose votes are not known."""
    questions = {composition.composition.label: composition.verdict}
    questions[_present(composition)] = composition.quorate
    faults = [
        _fault("no-quorum", question=question)
        for question, verdict in questions.items()
        if verdict is not Truth.YES
    ]
    unknown = composition.majority.verdict is Truth.OPEN and not _counted(composition.counts)
    if not faults and unknown:
        faults = [_fault("no-quorum", question=composition.majority.label)]
    return faults


def _present(composition: Composition) -> Text:
    """The quorum in words, with the numbers present and needed, if known."""
    counts, label = composition.counts, composition.quorum.label
    if counts.needed is None or not isinstance(counts.present, int):
        return label
    words = {"n": counts.present, "of": counts.voting, "needed": counts.needed}
    told = text("answers.body.present-of", **words)
    return label.map(lambda language, question: f"{question} ({told[language]})")


def _counted(counts: Counts) -> bool:
    """Whether presence and votes are all known."""
    known = (counts.present, counts.in_favour, counts.against, counts.abstained)
    return all(isinstance(one, int) for one in known)


def _fault(code: str, **words: object) -> Finding:
    return Finding(code, Place(Source("record")), words)


def _plain(value: Any) -> Any:
    """A part of a record ready for JSON."""
    if isinstance(value, (Voice, Ballots, RecordBasis)):
        told = value.to_dict()
        if not told.get("has", True):  # so that a record made before it was said keeps its id
            del told["has"]
        return told
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return plain(value)


def _digest(content: Mapping[str, Any]) -> str:
    written = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
