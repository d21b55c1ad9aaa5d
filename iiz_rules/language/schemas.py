"""JSON Schemas (2020-12) of what a canton writes, made from the models, as editors understand them.

Where a condition can be of several kinds, the schema goes by the keyword with `if` and `then`: an
editor then completes and complains about the kind that is meant, not about all of them.

What a key means stands in `words/schema.yaml`, by the model and the key, or by the key alone where
it means the same everywhere. Places where a name may stand are marked with what it names
(`names.NAMES`); in what is published the mark is not there, and in the schemas of one canton
(`canton_schemas`) its names stand in its place.
"""

from collections.abc import Callable, Hashable
from functools import cache, partial
from typing import Any, cast

from pydantic import TypeAdapter

from iiz_rules.language.amending import IDS, REMOVED, WHOLE
from iiz_rules.language.model import conditions
from iiz_rules.language.model.base import SAYS
from iiz_rules.language.model.case import CaseFile, Story
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.changes import ChangeFile
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.names import NAMES
from iiz_rules.language.model.population import PopulationFile
from iiz_rules.language.model.roster import RosterFile
from iiz_rules.language.model.scenario import ScenarioFile
from iiz_rules.language.model.sources import CantonFile
from iiz_rules.words.say import texts
from iiz_rules.words.text import Language

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


def model_schema(model: type[Any], title: str, language: Language = "en") -> Schema:
    """Make the schema of one kind of file, or of data, from its model."""
    schema: Schema = unmarked(marked_schema(model, title, language))
    return schema


def marked_schema(model: type[Any], title: str, language: Language = "en") -> Schema:
    """The same with the places of names marked."""
    schema: Schema = _honest(_raw(cast(Hashable, model)))
    for name, (low, high) in KEYS.items():
        if name in schema.get("$defs", {}):
            schema["$defs"][name] |= {"minProperties": low, "maxProperties": high}
    if "FactCondition" in schema.get("$defs", {}):
        schema["$defs"]["Condition"] = _condition(language)
    for name, part in (("", schema), *schema.get("$defs", {}).items()):
        _describe(part, (name or model.__name__).partition("_")[0], language)
    return {"$schema": DIALECT, "title": title, **schema}


@cache
def _raw(model: Hashable) -> Schema:
    """What pydantic makes of a model: the same in every language, and most of the time it takes."""
    adapter = TypeAdapter(cast(type[Any], model))
    return adapter.json_schema(by_alias=True, ref_template=DEFS, mode="validation")


def _describe(part: Schema, model: str, language: Language) -> None:
    """Say in a language what a part of a file is, and each key in it."""
    if said := meaning(model, language):
        part["description"] = said
    for key, inner in part.get("properties", {}).items():
        if model in _described() and (said := meaning(f"{model}.{key}", language)):
            part["properties"][key] = {**inner, "description": said}


def meaning(name: str, language: Language) -> str:
    """What a model or a key of one (`Fact.type`) is for; empty if not described."""
    known = texts("schema")
    said = known.get(f"schema.{name}") or known.get(f"schema.{name.rpartition('.')[2]}")
    return said[language] if said else ""


@cache
def _described() -> frozenset[str]:
    """The models of which anything is said: those that a canton writes."""
    return frozenset(name.split(".")[1] for name in texts("schema"))


def unmarked(schema: Any) -> Any:
    """A schema without the marks of names, as it is published."""
    if isinstance(schema, list):
        return [unmarked(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: inner for key, inner in schema.items() if key not in (NAMES, "propertyNames")}
    named = ("properties", "$defs", "patternProperties")
    return {
        key: {name: unmarked(one) for name, one in inner.items()}
        if key in named
        else unmarked(inner)
        for key, inner in plain.items()
    }


def _honest(schema: Any) -> Any:
    """Turn what pydantic writes into what editors honour; titles made of names say nothing."""
    if isinstance(schema, list):
        return [_honest(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if {"$ref": DEFS.format(model="FactCondition")} in schema.get("oneOf", []):  # a condition
        return CONDITION
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


def _condition(language: Language) -> Schema:
    """Go by the keyword; without one, offer all of them."""
    keywords = {
        keyword: {"description": meaning(kind.__name__, language)}
        for keyword, kind in conditions.KINDS.items()
    }
    schema: Schema = {
        "properties": keywords,
        "anyOf": [{"required": [keyword]} for keyword in keywords],
    }
    for keyword, kind in reversed(conditions.KINDS.items()):
        then = {"$ref": DEFS.format(model=kind.__name__)}
        schema = {"if": {"required": [keyword]}, "then": then, "else": schema}
    return {"type": "object", "description": meaning("Condition", language), **schema}


def _example(language: Language = "en") -> Schema:
    """Make the schema of a case; without a canton, nothing is said about its facts."""
    schema = marked_schema(CaseFile, "cases/*.yaml", language)
    schema["properties"]["facts"]["type"] = ["object", "null"]
    return schema


def _amendment(model: type[Any], name: str, language: Language = "en") -> Schema:
    """Make the schema of a file that amends one of the edition below: nothing in it is needed.

    What goes by an id needs that alone, and says whether it is taken away or stands alone.
    """
    schema = marked_schema(model, f"{name}, of an edition based on another", language)
    for part in (schema, *schema.get("$defs", {}).values()):
        keys = [key for key in IDS if key in part.get("properties", {})]
        if part is schema or keys:
            part["properties"] |= {
                key: {"const": True, "description": meaning(key, language)}
                for key in (REMOVED, WHOLE)
            }
            part.pop("required", None)
        if part is not schema and keys:
            part["required"] = keys
    return schema


def _texts(language: Language = "en") -> Schema:
    """Make the schema of `texts.fr.yaml`: texts below keys and ids, as deep as they stand."""
    files = [*(name.removesuffix(".yaml") for name in FILES), "catalogues"]
    said = {"type": "string", "minLength": 1, "pattern": SAYS}
    below = {"anyOf": [said, {"$ref": "#/$defs/below"}]}
    return {
        "$schema": DIALECT,
        "title": "texts.fr.yaml",
        "description": meaning("Translation", language),
        "type": "object",
        "properties": {name: {"$ref": "#/$defs/below"} for name in files},
        "additionalProperties": False,
        "$defs": {"below": {"type": "object", "additionalProperties": below}},
    }


MARKED: dict[str, Callable[..., Schema]] = {
    "canton": partial(marked_schema, CantonFile, "canton.yaml"),
    **{
        name.removesuffix(".yaml"): partial(marked_schema, model, name)
        for name, model in FILES.items()
    },
    **{
        f"{name.removesuffix('.yaml')}-amendment": partial(_amendment, model, name)
        for name, model in FILES.items()
    },
    "catalogue-amendment": partial(_amendment, CatalogueFile, "catalogues/*.yaml"),
    "catalogue": partial(marked_schema, CatalogueFile, "catalogues/*.yaml"),
    "texts": _texts,
    "scenario": partial(marked_schema, ScenarioFile, "A scenario of iiz simulate"),
    "case": _example,
    "roster": partial(marked_schema, RosterFile, "roster.yaml: who holds which role or seat"),
    "declared-change": partial(marked_schema, ChangeFile, "changes/*.yaml, for iiz gate"),
    "population": partial(marked_schema, PopulationFile, "A population for iiz impact"),
    "story": partial(marked_schema, Story, "A story for iiz flow"),
}
"""The schema of each kind of file, in a language, with the places of names marked."""


@cache
def marked(name: str, language: Language) -> Schema:
    """The marked schema of a kind of file, made once; do not modify it."""
    schema: Schema = MARKED[name](language=language)
    return schema


def file_schema(name: str, language: Language = "en") -> Schema:
    """The schema of a kind of file, as it is published."""
    schema: Schema = unmarked(MARKED[name](language=language))
    return schema


FILE_SCHEMAS: dict[str, Callable[[], Schema]] = {
    name: partial(file_schema, name) for name in MARKED
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
