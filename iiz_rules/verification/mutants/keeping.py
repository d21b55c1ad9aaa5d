"""The outcomes of each rule's mutants, cached until the rule or a case about it changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from iiz_rules.cache import entries
from iiz_rules.cache.snapshot import name_of
from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import plain_value, read_value
from iiz_rules.verification.mutants.survivors import Telling
from iiz_rules.verification.mutants.trial import Trial
from iiz_rules.verification.witness import Case


@dataclass(frozen=True)
class TrialOutcome:
    """Found by a case, the same in every case, or left: with a case that tells it apart."""

    kind: str
    telling: Telling | None = None


class KeptTrials:
    """The outcomes of an edition as they were when its mutants were last tried."""

    def __init__(self, trial: Trial, folder: str) -> None:
        self.trial, self.program = trial, trial.program
        self.entry = name_of(f"mutants {self.program.edition}", folder)
        known = entries.read(self.entry)
        self.known: dict[str, Any] = known if isinstance(known, dict) else {}
        self.now: dict[str, Any] = {}
        self._shared = _digest(_shared(self.program))

    def outcomes(self, name: str, n: int) -> list[TrialOutcome] | None:
        """The outcomes of the mutants of a rule or an event; None if not known."""
        digest, outcomes = self.known.get(name, ("", ()))
        if digest != self._state(name) or len(outcomes) != n:
            return None
        self.now[name] = digest, outcomes
        return [TrialOutcome(kind, self._telling(told)) for kind, told in outcomes]

    def keep(self, name: str, outcomes: Sequence[TrialOutcome]) -> None:
        """Keep the outcomes of a rule or an event."""
        told = tuple((one.kind, _plain(one.telling)) for one in outcomes)
        self.now[name] = self._state(name), told

    def write(self) -> None:
        """Write the cache; what was not tried this time stays."""
        entries.write(self.entry, {**self.known, **self.now})

    def _state(self, name: str) -> str:
        """The digest of all that the outcome rests on: rules above and below it, and the cases."""
        return _digest([self._shared, *self.trial.basis(name)])

    def _telling(self, told: Any) -> Telling | None:
        if told is None:
            return None
        facts, on, options, *rest = told
        values: dict[str, Any] = {
            name: read_value(value, self.program.facts[name].domain) for name, value in facts
        }
        return Telling(Case(values, date.fromisoformat(on), dict(options)), *rest)


def _plain(telling: Telling | None) -> Any:
    if telling is None:
        return None
    case = telling.case
    facts = tuple((name, _marshalled(plain_value(one))) for name, one in case.facts.items())
    words = (telling.part, telling.today, telling.faulty)
    return facts, case.on.isoformat(), tuple(case.options.items()), *words


def _marshalled(value: Any) -> Any:
    return value if isinstance(value, (bool, int, str, list, dict)) else str(value)


def _shared(program: Program) -> Iterator[Any]:
    """What every outcome rests on: the facts, how the source is read, when it is in force."""
    yield program.valid_from, program.valid_to
    for fact in program.facts.values():
        yield fact.id, fact.domain, tuple(fact.codes), fact.sources, fact.is_date
    for name, one in program.interpretations.items():
        yield name, tuple(one.options), one.default


def _digest(parts: Any) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(_spelled(part).encode() + b"\0")
    return digest.hexdigest()


def _spelled(value: Any) -> str:
    """A value spelled out with everything in it but places."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((one.name, getattr(value, one.name)) for one in fields(value))
        inner = ",".join(f"{name}={_spelled(part)}" for name, part in named if part is not None)
        return "" if isinstance(value, Place) else f"{type(value).__name__}({inner})"
    if isinstance(value, (tuple, list)):
        return f"[{','.join(map(_spelled, value))}]"
    if isinstance(value, (frozenset, set)):
        return f"{{{','.join(sorted(map(_spelled, value)))}}}"
    if hasattr(value, "items"):
        return f"<{','.join(f'{key}:{_spelled(one)}' for key, one in value.items())}>"
    return f"{type(value).__name__}:{value}"
