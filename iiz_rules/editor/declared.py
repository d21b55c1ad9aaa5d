"""A name where it stands, and what it means: where that is declared, and of what it is made."""

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
    """what it is inside of, where it goes by its name only there: a list, an interpretation"""
    form: str = "{}"
    """how the name is made of the one that stands there"""
    kinds: tuple[str, ...] = ()
    """of a name that the language makes, as what it may be named"""
    parts: tuple["Declaration", ...] = ()
    """of a name that the language makes, all that it is made of"""
    word: str = ""
    """the text of what the language adds to them (`words/rules.yaml`)"""

    @property
    def model(self) -> str:
        """What it is."""
        return self.spot.declares

    @property
    def name(self) -> str:
        """The name."""
        return self.form.format(self.spot.name)

    @property
    def part(self) -> Node:
        """All that is said of it."""
        return self.spot.around.node

    def is_meant(self, kind: str) -> bool:
        """Whether a name of a kind can mean it."""
        return kind in self.kinds if self.kinds else self.model in DECLARED.get(kind, ())

    @property
    def base(self) -> "Declaration":
        """What is declared at its place, where it is made of that."""
        return Declaration(self.file, self.spot, within(self.spot)) if self.kinds else self

    @property
    def renamable(self) -> bool:
        """Whether it may be called otherwise: a rule of a file is called as that."""
        return self.model not in ("RuleFile", "") and "{}" in self.form

    def own_name(self, made: str) -> str | None:
        """The name that stands there where the whole is called so; None where it cannot be."""
        before, _, behind = self.form.partition("{}")
        fits = made.startswith(before) and made.endswith(behind)
        own = made[len(before) : len(made) - len(behind)] if fits else ""
        return own if own and self.form.format(own) == made else None


def within(spot: Spot) -> str:
    """What the thing that is declared at a spot is inside of, where that matters."""
    models = INSIDE.get(spot.declares, ())
    return next((one.name for one in reversed(spot.path) if one.model in models), "")
