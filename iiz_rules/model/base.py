"""The base of all models: frozen, closed, strict, and each part knows where it was written."""

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from iiz_rules.diagnostics import Place, Source, Text
from iiz_rules.node import Node, Step

__all__ = [
    "CLAUSE",
    "CODE",
    "DATE",
    "ID",
    "INTERPRETATION",
    "ClauseId",
    "Clauses",
    "Code",
    "Given",
    "Id",
    "InterpretationId",
    "IsoDate",
    "Label",
    "Named",
    "Part",
]

ID = r"^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$"
CODE = r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$"
CLAUSE = r"^[A-Z]{2,3}-[0-9]+(?:\.[0-9]+)*$"
INTERPRETATION = r"^A-[A-Z]{2,3}-[0-9]{2,3}$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Id = Annotated[str, Field(pattern=ID, max_length=80)]
Code = Annotated[str, Field(pattern=CODE, max_length=80)]
ClauseId = Annotated[str, Field(pattern=CLAUSE)]
InterpretationId = Annotated[str, Field(pattern=INTERPRETATION)]
IsoDate = Annotated[str, Field(pattern=DATE)]
Clauses = Annotated[
    tuple[ClauseId, ...],
    Field(min_length=1, description="The clauses of the source that this carries out."),
]
if TYPE_CHECKING:
    from typing import Optional as Given
else:

    class Given:
        """A key that may be left out. `null` is no way to leave it out: pydantic sees the type."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Give the type itself."""
            return item


NOWHERE = Node(None, Source("<python>"))


class Part(BaseModel):
    """A mapping in a canton's file."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        use_attribute_docstrings=True,
    )
    _node: Node = PrivateAttr(default_factory=lambda: NOWHERE)

    @property
    def place(self) -> Place:
        """Where this part begins."""
        return self._node.place

    def place_of(self, *path: Step) -> Place:
        """Where the value below this part stands, by keys and positions as written."""
        return self._node.find(path).place

    def place_of_key(self, key: str, *path: Step) -> Place:
        """Where a key is written, in this part or below it; the part where it has no such key."""
        return self._node.find(path).key_place(key)

    def bind(self, node: Node) -> Self:
        """Remember where this part and everything below it was written."""
        self._node = node
        for name, field in type(self).model_fields.items():
            child = node.child(field.alias or name)
            if child is not None:
                _bind(getattr(self, name), child)
        return self


def _bind(value: Any, node: Node) -> None:
    if isinstance(value, Part):
        value.bind(node)
    elif isinstance(value, dict):
        for key, item in value.items():
            _bind(item, node.child(key) or node)
    elif isinstance(value, (list, tuple)):
        for position, item in enumerate(value):
            _bind(item, node.child(position) or node)


class Label(Part):
    """A text in the three languages; all three are needed."""

    de: Annotated[str, Field(min_length=1)]
    fr: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    @property
    def text(self) -> Text:
        """The same as a plain text."""
        return Text(self.de, self.fr, self.en)


class Named(Part):
    """Something with a name to refer to and a label to read."""

    id: Id
    label: Label
