"""Definitions that rest on one another: terms, rules, computed facts and groups, as a graph.

The search keeps its own stack: a file may chain thousands of terms, more than Python may recurse.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.facts import computed_years
from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.model.base import Part, walk
from iiz_rules.language.model.conditions import RuleCondition, TermCondition, parts
from iiz_rules.language.model.edition import Edition

LONGEST_TRAIL = 12
# The interpreter takes four Python frames for a level; Python allows a thousand in all. Real
# editions need fewer than twenty levels, and one file alone cannot nest more than fifteen.
MOST_LEVELS = 64
_COMBINED = 2  # a rule joins its criteria, and counts the indicative ones inside that


def check(edition: Edition) -> Iterator[Finding]:
    """Report circular definitions or, if there are none, those too deep for the engines."""
    definitions, finished = graph(edition), list[str]()
    circular = list(circles(definitions, finished))
    for place, names in circular:
        yield Finding("circular-definition", place, {"cycle": printed([*names, names[0]])})
    if not circular:
        yield from _too_long(definitions, finished)


def _too_long(definitions: "Graph", finished: list[str]) -> Iterator[Finding]:
    """Report what goes too deep, once for each definition that goes over."""
    depths: dict[str, int] = {}
    for name in finished:
        definition = definitions[name]
        through = [(depths[ref.target] + ref.level, ref.place) for ref in definition.references]
        deepest, place = max(through, key=lambda pair: pair[0], default=(0, None))
        depths[name] = max(definition.depth, deepest) + _COMBINED * name.startswith("rule:")
        if place and depths[name] > MOST_LEVELS:
            yield Finding("chain-too-long", place, {"depth": depths[name], "most": MOST_LEVELS})
            depths[name] = 0  # those that rest on it are not to blame


@dataclass(frozen=True)
class DefinitionEdge:
    """One definition named in another, `level` conditions deep."""

    target: str
    place: Place
    level: int


@dataclass(frozen=True)
class DefinitionNode:
    """A term, a rule, a computed fact or a group: its references and its own depth."""

    references: tuple[DefinitionEdge, ...]
    depth: int = 1


Graph = Mapping[str, DefinitionNode]


def graph(edition: Edition) -> Graph:
    """All definitions by name; references to what is not declared are left out."""
    definitions = {f"term:{term.id}": _definition([term.when]) for term in edition.terms.values()}
    for name, rule in edition.rules.items():
        definitions[f"rule:{name}"] = _definition([criterion.when for criterion in rule.criteria])
    for fact, computed in computed_years(edition):
        sources = mentions([computed], "fact")
        edges = (DefinitionEdge(f"fact:{one.name}", one.place, 1) for one in sources)
        definitions[f"fact:{fact.id}"] = DefinitionNode(tuple(edges))
    for group in edition.organisation.groups:
        listed = mentions([group], "actor")
        edges = (DefinitionEdge(f"group:{one.name}", one.place, 1) for one in listed)
        definitions[f"group:{group.id}"] = DefinitionNode(tuple(edges))
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
    """The name of the definition that a condition refers to; empty if it refers to none."""
    match condition:
        case TermCondition(term=name):
            return f"term:{name}"
        case RuleCondition(rule=name):
            return f"rule:{name}"
    return ""


def conditions_of(edition: Edition, target: str) -> list[Part]:
    """The conditions of a definition by its name; none if it is not declared."""
    kind, name = target.split(":", 1)
    if kind == "term":
        return [edition.terms[name].when] if name in edition.terms else []
    return [one.when for one in edition.rules[name].criteria] if name in edition.rules else []


def behind(edition: Edition, conditions: Iterable[Part]) -> Iterator[Part]:
    """All that conditions are made of, also in the terms and rules that they name."""
    seen: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for part in walk(waiting.pop()):
            yield part
            target = target_of(part)
            if target and target not in seen:
                seen.add(target)
                waiting += conditions_of(edition, target)


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
