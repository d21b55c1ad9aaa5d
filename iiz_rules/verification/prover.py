"""The one owner of the solver: asks it for a case in which some literals hold."""

from collections.abc import Iterable

from iiz_rules.findings.errors import needed
from iiz_rules.verification.cnf import FALSE, TRUE, Cnf
from iiz_rules.verification.variables import Model

LIBRARY, EXTRA = "pysat", "verify"
SOLVER = "minicard"


def solvable() -> bool:
    """Whether the solver is installed: without it nothing is proved, and nothing has passed."""
    from importlib.util import find_spec

    return find_spec(LIBRARY) is not None


def need_solver() -> None:
    """UsageError that names the extra where the solver is not installed."""
    needed([LIBRARY], EXTRA)


class Prover:
    """A solver that learns the clauses of a CNF as it grows."""

    def __init__(self, cnf: Cnf) -> None:
        need_solver()
        from pysat.solvers import Solver

        self.cnf = cnf
        self.solver = Solver(name=SOLVER)
        self.taken = 0
        self.asked = 0

    def prefer(self, literals: Iterable[int]) -> None:
        """Let literals hold where it plays no part: a case then knows little."""
        self.solver.set_phases([*literals])

    def possible(self, *literals: int) -> bool:
        """Whether there is a case in which all of some literals hold; none is a proof."""
        if FALSE in literals:
            return False
        clauses = self.cnf.clauses
        if self.taken < len(clauses):
            self.solver.append_formula(clauses[self.taken :], no_return=True)
            self.taken = len(clauses)
        self.asked += 1
        return bool(self.solver.solve([one for one in literals if one != TRUE]))

    def model(self, *literals: int) -> Model | None:
        """The literals that hold in such a case; None where there is none."""
        if not self.possible(*literals):
            return None
        return {one for one in self.solver.get_model() if one > 0}

    def close(self) -> None:
        """Let the solver go."""
        self.solver.delete()
