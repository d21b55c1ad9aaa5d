"""The impact of a change on existing cases."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iiz_rules.engine.askable import wrong_argument
from iiz_rules.findings.errors import SIMULATE, known_language, needed
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import Policy
from iiz_rules.portfolio.scenario import Given
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.difference.changes import Side
from iiz_rules.verification.impact.cases import TriedCases, from_files, there, tried
from iiz_rules.verification.impact.effects import BothSides, CaseEffect
from iiz_rules.verification.impact.population import Population, read_population
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison

Where = str | Path


@frozen
class Sources:
    """What a change is tried on, and the days: of the question, and of what was known."""

    cases: tuple[Where, ...] = ()
    portfolio: Any = None
    scenario: Given = None
    store: Where | None = None
    receipts: Where | None = None
    population: Where | None = None
    on: date | None = None
    known_on: date | None = None

    @property
    def named(self) -> bool:
        """Whether any source is named."""
        named = (self.store, self.receipts, self.population)
        return bool(self.cases) or self.portfolio is not None or any(named)


@frozen
class Impact:
    """What a change does: to each source of cases, and to the sums of a portfolio."""

    sides: tuple[Side, Side]
    tried: tuple[TriedCases, ...]
    money: "Comparison | None" = None
    evenly: tuple[str, ...] = ()
    """the facts of a made-up population that were drawn evenly, because it says nothing of them"""

    @property
    def changes(self) -> bool:
        """Whether any case or any sum is another one."""
        return any(one.changed for one in self.tried) or bool(
            self.money is not None and self.money.changed.height
        )

    @property
    def left_out(self) -> int:
        """How many cases and portfolio rows could not be asked."""
        cases = sum(one.left_out for one in self.tried)
        return cases + (len({row.row for row in self.money.bad}) if self.money else 0)

    def effects(self) -> Iterator[CaseEffect]:
        """All effects of all cases."""
        return (one for source in self.tried for one in source.effects())

    def francs(self) -> dict[str, Decimal]:
        """By how much each payer pays more in all cases together, or less; as far as settled."""
        sums: dict[str, Decimal] = {}
        for effect in self.effects():
            if effect.francs is not None:
                sums[effect.name] = sums.get(effect.name, Decimal(0)) + effect.francs
        return sums

    def to_dict(self, language: Language = "de") -> dict[str, Any]:
        """The impact as JSON-ready data."""
        from iiz_rules.render.data.impact import impact_data

        return impact_data(self, known_language(language))

    def explain(self, language: Language = "de") -> str:
        """The impact in German, French or English, as plain text."""
        from iiz_rules.render.text.impact import impact_text
        from iiz_rules.render.text.layout import Paper

        return impact_text(self, Paper(known_language(language)))

    def to_html(self, language: Language = "de") -> str:
        """The impact as one page for a commission."""
        from iiz_rules.render.html.impact import impact_page

        return impact_page(self, known_language(language))

    def __repr__(self) -> str:
        changed = sum(len(one.changed) for one in self.tried)
        return f"<Impact: {changed} of {sum(one.total for one in self.tried)} cases>"


def impact(before: Policy, after: Policy, sources: Sources) -> Impact:
    """Try a change from one policy to another on what is named, else on the canton's own cases."""
    sides = tuple(Side(one.program, one.options) for one in (before, after))
    both = BothSides(*sides)
    every: list[TriedCases] = []
    evenly: tuple[str, ...] = ()
    for name, path in _cases_of(after, sources):
        every.append(tried(both, name, from_files(both.common, path), sources.on, sources.known_on))
    if sources.store is not None:
        from iiz_rules.verification.impact.running import running

        every.append(running(after.basis, str(sources.store), sources.on, sources.known_on))
    if sources.receipts is not None:
        from iiz_rules.verification.impact.receipts import answered_before

        old, new = (undated(one) for one in (before, after))
        every.append(answered_before(old, new, Path(path_of(sources.receipts, "receipts"))))
    if sources.population is not None:
        file = read_population(Path(path_of(sources.population, "population")))
        named = date.fromisoformat(file.date) if file.date else None
        day = sources.on or named or after.on or after.program.valid_from or date(2024, 1, 1)
        population = Population(both, file, day)
        every.append(tried(both, "population", population.people(), day))
        evenly = population.evenly
    return Impact((sides[0], sides[1]), tuple(every), _money(before, after, sources), evenly)


def _cases_of(after: Policy, sources: Sources) -> Iterator[tuple[str, Path]]:
    """The files of cases that are named; where nothing is, those of the later edition."""
    for path in sources.cases:
        yield "cases", there(Path(path))
    if not sources.named:
        yield "own", after.folder.path / after.program.edition / CASES


def _money(before: Policy, after: Policy, sources: Sources) -> "Comparison | None":
    if sources.portfolio is None:
        return None
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.simulate import compare

    old, new = (undated(one) for one in (before, after))
    scenario = sources.scenario
    return compare(sources.portfolio, old, scenario, scenario, on=sources.on, other=new)


def undated(policy: Policy) -> Policy:
    """The policy as if it had always been in force."""
    program: Program = replace(policy.program, valid_from=None, valid_to=None)
    return Policy.of(program, policy.folder, policy.on, policy.options)


def sources_of(cases: Iterable[Where] | Where | None) -> tuple[Where, ...]:
    """The files of cases, where one or several are named."""
    if cases is None:
        return ()
    named = (cases,) if isinstance(cases, (str, Path)) or not isinstance(cases, Iterable) else cases
    return tuple(path_of(one, "cases") for one in named)


def path_of(place: Any, name: str) -> Where:
    """A file or a folder; UsageError for what is none, such as a case itself."""
    if not isinstance(place, (str, Path)):
        raise wrong_argument(name, place, ("cases/", "case.yaml", "cases.csv"))
    return place
