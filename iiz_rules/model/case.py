"""cases/*.yaml: a case, and what the canton expects the answer to be."""

from typing import Annotated, Any, Literal

from pydantic import Field

from iiz_rules.model.base import Clauses, Id, InterpretationId, IsoDate, Part
from iiz_rules.model.conditions import UNSET

VerdictWord = Literal["yes", "no", "open"]


class Expectation(Part):
    """What a rule must answer for this case; everything left out is not compared."""

    verdict: VerdictWord
    """"yes", "no" or open; the first two in quotes, since YAML can read them in two ways"""
    criteria: dict[str, VerdictWord] = UNSET
    """the verdict of single criteria"""
    missing: tuple[Id, ...] = UNSET
    """the facts still to be asked for, the most telling one first"""
    pending: tuple[Id, ...] = UNSET
    """the judgements still to be given"""
    decisive: tuple[InterpretationId, ...] = UNSET
    """the interpretations under which another option would change the verdict"""


class CaseFile(Part):
    """A case document: facts, a date, and the answers expected."""

    title: Annotated[str, Field(min_length=1)]
    on: IsoDate = UNSET
    """the date of the question"""
    clauses: Clauses = UNSET
    """the clauses that this case is an example of"""
    interpretations: dict[str, Id] = UNSET
    """readings that differ from the edition's defaults, by interpretation"""
    facts: Any
    """what is known, nested or with dotted keys; null or left out means not known"""
    expect: dict[str, Expectation] = UNSET
    """the answers expected, by rule: eligibility, or the id of a step, duty or delegation"""
