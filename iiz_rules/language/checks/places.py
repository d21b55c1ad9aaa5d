"""Where an edition says what: the walks that the checks share.

A check sees only what the checks before it can accept: a condition on a fact that is not declared,
or with two comparisons, is left out here and reported by the check that is about just that.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import near
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.conditions import (
    SUITED,
    FactCondition,
    InterpretationCondition,
    OtherFact,
)
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Computed, Fact
from iiz_rules.language.model.rules import Rule
from iiz_rules.language.text.node import Step
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

Kind = TypeVar("Kind", bound=Part)

MOST_NAMES = 500  # comparing a mistyped word with many more names would take seconds


class Placed(Protocol):
    """Something that knows where its parts are written."""

    def place_of(self, *path: Step) -> Place:
        """Where the value below it stands."""
        ...

    def place_of_key(self, key: str, *path: Step) -> Place:
        """Where a key below it stands."""
        ...


class NameMention(NamedTuple):
    """A name that stands below `part`; most are right, so the place is found only when asked."""

    name: str
    part: Placed
    path: tuple[Step, ...]

    @property
    def place(self) -> Place:
        """Where the name stands."""
        return self.part.place_of(*self.path)


@dataclass(frozen=True)
class NamedComparison:
    """A declared fact with the one comparison that is made of it, suited to its type."""

    condition: FactCondition
    fact: Fact
    name: str
    operand: Any


def type_words(type: str) -> Text:
    """What a fact of a type is called."""
    return text(f"findings.type.{type}")


def key_place(part: Part, key: str, *path: Step) -> Place:
    """Where a key stands, in the mapping found below `part` by `path`."""
    return part.place_of_key(key, *path)


def suggest(word: str, known: Collection[str]) -> str:
    """The known name that was probably meant; none where there are too many to compare."""
    return near(word, known) if len(known) <= MOST_NAMES else ""


def unknown(
    code: str, word: str, mentions: Iterable[NameMention], known: Collection[str]
) -> Iterator[Finding]:
    """Report each name that is mentioned and not declared."""
    for mention in mentions:
        name = mention.name
        if name not in known:
            yield Finding(code, mention.place, {word: name, "near": suggest(name, known)})


def conditions(edition: Edition, kind: type[Kind]) -> Iterator[Kind]:
    """All conditions of one kind."""
    return (found for found in edition.conditions if isinstance(found, kind))


def rules(edition: Edition) -> tuple[Rule, ...]:
    """All rules as written, also those that share a name."""
    return (*edition.rule_files.values(), *edition.named_rules)


def operand(condition: FactCondition, name: str) -> Any:
    """What a comparison compares with."""
    return getattr(condition, "is_" if name == "is" else name)


def compared_facts(edition: Edition) -> Iterator[NameMention]:
    """The facts that conditions compare, and those that they are compared with."""
    for condition in conditions(edition, FactCondition):
        yield NameMention(condition.fact, condition, ("fact",))
        for name in condition.comparisons:
            other = operand(condition, name)
            if isinstance(other, OtherFact):
                yield NameMention(other.fact, other, ("fact",))


def computed_years(edition: Edition) -> Iterator[tuple[Fact, Computed]]:
    """The facts that are completed years since the date of another fact."""
    for fact in edition.facts_file.facts:
        if isinstance(fact.computed, Computed):
            yield fact, fact.computed


def comparisons(edition: Edition) -> Iterator[NamedComparison]:
    """The comparisons of declared facts that are one, and suited to the fact's type."""
    for condition, fact, name in single_comparisons(edition):
        if name in SUITED[fact.type]:
            yield NamedComparison(condition, fact, name, operand(condition, name))


def single_comparisons(edition: Edition) -> Iterator[tuple[FactCondition, Fact, str]]:
    """The conditions on a declared fact, no judgement, and their one comparison's name."""
    for condition in conditions(edition, FactCondition):
        fact = edition.facts.get(condition.fact)
        names = condition.comparisons if fact and fact.type != "judgement" else []
        if fact and len(names) == 1:
            yield condition, fact, names[0]


Reading = InterpretationCondition | Chosen[Any]


def interpreting(edition: Edition) -> Iterator[Reading]:
    """The conditions and the values that depend on an interpretation."""
    yield from conditions(edition, InterpretationCondition)
    yield from edition.choices


def readings(edition: Edition) -> Iterator[tuple[Reading, list[str]]]:
    """What depends on a declared interpretation, with the options that there are."""
    for reading in interpreting(edition):
        interpretation = edition.interpretations.get(reading.interpretation)
        if interpretation:
            yield reading, [option.id for option in interpretation.options]
