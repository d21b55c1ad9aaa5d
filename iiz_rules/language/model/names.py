"""What names look like, and in which fields of a model they refer to what."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

ID = r"^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$"
CODE = r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$"
CLAUSE = r"^[A-Z]{2,3}-[0-9]+(?:\.[0-9]+)*$"
INTERPRETATION = r"^A-[A-Z]{2,3}-[0-9]{2,3}$"
LANGUAGE = r"^[a-z]{2}$"


@dataclass(frozen=True)
class Naming:
    """Says of a field that what stands in it is the name of something declared elsewhere."""

    kind: str


LanguageCode = Annotated[str, Field(pattern=LANGUAGE)]
Id = Annotated[str, Field(pattern=ID, max_length=80)]
ActorId = Annotated[Id, Naming("actor")]
ActionId = Annotated[Id, Naming("action")]
DutyId = Annotated[Id, Naming("duty")]
FactId = Annotated[Id, Naming("fact")]
StepId = Annotated[Id, Naming("step")]
ActorKey = Annotated[str, Naming("actor")]
FactKey = Annotated[str, Naming("fact")]
Code = Annotated[str, Field(pattern=CODE, max_length=80)]
ClauseId = Annotated[str, Field(pattern=CLAUSE)]
Cited = Annotated[ClauseId, Naming("clause")]
InterpretationId = Annotated[str, Field(pattern=INTERPRETATION)]
Read = Annotated[InterpretationId, Naming("interpretation")]
