"""cases/*.yaml: a case, and what the canton expects the answer to be."""

from typing import Annotated, Any, Literal

from pydantic import Field

from iiz_rules.model.base import Clauses, Given, Id, InterpretationId, IsoDate, Part

VerdictWord = Literal["yes", "no", "open"]


class Expectation(Part):
    """What a rule must answer for this case; everything left out is not compared."""

    verdict: VerdictWord
    """"yes", "no" or open; the first two in quotes, since YAML can read them in two ways"""
    criteria: Given[dict[str, VerdictWord]] = None
    """the verdict of single criteria"""
    missing: Given[tuple[Id, ...]] = None
    """the facts still to be asked for, the most telling one first"""
    pending: Given[tuple[Id, ...]] = None
    """the judgements still to be given"""
    decisive: Given[tuple[InterpretationId, ...]] = None
    """the interpretations under which another option would change the verdict"""


class CaseFile(Part):
    """A case document: facts, a date, and the answers expected."""

    title: Annotated[str, Field(min_length=1)]
    date: Given[IsoDate] = None
    """the date of the question"""
    clauses: Given[Clauses] = None
    """the clauses that this case is an example of"""
    interpretations: Given[dict[str, Id]] = None
    """readings that differ from the edition's defaults, by interpretation"""
    facts: Any
    """what is known, nested or with dotted keys; null or left out means not known"""
    expect: Given[dict[str, Expectation]] = None
    """the answers expected, by rule: eligibility, or the id of a step, duty or delegation"""
