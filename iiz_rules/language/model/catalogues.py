"""catalogues/*.yaml: which measures a payer knows, since when, by which document.

A catalogue also makes a named condition, `{term: listed-in.NAME}`, and all of them together make
`{term: listed-in.any}`. Several files may share an id when they hold at different times.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field

from iiz_rules.language.model.base import (
    Clauses,
    Given,
    IsoDate,
    Label,
    Named,
    Part,
    label_of,
    made_at,
)
from iiz_rules.language.model.conditions import AllCondition, AnyCondition, FactCondition
from iiz_rules.language.model.names import Code
from iiz_rules.language.model.rules import Term

LISTED = "listed-in."
ANYWHERE = f"{LISTED}any"


class CatalogueSource(Part):
    """The document that the catalogue was taken from."""

    label: Label
    dated: Given[IsoDate] = None
    """the date the document bears; left out where it bears none"""
    invented: bool = False
    """whether there is no such document; reports then say so"""


class Listed(Part):
    """A measure of the catalogue."""

    code: Code
    """the code of the measure, from the list of the fact that is the `kind` of measures"""
    label: Given[Label] = None
    """what the measure is called; left out where the list of the fact says so"""
    valid_from: Given[IsoDate] = None
    valid_to: Given[IsoDate] = None
    """the last day on which the measure is in the catalogue"""


class CalledMeasure(Part):
    """A measure that no catalogue lists: its code in the cases, and what it is called."""

    code: Code
    """the code of the measure, as cases and tables have it"""
    label: Label


class CatalogueFile(Named):
    """A file in the folder catalogues."""

    source: CatalogueSource
    clauses: Clauses
    valid_from: Given[IsoDate] = None
    valid_to: Given[IsoDate] = None
    """the last day on which the catalogue is in force"""
    measures: Annotated[tuple[Listed, ...], Field(min_length=1)]

    @property
    def dated(self) -> bool:
        """Whether what it lists depends on the date."""
        whole = bool(self.valid_from or self.valid_to)
        return whole or any(one.valid_from or one.valid_to for one in self.measures)

    def condition(self, kind: str, day: str | None) -> Part:
        """Ask whether the catalogue lists the measure on the date of the question."""
        always = [one for one in self.measures if not (one.valid_from or one.valid_to)]
        timed = [one for one in self.measures if one.valid_from or one.valid_to]
        listed = [self._codes(kind, always)] if always else []
        listed += [_all(one, self._codes(kind, [one]), *_between(one, day)) for one in timed]
        return _all(self, _any(self, listed), *_between(self, day))

    def _codes(self, kind: str, listed: list[Listed]) -> Part:
        codes = tuple(one.code for one in listed)
        return made_at(
            FactCondition(fact=kind, is_one_of=codes), self if len(codes) > 1 else listed[0]
        )


def named_measures(
    files: Iterable[CatalogueFile], unlisted: Iterable[CalledMeasure]
) -> Iterator[CalledMeasure | Listed]:
    """Every place at which a measure is called something: in catalogues, then in none."""
    yield from (measure for file in files for measure in file.measures if measure.label)
    yield from unlisted


def listing_terms(
    files: Iterable[CatalogueFile], kind: str | None, day: str | None
) -> dict[str, Term]:
    """The terms that catalogues make; `day` is the fact that is the question's date."""
    catalogues: dict[str, list[CatalogueFile]] = {}
    for file in files if kind else ():
        catalogues.setdefault(file.id, []).append(file)
    terms = {}
    for name, same in catalogues.items():
        whens = [file.condition(str(kind), day) for file in same]
        terms[LISTED + name] = _term(LISTED + name, same[0], same[0].label, _any(same[0], whens))
    if catalogues:
        first = next(iter(catalogues.values()))[0]
        everywhere = [file.when for file in terms.values()]
        label = label_of("rules.in-any-catalogue")
        terms[ANYWHERE] = _term(ANYWHERE, first, label, _any(first, everywhere))
    return terms


def _term(name: str, file: CatalogueFile, label: Label, when: Part) -> Term:
    made = Term.model_construct(id=name, label=label, clauses=file.clauses, when=when)
    return made_at(made, file)


def _between(listed: CatalogueFile | Listed, day: str | None) -> list[Part]:
    """Ask that the question's date lies in the time in which something holds."""
    limits = {"at_least": listed.valid_from, "at_most": listed.valid_to}
    return [
        made_at(FactCondition.model_validate({"fact": day, key: limit}), listed)
        for key, limit in limits.items()
        if limit
    ]


def _all(at: Part, *parts: Part) -> Part:
    return parts[0] if len(parts) == 1 else made_at(AllCondition.model_construct(all=parts), at)


def _any(at: Part, parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    return made_at(AnyCondition.model_construct(any=tuple(parts)), at)
