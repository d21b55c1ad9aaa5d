"""The questions to many cases at once: a data frame in, the same kind of data frame out.

Nothing of what answers them is imported before a frame is asked, and neither is the library behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.answers.overview import MONEY, ROUTE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from typing import Any, Self

    from iiz_rules.answers.frame import FrameAnswers, Kind
    from iiz_rules.engine.columnar.query import Give
    from iiz_rules.language.program.rules import Program
    from iiz_rules.questions.bodies import Options, When
    from iiz_rules.receipts.log import Logging
    from iiz_rules.tables.cases import CaseRows

    Columns = Mapping[str, str] | None
    """For a fact, `registrations.rav` or `cost.amount.rappen`: the column that gives it."""

VERDICT: tuple[Give, ...] = ("verdict",)
OWED: tuple[Give, ...] = ("verdict", "actor", "due", "missing")
PAID: tuple[Give, ...] = ("verdict", "actor", "parts", "left", "decided_by", "missing")


class FrameQuestions:
    """What can be asked about a frame, a case in every row.

    A column gives the fact of its name; `columns` says which, where it is called otherwise. A set
    is a column of lists, or a boolean column for each member (`registrations.rav`); an amount is
    decimal or in whole francs, or counted in Rappen (`cost.amount.rappen`). Null is not known.

    Keywords of all: `on` and `interpretations` as for one case; `keep`, the caller's columns to
    carry along (all of them, unless said); `give`, what to give of each rule, and with `edition`
    which edition answered (`iiz:edition`, `iiz:digest`); `words=False` for verdicts as nullable
    booleans, where null is open.
    They raise UsageError before anything runs.
    """

    if TYPE_CHECKING:  # what the policy brings along
        on: date | None
        options: Mapping[str, str]
        log: Logging | None

        @property
        def program(self) -> Program: ...  # noqa: D102
        def _under(self, on: When, interpretations: Options) -> Self: ...

    def eligibility_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] | None = None,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer of every row whether the person may enter.

        >>> import polars
        >>> from iiz_rules.policy import load
        >>> cases = polars.DataFrame({"person.residence.canton": ["SG", None]})
        >>> answers = load("zurich", on="2024-03-05").eligibility_frame(cases)
        >>> answers.frame["eligibility:verdict"].to_list()
        ['no', 'open']
        """
        policy = self._under(on, interpretations)
        return policy._answer(("eligibility",), (), frame, columns, keep, give, words)

    def ask_frame(
        self,
        rules: str | Iterable[str],
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] | None = None,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer one rule, or several in one evaluation, of every row."""
        policy = self._under(on, interpretations)
        names = (rules,) if isinstance(rules, str) else tuple(rules)
        return policy._answer(names, (), frame, columns, keep, give, words)

    def decide_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = VERDICT,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer every question about every row; the verdicts alone, unless `give` says more."""
        policy = self._under(on, interpretations)
        questions, ways = policy.program.questions, tuple(policy.program.ways)
        return policy._answer(questions, ways, frame, columns, keep, give, words)

    def route_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = VERDICT,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer which step is next in every row (`route:next`), and who provides it."""
        policy = self._under(on, interpretations)
        return policy._climb(ROUTE, frame, columns, keep, give, words)

    def dispute_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = VERDICT,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer where a dispute goes next in every row (`dispute:next`)."""
        policy = self._under(on, interpretations)
        return policy._climb("dispute", frame, columns, keep, give, words)

    def ladder_frame(
        self,
        name: str,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = VERDICT,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer which rung of a ladder is next in every row, and whether each is open."""
        policy = self._under(on, interpretations)
        return policy._climb(name, frame, columns, keep, give, words)

    def obligations_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = OWED,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer of each duty whether it is owed in every row, by whom, by when."""
        policy = self._under(on, interpretations)
        duties = policy.program.of_kind("duty")
        return policy._answer(duties, (), frame, columns, keep, give, words)

    def funding_frame(
        self,
        frame: Kind,
        columns: Columns = None,
        *,
        on: When = None,
        interpretations: Options = None,
        keep: Collection[str] | None = None,
        give: Iterable[Give] = PAID,
        words: bool = True,
    ) -> FrameAnswers[Kind]:
        """Answer in every row who pays what of a measure, by whose decision, and who bears a cost.

        All amounts are columns of whole Rappen. A payer's part lies between `fund-pays:part:low`
        and `fund-pays:part:high`, what remains after it between `fund-pays:left:low` and
        `fund-pays:left:high`; `high` is null where nothing limits it, as while the cost is not
        known. `takeover:decided_by` names the body that may decide on a route, or still may. The
        parts of other costs are exact, `joint-outlay:part:awa`; where columns tell bounds of the
        amount, they lie between `joint-outlay:part:awa:low` and `joint-outlay:part:awa:high`.
        """
        policy = self._under(on, interpretations)
        rules = policy.program.of_kind(*MONEY)
        return policy._answer(rules, (), frame, columns, keep, give, words)

    def read_table(self, given: Any, *, own: Collection[str] = ()) -> CaseRows:
        """Read a table as people write it, as a Polars frame that every question here takes.

        `given` is the path of a file (CSV, XLSX, NDJSON, Parquet), a Polars or pandas frame or a
        list of mappings; headings may be labels, and cells words (`ja`, `rav|sva`, `31.12.2026`):
        see `docs/tables.md`. `own` names headings that are no facts, whatever they look like.
        Raises UsageError for a file that cannot be read and for headings that are not clear.

        >>> from iiz_rules.policy import load
        >>> zurich = load("zurich", on="2024-03-05")
        >>> rows = zurich.read_table([{"Dossier": 7, "Kanton des Hauptwohnsitzes": "St. Gallen"}])
        >>> zurich.eligibility_frame(rows.frame, keep=rows.own, give=["verdict"]).frame.rows()
        [(2, 7, 'no')]
        """
        from iiz_rules.findings.errors import needed

        needed(["narwhals", "polars"], "batch")
        from iiz_rules.tables.cases import case_rows
        from iiz_rules.tables.table import read_table

        return case_rows(self.program, read_table(given, "table"), own)

    def by_day(self, frame: Kind, column: str) -> list[tuple[Self, Kind]]:
        """The rows of each day in a column, earliest first, each with the policy as of that day.

        So each row is asked about as of its own day, by the edition then in force. Each part is a
        frame of the caller's kind, lazy where it was lazy; the column itself is looked at.

        >>> import polars
        >>> from iiz_rules.policy import load
        >>> cases = polars.DataFrame({"asked_on": ["2025-01-06", "2024-03-05", "2025-01-06"]})
        >>> [(str(one.on), len(rows)) for one, rows in load("zurich").by_day(cases, "asked_on")]
        [('2024-03-05', 1), ('2025-01-06', 2)]
        """
        from iiz_rules.findings.errors import needed

        needed(["narwhals"], "frames")
        from iiz_rules.engine.columnar.frame import by_day
        from iiz_rules.loading import read_day

        days = by_day(frame, column, lambda day: read_day(day, column))
        return [(self._under(day, None), rows) for day, rows in days]

    def _climb(self, ladder: str, frame: Kind, *asked: Any) -> FrameAnswers[Kind]:
        """Answer the rungs of a ladder; the keywords are those of `_answer`."""
        from iiz_rules.engine import askable

        rungs = askable.ladder(self.program, ladder)
        return self._answer(rungs, (ladder,), frame, *asked)

    def _answer(
        self,
        rules: tuple[str, ...],
        ways: tuple[str, ...],
        frame: Kind,
        columns: Columns,
        keep: Collection[str] | None,
        give: Iterable[Give] | None,
        words: bool,
    ) -> FrameAnswers[Kind]:
        """Answer some rules for every row."""
        from iiz_rules.findings.errors import UsageError, needed
        from iiz_rules.findings.finding import Finding, Place, Source

        needed(["narwhals"], "frames")
        if self.log is not None:
            raise UsageError([Finding("frame-not-logged", Place(Source("frame")))])
        from iiz_rules.answers.frame import answer_frame
        from iiz_rules.engine.askable import dated
        from iiz_rules.engine.columnar.query import GIVE, FrameQuestion
        from iiz_rules.engine.interpreter import Situation

        question = FrameQuestion(rules, ways, GIVE if give is None else tuple(give), words)
        situation = Situation({}, dated(self.program, self.on), self.options)
        return answer_frame(self.program, question, frame, columns, keep, situation)
