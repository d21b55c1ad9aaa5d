"""What may be written at a place: keys, words of the language, and the canton's own names."""

from collections.abc import Iterator
from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.cursor import CURSOR, Writing, writing
from iiz_rules.editor.declared import Declaration
from iiz_rules.editor.hover import about, heading, type_of
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.spots import KNOWN, Spot
from iiz_rules.language.model.conditions import SUITED
from iiz_rules.language.schemas import Schema, meaning
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Proposal:
    """Something that may be written: its name, its meaning, the text to insert."""

    name: str
    kind: str
    """`key`, `word`, or the model of what is named"""
    label: str = ""
    text: str = ""
    put: str = ""
    """the text to insert, if not simply the name"""


YES_OR_NO = (Proposal("true", "word"), Proposal("false", "word"))
COMPARISONS = frozenset(name for names in SUITED.values() for name in names)
ANSWERED = ("bool", "judgement")
"""types of facts whose values are yes and no"""


@dataclass(frozen=True)
class Completion:
    """What may replace the word being written."""

    writing: Writing
    proposals: tuple[Proposal, ...]


def complete(
    names: CantonNames, file: TextFile, line: int, column: int, language: Language
) -> Completion:
    """What may be written at a place; what begins like the word there comes first."""
    at = writing(file, line, column, language)
    every: dict[str, Proposal] = {}
    for spot in at.spots:
        for proposal in _proposed(names, file, spot, language):
            every.setdefault(proposal.name, proposal)
    word = at.word.casefold()
    fitting = (one for one in every.values() if word in f"{one.name} {one.label}".casefold())
    return Completion(at, tuple(sorted(fitting, key=lambda one: not one.name.startswith(word))))


def _proposed(
    names: CantonNames, file: TextFile, spot: Spot, language: Language
) -> Iterator[Proposal]:
    colon = ": " if spot.is_key and not _has_value(spot) else ""
    if spot.is_key:
        unsuited = _unsuited(names, spot)
        yield from (one for one in _keys(spot, language, colon) if one.name not in unsuited)
    else:
        yield from _words(names, spot)
    if spot.kinds == KNOWN:
        yield from _below(names, file, spot, language, colon)
        return
    for declaration in names.offered(file, spot):
        label, text = heading(names, declaration, language), about(names, declaration, language)
        yield Proposal(
            declaration.name,
            declaration.model,
            label,
            text,
            f"{declaration.name}{colon}" if colon else "",
        )


def _has_value(spot: Spot) -> bool:
    """Whether the key already has a value, beside the stand-in."""
    return spot.value is not None and spot.value.value != "x"


def _keys(spot: Spot, language: Language, colon: str) -> Iterator[Proposal]:
    """The keys that the mapping at the cursor does not have yet."""
    there = spot.around.node.value
    possible: dict[str, Schema] = {}
    for schema in spot.inside:
        possible |= schema.get("properties", {})
    for key, schema in possible.items():
        if not isinstance(there, dict) or key not in there:
            text = schema.get("description", "") or meaning(key, language)
            yield Proposal(key, "key", "", text, f"{key}{colon}")


def _unsuited(names: CantonNames, spot: Spot) -> frozenset[str]:
    """The comparisons unsuited to the type of a fact, or to one of several facts."""
    asked = spot.around.model == "FactCondition"
    types = {_compared(fact) for fact in names.valued(spot)} if asked else set[str]()
    return frozenset(
        name
        for name in COMPARISONS
        for fact_type in types
        if name not in SUITED.get(fact_type, COMPARISONS)
    )


def _compared(fact: Declaration) -> str:
    """The type that a fact is compared as; the day since which one holds is a date."""
    return "date" if fact.kinds else type_of(fact)


def _words(names: CantonNames, spot: Spot) -> Iterator[Proposal]:
    """The words of the language that may stand at a place."""
    for schema in spot.schemas:
        for word in (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())):
            yield Proposal(_written(word), "word", "", "")
        if "boolean" in schema.get("type", ()) and "value" not in spot.kinds:
            yield from YES_OR_NO
    if "value" in spot.kinds and any(type_of(fact) in ANSWERED for fact in names.valued(spot)):
        yield from YES_OR_NO


def _written(word: object) -> str:
    """A word as YAML: `yes` and `no` in quotes."""
    if isinstance(word, bool):
        return str(word).lower()
    return f'"{word}"' if word in ("yes", "no") else str(word)


def _below(
    names: CantonNames, file: TextFile, spot: Spot, language: Language, colon: str
) -> Iterator[Proposal]:
    """The facts of a case below the group that is being written in, and further groups."""
    above = spot.name.removesuffix(CURSOR)
    for declaration in names.offered(file, spot):
        if declaration.name.startswith(above):
            name = declaration.name.removeprefix(above)
            label, text = heading(names, declaration, language), about(names, declaration, language)
            yield Proposal(name, declaration.model, label, text, f"{name}{colon}" if colon else "")
