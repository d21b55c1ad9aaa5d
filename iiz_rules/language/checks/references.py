"""Which definition needs which other one: terms, rules and computed facts as a graph.

The search keeps its own stack: a file may chain thousands of terms, more than Python may recurse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iiz_rules.findings.finding import Place
from iiz_rules.language.checks.places import computed_years
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import RuleCondition, TermCondition, parts
from iiz_rules.language.model.edition import Edition

LONGEST_TRAIL = 12


@dataclass(frozen=True)
class DefinitionEdge:
    """One definition named in another, `level` conditions deep."""

    target: str
    place: Place
    level: int


@dataclass(frozen=True)
class DefinitionNode:
    """A term, a rule or a computed fact: its references and its own depth."""

    references: tuple[DefinitionEdge, ...]
    depth: int = 1


Graph = Mapping[str, DefinitionNode]


def graph(edition: Edition) -> Graph:
    """All definitions by name; references to what is not declared are left out."""
    definitions = {f"term:{term.id}": _definition([term.when]) for term in edition.terms.values()}
    for name, rule in edition.rules.items():
        definitions[f"rule:{name}"] = _definition([criterion.when for criterion in rule.criteria])
    for fact, computed in computed_years(edition):
        sources = {key: getattr(computed, key) for key in ("completed_years_since", "at")}
        definitions[f"fact:{fact.id}"] = DefinitionNode(
            tuple(
                DefinitionEdge(f"fact:{source}", fact.place_of("computed", key), 1)
                for key, source in sources.items()
                if source
            )
        )
    return {name: _declared(definition, definitions) for name, definition in definitions.items()}


def _declared(definition: DefinitionNode, definitions: Graph) -> DefinitionNode:
    return DefinitionNode(
        tuple(ref for ref in definition.references if ref.target in definitions), definition.depth
    )


def _definition(conditions: list[Part]) -> DefinitionNode:
    inner = [pair for condition in conditions for pair in levels(condition)]
    references = tuple(
        DefinitionEdge(target, condition.place_of(target.split(":")[0]), level)
        for condition, level in inner
        if (target := target_of(condition))
    )
    return DefinitionNode(references, max((level for _, level in inner), default=1))


def levels(condition: Part, level: int = 1) -> Iterator[tuple[Part, int]]:
    """A condition and all inside it, each with its depth."""
    yield condition, level
    for inner in parts(condition):
        yield from levels(inner, level + 1)


def target_of(condition: Part) -> str:
    """The name of the definition that a condition stands for; empty where it is none."""
    match condition:
        case TermCondition(term=name):
            return f"term:{name}"
        case RuleCondition(rule=name):
            return f"rule:{name}"
    return ""


def conditions_of(edition: Edition, target: str) -> list[Part]:
    """The conditions of a definition by its name; none where it is not declared."""
    kind, name = target.split(":", 1)
    if kind == "term":
        return [edition.terms[name].when] if name in edition.terms else []
    return [one.when for one in edition.rules[name].criteria] if name in edition.rules else []


def circles(definitions: Graph, finished: list[str]) -> Iterator[tuple[Place, list[str]]]:
    """Search all definitions for circles: where each closes, and its names in order.

    `finished` receives every definition after all those that it needs.
    """
    seen: set[str] = set()
    for start in definitions:
        if start not in seen:
            yield from _search(definitions, start, seen, finished)


def _search(
    definitions: Graph, start: str, seen: set[str], finished: list[str]
) -> Iterator[tuple[Place, list[str]]]:
    trail = {start: iter(definitions[start].references)}  # in the order in which they were entered
    seen.add(start)
    while trail:
        name = next(reversed(trail))
        for reference in trail[name]:
            if reference.target in trail:
                names = [*trail]
                yield reference.place, names[names.index(reference.target) :]
            elif reference.target not in seen:
                seen.add(reference.target)
                trail[reference.target] = iter(definitions[reference.target].references)
                break
        else:
            finished.append(name)
            del trail[name]


def printed(names: list[str]) -> str:
    """Names in order, without their kinds.

    >>> printed(["term:a", "rule:b", "term:a"])
    'a → b → a'
    """
    bare = [name.split(":", 1)[1] for name in names]
    if len(bare) > LONGEST_TRAIL:
        bare = [*bare[: LONGEST_TRAIL - 1], "…", bare[-1]]
    return " → ".join(bare)
