"""Interpretations: their defaults, and the options that conditions and values use."""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.wording import suggest
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.conditions import InterpretationCondition
from iiz_rules.language.model.edition import Edition

Reading = InterpretationCondition | Chosen[Any]


def check(edition: Edition) -> Iterator[Finding]:
    """Report defaults that are no option, and readings of options too many or too few."""
    for declared in edition.interpretations.values():
        names = [option.id for option in declared.options]
        if declared.default not in names:
            words = {"default": declared.default, "options": ", ".join(names)}
            words["near"] = suggest(declared.default, names)
            yield Finding("bad-default", declared.place_of("default"), words)
    for condition in edition.every(InterpretationCondition):
        if (condition.is_ is None) == (condition.choose is None):
            words = {"interpretation": condition.interpretation}
            yield Finding("one-reading", condition.place, words)
    read: list[Reading] = [*edition.every(InterpretationCondition), *edition.every(Chosen)]
    for reading in read:
        if reading.interpretation in edition.interpretations:
            yield from _options(edition, reading)


def _options(edition: Edition, reading: Reading) -> Iterator[Finding]:
    """Report options that the interpretation does not have, and those that a choice leaves out."""
    options = [option.id for option in edition.interpretations[reading.interpretation].options]
    read: list[tuple[str, Place]] = []
    if reading.is_:
        read.append((reading.is_, reading.place_of("is")))
    choose = reading.choose or {}
    read += [(option, reading.place_of_key(option, "choose")) for option in choose]
    for option, place in read:
        if option not in options:
            words = {"option": option, "interpretation": reading.interpretation}
            words |= {"known": ", ".join(options), "near": suggest(option, options)}
            yield Finding("unknown-option", place, words)
    for option in options if reading.choose is not None else ():
        if option not in choose:
            words = {"option": option, "interpretation": reading.interpretation}
            yield Finding("uncovered-option", reading.place_of_key("choose"), words)
