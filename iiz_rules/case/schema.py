"""What the value of a fact, or its dated history, looks like in a case: as JSON Schema."""

from collections.abc import Callable
from typing import Any

from iiz_rules.language.program.rules import Fact, Program

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
    return _TYPES[fact.domain.type](fact)


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


def actor(program: Program) -> Schema:
    """Describe who may attest a value, or null."""
    named = [{"const": actor, "title": text.de} for actor, text in program.actors.items()]
    return {"oneOf": [*named, {"type": "null"}]}


def texts(fact: Fact) -> Schema:
    """What a fact is called, and how it is asked for."""
    return {"title": fact.label.de, "description": f"{fact.question.de} / {fact.question.fr}"}


def _codes(fact: Fact) -> Schema:
    return {"oneOf": [{"const": code, "title": text.de} for code, text in fact.codes.items()]}


def _limits(fact: Fact) -> Schema:
    limits = {"minimum": fact.domain.at_least, "maximum": fact.domain.at_most}
    return {key: limit for key, limit in limits.items() if limit is not None}


def _bool(_: Fact) -> Schema:
    return {"type": ["boolean", "null"]}


_TYPES: dict[str, Callable[[Fact], Schema]] = {
    "bool": _bool,
    "judgement": _bool,
    "int": lambda fact: {"type": ["integer", "null"], **_limits(fact)},
    "chf": lambda fact: {
        "type": ["number", "string", "null"],
        "pattern": r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$",
        **_limits(fact),
    },
    "date": lambda _: {**DAY, "type": ["string", "null"]},
    "text": lambda _: {"type": ["string", "null"], "maxLength": 16_384},
    "code": lambda fact: {"oneOf": [*_codes(fact)["oneOf"], {"type": "null"}]},
    "codes": lambda fact: {
        "type": ["array", "null"],
        "items": _codes(fact),
        "uniqueItems": True,
    },
}
