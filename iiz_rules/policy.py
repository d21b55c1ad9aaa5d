"""The front door: load a canton's edition, and ask it.

    canton.yaml … ─ loading ─▶ Program ─▶ Engine ─ a case ─▶ Evaluation ─▶ Answer of each rule
    Answer ─▶ Decision, with its CriterionResults ─▶ Way, Composition, Overview, Funding

A `Program` is what an edition says, compiled; an `Engine` answers with it. What one evaluation of
some rules about a case leaves behind is an `Evaluation`: of each rule an `Answer`, the verdict with
every step that led to it. Those are what the engines agree on. What a caller gets is made of them:
a `Decision` of each rule, and decisions put together as they are asked for.

Everything that only some questions need is imported when they are put, so that a process that finds
its edition in the cache has its first answer soon.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.answers.frozen import Frozen
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.language.folders import find_canton
from iiz_rules.loading import load_answering, load_edition, read_day
from iiz_rules.questions.bodies import CASE
from iiz_rules.questions.case import CaseQuestions
from iiz_rules.questions.frames import FrameQuestions
from iiz_rules.questions.kept import KeptQuestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path
    from typing import Any, Literal

    from iiz_rules.case.model import FactGroup
    from iiz_rules.engine.compiled.day import Day
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer
    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.program.rules import Program
    from iiz_rules.language.values import Value
    from iiz_rules.questions.bodies import Options, When
    from iiz_rules.questions.kept import EngineName
    from iiz_rules.receipts.log import Logging
    from iiz_rules.verification.difference.proved import Difference
    from iiz_rules.verification.impact.impact import Impact

ENGINES = ("compiled", "interpreter", "forward")
OUTSIDE = ("refused", "answered")


def load(
    canton: str | Path,
    on: When = None,
    interpretations: Options = None,
    *,
    engine: EngineName = "compiled",
    outside: Literal["refused", "answered"] = "refused",
) -> Policy:
    """Load a canton by its name, or the folder of your own, as of a date.

    Without a date the newest edition is loaded and each question needs its own `on`. The engine
    `interpreter` is the definition of all answers; `compiled` gives the same ones sooner; with
    `forward` every verdict is also found by durable-rules, and has to be the same. A date outside
    all editions is refused, or with `outside="answered"` each question is answered: none is in
    force, and what the editions say of that.
    Raises LoadError with all findings where the files have faults, UsageError for an unknown
    canton, engine or option, or a date outside all editions.

    >>> load("zurich", on="2024-03-05").edition
    '2014-04-01'
    """
    _check("outside", outside, OUTSIDE)
    day = None if on is None else read_day(on)
    path, name = find_canton(canton)
    if day is not None and outside == "answered":
        edition = load_answering(path, name, day)
    else:
        edition = load_edition(path, name, day)
    return Policy(edition, path, name, day, _chosen(edition, interpretations), engine)


class Policy(CaseQuestions, KeptQuestions, FrameQuestions, Frozen):
    """One edition of a canton, ready to be asked. Immutable; share it between threads freely."""

    compiled: Engine
    """the edition with the engine that answers unless another was asked for"""
    on: date | None
    """the date of the questions; None where each has its own"""
    options: Mapping[str, str]
    """the options chosen where they are not the defaults, by interpretation"""
    engine: EngineName
    log: Logging | None
    """where answers are recorded before they are returned; see `with_log`"""
    _path: str
    _name: str

    def __init__(
        self,
        compiled: Engine,
        path: str,
        name: str,
        on: date | None = None,
        options: Mapping[str, str] | None = None,
        engine: EngineName = "compiled",
        log: Logging | None = None,
    ) -> None:
        _check("engine", engine, ENGINES)
        self._set(compiled=compiled, on=on, options=options or {}, engine=engine, log=log)
        self._set(_path=path, _name=name)

    @classmethod
    def of(
        cls,
        program: Program,
        folder: Folder,
        on: date | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Policy:
        """The policy of a compiled program that was read from a folder."""
        return cls(Engine.of(program), str(folder.path), folder.name, on, options)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the whole program, and nothing made for it."""
        from iiz_rules.cache import codec
        from iiz_rules.language.program.homes import has_home

        program, findings = self.compiled.program, self.compiled.findings
        packed = codec.pack(program, findings, self._name), has_home(program)
        parts = (self._path, self._name, self.on, self.options, self.engine, self.log)
        return _travelled, (*packed, *parts)

    def __repr__(self) -> str:
        circuit = self.compiled.circuit
        return f"<Policy {circuit.canton} {circuit.edition} on {self.on}>"

    @property
    def program(self) -> Program:
        """The edition, compiled."""
        return self.compiled.program

    @property
    def canton(self) -> str:
        """The canton's name.

        >>> policy = load("zurich", on="2024-03-05")
        >>> policy.canton, policy.edition, len(policy.digest)
        ('zurich', '2014-04-01', 64)
        """
        return self.compiled.circuit.canton

    @property
    def edition(self) -> str:
        """The edition that answers."""
        return self.compiled.circuit.edition

    @property
    def digest(self) -> str:
        """The SHA-256 of the documents that the edition was read from."""
        return self.compiled.circuit.digest

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings found on loading."""
        return self.compiled.findings

    @property
    def folder(self) -> Folder:
        """The folder it was loaded from."""
        from pathlib import Path

        from iiz_rules.language.editions import Folder

        return Folder(Path(self._path), self._name)

    def check_approved(self, key: bytes) -> None:
        """Refuse rules that the holder of a public key has not approved with `iiz sign`.

        The key is an Ed25519 key in PEM. UsageError (`edition-not-approved`) if the file
        `signature.json` beside the canton is missing, or is of other rules, or by another key.
        """
        from iiz_rules.receipts.approval import check_approved

        check_approved(self.folder, self.canton, self.edition, self.digest, key)

    @property
    def Case(self) -> type[FactGroup]:  # noqa: N802 - it is a class
        """The case as a pydantic model, made from the facts of the edition, with their questions.

        For servers that check and document what they are sent. A case that cannot be right raises
        pydantic's ValidationError, with the same messages.

        >>> zurich = load("zurich", on="2024-03-05")
        >>> case = zurich.Case(person={"residence": {"canton": "SG"}})
        >>> case.person.residence.canton, zurich.eligibility(case).verdict
        ('SG', <Truth.NO: 'no'>)
        """
        return self.compiled.case

    def source(self, rule: str | None = None) -> str:
        """The generated Python that answers a rule, or reads a case.

        >>> "def evaluate" in load("zurich").source("eligibility")
        True
        """
        if rule is None:
            return self.compiled.functions.reader.source
        from iiz_rules.engine.askable import check_rules

        check_rules(self.program, [rule])
        evaluator = self.compiled.functions.evaluator((rule,))
        assert evaluator is not None  # it is a rule
        return evaluator.text.source

    def at(self, on: str | date) -> Policy:
        """The policy as of another date, of the edition in force then."""
        return self._at(on, load_edition)

    def _at(self, on: str | date, loaded: Callable[[str, str, date], Engine]) -> Policy:
        """The policy as of another date; `loaded` loads the edition if it is another one."""
        from datetime import date

        day, circuit = read_day(on), self.compiled.circuit
        edition, options = self.compiled, self.options
        if not (circuit.valid_from or date.min) <= day <= (circuit.valid_to or date.max):
            edition = loaded(self._path, self._name, day)
            options = _chosen(edition, options)
        elif day == self.on:
            return self
        return Policy(edition, self._path, self._name, day, options, self.engine, self.log)

    def _under(self, on: When, interpretations: Options) -> Policy:
        """The policy that answers a question with these keywords.

        Where no edition is in force on that day, its answers say so.
        """
        policy = self if on is None else self._at(on, load_answering)
        if not interpretations:
            return policy
        return policy.reading(interpretations)

    def reading(self, interpretations: Options) -> Policy:
        """The policy with further options chosen; UsageError for an unknown one."""
        chosen = {**self.options, **(interpretations or {})}
        return self._reading(_chosen(self.compiled, chosen))

    def _logging(self, log: Logging) -> Policy:
        """The policy with a log; everything else is shared."""
        parts = (self.compiled, self._path, self._name, self.on, self.options, self.engine)
        policy = Policy(*parts, log)
        policy._set(_day=self._day, basis=self.basis)
        return policy

    def _reading(self, options: Mapping[str, str]) -> Policy:
        """The policy under these options."""
        parts = (self.compiled, self._path, self._name, self.on, options, self.engine)
        return Policy(*parts, self.log)

    def amended(
        self, program: Program, findings: tuple[Finding, ...], options: Mapping[str, str]
    ) -> Policy:
        """The policy with another program, as a scenario makes it, answered by the interpreter."""
        edition = Engine.of(program, findings)
        chosen = _chosen(edition, {**self.options, **options})
        return Policy(edition, self._path, self._name, self.on, chosen, "interpreter")

    def difference(self, before: Policy) -> Difference:
        """What this policy answers differently from the one `before` it, over all possible cases.

        Each kind of change is told once, with its smallest case; what is not named is proved to
        stay the same. UsageError where the extra `verify` is not installed.

        >>> zurich = load("zurich", on="2024-03-05")
        >>> wider = load("zurich", on="2024-03-05", interpretations={"A-ZH-06": "domicile-or-work"})
        >>> change = wider.difference(zurich).changes[0]
        >>> change.kind, change.name, change.before, change.after
        ('verdict', 'eligibility', 'yes', 'no')
        """
        from iiz_rules.verification.difference.proved import compared
        from iiz_rules.verification.prover import need_solver

        need_solver()
        return compared(before, self)

    def impact(
        self,
        before: Policy,
        cases: Iterable[str | Path] | str | Path | None = None,
        *,
        portfolio: Any = None,
        scenario: Any = None,
        store: str | Path | None = None,
        receipts: str | Path | None = None,
        population: str | Path | None = None,
        on: When = None,
        known_on: When = None,
    ) -> Impact:
        """What this policy answers differently from the one `before` it, for the cases there are.

        `cases` are case files, folders of them, or tables with a case in each row; `store` keeps
        running cases, which are migrated on trial; `receipts` is a folder of earlier answers;
        `population` says by which shares people are drawn. Where none is named the canton's own
        example cases are asked. Each is asked on its day, or `on` another, with what was `known_on`
        a day.
        Raises UsageError and LoadError for what cannot be read; single cases stand in `refused`.

        >>> zurich = load("zurich", on="2024-03-05")
        >>> wider = load("zurich", on="2024-03-05", interpretations={"A-ZH-06": "domicile-or-work"})
        >>> found = wider.impact(zurich)
        >>> found.changes, [one.source for one in found.tried]
        (True, ['own'])
        """
        from iiz_rules.verification.impact.impact import Sources, impact, sources_of

        day, known = (None if one is None else read_day(one) for one in (on, known_on))
        named = (portfolio, scenario, store, receipts, population)
        return impact(before, self, Sources(sources_of(cases), *named, day, known))

    @cached_property
    def _day(self) -> Day | None:
        """The fast path shared by questions of one day; None if they need more than that."""
        if self.on is None or self.engine != "compiled":
            return None
        from iiz_rules.engine.compiled.day import Day

        return Day(self.compiled, self.on, self.options)

    def _evaluate(
        self,
        rules: tuple[str, ...],
        case: Any,
        known_on: When = None,
        name: str = CASE,
        counted: Mapping[str, Value] | None = None,
    ) -> Evaluation:
        """Answer some rules in one evaluation, by the fast path if nothing is unusual."""
        quick: Evaluation | None = None
        if known_on is None and counted is None and self._day:
            quick = self._day.evaluate(rules, case)
        if quick is None:
            quick = self._strictly(rules, case, known_on, name, counted)
        return quick if self.log is None else self._noted(quick, name)

    def _strictly(
        self,
        rules: tuple[str, ...],
        case: Any,
        known_on: When = None,
        name: str = CASE,
        counted: Mapping[str, Value] | None = None,
    ) -> Evaluation:
        """Answer some rules about any case, or raise what is wrong; `counted` are further facts."""
        from iiz_rules.case.facts import read_facts
        from iiz_rules.engine.askable import check_rules, dated
        from iiz_rules.findings.errors import CaseError

        program = self.program
        check_rules(program, rules)
        on = dated(program, self.on)
        known = None if known_on is None else read_day(known_on, "known_on")
        case_facts = read_facts(program, case, on, name, known)
        if case_facts.findings:
            raise CaseError(case_facts.findings)
        facts = {**case_facts.facts, **(counted or {})}
        if self._day is not None:
            return self._day.spread(rules, facts, case_facts.origins, known)
        from iiz_rules.engine.evaluation import Evaluation
        from iiz_rules.engine.interpreter import Situation, derive

        situation = derive(program, Situation(facts, on, self.options))
        replies = self._replies(rules, situation)
        asked = program, situation, replies, case_facts.origins, known
        return Evaluation(*asked, circuit=lambda: self.compiled.circuit)

    def _replies(self, rules: tuple[str, ...], situation: Situation) -> Iterable[Answer]:
        """Answer by the interpreter; with `forward` durable-rules answers too, and must agree."""
        if self.engine == "forward":
            from iiz_rules.escalation.engines import DURABLE, engine_of

            evaluation = engine_of(self.program, DURABLE).evaluate(rules, situation)
            return map(evaluation.answer, evaluation.rules)
        from iiz_rules.engine.interpreter import answers

        return answers(self.program, rules, situation)


def _check(name: str, word: str, known: tuple[str, ...]) -> None:
    """Refuse a keyword argument that is none of the known words."""
    if word not in known:
        from iiz_rules.engine.askable import wrong_argument

        raise wrong_argument(name, word, known)


def _travelled(packed: bytes, homed: bool, path: str, name: str, *rest: Any) -> Policy:
    """Unpickle a policy."""
    from iiz_rules.loading import unpacked

    return Policy(Engine.of(*unpacked(packed, path, name, homed=homed)), path, name, *rest)


def _chosen(edition: Engine, interpretations: Options) -> Mapping[str, str]:
    """The chosen options, each checked to be one of its interpretation."""
    if not interpretations:
        return {}
    from iiz_rules.engine.askable import checked_options

    return checked_options(edition.program, interpretations)
