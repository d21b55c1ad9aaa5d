"""A whole edition: all mutants of its rules, tried with its cases and stories, proved, and kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.mutants.events import event_mutants
from iiz_rules.verification.mutants.keeping import KeptTrials, TrialOutcome
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.mutants.rules import payer_mutants, rule_mutants, way_mutants
from iiz_rules.verification.mutants.survivors import Survivor, Survivors
from iiz_rules.verification.mutants.trial import Trial
from iiz_rules.verification.prover import Budget, SpentError

TRIAL_WORK = 180_000_000
"""that goes into the mutants of an edition where nothing else is said: about three minutes; Valais
takes 75,000,000, of which most are stories that are told anew"""
Tell = Callable[[int, int], None]
"""is told how many of how many mutants were tried"""


@dataclass(frozen=True)
class Mutation:
    """The outcomes of the mutants of an edition."""

    program: Program
    found: int
    same: int
    survivors: tuple[Survivor, ...]
    untried: Mapping[str, int] = field(default_factory=dict)
    """the rules of whose mutants some were not gone into, with how many"""

    @property
    def counted(self) -> int:
        """How many mutants change an answer in some case."""
        return self.found + len(self.survivors)

    @property
    def percent(self) -> float | None:
        """The percentage of these that the cases and stories find; None where there are none."""
        return 100 * self.found / self.counted if self.counted else None


def all_mutants(program: Program) -> Iterator[Mutant]:
    """The mutants of an edition, rule by rule."""
    for rule in program.rules.values():
        yield from rule_mutants(program, rule)
    yield from way_mutants(program)
    yield from payer_mutants(program)
    yield from event_mutants(program)


class Trials:
    """The mutants of some rules while they are tried: what became of each, if it is known."""

    def __init__(self, trial: Trial, kept: KeptTrials, budget: Budget) -> None:
        self.trial, self.kept, self.budget = trial, kept, budget
        self.mutants: dict[str, list[Mutant]] = {}
        self.outcomes: dict[str, list[TrialOutcome | None]] = {}

    def of(self, name: str, mutants: Sequence[Mutant]) -> None:
        """Try the mutants of a rule with the cases; what is kept of it is not tried again."""
        self.mutants[name] = [*mutants]
        known = self.kept.outcomes(name, len(mutants))
        self.outcomes[name] = [*known] if known else [*map(self._tried, mutants)]

    def _tried(self, mutant: Mutant) -> TrialOutcome | None:
        try:
            finder = self.trial.found_by(mutant, self.budget)
        except SpentError:
            return None
        return TrialOutcome("found") if finder else None

    def prove(self) -> None:
        """Tell of each that no case found whether it is the same, or what tells it apart."""
        left = [
            (name, n, self.mutants[name][n])
            for name, outcomes in self.outcomes.items()
            for n, outcome in enumerate(outcomes)
            if outcome is None
        ]
        if left and not self.budget.spent:
            mutants = [mutant for _, _, mutant in left]
            survivors = Survivors(self.trial.program, mutants, self.budget)
            for name, n, mutant in left:
                self.outcomes[name][n] = _proved(survivors, mutant)

    def keep(self) -> None:
        """Keep what became of rules of which all mutants were gone into."""
        for name, outcomes in self.outcomes.items():
            whole = [outcome for outcome in outcomes if outcome is not None]
            if len(whole) == len(outcomes):
                self.kept.keep(name, whole)
        self.kept.write()

    def mutation(self) -> Mutation:
        """The outcomes of all mutants tried."""
        pairs = [
            pair
            for name, outcomes in self.outcomes.items()
            for pair in zip(self.mutants[name], outcomes, strict=True)
        ]
        kinds = Counter(outcome.kind for _, outcome in pairs if outcome)
        left = [Survivor(one, out.telling) for one, out in pairs if out and out.kind == "left"]
        left.sort(key=lambda one: _position(one.mutant))
        untried = Counter(one.about for one, outcome in pairs if outcome is None)
        program = self.trial.program
        return Mutation(program, kinds["found"], kinds["same"], tuple(left), dict(untried))


def _proved(survivors: Survivors, mutant: Mutant) -> TrialOutcome | None:
    """`same` or `left`; None if the budget was spent before."""
    try:
        survivor = survivors.of(mutant)
    except SpentError:
        return None
    return TrialOutcome("left", survivor.telling) if survivor else TrialOutcome("same")


def try_mutants(
    trial: Trial,
    kept: KeptTrials,
    tell: Tell,
    only: Iterable[str] = (),
    budget: Budget | None = None,
) -> Mutation:
    """Try all mutants, or those of some rules; what is kept of a rule is not tried again.

    Where a `budget` is spent, it says which were not gone into.
    """
    names, by_name = {*only}, dict[str, list[Mutant]]()
    for mutant in all_mutants(trial.program):
        if not names or mutant.about in names:
            by_name.setdefault(mutant.about, []).append(mutant)
    trials, done = Trials(trial, kept, budget or Budget(None)), 0
    for name, own in by_name.items():
        trials.of(name, own)
        done += len(own)
        tell(done, sum(map(len, by_name.values())))
    trials.prove()
    trials.keep()
    return trials.mutation()


def _position(mutant: Mutant) -> tuple[str, int, int]:
    return mutant.at.source.name, mutant.at.line, mutant.at.column
