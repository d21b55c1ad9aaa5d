"""A value that may depend on an interpretation → a node, or a value to look up later."""

from collections.abc import Callable
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation


def chosen_node(
    value: Any, build: Callable[[Any], conditions.Condition], at: Place
) -> conditions.Condition:
    """Build the node for a value, or a choice with the node for each option's value."""
    if not isinstance(value, Chosen):
        return build(value)
    options = tuple((option, build(one)) for option, one in value.choose.items())
    return conditions.Choice(value.interpretation, options, at=at)


def chosen_value(value: Any, build: Callable[[Any], Any] = lambda part: part) -> Any:
    """Build what the program holds for a value, or the choice between several."""
    if not isinstance(value, Chosen):
        return build(value)
    options = {option: build(part) for option, part in value.choose.items()}
    return ByInterpretation(value.interpretation, options)
