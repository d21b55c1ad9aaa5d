"""Columns added to a frame in layers: what several expressions need is computed before them."""

from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

HIDDEN = "iiz:"
"""How the names of columns begin that are only needed on the way."""


@dataclass(frozen=True, slots=True)
class Layered:
    """An expression, and how many layers have to be there before it can be evaluated."""

    expr: nw.Expr
    level: int = 0
    bare: bool = False
    """whether it is a column of the caller's as it stands"""


@dataclass
class Layers:
    """The columns that others are computed from, layer by layer."""

    layers: list[list[nw.Expr]] = field(default_factory=list)

    def keep(self, placed: Layered) -> Layered:
        """Make a column of an expression."""
        name = f"{HIDDEN}{sum(map(len, self.layers))}"
        while len(self.layers) <= placed.level:
            self.layers.append([])
        self.layers[placed.level].append(placed.expr.alias(name))
        return Layered(nw.col(name), placed.level + 1)

    def over(self, frame: Any) -> Any:
        """Add all layers to a frame."""
        for layer in self.layers:
            frame = frame.with_columns(*layer)
        return frame
