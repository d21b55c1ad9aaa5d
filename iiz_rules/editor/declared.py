"""A name at its place, and what it means: its declaration, and what it is made of."""

from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.spots import DECLARED, INSIDE, Spot
from iiz_rules.language.text.node import Node


@dataclass(frozen=True)
class PlacedName:
    """A key or value, and the file it is in."""

    file: TextFile
    spot: Spot


@dataclass(frozen=True)
class Declaration:
    """What a name means, where it is declared."""

    file: TextFile
    spot: Spot
    owner: str
    """what contains it, if its name is valid only there: a list, an interpretation"""
    form: str = "{}"
    """a pattern that makes the whole name from the one at the place"""
    kinds: tuple[str, ...] = ()
    """for a name made by the language, the kinds it may be named as"""
    parts: tuple["Declaration", ...] = ()
    """for a name made by the language, everything it is made of"""
    word: str = ""
    """the key of the text that the language adds to them (`words/rules.yaml`)"""

    @property
    def model(self) -> str:
        """The model of what is declared."""
        return self.spot.declares

    @property
    def name(self) -> str:
        """The name."""
        return self.form.format(self.spot.name)

    @property
    def part(self) -> Node:
        """The whole mapping that declares it."""
        return self.spot.around.node

    def is_meant(self, kind: str) -> bool:
        """Whether a name of this kind can refer to it."""
        return kind in self.kinds if self.kinds else self.model in DECLARED.get(kind, ())

    @property
    def base(self) -> "Declaration":
        """The declaration at its place that it is made from."""
        return Declaration(self.file, self.spot, within(self.spot)) if self.kinds else self

    @property
    def renamable(self) -> bool:
        """Whether it may be renamed: a rule that is a file of its own is named after it."""
        return self.model not in ("RuleFile", "") and "{}" in self.form

    def own_name(self, whole: str) -> str | None:
        """The part of a whole name that stands at the place; None if it does not fit."""
        before, _, behind = self.form.partition("{}")
        fits = whole.startswith(before) and whole.endswith(behind)
        own = whole[len(before) : len(whole) - len(behind)] if fits else ""
        return own if own and self.form.format(own) == whole else None


def within(spot: Spot) -> str:
    """What contains the declaration at a spot, where that matters."""
    models = INSIDE.get(spot.declares, ())
    return next((one.name for one in reversed(spot.path) if one.model in models), "")
