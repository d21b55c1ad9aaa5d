"""The data form of answers, and the one way of reading it again.

Each `to_dict()` has a form: a dataclass of which the JSON Schema is made and which reads the same
data back, years later or in another process. A form that is an answer by itself says its version
under `format`; a key that is added to it later has a default, so that what was written before is
still read.
"""

import json
from collections.abc import Hashable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar, cast

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
Steps = tuple[str | int, ...]
"""the path to something inside: names of members, indices in lists"""


@dataclass(frozen=True)
class Form:
    """What every form is."""

    @classmethod
    def from_dict(cls, data: Any, name: str = "answer") -> Self:
        """Read what `to_dict()` returned; UsageError with the place of anything malformed.

        >>> told = Finding("no-date", Place(Source("on"))).to_dict("fr")
        >>> FindingData.from_dict(told).message
        "la question n'a pas de date"
        """
        form, strange = read(cls, data)
        if form is None:
            place = Place(Source(name), pointer=strange)
            raise UsageError([Finding("not-this-form", place, {"form": name_of(cls)})])
        return form

    def to_dict(self) -> dict[str, Any]:
        """The same data again, ready for JSON."""
        return asdict(self)


class LabelData(dict[str, str]):
    """A text in the product's three languages; a canton's further ones stand beside them."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        from pydantic_core import core_schema

        texts = core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema())
        return core_schema.no_info_after_validator_function(cls._whole, texts, ref=cls.__name__)

    @classmethod
    def _whole(cls, texts: dict[str, str]) -> "LabelData":
        if lacking := {"de", "fr", "en"} - texts.keys():
            raise ValueError(f"{min(lacking)} is missing")
        return cls(texts)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: object, _handler: object) -> dict[str, Any]:
        languages = ("de", "fr", "en")
        text = {"type": "string"}
        return {
            "type": "object",
            "description": cls.__doc__,
            "properties": dict.fromkeys(languages, text),
            "required": [*languages],
        }


class _Day:
    """What a text has to be that says a day; schemas call it so."""

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(_is_day, handler(source))

    def __get_pydantic_json_schema__(self, core: object, handler: Any) -> dict[str, Any]:
        return {**handler(core), "format": "date"}


def _is_day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:  # it also reads weeks
        raise ValueError(text)
    return text


DayText = Annotated[str, _Day()]
"""A day as text: 2024-03-05."""


@dataclass(frozen=True)
class FindingData(Form):
    """What is wrong, with its place; `pointer` is a JSON pointer into what was sent."""

    code: str
    severity: Literal["error", "warning"]
    file: str
    line: int | None
    column: int | None
    end_column: int | None
    pointer: str | None
    message: str
    help: str | None


@dataclass(frozen=True)
class ProblemData(Form):
    """An error as the body of an answer of HTTP (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    retryable: bool
    errors: list[FindingData]


def name_of(form: type) -> str:
    """The name of a form in messages.

    >>> name_of(FindingData)
    'finding'
    """
    return form.__name__.removesuffix("Data").lower()


def read(form: type[T], data: Any) -> tuple[T | None, str]:
    """The data in this form, or a pointer to the first malformed part."""
    from pydantic import ValidationError

    try:
        text = json.dumps(data, allow_nan=False)
        reader = _reader(cast(Hashable, form))
        known = reader.validate_json(text, strict=True)
    except ValidationError as error:
        return None, pointer(_as_far(data, error.errors()[0]["loc"]))
    except (TypeError, ValueError, RecursionError):
        return None, ""
    strange = next(_unknown(data, reader.dump_python(known), ()), None)
    return (cast(T, known), "") if strange is None else (None, pointer(strange))


@cache
def _reader(form: Hashable) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(cast(type[Any], form))


def pointer(steps: Steps) -> str:
    """A JSON pointer.

    >>> pointer(("facts", "a/b", 0))
    '/facts/a~1b/0'
    """
    return "".join(f"/{str(one).replace('~', '~0').replace('/', '~1')}" for one in steps)


def _as_far(data: Any, steps: Steps) -> Steps:
    """The path pydantic complains about, as far as it exists in the data."""
    for count, step in enumerate(steps):
        inside = isinstance(data, dict) and step in data
        if not inside and not (isinstance(data, list) and isinstance(step, int)):
            return steps[:count]
        data = data[cast(Any, step)]
    return steps


def _unknown(data: Any, known: Any, steps: Steps) -> Iterator[Steps]:
    """The paths of members that a form does not know."""
    pairs: list[tuple[str | int, Any, Any]] = []
    if isinstance(data, dict):
        yield from ((*steps, name) for name in data if name not in known)
        pairs = [(name, data[name], known[name]) for name in data if name in known]
    elif isinstance(data, list):
        pairs = [(place, *both) for place, both in enumerate(zip(data, known, strict=True))]
    for step, inner, as_known in pairs:
        yield from _unknown(inner, as_known, (*steps, step))
