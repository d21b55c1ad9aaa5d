"""JSON Schemas (2020-12) made from the models, in the words that editors understand.

Where a condition can be of several kinds, the schema goes by the keyword with `if` and `then`: an
editor then completes and complains about the kind that is meant, not about all of them.
"""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from iiz_rules.case import schema as shapes
from iiz_rules.language.model import conditions
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.case import CaseFile
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.scenario import ScenarioFile
from iiz_rules.language.model.sources import CantonFile
from iiz_rules.language.model.story import Story
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.render.data import AssessmentData, DecisionData
from iiz_rules.render.interpretations_data import InterpretationsData
from iiz_rules.render.trace.data import TraceData

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/{model}"
# Exactly one comparison beside `fact`, one way to read an interpretation, one side in time.
KEYS = {
    "FactCondition": (2, 2),
    "InterpretationCondition": (2, 2),
    "Within": (1, 1),
    "Count": (1, 3),
}


def model_schema(model: type[Any], title: str) -> Schema:
    """Make the schema of one file from its model."""
    raw = TypeAdapter(model).json_schema(by_alias=True, ref_template=DEFS, mode="validation")
    schema: Schema = _honest(raw)
    for name, (low, high) in KEYS.items():
        if name in schema.get("$defs", {}):
            schema["$defs"][name] |= {"minProperties": low, "maxProperties": high}
    if "FactCondition" in schema.get("$defs", {}):
        schema["$defs"]["Condition"] = _condition()
    return {"$schema": DIALECT, "title": title, **schema}


def _honest(schema: Any) -> Any:
    """Turn what pydantic writes into what editors honour; titles made of names say nothing."""
    if isinstance(schema, list):
        return [_honest(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if _is_condition(schema):
        kept = {"description": schema["description"]} if "description" in schema else {}
        return {"$ref": DEFS.format(model="Condition"), **kept}
    found = {}
    for key, inner in schema.items():
        if key in ("properties", "$defs", "patternProperties"):
            found[key] = {name: _honest(one) for name, one in inner.items()}
        elif key not in ("title", "discriminator", "default", "prefixItems"):
            found[key] = _honest(inner)
    if "prefixItems" in schema:
        found["items"] = _honest(schema["prefixItems"][0])
    return found


def _is_condition(schema: Schema) -> bool:
    choices = schema.get("oneOf", [])
    return {"$ref": DEFS.format(model="FactCondition")} in choices


def _condition() -> Schema:
    """Go by the keyword; without one, offer all of them."""
    keywords = {
        keyword: {"description": _first_line(kind)} for keyword, kind in conditions.KINDS.items()
    }
    schema: Schema = {
        "properties": keywords,
        "anyOf": [{"required": [keyword]} for keyword in keywords],
    }
    for keyword, kind in reversed(conditions.KINDS.items()):
        then = {"$ref": DEFS.format(model=kind.__name__)}
        schema = {"if": {"required": [keyword]}, "then": then, "else": schema}
    return {"type": "object", "description": "A condition; its keyword says which kind.", **schema}


def _first_line(kind: type[Part]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _example() -> Schema:
    """Make the schema of a case; without a canton, nothing is said about its facts."""
    schema = model_schema(CaseFile, "cases/*.yaml")
    schema["properties"]["facts"]["type"] = ["object", "null"]
    return schema


def _file(model: type[Any], name: str) -> Callable[[], Schema]:
    return lambda: model_schema(model, name)


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "canton": _file(CantonFile, "canton.yaml"),
    **{name.removesuffix(".yaml"): _file(model, name) for name, model in FILES.items()},
    "catalogue": _file(CatalogueFile, "catalogues/*.yaml"),
    "scenario": _file(ScenarioFile, "A scenario of iiz simulate"),
    "case": _example,
    "story": _file(Story, "A story for iiz flow"),
    "decision": _file(DecisionData, "A decision, as Decision.to_dict() gives it"),
    "assessment": _file(AssessmentData, "What iiz assess --format json prints"),
    "interpretations-table": _file(
        InterpretationsData, "What iiz interpretations --format json prints"
    ),
    "trace": _file(TraceData, "What iiz trace --format json prints"),
}


def policy_schema() -> Schema:
    """Give one schema for every file of a canton: whichever of them it is."""
    names = ["canton", *(name.removesuffix(".yaml") for name in FILES)]
    files = {name: SCHEMAS[name]() for name in names}
    definitions: Schema = {}
    for name, schema in files.items():
        definitions |= schema.pop("$defs", {})
        definitions[name] = {key: one for key, one in schema.items() if key != "$schema"}
    choices = [{"$ref": DEFS.format(model=name)} for name in files]
    return {
        "$schema": DIALECT,
        "title": "A file of a canton",
        "anyOf": choices,
        "$defs": definitions,
    }


def case_schema(program: Program) -> Schema:
    """Give the schema of a case with a canton's own facts: a case document, or the bare facts."""
    document = SCHEMAS["case"]()
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
    names = [(name, "fact") for name in program.facts] + [(one, "group") for one in program.groups]
    below = {
        name.removeprefix(prefix): {"$ref": f"#/$defs/{kind}:{name}"}
        for name, kind in sorted(names)
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
