"""Questions about what is kept: cases over time in a store, and receipts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.loading import read_day
from iiz_rules.questions.bodies import CASE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any, Literal, Self

    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.store.archive import Basis
    from iiz_rules.escalation.store.life import OwedRow
    from iiz_rules.escalation.store.queries import ListedCase
    from iiz_rules.escalation.store.store import Kept
    from iiz_rules.funding.register import DecisionRegister
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.program.rules import Program
    from iiz_rules.language.values import Value
    from iiz_rules.questions.bodies import Case as Given
    from iiz_rules.questions.bodies import Options, When
    from iiz_rules.receipts.log import DecisionLog, Logging, Sink
    from iiz_rules.receipts.receipt import Receipt
    from iiz_rules.receipts.replay import Replay

    EngineName = Literal["compiled", "interpreter", "forward"]
    FlowEngine = Literal["timeline", "durable-rules"]


class KeptQuestions:
    """What can be asked of what is kept: the cases of a store, and receipts."""

    if TYPE_CHECKING:  # what the policy brings along
        options: Mapping[str, str]
        on: date | None

        @property
        def program(self) -> Program: ...  # noqa: D102
        @property
        def canton(self) -> str: ...  # noqa: D102
        @property
        def folder(self) -> Folder: ...  # noqa: D102
        def at(self, on: str | date) -> Self: ...  # noqa: D102
        def _under(self, on: When, interpretations: Options) -> Self: ...
        def _reading(self, options: Mapping[str, str]) -> Self: ...
        def _logging(self, log: Logging) -> Self: ...

        log: Logging | None

        _strictly: Callable[..., Evaluation]

    @cached_property
    def basis(self) -> Basis:
        """The edition, files and options that a long-lived case runs on."""
        from iiz_rules.escalation.store.archive import Basis

        return Basis(self.program, self.folder, self.options)

    def from_ech(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The case that a message of a register tells of (eCH-0011, 0044, 0046, 0010).

        The message is a mapping by the names of its elements, with or without their namespaces; a
        fact says under `ech` in which it stands. CaseError where two of them say different things.

        >>> from iiz_rules.policy import load
        >>> load("zurich").from_ech({"personIdentification": {"officialName": "Muster"}})
        {}
        """
        from iiz_rules.case.ech import case_of

        return case_of(self.program, message)

    def open_case(
        self,
        case: str,
        on: When = None,
        store: Kept = None,
        engine: FlowEngine | None = None,
        *,
        user: str = "",
        reference: str = "",
        key: str = "",
    ) -> Flow:
        """Open a case that events will move. Its history is kept in `store`, a file or a Store.

        Without one it is kept in memory. `engine` is `timeline`, the definition, or `durable-rules`
        where that is installed: then both answer, and have to say the same. `user`, `reference` and
        `key` are as in `Flow.record`.

        >>> from iiz_rules.policy import load
        >>> flow = load("valais").open_case("VS-2024-17", on="2024-01-08")
        >>> step = flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
        >>> [(duty.duty, duty.bearer) for duty in step.obligations][:1]
        [('evaluate-iiz', 'front-line')]
        """
        from iiz_rules.escalation.admission import Note
        from iiz_rules.escalation.beginning import open_case

        policy, note = self if on is None else self.at(on), Note(user, reference, key)
        return open_case(policy.basis, policy.on, case, store, engine, note)

    def case(self, case: str, store: Kept, engine: FlowEngine | None = None) -> Flow:
        """Take up a case from a store, on the edition and under the options that it runs on.

        The store has kept both, whatever has become of the canton's files since.
        """
        from iiz_rules.escalation.beginning import take_up

        return take_up(self.basis, case, store, engine)

    def cases(
        self,
        store: Kept,
        on: When = None,
        *,
        state: str | None = None,
        step: str | None = None,
        group: str | None = None,
        bearer: str | None = None,
        due_by: str | date | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> list[ListedCase]:
        """List the canton's cases in a store: `limit` of them after the case `after`.

        How they stand (`state`: not-begun, open, closed; `step` on any way; `group` as
        `breakdown:group`) is as of their last record; what a `bearer` owes, and what falls due
        until `due_by`, as of a day.
        """
        from iiz_rules.escalation.listing import cases_of

        filters = {"state": state, "step": step, "group": group, "bearer": bearer}
        until = None if due_by is None else read_day(due_by)
        day = self.on if on is None else read_day(on)
        return cases_of(self.basis, store, day, filters, until, after, limit)

    def owed(
        self, store: Kept, on: When = None, *, dated: bool = False, payments: Any = None
    ) -> list[OwedRow]:
        """List what is owed in the canton's cases on a day, the first date first.

        So are advances that are to be repaid, by whoever is expected to; `payments` is a table of
        what was paid and repaid, as `read_ledger` takes it.
        """
        from iiz_rules.escalation.listing import owed_in

        day = self.on if on is None else read_day(on)
        rows = owed_in(self.basis, store, day, dated)
        return self.register(store).with_advances(rows, day, payments, dated)

    def register(self, store: Kept) -> DecisionRegister:
        """The canton's register of decisions about money, in a store beside its cases.

        >>> import tempfile
        >>> from iiz_rules.policy import load
        >>> register = load("valais", on="2026-03-05").register(f"{tempfile.mkdtemp()}/cases.db")
        >>> list(register.entered()), register.ledger().balance
        ([], Decimal('0.00'))
        """
        from iiz_rules.funding.register import DecisionRegister

        return DecisionRegister(store, self.canton, lambda day: self.at(day).basis)

    def migrate(
        self,
        flow: Flow,
        on: str | date,
        reason: str = "",
        *,
        user: str = "",
        reference: str = "",
    ) -> Flow:
        """Continue a case under this edition; the change is recorded with its reason."""
        from iiz_rules.escalation.admission import Note
        from iiz_rules.escalation.beginning import hand_over

        return hand_over(self.basis, flow, on, reason, Note(user, reference))

    def with_log(
        self,
        log: DecisionLog | Kept,
        *,
        user: str = "",
        key: str = "",
        on_decision: Sink | None = None,
    ) -> Self:
        """The policy, with every decision about a case recorded before it leaves.

        `log` is a `DecisionLog`, or the store of one; the `name` of a question is the reference
        that its decision is found and erased by, and has to be given. `user` is who asks; with a
        `key` the same decision is recorded once, however often it is asked. `on_decision` is called
        with each that was recorded. Frames are not recorded, and refused. StoreError where a
        decision could not be recorded.

        >>> import tempfile
        >>> from iiz_rules.policy import load
        >>> store = f"{tempfile.mkdtemp()}/decisions.db"
        >>> logged = load("zurich", on="2024-03-05").with_log(store, user="anna.muster")
        >>> logged.eligibility({"person.residence.canton": "SG"}, name="D-17").verdict
        <Truth.NO: 'no'>
        """
        from iiz_rules.receipts.log import DecisionLog, Logging

        decision_log = log if isinstance(log, DecisionLog) else DecisionLog(log)
        noting = Logging(decision_log, user, key, on_decision)
        return self._logging(noting)

    def _noted(self, evaluation: Evaluation, name: str) -> Evaluation:
        """Record an answer before it is returned, if there is a log."""
        if self.log is not None and evaluation.rules:  # of no rule nothing is decided
            if name == CASE:
                from iiz_rules.findings.errors import UsageError
                from iiz_rules.findings.finding import Finding, Place, Source

                raise UsageError([Finding("no-reference", Place(Source("name")))])
            self.log.note(self.basis, evaluation, name)
        return evaluation

    def replay(
        self,
        receipt: Receipt,
        case: Given = None,
        *,
        on: When = None,
        known_on: When = None,
        salt: bytes | None = None,
        interpretations: Options = None,
    ) -> Replay:
        """Answer the question of a receipt again, of the same day or of another one.

        About the facts that the receipt tells or, with a `case`, about what is known now; with the
        `salt` it was made with also of sensitive facts it is said whether they are the same. The
        source is read as it was then, but for what `interpretations` say.
        Raises UsageError where the receipt is of another canton or the salt is none, CaseError for
        a case at fault.

        >>> from iiz_rules.policy import load
        >>> zurich = load("zurich", on="2024-03-05")
        >>> decision = zurich.eligibility({"person.residence.canton": "SG"})
        >>> receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
        >>> zurich.replay(receipt).same_answer
        True
        >>> zurich.replay(receipt, {"person.residence.canton": "ZH"}).first.now
        'open'
        """
        from iiz_rules.receipts.receipt import admit_receipt
        from iiz_rules.receipts.replay import other_canton, readings, replay
        from iiz_rules.receipts.signing import admit_secrets

        admit_receipt(receipt)
        admit_secrets(salt, None)
        if receipt.canton != self.canton:
            raise other_canton(receipt, self.canton)
        policy = self._under(receipt.on if on is None else on, None)
        policy = policy._reading(readings(receipt, policy.program))._under(None, interpretations)

        def evaluate(rules: tuple[str, ...], case: Any, counted: Mapping[str, Value]) -> Evaluation:
            return policy._strictly(rules, case, known_on, receipt.reference, counted)

        return replay(receipt, policy.program, evaluate, case, salt)
