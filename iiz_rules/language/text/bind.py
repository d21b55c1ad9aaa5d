"""A node tree → a model, with every structural fault reported where it stands.

pydantic validates; this module says what its errors mean for the author. An error's path is
followed in the node tree for the place, and in the model for what would have been right. Tags of
the condition union stand in the path as `<fact>`; the author never sees them.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import Tag, ValidationError

from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown
from iiz_rules.language.model import base, conditions, names, rules
from iiz_rules.language.model.base import Part
from iiz_rules.language.text.characters import lookalike
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import meant_by
from iiz_rules.words.say import text
from iiz_rules.words.text import MAIN

Model = TypeVar("Model", bound=Part)


@dataclass(frozen=True)
class StructureFault:
    """One error of pydantic: the value and the mapping around it, and the model it broke.

    `root` is the model of the whole file, in which the path of the error begins.
    """

    root: type[Part]
    model: type[Part] | None
    parent: Node
    node: Node
    error: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The last step of the error's path that exists in the file."""
        return next((str(step) for step in self.error["loc"][::-1] if not _is_tag(step)), "")

    @property
    def got(self) -> str:
        """The value as shown in a message."""
        return shown(self.error["input"])

    @property
    def field(self) -> tuple[type[Part] | None, str]:
        """The key whose value, or part of it, is wrong, and the model that has it."""
        steps = list(self.error["loc"])
        while steps and (not isinstance(steps[-1], str) or _is_tag(steps[-1])):
            steps.pop()
        return (_model_at(self.root, tuple(steps[:-1])), steps[-1]) if steps else (None, "")

    @property
    def annotation(self) -> Any:
        """The type annotation of the field."""
        model, key = self.field
        return fields(model).get(key)

    @property
    def context(self) -> Mapping[str, Any]:
        """What pydantic says about the rule that was broken."""
        context: Mapping[str, Any] = self.error.get("ctx", {})
        return context

    def finding(self, code: str, **words: object) -> Finding:
        """A finding about the value."""
        return Finding(code, self.node.place, words)

    def wrong_type(self, expected: str) -> Finding:
        """Say by the key of a text what is expected."""
        value = self.error["input"]
        if isinstance(value, str) and _DECIMAL.fullmatch(value) and expected in NUMBERS:
            return self.finding("decimal-comma", got=self.got, right=value.replace(",", "."))
        meant = meant_by(value, expected.rpartition(".")[2])
        return self.finding("wrong-type", expected=text(expected), got=self.got, **meant)


_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
NUMBERS = (
    *("findings.value.int", "findings.value.chf", "findings.expected.share"),
    *("findings.expected.ratio", "findings.expected.number"),
)
"""what is expected where a number with a comma may have been meant as one"""
Emit = Callable[[StructureFault], Finding | None]

FORMS = {
    names.ID: "findings.expected.id",
    names.CODE: "findings.expected.code",
    names.CLAUSE: "findings.expected.clause",
    names.INTERPRETATION: "findings.expected.interpretation",
    names.LANGUAGE: "findings.expected.language",
    base.DATE: "findings.value.date",
    conditions.DURATION: "findings.expected.duration",
}


def bind(model: type[Model], node: Node, main: str = MAIN) -> tuple[Model | None, list[Finding]]:
    """Validate a node tree as a model, or report everything that is wrong.

    `main` is the language of the texts that name none.
    """
    try:
        return model.model_validate(node.plain(), context={"main": main}).bind(node), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings = [_finding(model, node, error) for error in errors]
    return None, [finding for finding in findings if finding]


def bound(model: type[Model], node: Node, error: type[IizError]) -> Model:
    """The model of a node tree; raises `error` with everything that is wrong."""
    part, findings = bind(model, node)
    if part is None:
        raise error(findings)
    return part


def _finding(model: type[Part], root: Node, error: Mapping[str, Any]) -> Finding | None:
    path = [step for step in error["loc"] if not _is_tag(step)]
    parent = root.find(path[:-1])
    node = parent.find(path[-1:])
    fault = StructureFault(model, _model_at(model, error["loc"][:-1]), parent, node, error)
    if error["type"] in _WRONG_TYPES:
        return fault.wrong_type(_WRONG_TYPES[error["type"]])
    return _EMIT.get(error["type"], _bad_form)(fault)


def _is_tag(step: Any) -> bool:
    return isinstance(step, str) and step.startswith("<") and step.endswith(">")


def _model_at(model: type[Part], path: tuple[Any, ...]) -> type[Part] | None:
    """Follow a path through the models; the last model on it is what the author meant."""
    meant: type[Part] = model
    annotation: Any = None
    for step in path:
        if _is_tag(step):
            kind = conditions.KINDS.get(step.strip("<>"), meant)
            meant = next(_tagged(annotation, step), kind)
        elif isinstance(step, str):
            annotation = fields(meant).get(step)
            meant = next(_models(annotation), meant)
    return meant


def _tagged(annotation: Any, tag: str) -> Iterator[type[Part]]:
    """The model that a tag marks inside an annotation."""
    inside = typing.get_args(annotation)
    if any(isinstance(mark, Tag) and mark.tag == tag for mark in inside[1:]):
        yield from _models(inside[0])
    for inner in inside:
        yield from _tagged(inner, tag)


def fields(model: type[Part] | None) -> dict[str, Any]:
    """The annotation of each key that a model knows."""
    known = model.model_fields if model else {}
    return {field.alias or name: field.annotation for name, field in known.items()}


def _models(annotation: Any) -> Iterator[type[Part]]:
    """The models inside an annotation such as `tuple[Criterion, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)


def _missing(fault: StructureFault) -> Finding:
    if isinstance(fault.parent.value, list):  # only a pair has members of its own
        words = {"expected": text("findings.expected.pair"), "got": shown(fault.parent.plain())}
        return Finding("wrong-type", fault.parent.place, words)
    return Finding("missing-key", fault.parent.place, {"key": fault.key})


def _unknown_key(fault: StructureFault) -> Finding:
    known = list(fields(fault.model))
    words = {"key": shown(fault.key), "keys": ", ".join(known), "near": near(fault.key, known)}
    return Finding("unknown-key", fault.parent.key_place(fault.key), words)


def _unknown_word(fault: StructureFault) -> Finding:
    """Name the words that are possible, and what else may stand in place of one."""
    words = str(fault.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
    suggestion = near(str(fault.error["input"]), words)
    possible = ", ".join((*words, *map(_written, _beside(fault.annotation))))
    return fault.finding("unknown-word", got=fault.got, words=possible, near=suggestion)


def _beside(annotation: Any) -> Iterator[type[Part]]:
    """The models that may stand at a place itself, and not in a list there."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif typing.get_origin(annotation) in (types.UnionType, typing.Union, typing.Annotated):
        for inner in typing.get_args(annotation):
            yield from _beside(inner)


def _written(model: type[Part]) -> str:
    """How a model is written: its keys, and the words of those that have only some."""
    keys = (f"{key}: {_words(annotation)}" for key, annotation in fields(model).items())
    return f"{{{', '.join(keys)}}}"


def _words(annotation: Any) -> str:
    if typing.get_origin(annotation) is typing.Literal:
        return " | ".join(typing.get_args(annotation))
    return "…"


def _no_list(fault: StructureFault) -> Finding:
    """Say what list is expected: any, or one of two values."""
    members = typing.get_args(fault.annotation)
    pair = typing.get_origin(fault.annotation) is tuple and Ellipsis not in members
    return fault.wrong_type("findings.expected.pair" if pair else "findings.expected.list")


def _no_name(fault: StructureFault) -> Finding:
    """Say that a text is expected; of a role or its institution, that no fact can name it alone."""
    value, (model, key) = fault.error["input"], fault.field
    if model is rules.Holder and isinstance(value, dict) and "fact" in value:
        return fault.finding("name-by-fact", key=key)
    if type(value) is int and _takes_duration(fault):
        return fault.finding("bare-number", got=fault.got)
    return fault.wrong_type("findings.value.text")


def _takes_duration(fault: StructureFault) -> bool:
    """Whether a duration belongs there, in any of the models that may stand around it."""
    *around, key = [step for step in fault.error["loc"] if not _is_tag(step)]
    models: list[type[Part]] = [fault.root]
    for step in (one for one in around if isinstance(one, str)):
        below = (inner for model in models for inner in _models(fields(model).get(step)))
        models = list(dict.fromkeys(below)) or models
    if "when" in around:
        models += conditions.KINDS.values()
    return any(conditions.DURATION in repr(model.model_fields.get(str(key))) for model in models)


def _empty_text(fault: StructureFault) -> Finding:
    return fault.finding("empty-text", key=fault.key)


def _bad_form(fault: StructureFault) -> Finding:
    if fault.context.get("pattern") == base.SAYS:
        return _empty_text(fault)
    alike = lookalike(str(fault.error["input"]))
    if alike:
        return fault.finding("lookalike-letter", text=fault.got, character=alike[1])
    expected = FORMS.get(fault.context.get("pattern", ""), "findings.expected.value")
    meant = meant_by(fault.error["input"], expected.rpartition(".")[2])
    return fault.finding("bad-form", expected=text(expected), got=fault.got, **meant)


def _too_short(fault: StructureFault) -> Finding | None:
    members = fault.error["input"]
    if len(members) >= fault.context["min_length"]:
        return None  # the members have faults of their own, which are reported
    if fault.context["min_length"] > 1:
        return fault.wrong_type("findings.expected.pair")
    return fault.finding("empty-list", key=fault.key)


def _no_condition(fault: StructureFault) -> Finding:
    if not isinstance(fault.error["input"], dict):
        return fault.wrong_type("findings.expected.condition")
    written = next(iter(fault.error["input"]), "")
    keywords = ", ".join(conditions.KINDS)
    return fault.finding("no-condition", keywords=keywords, near=near(written, conditions.KINDS))


_EMIT: dict[str, Emit] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_word,
    "string_pattern_mismatch": _bad_form,
    "too_short": _too_short,
    "tuple_type": _no_list,
    "string_type": _no_name,
    "string_too_short": _empty_text,
    "no-text": _empty_text,
    "greater_than_equal": lambda fault: fault.finding(
        "out-of-range", got=fault.got, low=fault.context["ge"], high="…"
    ),
    "no-condition": _no_condition,
}
_WRONG_TYPES: dict[str, str] = {
    "int_type": "findings.value.int",
    "bool_type": "findings.value.bool",
    "dict_type": "findings.expected.mapping",
    "model_type": "findings.expected.mapping",
    "model_attributes_type": "findings.expected.mapping",
    "too_long": "findings.expected.pair",
    "wrong-amount": "findings.value.chf",
    "wrong-share": "findings.expected.share",
    "wrong-ratio": "findings.expected.ratio",
    "wrong-number": "findings.expected.number",
    "wrong-type": "findings.expected.value",
}
"""What is expected where the value is of another type, by the key of its text."""
