"""Two things of one kind with the same name."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.places import rules
from iiz_rules.language.model.edition import Edition


class _Identified(Protocol):
    """Something with a name that others use."""

    @property
    def id(self) -> str: ...

    def place_of(self, *path: str | int) -> Place: ...


def check(edition: Edition) -> Iterator[Finding]:
    """Report names that stand twice among things of one kind."""
    for scope in _scopes(edition):
        first: dict[str, _Identified] = {}
        for part in scope:
            if first.setdefault(part.id, part) is not part:
                words = {"id": part.id, "first": first[part.id].place_of("id")}
                yield Finding("duplicate-id", part.place_of("id"), words)


def _scopes(edition: Edition) -> Iterator[Iterable[_Identified]]:
    """The groups within which a name stands for one thing."""
    readings = edition.interpretations_file
    declared = readings.interpretations if readings else ()
    yield from (edition.canton.sources, edition.canton.editions)
    yield from (edition.facts_file.facts, edition.facts_file.code_lists)
    yield from (one.codes for one in edition.facts_file.code_lists)
    yield from (edition.clauses_file.clauses, declared)
    yield from (one.options for one in declared)
    file = edition.organisation
    yield (*file.institutions, *file.roles, *file.bodies, *file.groups)
    yield from (file.qualities, file.staffing, file.competences)
    yield (*edition.events.events, *edition.events.triggers)
    yield edition.statistics.counted
    yield from (one.groups for one in edition.statistics.counted)
    yield from (edition.all_terms, edition.named_rules, edition.escalation.ladders)
    yield from (rule.criteria for rule in rules(edition))
