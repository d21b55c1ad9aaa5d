"""JSON Schemas (2020-12) of what a canton writes, made from the models, as editors understand them.

Where a condition can be of several kinds, the schema goes by the keyword with `if` and `then`: an
editor then completes and complains about the kind that is meant, not about all of them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from iiz_rules.language.amending import IDS, REMOVED, WHOLE
from iiz_rules.language.model import conditions
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.case import CaseFile, Story
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.roster import RosterFile
from iiz_rules.language.model.scenario import ScenarioFile
from iiz_rules.language.model.sources import CantonFile

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/{model}"
CRITERION, CONDITION = ({"$ref": DEFS.format(model=name)} for name in ("Criterion", "Condition"))
# Exactly one comparison beside `fact`, one way to read an interpretation, one side in time.
KEYS = {
    "FactCondition": (2, 2),
    "InterpretationCondition": (2, 2),
    "Within": (1, 1),
    "Count": (1, 3),
}


def model_schema(model: type[Any], title: str) -> Schema:
    """Make the schema of one kind of file, or of data, from its model."""
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
    if {"$ref": DEFS.format(model="FactCondition")} in schema.get("oneOf", []):  # a condition
        kept = {"description": schema["description"]} if "description" in schema else {}
        return {**CONDITION, **kept}
    if CRITERION in schema.get("oneOf", []):  # or its condition alone
        written = [{"required": [key]} for key in ("when", "id", "label", "clauses")]
        return {"if": {"anyOf": written}, "then": CRITERION, "else": CONDITION}
    honest = {}
    for key, inner in schema.items():
        if key in ("properties", "$defs", "patternProperties"):
            honest[key] = {name: _honest(named) for name, named in inner.items()}
        elif key not in ("title", "discriminator", "default", "prefixItems"):
            honest[key] = _honest(inner)
    if "prefixItems" in schema:
        honest["items"] = _honest(schema["prefixItems"][0])
    return honest


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


def _amendment(model: type[Any], name: str) -> Schema:
    """Make the schema of a file that amends one of the edition below: nothing in it is needed.

    What goes by an id needs that alone, and says whether it is taken away or stands alone.
    """
    schema = model_schema(model, f"{name}, of an edition based on another")
    for part in (schema, *schema.get("$defs", {}).values()):
        keys = [key for key in IDS if key in part.get("properties", {})]
        if part is schema or keys:
            part["properties"] |= {
                REMOVED: {"const": True, "description": "Not there any more."},
                WHOLE: {"const": True, "description": "As it is here, without what it was before."},
            }
            part.pop("required", None)
        if part is not schema and keys:
            part["required"] = keys
    return schema


def _texts() -> Schema:
    """Make the schema of `texts.fr.yaml`: texts below keys and ids, as deep as they stand."""
    files = [*(name.removesuffix(".yaml") for name in FILES), "catalogues"]
    below = {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/below"}]}
    return {
        "$schema": DIALECT,
        "title": "texts.fr.yaml",
        "description": "The texts of the files beside it in another language.",
        "type": "object",
        "properties": {name: {"$ref": "#/$defs/below"} for name in files},
        "additionalProperties": False,
        "$defs": {"below": {"type": "object", "additionalProperties": below}},
    }


FILE_SCHEMAS: dict[str, Callable[[], Schema]] = {
    "canton": partial(model_schema, CantonFile, "canton.yaml"),
    **{
        name.removesuffix(".yaml"): partial(model_schema, model, name)
        for name, model in FILES.items()
    },
    **{
        f"{name.removesuffix('.yaml')}-amendment": partial(_amendment, model, name)
        for name, model in FILES.items()
    },
    "catalogue-amendment": partial(_amendment, CatalogueFile, "catalogues/*.yaml"),
    "catalogue": partial(model_schema, CatalogueFile, "catalogues/*.yaml"),
    "texts": _texts,
    "scenario": partial(model_schema, ScenarioFile, "A scenario of iiz simulate"),
    "case": _example,
    "roster": partial(model_schema, RosterFile, "roster.yaml: who holds which role or seat"),
    "story": partial(model_schema, Story, "A story for iiz flow"),
}


def policy_schema() -> Schema:
    """Make one schema for every file of a canton: whichever of them it is."""
    names = ["canton", *(name.removesuffix(".yaml") for name in FILES), "texts"]
    files = {name: FILE_SCHEMAS[name]() for name in names}
    definitions: Schema = {}
    for name, schema in files.items():
        definitions |= schema.pop("$defs", {})
        definitions[name] = {key: part for key, part in schema.items() if key != "$schema"}
    choices = [{"$ref": DEFS.format(model=name)} for name in files]
    return {
        "$schema": DIALECT,
        "title": "A file of a canton",
        "anyOf": choices,
        "$defs": definitions,
    }
