"""JSON Schemas of a case, of a value in it, of a dated history."""

from collections.abc import Callable, Mapping
from typing import Any

from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import BOUNDS
from iiz_rules.words.text import Text

Schema = dict[str, Any]
DAY: Schema = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def value(fact: Fact) -> Schema:
    """Describe one value, or null for "not known".

    >>> from iiz_rules.language.values import Domain
    >>> from iiz_rules.words.text import Text
    >>> word = Text("-", "-", "-")
    >>> value(Fact("person.age", Domain("int", at_least=0), word, word))
    {'type': ['integer', 'null'], 'minimum': 0}
    """
    described = _TYPES[fact.domain.type](fact)
    return {"anyOf": [described, DAY]} if fact.domain.day else described


def entry(value: Schema, actor: Schema) -> Schema:
    """Describe an entry of a dated history."""
    return {
        "type": "object",
        "properties": {
            "from": DAY,
            "value": value,
            "attested_by": actor,
            "learned_on": {**DAY, "type": ["string", "null"]},
        },
        "required": ["from", "value"],
        "additionalProperties": False,
    }


def texts(fact: Fact) -> Schema:
    """The label and the question of a fact."""
    return {"title": fact.label.de, "description": f"{fact.question.de} / {fact.question.fr}"}


def case_schema(program: Program) -> Schema:
    """Make the schema of a case with a canton's own facts: a case document, or the bare facts."""
    from iiz_rules.language.schemas import DIALECT, FILE_SCHEMAS

    document = FILE_SCHEMAS["case"]()
    definitions = document.pop("$defs", {})
    document.pop("$schema")
    document["properties"]["facts"] = {"$ref": "#/$defs/group:"}
    document["required"] = [key for key in document["required"] if key != "title"]
    definitions |= {f"fact:{fact.id}": _fact(fact) for fact in program.facts.values()}
    definitions |= {f"value:{fact.id}": value(fact) for fact in program.facts.values()}
    definitions["actor:"] = {"oneOf": [*_named(program.actors), {"type": "null"}]}
    definitions |= {f"group:{group}": _group(program, group) for group in ("", *program.groups)}
    definitions["document"] = document
    return {
        "$schema": DIALECT,
        "title": f"{program.label.en}, edition {program.edition}: a case",
        "type": "object",
        "if": {"required": ["facts"]},
        "then": {"$ref": "#/$defs/document"},
        "else": {"$ref": "#/$defs/group:"},
        "$defs": dict(sorted(definitions.items())),
    }


def _group(program: Program, group: str) -> Schema:
    """Allow what is below a group, nested or with dotted keys."""
    prefix = f"{group}." if group else ""
    kinds = dict.fromkeys(program.facts, "fact") | dict.fromkeys(program.groups, "group")
    below = {
        name.removeprefix(prefix): {"$ref": f"#/$defs/{kind}:{name}"}
        for name, kind in sorted(kinds.items())
        if name.startswith(prefix)
    }
    return {"type": ["object", "null"], "properties": below, "additionalProperties": False}


def _fact(fact: Fact) -> Schema:
    """Allow a plain value or, where all members of a list are mappings, a dated history."""
    value: Schema = {"$ref": f"#/$defs/value:{fact.id}"}
    return texts(fact) | {
        "if": {"type": "array", "items": {"type": "object"}, "minItems": 1},
        "then": {"items": entry(value, {"$ref": "#/$defs/actor:"})},
        "else": value,
    }


def _named(names: Mapping[str, Text]) -> list[Schema]:
    """Allow any of these names."""
    return [{"const": name, "title": text.de} for name, text in names.items()]


def _limits(fact: Fact) -> Schema:
    limits = {"minimum": fact.domain.at_least, "maximum": fact.domain.at_most}
    return {key: limit for key, limit in limits.items() if limit is not None}


def _amount(fact: Fact, *types: str) -> Schema:
    pattern = r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$"
    return {"type": list(types), "pattern": pattern, **_limits(fact)}


_TYPES: dict[str, Callable[[Fact], Schema]] = {
    "bool": lambda _: {"type": ["boolean", "null"]},
    "judgement": lambda _: {"type": ["boolean", "null"]},
    "int": lambda fact: {"type": ["integer", "null"], **_limits(fact)},
    "chf": lambda fact: {
        "if": {"type": "object"},
        "then": {
            "properties": dict.fromkeys(BOUNDS, _amount(fact, "number", "string")),
            "required": list(BOUNDS),
            "additionalProperties": False,
        },
        "else": _amount(fact, "number", "string", "null"),
    },
    "date": lambda _: {**DAY, "type": ["string", "null"]},
    "text": lambda _: {"type": ["string", "null"], "maxLength": 16_384},
    "ahv": lambda _: {"type": ["string", "null"], "pattern": "^756[0-9]{10}$"},
    "commune": lambda _: {"type": ["integer", "null"], "minimum": 1, "maximum": 9_999},
    "code": lambda fact: {"oneOf": [*_named(fact.codes), {"type": "null"}]},
    "codes": lambda fact: {
        "type": ["array", "null"],
        "items": {"oneOf": _named(fact.codes)},
        "uniqueItems": True,
    },
}
