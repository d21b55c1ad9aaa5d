"""The only owner of the solver: asks it for a case in which some literals hold."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from iiz_rules.findings.errors import needed
from iiz_rules.verification.cnf import FALSE, TRUE, Cnf, Lemma
from iiz_rules.verification.variables import Model

LIBRARY, EXTRA = "pysat", "verify"
SOLVER = "minicard"
MOST = 5_000
"""literals of a solver before a fresh one is started, as it goes through all of them each time"""
WORK = 60_000_000
"""that goes into an edition where nothing else is said: about a minute; Valais takes 3,000,000"""
AT_ONCE = 1_000_000
"""steps of a solver between checks of the budget"""
Answer = TypeVar("Answer")


def solvable() -> bool:
    """Whether the solver is installed: without it nothing is proved, and nothing has passed."""
    from importlib.util import find_spec

    return find_spec(LIBRARY) is not None


def need_solver() -> None:
    """UsageError that names the extra, if the solver is not installed."""
    needed([LIBRARY], EXTRA)


class SpentError(Exception):
    """The budget is spent; the question is not answered."""


class Budget:
    """The work that may still go into questions: literals that a solver goes through.

    It is counted, so that as much is proved on each machine; None is no limit, and `over` may end
    it before. `unasked` are the questions that were not gone into, of how many subjects.
    """

    def __init__(self, work: int | None = WORK, over: Callable[[], bool] = lambda: False) -> None:
        self.left, self.over = work, over
        self.unasked: Counter[str] = Counter()

    @property
    def spent(self) -> bool:
        """Whether the budget is spent."""
        return (self.left is not None and self.left <= 0) or self.over()

    def within(self, question: str, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answers that a question has about a subject; it is unasked where no work is left."""
        try:
            if self.spent:
                raise SpentError
            yield from answers
        except SpentError:
            self.unasked[question] += 1

    def spend(self, work: int) -> None:
        """Count some work; SpentError if none was left."""
        if self.spent:
            raise SpentError
        if self.left is not None:
            self.left -= work


class Prover:
    """A solver that knows what bears on the questions that it is asked, and nothing else.

    `always` are literals that every case is to say something of; `unlikely` those that do not hold
    where it plays no part: a case then knows little.
    """

    def __init__(
        self,
        cnf: Cnf,
        always: Iterable[int] = (),
        unlikely: Iterable[int] = (),
        solver: str = SOLVER,
        budget: Budget | None = None,
    ) -> None:
        need_solver()
        self.cnf, self.name = cnf, solver
        self.always, self.unlikely = [*always], {*unlikely}
        self.budget = budget
        self._brought, self._lemmas, self._contradictory = 0, 0, False
        self._whole = False
        self._by_input: dict[int, list[int]] = {}
        self._by_gate: dict[int, list[Lemma]] = {}
        self._begin()

    def possible(self, *literals: int) -> bool:
        """Whether there is a case in which all literals hold; that there is none is a proof."""
        self._learn(literals)
        if FALSE in literals or self._contradictory:
            return False
        numbered = [self._numbered(one) for one in literals if one != TRUE]
        if self.budget is None:
            return bool(self.solver.solve(numbered))
        self.budget.spend(len(self._own))
        return self._within(numbered, self.budget)

    def _within(self, asked: list[int], budget: Budget) -> bool:
        """Solve in steps, checking the budget in between."""
        steps = AT_ONCE
        while True:
            self.solver.prop_budget(steps)
            answer = self.solver.solve_limited(asked)
            if answer is not None:
                return bool(answer)
            budget.spend(steps)
            steps *= 2

    def model(self, *literals: int) -> Model | None:
        """The literals that hold in such a case; None if there is none."""
        self._learn(literals)
        if not self._whole:
            self._whole = True
            self._learn(self.always)
        if not self.possible(*literals):
            return None
        holds = self.solver.get_model()
        named = zip(self._own, holds, strict=False)  # what no clause is about is left out
        return {TRUE, *(literal for literal, told in named if told > 0)}

    def core(self, *literals: int) -> set[int] | None:
        """A subset of the literals that cannot hold together; None if all of them can."""
        if self.possible(*literals):
            return None
        if FALSE in literals or self._contradictory:
            return {FALSE} & {*literals}
        contradict = {*(self.solver.get_core() or ())}
        return {one for one in literals if one != TRUE and self._numbered(one) in contradict}

    def close(self) -> None:
        """Release the solver."""
        self.solver.delete()

    # ------------------------------------------------------------------ what bears on a question

    def _begin(self) -> None:
        from pysat.solvers import Solver

        self.solver = Solver(name=self.name)
        self._own: dict[int, int] = {}
        self._demanded: set[int] = set()
        self._whole = False

    def _learn(self, literals: Iterable[int]) -> None:
        """Tell the solver the gates and the demands that bear on literals, if it is not told."""
        own = self._own
        if all(abs(one) in own or abs(one) == TRUE for one in literals):
            return
        if len(own) > MOST:
            self.solver.delete()
            self._begin()
            self._learn(literals)
            return
        known = len(own)
        clauses = [*self._bearing(literals)]
        numbered = ([*map(self._numbered, clause)] for clause in clauses)
        self.solver.append_formula(numbered, no_return=True)
        new = [*own][known:]
        if self.name == SOLVER:
            self.solver.set_phases([-own[one] for one in new if one in self.unlikely])

    def _numbered(self, literal: int) -> int:
        """A literal as the solver knows it."""
        return self._own[literal] if literal > 0 else -self._own[-literal]

    def _bearing(self, literals: Iterable[int]) -> Iterator[Iterable[int]]:
        """The clauses that bear on literals, all of them numbered on the way."""
        self._sort_demands()
        own, gates = self._own, self.cnf.gates
        ahead = [abs(one) for one in literals if abs(one) != TRUE]
        while ahead:
            literal = ahead.pop()
            if literal in own:
                continue
            own[literal] = len(own) + 1
            for lemma in self._by_gate.get(literal, ()):
                if lemma.about <= own.keys():
                    ahead += map(abs, lemma.literals)
                    yield lemma.literals
            gate = gates.get(literal)
            if gate:
                ahead += map(abs, gate.parts)
                yield from gate.clauses(literal)
                continue
            for number in self._by_input.get(literal, ()):
                if number not in self._demanded:
                    self._demanded.add(number)
                    demand = self.cnf.demands[number]
                    ahead += map(abs, demand.literals)
                    if demand.binding:
                        yield demand.literals

    def _sort_demands(self) -> None:
        """Sort what was demanded since by the literals that bring it about."""
        demands = self.cnf.demands
        for number in range(self._brought, len(demands)):
            literals, since, _ = demands[number]
            self._contradictory |= not literals
            for literal in self._inputs(literals):
                if literal > since:
                    self._by_input.setdefault(literal, []).append(number)
        self._brought = len(demands)
        for lemma in self.cnf.lemmas[self._lemmas :]:
            for literal in lemma.about:
                self._by_gate.setdefault(literal, []).append(lemma)
        self._lemmas = len(self.cnf.lemmas)

    def _inputs(self, literals: Iterable[int]) -> set[int]:
        """The literals that are no gates, of which some are made."""
        seen, inputs, ahead = set[int](), set[int](), [abs(one) for one in literals]
        while ahead:
            literal = ahead.pop()
            if literal not in seen:
                seen.add(literal)
                gate = self.cnf.gates.get(literal)
                if gate:
                    ahead += map(abs, gate.parts)
                else:
                    inputs.add(literal)
        return inputs
