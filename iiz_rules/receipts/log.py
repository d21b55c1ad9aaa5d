"""The log of decisions: answers are in the store before they are returned.

    policy.with_log("cases.db").eligibility(case, name="D-17")

A decision is kept as its receipt, in the chain that keeps the cases: numbered, hashed, verified by
`iiz store verify`, and erased with the name that it stands under. Where it cannot be recorded there
is no answer, but a StoreError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from iiz_rules.answers.decision import Decision
from iiz_rules.escalation.admission import admit_name
from iiz_rules.escalation.store.archive import keep
from iiz_rules.escalation.store.queries import AnswerQuery, admit_limit, admit_text, moment
from iiz_rules.escalation.store.records import CaseRecord, WrittenJson, body_of
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.outside import NONE
from iiz_rules.receipts.making import receipt
from iiz_rules.receipts.receipt import Receipt
from iiz_rules.receipts.signing import admit_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.escalation.store.archive import Basis
    from iiz_rules.escalation.store.store import Kept

    Sink = Callable[["LoggedDecision"], object]


OWN = ("id", "at")
"""what differs in a repeated answer"""


class LoggedDecision(NamedTuple):
    """A decision in the log."""

    seq: int
    """its number in the chain"""
    recorded: str
    """when it was recorded, in UTC"""
    user: str
    key: str
    receipt: Receipt

    @classmethod
    def of(cls, record: CaseRecord) -> LoggedDecision:
        """Read a decision from its record."""
        told = Receipt.from_dict(record.content["receipt"])
        return cls(record.seq, record.recorded, record.user, record.key, told)

    def to_dict(self) -> dict[str, Any]:
        """The decision as JSON-ready data."""
        return {**self._asdict(), "receipt": self.receipt.to_dict()}

    def __repr__(self) -> str:
        return f"<LoggedDecision {self.seq}: {self.receipt!r}>"


class DecisionLog:
    """Where and how decisions are kept: made once, for all policies and threads.

    `store` is a file, an address or a `Store`, as for cases. What the canton calls `sensitive` is
    left out or, with a secret `salt`, hashed. With `key`, an Ed25519 private key in PEM, each
    receipt is signed. `on_decision` is called with each decision that was recorded, before it
    leaves; what that raises is raised. As a context manager it closes what it has opened.
    UsageError for a salt of fewer than 16 bytes, and for a key that is none.

    >>> from iiz_rules import load
    >>> log = DecisionLog()
    >>> zurich = load("zurich", on="2024-03-05").with_log(log)
    >>> zurich.eligibility({"person.residence.canton": "SG"}, name="D-17").verdict
    <Truth.NO: 'no'>
    >>> [(one.receipt.reference, one.receipt.verdicts) for one in log.decisions()]
    [('D-17', {'eligibility': 'no'})]
    """

    def __init__(
        self,
        store: Kept = None,
        *,
        salt: bytes | None = None,
        key: bytes | None = None,
        on_decision: Sink | None = None,
    ) -> None:
        admit_secrets(salt, key)
        self._opened = not isinstance(store, Store)
        self.store = store if isinstance(store, Store) else Store(store)
        self._salt, self._key, self._on_decision = salt, key, on_decision

    def close(self) -> None:
        """Close the store if the log opened it; otherwise its owner does."""
        if self._opened:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<DecisionLog in {self.store.name}>"

    def write(
        self, basis: Basis, evaluation: Evaluation, reference: str, user: str = "", key: str = ""
    ) -> LoggedDecision:
        """Record an answer; returns the logged decision, by then on the disk.

        UsageError for a reference that is none, or a key under which another one stands;
        StoreError where it could not be recorded.
        """
        admit_name(reference)
        self._keep(basis)
        now = self.store.now()
        decisions = [Decision(evaluation, rule) for rule in evaluation.rules]
        made = receipt(decisions, reference, now, self._salt, self._key)
        noted = {"reference": made.reference, "recorded": now, "user": user, "key": key}
        body = body_of(receipt=WrittenJson(made.to_json()), **noted)
        draft = CaseRecord("", 0, "answered", *basis.key, body, noted=noted)
        record = self.store.append_answer(draft)
        if record.body == body:  # written now, and not found under the key of then
            logged = LoggedDecision(record.seq, now, user, key, made)
        else:
            logged = _again(record, made)
        if self._on_decision:
            self._on_decision(logged)
        return logged

    def _keep(self, basis: Basis) -> None:
        """Keep the files of the edition, so that decisions can be replayed years later."""
        if basis.program.edition != NONE:
            keep(self.store, basis)

    def decisions(
        self,
        reference: str = "",
        *,
        since: str = "",
        until: str = "",
        canton: str = "",
        after: int = 0,
        limit: int | None = None,
    ) -> Iterator[LoggedDecision]:
        """List decisions in their order: under a reference, recorded from and before a moment.

        Moments are in UTC, or days: `since="2024-03-05"`; UsageError for anything else. `limit` of
        them after the number `after`.
        """
        admit_limit(limit)
        admit_limit(after, "after")
        admit_text(reference, "reference")
        admit_text(canton, "canton")
        begun, ended = moment(since, "since"), moment(until, "until")
        query = AnswerQuery(reference, begun, ended, canton, after)
        return map(LoggedDecision.of, self.store.answers(query, limit))


class Logging(NamedTuple):
    """A log, with the user and key that a policy's decisions are recorded with."""

    log: DecisionLog
    user: str = ""
    key: str = ""
    on_decision: Sink | None = None

    def note(self, basis: Basis, evaluation: Evaluation, reference: str) -> None:
        """Record an answer and notify the caller's function."""
        logged = self.log.write(basis, evaluation, reference, self.user, self.key)
        if self.on_decision:
            self.on_decision(logged)


def _again(record: CaseRecord, receipt: Receipt) -> LoggedDecision:
    """The decision already logged under the key; UsageError if it is another one."""
    logged = LoggedDecision.of(record)
    if not _alike(logged.receipt, receipt):
        words = {"other": receipt.reference, "on": logged.recorded[:10]}
        raise UsageError([Finding("key-taken", Place(Source(receipt.reference)), words)])
    return logged


def _alike(one: Receipt, other: Receipt) -> bool:
    """Whether two receipts say the same but for their moment."""
    first, second = ({**kept.content, **dict.fromkeys(OWN)} for kept in (one, other))
    return first == second
