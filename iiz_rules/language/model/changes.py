"""changes/*.yaml: what a change of a canton is meant to change, as `iiz gate` compares it.

::

    says: Wer in Schwyz wohnt, gehört neu dazu
    from: 2026-11-01
    decision: Beschluss der Trägerschaft vom 14.09.2026
    effects:
      - {rules: [eligibility, step-1], direction: more}
"""

from typing import Annotated, Literal

from pydantic import Field

from iiz_rules.language.model.base import Given, IsoDate, Label, Part
from iiz_rules.language.model.names import Cited, Id, Naming

Direction = Literal["more", "less", "otherwise", "new", "dropped"]


class DeclaredEffect(Part):
    """Rules that are meant to answer otherwise, all in one direction."""

    rules: Annotated[tuple[Annotated[Id, Naming("effect")], ...], Field(min_length=1)]
    """the rules or ways, events, claims, facts, actors, catalogues as well; `statistics`,
    `retention`, `initially`, `measure` and `validity` for what is declared of these"""
    direction: Direction
    """more: a no becomes open or yes, or a payer pays more; less: the contrary; otherwise: somebody
    else acts, another step is next, another date or other bearers, an event brings something else;
    new or dropped: it is"""


class ChangeFile(Part):
    """A file of changes/: what a change is meant to change, from when, and on which ground."""

    says: Label
    """what changes, in a sentence"""
    from_: IsoDate = Field(alias="from")
    """the day from which it is to be so"""
    announced: bool = False
    """whether it is only announced, and the rules still are as before"""
    clauses: tuple[Cited, ...] = ()
    """the clauses that say so"""
    decision: Given[Annotated[str, Field(min_length=1, max_length=400)]] = None
    """the decision that says so, where no clause does"""
    effects: Annotated[tuple[DeclaredEffect, ...], Field(min_length=1)]
    """what is meant to change"""
