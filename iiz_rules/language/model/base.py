"""The base of all models: frozen, closed, strict, and each part knows where it was written."""

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
)
from pydantic_core import PydanticCustomError, core_schema

from iiz_rules.findings.finding import Place, Source
from iiz_rules.language.model.names import Cited, Id, Naming
from iiz_rules.language.text.node import Node, Step
from iiz_rules.words.say import text
from iiz_rules.words.text import LANGUAGES, MAIN, Text

DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
IsoDate = Annotated[str, Field(pattern=DATE)]
Clauses = Annotated[
    tuple[Cited, ...],
    Field(min_length=1, description="The clauses of the source that this carries out."),
]
SAYS = r"\S"
"""What a text has to have: spaces alone say nothing."""
Words = Annotated[str, Field(min_length=1, pattern=SAYS)]
Item = TypeVar("Item")
if TYPE_CHECKING:
    Given: TypeAlias = "Item | None"
else:

    class Given:
        """A key that may be left out. `null` is no way to leave it out: pydantic sees the type."""

        def __class_getitem__(cls, item: Any) -> Any:
            """The type itself."""
            return item


def apart(*forms: str, other: str, **keys: str) -> Discriminator:
    """Tell the kinds of a value apart by a key that it has, or by its form; else it is `other`.

    The forms are `<word>`, `<list>` and `<mapping>`. Tags never show: they only choose the branch.
    """

    def tag(value: Any) -> str:
        has = value.__contains__ if isinstance(value, dict) else partial(hasattr, value)
        form = next((name for kind, name in _FORMS if isinstance(value, kind)), "")
        form_name = next((name for key, name in keys.items() if has(key)), form)
        return form_name if form_name in (*keys.values(), *forms) else other

    return Discriminator(tag)


NOWHERE = Node(None, Source("<python>"))


class Part(BaseModel):
    """A mapping in a canton's file."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
    )
    # A slot and no private attribute of pydantic's: reading a policy fills it in a thousand times.
    __slots__ = ("_node",)

    @property
    def written(self) -> Node:
        """The node that this part was made of."""
        return getattr(self, "_node", NOWHERE)

    @property
    def place(self) -> Place:
        """Where this part begins."""
        return self.written.place

    def place_of(self, *path: Step) -> Place:
        """Where the value below this part stands, by keys and positions as written."""
        return self.written.find(path).place

    def place_of_key(self, key: str, *path: Step) -> Place:
        """Where a key is written, in this part or below it; the part where it has no such key."""
        return self.written.find(path).key_place(key)

    def bind(self, node: Node) -> Self:
        """Remember where this part and everything below it was written."""
        object.__setattr__(self, "_node", node)
        written = node.value
        if isinstance(written, dict):
            for name, key in _names(type(self)):
                child = written.get(key)
                part = getattr(self, name)
                if child is not None and (
                    isinstance(part, Part) or isinstance(child.value, (dict, list))
                ):
                    _bind(part, child)
        return self


_FORMS = ((str, "<word>"), ((list, tuple), "<list>"), ((dict, Part), "<mapping>"))
Made = TypeVar("Made", bound=Part)


def made_at(made: Made, where: Part, *path: Step) -> Made:
    """A part that the language makes itself the place of the one it was made from."""
    object.__setattr__(made, "_node", where.written.find(path))
    return made


@cache
def named(part: type[Part]) -> tuple[tuple[str, str, str], ...]:
    """The fields of a model in which something is named: each with its key and what it names."""
    fields, keys = part.model_fields, dict(_names(part))
    kinds = {name: _kind((field.annotation, *field.metadata)) for name, field in fields.items()}
    return tuple((name, keys[name], kind) for name, kind in kinds.items() if kind)


def _kind(annotation: Any) -> str:
    """What is named by values of a type, wherever in it the name stands."""
    if isinstance(annotation, Naming):
        return annotation.kind
    inner = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return next(filter(None, map(_kind, inner)), "")


def walk(value: Any) -> Iterator[Part]:
    """Every part in a value, the outer before what is inside it."""
    if isinstance(value, Part):
        yield value
        value = [getattr(value, name) for name, _ in _names(type(value))]
    elif isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, tuple):
        return
    for inner in value:
        if isinstance(inner, (Part, tuple, dict)):  # most are plain values
            yield from walk(inner)


@cache
def _names(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, and the key of each in the file."""
    return tuple((name, field.alias or name) for name, field in part.model_fields.items())


def _bind(value: Any, node: Node) -> None:
    """Bind the parts in a value; only mappings and lists hold any."""
    if isinstance(value, Part):
        value.bind(node)
    elif isinstance(value, dict) and isinstance(node.value, dict):
        for key, item in value.items():
            _bind(item, node.value.get(key, node))
    elif isinstance(value, tuple) and isinstance(node.value, list):
        for item, child in zip(value, node.value, strict=True):
            if isinstance(child.value, (dict, list)):
                _bind(item, child)


class Label(Part):
    """A text: in the canton's main language, or in each language by its code, as `{de: …, fr: …}`.

    What is left out here may stand in `texts.fr.yaml`, `texts.it.yaml` … beside the files.
    """

    model_config = ConfigDict(extra="allow")
    __slots__ = ("_main",)
    __pydantic_extra__: dict[str, Words] = Field(init=False)
    de: Given[Words] = None
    fr: Given[Words] = None
    en: Given[Words] = None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def of_main(text: str, info: core_schema.ValidationInfo) -> "Label":
            written: Any = {(info.context or {}).get("main", MAIN): text}
            return remember(cls.model_construct(**written), info)

        def remember(label: "Label", info: core_schema.ValidationInfo) -> "Label":
            if not label.model_fields_set and not label.model_extra:
                raise PydanticCustomError("no-text", "no text in any language")
            main = (info.context or {}).get("main", MAIN)
            if main != MAIN:
                object.__setattr__(label, "_main", main)
            return label

        text = core_schema.str_schema(strict=True, min_length=1, pattern=SAYS)
        alone = core_schema.with_info_after_validator_function(of_main, text)
        several = core_schema.with_info_after_validator_function(remember, handler(source))
        forms: dict[Any, Any] = {"<text>": alone, "<languages>": several}
        return core_schema.tagged_union_schema(
            forms, lambda given: "<text>" if isinstance(given, str) else "<languages>"
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: Any) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1, "pattern": SAYS}
        languages = {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, text),
            "additionalProperties": text,
            "minProperties": 1,
        }
        return {"description": cls.__doc__, "anyOf": [text, languages]}

    @property
    def main(self) -> str:
        """The language of texts that name none, where it was written."""
        try:  # `getattr` with a default would ask pydantic, for every text of an edition
            main: str = object.__getattribute__(self, "_main")
        except AttributeError:
            return MAIN
        return main

    @property
    def texts(self) -> dict[str, str]:
        """The text in each language in which it is written: the canton's main one, then our own.

        The first is what a reader gets in whose language there is none.
        """
        own: dict[str, str | None] = {name: getattr(self, name) for name in LANGUAGES}
        written = own | (self.model_extra or {})
        main = self.main
        order = written if main == MAIN or main not in written else {main: written[main]} | written
        return {language: text for language, text in order.items() if text is not None}

    def add(self, language: str, text: str) -> None:
        """Add a translation that stands elsewhere, while the edition is being read."""
        if language in LANGUAGES:
            object.__setattr__(self, language, text)
        elif self.model_extra is not None:
            self.model_extra[language] = text

    def respeak(self, taken: str, language: str) -> None:
        """Take the text, taken for one of another language, for what it is."""
        text = self.texts[taken]
        if taken in LANGUAGES:
            object.__setattr__(self, taken, None)
        elif self.model_extra is not None:
            del self.model_extra[taken]
        self.add(language, text)

    @property
    def text(self) -> Text:
        """The same as a plain text."""
        return Text.of(self.texts)


UNWRITTEN = Label.model_construct()
"""The text of what may be left out, until it is known what follows."""


def label_of(key: str) -> Label:
    """A text of the language's own, by its key, as a canton would have written it."""
    ours = text(key)
    return Label(de=ours.de, fr=ours.fr, en=ours.en)


class Named(Part):
    """Something with a name to refer to and a label to read."""

    id: Id
    label: Label
