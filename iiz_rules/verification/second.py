"""A second case beside the first, which may differ from it in some facts."""

from collections.abc import Sequence

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.encoding import Encoder
from iiz_rules.verification.space import Space
from iiz_rules.verification.together import Ties


class SecondCase(Encoder):
    """The conditions of a program over a second case; `present` is to be asked for to see it."""

    def __init__(self, program: Program, space: Space, ties: Ties, facts: Sequence[str]) -> None:
        cnf = space.cnf
        free, linked = ties.touched(facts)
        with cnf.beside():
            fresh = {name: space.variable(name) for name in (*free, *linked)}
            known = {**space.known, **{name: cnf.variable() for name in free}}
            for name in linked:
                alike = space.gates.equal(fresh[name].bits, space.variables[name].bits)
                cnf.implies(known[name], alike)
            for name in free:
                cnf.bind([known[name], *fresh[name].bits])
            variables = {**space.variables, **fresh}
            ties.beside(variables, known).require_of(fresh)
            self.present = cnf.variable()
            cnf.bind([self.present, *(bit for one in fresh.values() for bit in one.bits)])
        super().__init__(program, space, variables, known)
