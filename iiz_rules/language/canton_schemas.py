"""The schemas of one canton: its own names stand where names may stand, with their labels.

For editors that know schemas and nothing else: they complete facts, clauses, roles and codes then,
and mark a name that there is not. What stands in the schemas are the names of all editions, each
kind of them once: in thousands of places they would take tens of megabytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iiz_rules.language.checks.unknown_names import declared
from iiz_rules.language.model.base import Label
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact
from iiz_rules.language.model.names import NAMES
from iiz_rules.language.schemas import DEFS, MARKED, Schema, marked
from iiz_rules.words.text import Language

Labelled = dict[str, tuple[str, str]]
"""Names, each with what it is called and what more is said of it."""
OPEN = ("value", "known", "criterion")
"""What is no name alone: numbers and days are values too, and a case is made of groups."""
MADE = {"asked", "rule", "missing", "term"}
"""Kinds of which the language makes further names, which no list has all of."""


def canton_schemas(editions: Sequence[Edition], language: Language) -> dict[str, Schema]:
    """The schema of each kind of file of a canton, in a language."""
    names: dict[str, Labelled] = {}
    facts: dict[str, Fact] = {}
    for edition in editions:
        facts |= edition.facts
        for kind, labelled in _names(edition, language).items():
            names.setdefault(kind, {}).update(labelled)
    groups = _group(editions[-1], facts, "", language)
    lists = {kind: _listed(labelled) for kind, labelled in names.items()} | {"known": groups}
    return {name: _whole(_filled(marked(name, language), names), lists) for name in MARKED}


def _whole(schema: Schema, lists: Mapping[str, Schema]) -> Schema:
    """A schema with the lists of names that it refers to, each by its kind."""
    told = {*_referred(schema)}
    used = {kind: listed for kind, listed in lists.items() if DEFS.format(model=kind) in told}
    return {**schema, "$defs": schema.get("$defs", {}) | used} if used else schema


def _referred(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for inner in schema:
            yield from _referred(inner)
    elif isinstance(schema, dict):
        for key, inner in schema.items():
            yield from [inner] if key == "$ref" and isinstance(inner, str) else _referred(inner)


def _names(edition: Edition, language: Language) -> dict[str, Labelled]:
    kinds: dict[str, Mapping[str, Any]] = dict(declared(edition))
    kinds["asked"] = {**kinds["rule"], **kinds["term"]}
    kinds["missing"] = kinds["fact"]
    kinds["reading"] = kinds["interpretation"]
    kinds["route"] = {one.id: one for one in edition.funding.routes}
    kinds["catalogue"] = {one.id: one for one in edition.catalogues}
    readings = edition.interpretations.values()
    kinds["option"] = {option.id: option for one in readings for option in one.options}
    kinds["value"] = {code.id: code for one in edition.code_lists.values() for code in one.codes}
    return {
        kind: {name: _said(part, language) for name, part in parts.items()}
        for kind, parts in kinds.items()
    }


def _said(part: Any, language: Language) -> tuple[str, str]:
    """What a thing is called, and what it asks or says."""
    first = part[0] if isinstance(part, tuple) else part
    texts = (getattr(first, key, None) for key in ("label", "says", "question"))
    said = [one.text[language] for one in texts if isinstance(one, Label) and one.texts]
    return said[0] if said else "", said[1] if len(said) > 1 else ""


def _filled(schema: Any, names: Mapping[str, Labelled]) -> Any:
    """A schema with the canton's names in the places that are marked for them."""
    if not isinstance(schema, dict):
        return [_filled(one, names) for one in schema] if isinstance(schema, list) else schema
    kind = schema.get(NAMES, "")
    keyed = schema.get("propertyNames", {}).get(NAMES, "")
    inner = {
        key: {name: _filled(one, names) for name, one in part.items()}
        if key in ("properties", "$defs", "patternProperties")
        else _filled(part, names)
        for key, part in schema.items()
        if key not in (NAMES, "propertyNames")
    }
    if kind == "known":
        return {**_those("known"), "description": inner.get("description", "")}
    if keyed in names and keyed not in OPEN:
        return _keyed(inner, names[keyed], closed=keyed not in MADE)
    return _named(inner, kind, names) if kind in names else inner


def _named(schema: Schema, kind: str, names: Mapping[str, Labelled]) -> Schema:
    """Where a name may stand: one of these, or anything of the form where there are others too."""
    about = {"description": schema["description"]} if "description" in schema else {}
    if not names[kind]:
        return schema
    if kind in OPEN or kind in MADE or kind in ("step", "option"):
        rest = {key: part for key, part in schema.items() if key != "description"}
        return {**about, "anyOf": [_those(kind), rest]}
    return {**about, **_those(kind)}


def _those(kind: str) -> Schema:
    """A reference to the names of a kind."""
    return {"$ref": DEFS.format(model=kind)}


def _listed(labelled: Labelled) -> Schema:
    """The names of a kind: one of these."""
    return {"oneOf": [_word(name, *said) for name, said in labelled.items()]}


def _keyed(schema: Schema, labelled: Labelled, *, closed: bool) -> Schema:
    """A mapping whose keys are names."""
    below = schema["additionalProperties"]
    keys = {name: _below(below, *said) for name, said in labelled.items()}
    return {**schema, "properties": keys, "additionalProperties": False if closed else below}


def _below(schema: Any, label: str, about: str) -> Any:
    text = "\n\n".join(filter(None, (label, about)))
    return {**schema, "description": text} if isinstance(schema, dict) and text else schema


def _word(name: str, label: str, about: str) -> Schema:
    text = "\n\n".join(filter(None, (label, about)))
    return {"const": name} | ({"description": text} if text else {})


def _group(edition: Edition, facts: Mapping[str, Fact], above: str, language: Language) -> Schema:
    """The facts of a case, below each other as their names are, or with dots."""
    keys: dict[str, Schema] = {}
    for name, fact in facts.items():
        rest = name.removeprefix(above)
        keys[rest] = _below({"anyOf": _values(edition, fact, language)}, *_said(fact, language))
        group = rest.partition(".")[0]
        if group != rest and group not in keys:
            inside = {one: facts[one] for one in facts if one.startswith(f"{above}{group}.")}
            keys[group] = _group(edition, inside, f"{above}{group}.", language)
    return {"type": ["object", "null"], "properties": keys, "additionalProperties": False}


def _values(edition: Edition, fact: Fact, language: Language) -> list[Schema]:
    """Values that an editor can propose; what a value may be is said by `iiz schema case`."""
    codes = edition.code_lists.get(fact.code_list or "")
    if codes and fact.type == "code":
        return [*(_word(one.id, *_said(one, language)) for one in codes.codes), {}]
    if codes:
        words = [_word(one.id, *_said(one, language)) for one in codes.codes]
        return [{"type": "array", "items": {"anyOf": [*words, {}]}}, {}]
    answers = [{"const": True}, {"const": False}] if fact.type in ("bool", "judgement") else []
    return [*answers, {}]
