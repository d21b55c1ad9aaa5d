"""The case of an edition as a pydantic model: its groups as models, its facts as documented fields.

Values are read as those of every case are: nothing is coerced, what cannot be right is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError, core_schema

from iiz_rules.case import schema as shapes
from iiz_rules.case.entries import CaseEntry
from iiz_rules.case.history import is_history, read_history
from iiz_rules.findings.finding import Finding, Source
from iiz_rules.findings.registry import message, one_line, remedy
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Between, Problem, read_value

Histories = list[dict[str, Any]]
TYPES: dict[str, Any] = {
    "bool": bool,
    "judgement": bool,
    "int": int,
    "chf": Decimal | dict[str, Any],
    "date": date,
    "text": str,
    "ahv": str,
    "commune": int,
}
TAKEN = frozenset(dir(BaseModel))


class FactGroup(BaseModel):
    """Facts that belong together. Immutable; a fact left out is not known."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        serialize_by_alias=True,
        protected_namespaces=(),
    )

    _home: ClassVar[tuple[Program, str]]
    """the program whose facts it holds, and the group that it is"""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as what was given: the class is made of a program, and no module has it."""
        known = {name: value for name, value in self if value is not None}
        return _again, (*self._home, known)

    if TYPE_CHECKING:  # the fields are those of a canton, which no type checker knows

        def __init__(self, **facts: Any) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

    def __iter__(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
        """What is known by the names of the facts, which need not be names in Python."""
        for name, field in type(self).model_fields.items():
            yield field.alias or name, getattr(self, name)

    @classmethod
    @cache
    def _iiz_names(cls) -> dict[str, str]:
        return {name: field.alias or name for name, field in cls.model_fields.items()}

    def _iiz_plain(self) -> dict[str, Any]:
        """What is known as a mapping that the engine reads at once; its values were read before."""
        names = self._iiz_names()
        return {
            names[name]: value._iiz_plain()
            if isinstance(value, FactGroup)
            else [*value]
            if type(value) is frozenset
            else value
            for name, value in self.__dict__.items()
            if value is not None
        }


class HushedGroup(FactGroup):
    """Facts of which some are sensitive: errors do not repeat what was given."""

    model_config = ConfigDict(hide_input_in_errors=True)


def case_model(program: Program) -> type[FactGroup]:
    """Make the model of a whole case: `person.age` becomes the field `age` of the field `person`.

    A fact that is no name in Python (`a-b`, `class`) is the field `a_b`, `class_`, and goes by
    either name.
    """
    key = (program.canton, program.edition, program.digest)
    made = _MADE.get(key)
    if made is None or made._home[0].facts != program.facts:
        doc = f"{program.label.en}, edition {program.edition}: a case."
        _MADE[key] = made = _group(program, "", doc)
    return made


_MADE: dict[tuple[str, str, str], type[FactGroup]] = {}
"""The model of each edition: one, so that what is unpickled equals what was pickled."""


def _again(program: Program, group: str, known: dict[str, Any]) -> FactGroup:
    """What was pickled, as the model of the same edition has it."""
    model: Any = case_model(program)
    for own in filter(None, group.split(".")):
        field = next(one for one in model.model_fields.values() if one.alias == own)
        model = field.annotation.__args__[0]
    again: FactGroup = model.model_validate(known)
    return again


def _group(program: Program, group: str, doc: str) -> type[FactGroup]:
    fields: dict[str, Any] = {}
    for name in sorted(program.groups):
        outer, _, own = name.rpartition(".")
        if outer == group:
            inner = _group(program, name, f"What is known of `{name}`.")
            if inner.model_fields:  # nobody gives what is counted from the members of a body
                fields[_name(own, fields)] = inner | None, Field(default=None, alias=own)
    for fact in program.facts.values():
        outer, _, own = fact.id.rpartition(".")
        if fact.given and outer == group:
            field = Field(default=None, alias=own, **shapes.texts(fact))
            known = _known(fact) | Histories | None
            fields[_name(own, fields)] = Annotated[known, FactReader(program, fact)], field
    whole = _plain(f"{program.canton}_case_{group}")  # two cantons may stand in one OpenAPI
    title = "".join(part.title() for part in whole.split("_"))
    hushed = any(fact.domain.sensitive for fact in program.facts.values())
    base = HushedGroup if hushed else FactGroup
    model: type[FactGroup] = create_model(title, __base__=base, __doc__=doc, **fields)
    model._home = (program, group)
    return model


def _name(own: str, fields: dict[str, Any]) -> str:
    """A field's name: the fact's where that can be one, and nothing that a model has."""
    name = _plain(own)
    while name in fields or name in TAKEN or iskeyword(name):
        name += "_"
    return name


def _plain(name: str) -> str:
    return name.replace("-", "_").replace(".", "_")


@dataclass(frozen=True)
class FactReader:
    """Reads the values of a fact, and its dated histories, as every case is read."""

    program: Program
    fact: Fact

    def __get_pydantic_core_schema__(self, *_: Any) -> core_schema.CoreSchema:
        """Leave all to `read`."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, *_: Any) -> shapes.Schema:
        """Describe what `read` takes."""
        value = shapes.value(self.fact)
        entry = shapes.entry(value, {"type": ["string", "null"]})
        return {"anyOf": [value, {"type": "array", "items": entry, "minItems": 1}]}

    def read(self, raw: Any) -> Any:
        """The value, a history or bounds as they are; errors are as pydantic collects them."""
        if raw is None:
            return None
        path = self.fact.id
        entry = CaseEntry(path, path, raw, Source("case"), 1)
        if is_history(self.program, entry):
            _, findings = read_history(self.program, entry)
            if findings:
                raise _error(findings[0].code, "; ".join(one_line(one, "en") for one in findings))
            return raw
        value = read_value(raw, self.fact.domain)
        if isinstance(value, Problem):
            finding = Finding(value.code, entry.place, value.words)
            raise _error(value.code, f"{message(finding, 'en')} ({remedy(finding, 'en')})")
        return raw if isinstance(value, Between) else value


def _error(code: str, text: str) -> PydanticCustomError:
    """Say what is wrong as pydantic does, which knows the place; the type is our code."""
    return PydanticCustomError(code, "{text}", {"text": text})


def _known(fact: Fact) -> Any:
    if fact.domain.day:
        return bool | date
    codes = tuple(fact.codes)
    if fact.domain.type == "codes":
        return frozenset[Literal[codes]]  # type: ignore[valid-type]
    return Literal[codes] if fact.domain.type == "code" else TYPES[fact.domain.type]
