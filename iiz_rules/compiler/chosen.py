"""A value that may depend on an interpretation → a node, or a value to look up later."""

from collections.abc import Callable
from typing import Any

from iiz_rules import ir, tables
from iiz_rules.diagnostics import Place
from iiz_rules.model.chosen import Chosen


def chosen_node(value: Any, build: Callable[[Any], ir.Node], at: Place) -> ir.Node:
    """Build the node for a value, or a choice with the node for each option's value."""
    if not isinstance(value, Chosen):
        return build(value)
    options = tuple((option, build(one)) for option, one in value.choose.items())
    return ir.Choice(value.interpretation, options, at=at)


def chosen_value(value: Any, build: Callable[[Any], Any] = lambda one: one) -> Any:
    """Build what the program holds for a value, or the choice between several."""
    if not isinstance(value, Chosen):
        return build(value)
    options = {option: build(one) for option, one in value.choose.items()}
    return tables.Choice(value.interpretation, options)
