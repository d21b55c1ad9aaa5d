"""A whole edition: all mutants of its rules, tried with its cases and stories, proved, and kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.mutants.events import event_mutants
from iiz_rules.verification.mutants.keeping import KeptTrials, TrialOutcome
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.mutants.rules import payer_mutants, rule_mutants, way_mutants
from iiz_rules.verification.mutants.survivors import Survivor, Survivors
from iiz_rules.verification.mutants.trial import Trial

Tell = Callable[[int, int], None]
"""Told how many of how many mutants were tried."""


@dataclass(frozen=True)
class Mutation:
    """What became of the mutants of an edition."""

    program: Program
    found: int
    same: int
    survivors: tuple[Survivor, ...]

    @property
    def counted(self) -> int:
        """How many mutants change an answer in some case."""
        return self.found + len(self.survivors)

    @property
    def percent(self) -> float:
        """How many of these the cases and stories find, of a hundred."""
        return 100 * self.found / self.counted if self.counted else 100.0


def all_mutants(program: Program) -> Iterator[Mutant]:
    """The mutants of an edition, rule by rule."""
    for rule in program.rules.values():
        yield from rule_mutants(program, rule)
    yield from way_mutants(program)
    yield from payer_mutants(program)
    yield from event_mutants(program)


def try_mutants(trial: Trial, kept: KeptTrials, tell: Tell, only: Iterable[str] = ()) -> Mutation:
    """Try all mutants, or those of some rules; what is kept of a rule is not tried again."""
    names, program = {*only}, trial.program
    mutants = [one for one in all_mutants(program) if not names or one.about in names]
    by_name: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        by_name.setdefault(mutant.about, []).append(mutant)
    done = 0
    outcomes: list[tuple[Mutant, TrialOutcome]] = []
    left: list[tuple[str, int, Mutant]] = []
    fresh: dict[str, list[TrialOutcome | None]] = {}
    for name, own in by_name.items():
        known = kept.outcomes(name, len(own))
        if known is None:
            fresh[name] = [_tried(trial, mutant) for mutant in own]
            left += [(name, n, own[n]) for n, one in enumerate(fresh[name]) if one is None]
        else:
            outcomes += zip(own, known, strict=True)
        done += len(own)
        tell(done, len(mutants))
    _prove(program, left, fresh)
    for name, told in fresh.items():
        whole = [one for one in told if one is not None]
        kept.keep(name, whole)
        outcomes += zip(by_name[name], whole, strict=True)
    kept.write()
    return _counted(program, outcomes)


def _tried(trial: Trial, mutant: Mutant) -> TrialOutcome | None:
    return TrialOutcome("found") if trial.found_by(mutant) else None


def _prove(
    program: Program,
    left: Sequence[tuple[str, int, Mutant]],
    fresh: dict[str, list[TrialOutcome | None]],
) -> None:
    """Tell of each that no case found whether it is the same, or what tells it apart."""
    if left:
        survivors = Survivors(program, [mutant for _, _, mutant in left])
        for name, n, mutant in left:
            survivor = survivors.of(mutant)
            fresh[name][n] = (
                TrialOutcome("same") if survivor is None else TrialOutcome("left", survivor.telling)
            )


def _counted(program: Program, outcomes: Sequence[tuple[Mutant, TrialOutcome]]) -> Mutation:
    kinds = [outcome.kind for _, outcome in outcomes]
    survivors = [Survivor(one, out.telling) for one, out in outcomes if out.kind == "left"]
    survivors.sort(key=lambda one: _position(one.mutant))
    return Mutation(program, kinds.count("found"), kinds.count("same"), tuple(survivors))


def _position(mutant: Mutant) -> tuple[str, int, int]:
    return mutant.at.source.name, mutant.at.line, mutant.at.column
