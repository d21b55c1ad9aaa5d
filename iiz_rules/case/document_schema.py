"""What a case with a canton's own facts looks like: as JSON Schema."""

from iiz_rules.case import schema as shapes
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.schemas import DIALECT, FILE_SCHEMAS, Schema


def case_schema(program: Program) -> Schema:
    """Make the schema of a case with a canton's own facts: a case document, or the bare facts."""
    document = FILE_SCHEMAS["case"]()
    definitions = document.pop("$defs", {})
    document.pop("$schema")
    document["properties"]["facts"] = {"$ref": "#/$defs/group:"}
    document["required"] = [key for key in document["required"] if key != "title"]
    definitions |= {f"fact:{fact.id}": _fact(fact) for fact in program.facts.values()}
    definitions |= {f"value:{fact.id}": shapes.value(fact) for fact in program.facts.values()}
    definitions["actor:"] = shapes.actor(program)
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
    return {
        "type": ["object", "null"],
        "properties": below,
        "additionalProperties": False,
    }


def _fact(fact: Fact) -> Schema:
    """Allow a plain value or, where all members of a list are mappings, a dated history."""
    entry = shapes.entry({"$ref": f"#/$defs/value:{fact.id}"}, {"$ref": "#/$defs/actor:"})
    return shapes.texts(fact) | {
        "if": {"type": "array", "items": {"type": "object"}, "minItems": 1},
        "then": {"items": entry},
        "else": {"$ref": f"#/$defs/value:{fact.id}"},
    }
