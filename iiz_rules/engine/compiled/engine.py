"""An edition ready to be asked: its program, its circuit, and what is made from that."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from iiz_rules.case.model import FactGroup
    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.engine.compiled.functions import Functions
    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.program.rules import Program

    Whole = tuple[Program, tuple[Finding, ...]]
    """a program with the warnings found when it was read"""

MOST_KEPT = 64
"""sets of chosen options whose functions are kept"""


class Engine:
    """Answers the questions of one edition; safe to share between threads.

    What it keeps are functions made from the circuit alone, the same whoever makes them. The
    program itself is read when an answer needs more than its verdict.
    """

    def __init__(self, circuit: Callable[[], Circuit], whole: Callable[[], Whole]) -> None:
        self._circuit_of = circuit
        self._whole_of = whole

    @classmethod
    def of(cls, program: Program, findings: tuple[Finding, ...] = ()) -> Engine:
        """The engine of a compiled program; its circuit is made when needed."""

        def circuit() -> Circuit:
            from iiz_rules.engine.compiled.numbering import circuit_of

            return circuit_of(program)

        return cls(circuit, lambda: (program, findings))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the program alone, not the functions made from it."""
        return Engine.of, self._whole

    @cached_property
    def circuit(self) -> Circuit:
        """The program as plain data."""
        return self._circuit_of()

    @cached_property
    def _whole(self) -> Whole:
        return self._whole_of()

    @property
    def program(self) -> Program:
        """The edition, compiled."""
        return self._whole[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings found when it was read."""
        return self._whole[1]

    @cached_property
    def case(self) -> type[FactGroup]:
        """The case of the edition as a pydantic model."""
        from iiz_rules.case.model import case_model

        return case_model(self.program)

    @cached_property
    def functions(self) -> Functions:
        """The generated functions; the interpreter does without them."""
        from iiz_rules.engine.compiled.functions import Functions

        return Functions(self.circuit)

    def options(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The option of every interpretation: the chosen one, else the default."""
        return self._options_of(frozenset(chosen.items()))

    @cached_property
    def _options_of(self) -> Callable[[frozenset[tuple[str, str]]], dict[str, str]]:
        @lru_cache(MOST_KEPT)
        def options_of(items: frozenset[tuple[str, str]]) -> dict[str, str]:
            chosen, options = dict(items), {}
            for name, (default, known) in self.circuit.interpretations.items():
                options[name] = chosen.get(name) or default
                if options[name] not in known:
                    raise KeyError(options[name])
            return options

        return options_of
