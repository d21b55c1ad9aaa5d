"""An edition as it was loaded: what every question needs, the rest unread until it is needed."""

from __future__ import annotations

from functools import cached_property

from iiz_rules.engine.compiled.engine import Engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from iiz_rules.case.model import FactGroup
    from iiz_rules.engine.compiled.plan import Plan
    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.program.rules import Program


class Loaded:
    """The program of an edition with its plan, its folder, and the warnings found on loading."""

    def __init__(
        self,
        plan: Callable[[], Plan],
        whole: Callable[[], tuple[Program, tuple[Finding, ...]]],
        folder: Callable[[], Folder],
    ) -> None:
        self._plan = plan
        self._whole_of = whole
        self._folder_of = folder

    @classmethod
    def of(cls, program: Program, folder: Folder, findings: tuple[Finding, ...]) -> Loaded:
        """Make it of what is there already; the plan is made when it is asked for."""

        def plan() -> Plan:
            from iiz_rules.engine.compiled.planning import plan_of

            return plan_of(program)

        return cls(plan, lambda: (program, findings), lambda: folder)

    @cached_property
    def engine(self) -> Engine:
        """The engine that answers."""
        return Engine(self._plan(), lambda: self.program)

    @cached_property
    def _whole(self) -> tuple[Program, tuple[Finding, ...]]:
        return self._whole_of()

    @property
    def program(self) -> Program:
        """The program."""
        return self._whole[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings."""
        return self._whole[1]

    @cached_property
    def case(self) -> type[FactGroup]:
        """The model of a case."""
        from iiz_rules.case.model import case_model

        return case_model(self.program)

    @cached_property
    def folder(self) -> Folder:
        """The folder."""
        return self._folder_of()
