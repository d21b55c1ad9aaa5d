"""A node tree → a model, with every structural fault reported where it stands.

pydantic validates; this module says what its errors mean for the author. An error's path is
followed in the node tree for the place, and in the model for what would have been right. Tags of
the condition union stand in the path as `<fact>`; the author never sees them.
"""

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model import base, conditions
from iiz_rules.language.model.base import Part
from iiz_rules.language.text.characters import lookalike
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import EXPECTED, near, shown
from iiz_rules.words.text import LANGUAGES, Text

Model = TypeVar("Model", bound=Part)


@dataclass(frozen=True)
class StructureFault:
    """One error of pydantic: the value and the mapping around it, and the model it broke."""

    model: type[Part] | None
    parent: Node
    node: Node
    error: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The last step of the error's path."""
        return str(self.error["loc"][-1]) if self.error["loc"] else ""

    @property
    def got(self) -> str:
        """The value as it can be shown."""
        return shown(self.error["input"])

    @property
    def context(self) -> Mapping[str, Any]:
        """What pydantic says about the rule that was broken."""
        context: Mapping[str, Any] = self.error.get("ctx", {})
        return context


Emit = Callable[[StructureFault], Finding | None]

MAPPING = Text(
    de="eine Gruppe von Einträgen (schlüssel: wert)",
    fr="un groupe d'entrées (clé: valeur)",
    en="a group of entries (key: value)",
)
LIST = Text(de="eine Liste", fr="une liste", en="a list")
PAIR = Text(
    de="eine Liste mit zwei Werten", fr="une liste de deux valeurs", en="a list of two values"
)
SHARE = Text(
    de="ein Anteil von 0 bis 1 wie 0.8",
    fr="une part de 0 à 1 comme 0.8",
    en="a share from 0 to 1 such as 0.8",
)
NUMBER = Text(
    de="eine Zahl von 0 an wie 0.85",
    fr="un nombre à partir de 0 comme 0.85",
    en="a number from 0 on such as 0.85",
)
VALUE = Text(de="ein Wert", fr="une valeur", en="a value")
CONDITION = Text(de="eine Bedingung", fr="une condition", en="a condition")
FORMS = {
    base.ID: Text(
        de="ein Name aus Kleinbuchstaben, Ziffern, `.`, `-`",
        fr="un nom en minuscules, chiffres, `.`, `-`",
        en="a name of lower-case letters, digits, `.`, `-`",
    ),
    base.CODE: Text(
        de="ein Code aus Buchstaben, Ziffern, `.`, `-`",
        fr="un code en lettres, chiffres, `.`, `-`",
        en="a code of letters, digits, `.`, `-`",
    ),
    base.CLAUSE: Text(
        de="eine Ziffer wie ZH-6.2", fr="un chiffre comme ZH-6.2", en="a clause such as ZH-6.2"
    ),
    base.INTERPRETATION: Text(
        de="eine Auslegung wie A-ZH-03",
        fr="une interprétation comme A-ZH-03",
        en="an interpretation such as A-ZH-03",
    ),
    base.DATE: EXPECTED["date"],
    conditions.DURATION: Text(
        de="eine Dauer wie P30D, P2W, P3M oder P1Y",
        fr="une durée comme P30D, P2W, P3M ou P1Y",
        en="a duration such as P30D, P2W, P3M or P1Y",
    ),
}


def bind(model: type[Model], node: Node) -> tuple[Model | None, list[Finding]]:
    """Make a model of a node tree, or say all that keeps it from being one."""
    try:
        return model.model_validate(node.plain()).bind(node), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings = [_finding(model, node, error) for error in errors]
    return None, [finding for finding in findings if finding]


def _finding(model: type[Part], root: Node, error: Mapping[str, Any]) -> Finding | None:
    path = [step for step in error["loc"] if not _is_tag(step)]
    parent = root.find(path[:-1])
    node = parent.find(path[-1:])
    emit = _EMIT.get(error["type"], _bad_form)
    return emit(StructureFault(_model_at(model, error["loc"][:-1]), parent, node, error))


def _is_tag(step: Any) -> bool:
    return isinstance(step, str) and step.startswith("<") and step.endswith(">")


def _model_at(model: type[Part], path: tuple[Any, ...]) -> type[Part] | None:
    """Follow a path through the models; the last model on it is what the author meant."""
    meant = model
    for step in path:
        if _is_tag(step):
            meant = conditions.KINDS.get(step.strip("<>"), meant)
        elif isinstance(step, str):
            meant = next(_models(fields(meant).get(step)), meant)
    return meant


def fields(model: type[Part] | None) -> dict[str, Any]:
    """Give the annotation of each key that a model knows."""
    known = model.model_fields if model else {}
    return {field.alias or name: field.annotation for name, field in known.items()}


def _models(annotation: Any) -> Iterator[type[Part]]:
    """Give the models inside an annotation such as `tuple[Criterion, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)


def _missing(fault: StructureFault) -> Finding:
    if isinstance(fault.parent.value, list):  # only a pair has members of its own
        words = {"expected": PAIR, "got": shown(fault.parent.plain())}
        return Finding("wrong-type", fault.parent.place, words)
    language = fault.model is base.Label and fault.key in LANGUAGES
    code = "missing-language" if language else "missing-key"
    return Finding(code, fault.parent.place, {"key": fault.key})


def _unknown_key(fault: StructureFault) -> Finding:
    known = list(fields(fault.model))
    words = {"key": shown(fault.key), "keys": ", ".join(known), "near": near(fault.key, known)}
    return Finding("unknown-key", fault.parent.key_place(fault.key), words)


def _wrong(expected: Text) -> Emit:
    def emit(fault: StructureFault) -> Finding:
        return Finding("wrong-type", fault.node.place, {"expected": expected, "got": fault.got})

    return emit


def _unknown_word(fault: StructureFault) -> Finding:
    words = str(fault.context["expected"]).replace("'", "").replace(" or ", ", ")
    suggestion = near(str(fault.error["input"]), words.split(", "))
    return Finding(
        "unknown-word", fault.node.place, {"got": fault.got, "words": words, "near": suggestion}
    )


def _bad_form(fault: StructureFault) -> Finding:
    alike = lookalike(str(fault.error["input"]))
    if alike:
        words = {"text": fault.got, "character": alike[1]}
        return Finding("lookalike-letter", fault.node.place, words)
    expected = FORMS.get(fault.context.get("pattern", ""), VALUE)
    return Finding("bad-form", fault.node.place, {"expected": expected, "got": fault.got})


def _too_short(fault: StructureFault) -> Finding | None:
    members = fault.error["input"]
    if len(members) >= fault.context["min_length"]:
        return None  # the members have faults of their own, which are reported
    if fault.context["min_length"] > 1:
        return _wrong(PAIR)(fault)
    return Finding("empty-list", fault.node.place, {"key": fault.key})


def _too_small(fault: StructureFault) -> Finding:
    words = {"got": fault.got, "low": fault.context["ge"], "high": "…"}
    return Finding("out-of-range", fault.node.place, words)


def _no_condition(fault: StructureFault) -> Finding:
    if not isinstance(fault.error["input"], dict):
        return Finding("wrong-type", fault.node.place, {"expected": CONDITION, "got": fault.got})
    written = next(iter(fault.error["input"]), "")
    words = {"keywords": ", ".join(conditions.KINDS), "near": near(written, conditions.KINDS)}
    return Finding("no-condition", fault.node.place, words)


_EMIT: dict[str, Emit] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _wrong(EXPECTED["text"]),
    "int_type": _wrong(EXPECTED["int"]),
    "bool_type": _wrong(EXPECTED["bool"]),
    "tuple_type": _wrong(LIST),
    "dict_type": _wrong(MAPPING),
    "model_type": _wrong(MAPPING),
    "model_attributes_type": _wrong(MAPPING),
    "literal_error": _unknown_word,
    "string_pattern_mismatch": _bad_form,
    "too_short": _too_short,
    "string_too_short": lambda fault: Finding("empty-text", fault.node.place, {"key": fault.key}),
    "too_long": _wrong(PAIR),
    "greater_than_equal": _too_small,
    "wrong-amount": _wrong(EXPECTED["chf"]),
    "wrong-share": _wrong(SHARE),
    "wrong-number": _wrong(NUMBER),
    "no-condition": _no_condition,
    "wrong-type": _wrong(VALUE),
}
