"""What names look like, and in which fields of a model they refer to what."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler

ID = r"^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$"
CODE = r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$"
CLAUSE = r"^[A-Z]{2,3}-[0-9]+(?:\.[0-9]+)*$"
INTERPRETATION = r"^A-[A-Z]{2,3}-[0-9]{2,3}$"
LANGUAGE = r"^[a-z]{2}$"


@dataclass(frozen=True)
class Naming:
    """Says of a field that what stands in it is the name of something declared elsewhere.

    The schema says so too, so that an editor knows which names may stand there (`NAMES`).
    """

    kind: str

    def __get_pydantic_json_schema__(
        self, core: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of the name, marked with what it names."""
        return {**handler(core), NAMES: self.kind}


NAMES = "x-names"
"""The mark in a schema; what is published has it not (`language.schemas`)."""

LanguageCode = Annotated[str, Field(pattern=LANGUAGE)]
Id = Annotated[str, Field(pattern=ID, max_length=80)]
ActorId = Annotated[Id, Naming("actor")]
ActionId = Annotated[Id, Naming("action")]
DutyId = Annotated[Id, Naming("duty")]
FactId = Annotated[Id, Naming("fact")]
StepId = Annotated[Id, Naming("step")]
ActorKey = Annotated[str, Naming("actor")]
FactKey = Annotated[str, Naming("fact")]
Missing = Annotated[Id, Naming("missing")]
"""A fact that is not known, of the canton or of one of its bodies."""
MissingKey = Annotated[str, Naming("missing")]
PayerKey = Annotated[str, Naming("payer")]
ValueKey = Annotated[str, Naming("value")]
WayKey = Annotated[str, Naming("way")]
Code = Annotated[str, Field(pattern=CODE, max_length=80)]
ClauseId = Annotated[str, Field(pattern=CLAUSE)]
Cited = Annotated[ClauseId, Naming("clause")]
InterpretationId = Annotated[str, Field(pattern=INTERPRETATION)]
Read = Annotated[InterpretationId, Naming("interpretation")]
OptionId = Annotated[Id, Naming("option")]
"""One of the options of the interpretation that stands beside or above it."""
OptionKey = Annotated[str, Naming("option")]
Readings = dict[Annotated[str, Naming("interpretation")], OptionId]
Asked = Annotated[Id, Naming("asked")]
"""A rule or a term: whatever can be asked."""
