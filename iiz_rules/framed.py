"""The questions to many cases at once: what `Policy` answers about a data frame.

The frame may be one of Polars, pandas, PyArrow, DuckDB or Spark; the answers are of the same kind.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from iiz_rules.frames import FrameAnswers

    Columns = Mapping[str, str]
    """For a fact, `registrations.rav` or `cost.amount.rappen`: the column that gives it."""


class Framed:
    """The questions to a frame.

    A column gives the fact of its name; `columns` says which, where it is called otherwise. A set
    is a column of lists, or a boolean column for each member (`registrations.rav`); an amount is
    decimal or in whole francs, or counted in Rappen (`cost.amount.rappen`). Null is not known.

    Keywords of all: `on` and `interpretations` as for one case; `keep`, the caller's columns to
    carry along (all of them, unless said); `give`, what to give of each rule (`verdict`,
    `criteria`, `missing`, `pending`, `actor`, `decided_by`, `due`, `parts`, `left`); `words=False`
    for verdicts as nullable booleans, where null is open.
    """

    def eligibility_frame(
        self, frame: Any, columns: Columns | None = None, **how: Any
    ) -> FrameAnswers:
        """Answer of every row whether the person may enter.

        >>> import polars
        >>> from iiz_rules.api import load
        >>> cases = polars.DataFrame({"person.residence.canton": ["SG", None]})
        >>> found = load("zurich", on="2024-03-05").eligibility_frame(cases)
        >>> found.frame["eligibility:verdict"].to_list()
        ['no', 'open']
        """
        return self.ask_frame("eligibility", frame, columns, **how)

    def ask_frame(
        self, rules: str | Iterable[str], frame: Any, columns: Columns | None = None, **how: Any
    ) -> FrameAnswers:
        """Answer one rule, or several in one evaluation, of every row."""
        from iiz_rules.frames import ask

        asked = (rules,) if isinstance(rules, str) else tuple(rules)
        return ask(self, frame, columns, rules=asked, **how)

    def decide_frame(self, frame: Any, columns: Columns | None = None, **how: Any) -> FrameAnswers:
        """Answer every question about every row; the verdicts alone, unless `give` says more."""
        from iiz_rules.frames import ask, questions

        asked, ways = questions(self, how)
        return ask(self, frame, columns, rules=asked, ways=ways, **{"give": ("verdict",), **how})

    def route_frame(self, frame: Any, columns: Columns | None = None, **how: Any) -> FrameAnswers:
        """Answer which step is next in every row (`route:next`), and who provides it."""
        return self.ladder_frame("route", frame, columns, **how)

    def dispute_frame(self, frame: Any, columns: Columns | None = None, **how: Any) -> FrameAnswers:
        """Answer where a dispute goes next in every row (`dispute:next`)."""
        return self.ladder_frame("dispute", frame, columns, **how)

    def ladder_frame(
        self, name: str, frame: Any, columns: Columns | None = None, **how: Any
    ) -> FrameAnswers:
        """Answer which rung of a ladder is next in every row, and whether each is open."""
        from iiz_rules.frames import ask, rungs

        asked = rungs(self, name, how)
        how = {"give": ("verdict",), **how}
        return ask(self, frame, columns, rules=asked, ways=(name,), **how)

    def obligations_frame(
        self, frame: Any, columns: Columns | None = None, **how: Any
    ) -> FrameAnswers:
        """Answer of each duty whether it is owed in every row, by whom, by when."""
        from iiz_rules.frames import ask, of_kinds

        how = {"give": ("verdict", "actor", "due", "missing"), **how}
        return ask(self, frame, columns, rules=of_kinds(self, how, "duty"), **how)

    def funding_frame(self, frame: Any, columns: Columns | None = None, **how: Any) -> FrameAnswers:
        """Answer in every row who pays what of a measure, by whose decision, and who bears a cost.

        All amounts are columns of whole Rappen. A payer's part lies between `fund-pays:part:low`
        and `fund-pays:part:high`, what remains after it between `fund-pays:left:low` and
        `fund-pays:left:high`; `high` is null where nothing limits it, as while the cost is not
        known. `takeover:decided_by` names the body that may decide on a route, or still may. The
        parts of other costs are exact: `joint-outlay:part:awa`.
        """
        from iiz_rules.frames import ask, of_kinds

        how = {"give": ("verdict", "actor", "parts", "left", "decided_by", "missing"), **how}
        rules = of_kinds(self, how, "payer", "funding", "cost")
        return ask(self, frame, columns, rules=rules, **how)
