"""In which groups a case stands: its steps, its state, what its edition tells cases apart by.

And what these groups rest on: the readings chosen, and where the sources are silent.
"""

from collections.abc import Mapping
from dataclasses import replace

from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.escalation.figures.counts import NONE, OTHER, UNKNOWN, CountedBreakdown
from iiz_rules.escalation.state import State
from iiz_rules.language.program import conditions, events
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import GROUP, ROUTE, Program
from iiz_rules.language.truth import Truth
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

STATE = "state"
STATES = ("not-begun", "open", "closed")


def breakdowns(program: Program, nothing_known: Situation | None = None) -> list[CountedBreakdown]:
    """What cases are told apart by, still empty: state, each way, then the edition's own.

    With `nothing_known` of a case, those are not always told of which no group could apply.
    """
    clauses = program.statistics.clauses
    states: dict[str, Text | None] = {one: text(f"statistics.state.{one}") for one in STATES}
    counted = [CountedBreakdown(STATE, text("statistics.state"), clauses, states)]
    for way, steps in program.ways.items():
        if steps:
            labels: dict[str, Text | None] = {step: program.rules[step].label for step in steps}
            labels |= {NONE: None, OTHER: None}
            cited = program.way_clauses.get(way, clauses)
            label, always = program.way_labels[way], way == ROUTE
            counted.append(CountedBreakdown(way, label, cited, labels, always))
    for declared in program.statistics.breakdowns:
        always = nothing_known is None or _tells_apart(program, declared, nothing_known)
        counted.append(replace(empty(program, declared), always=always))
    return counted


def _tells_apart(program: Program, breakdown: events.Breakdown, nothing_known: Situation) -> bool:
    """Whether a case could be in any of the groups, as the edition is read."""
    groups = answers(program, breakdown.groups.values(), nothing_known)
    return any(group.verdict is not Truth.NO for group in groups)


def empty(program: Program, breakdown: events.Breakdown) -> CountedBreakdown:
    """A breakdown of the edition with nothing counted."""
    labels: dict[str, Text | None] = {
        group: program.rules[rule].label for group, rule in breakdown.groups.items()
    }
    labels |= {OTHER: None, UNKNOWN: None}
    return CountedBreakdown(breakdown.id, breakdown.label, breakdown.clauses, labels)


def standing(program: Program, state: State) -> dict[str, str]:
    """Name the group of a case in each breakdown."""
    if state.closed:
        return {STATE: "closed"}
    ways = {way: step or NONE for way, step in state.position.items()}
    groups = {asked.id: group(asked, state) for asked in program.statistics.breakdowns}
    return {STATE: "open" if state.begun else "not-begun", **ways, **groups}


def group(breakdown: events.Breakdown, state: State) -> str:
    """Name the first group that applies; it is open where one before it may apply as well."""
    for name, rule in breakdown.groups.items():
        truth = state.verdicts[rule]
        if truth is not Truth.NO:
            return name if truth is Truth.YES else UNKNOWN
    return OTHER


def rests(program: Program, options: Mapping[str, str]) -> tuple[dict[str, str], tuple[Text, ...]]:
    """The interpretations that the groups read with the options in force, and the silences."""
    readings: dict[str, str] = {}
    silent: dict[Text, None] = {}
    smallest = program.statistics.smallest
    if isinstance(smallest, ByInterpretation):
        name = smallest.interpretation
        readings[name] = program.interpretations[name].in_force(options)
    ahead = [program.rules[group].node for group in reversed(program.of_kind(GROUP))]
    while ahead:
        match node := ahead.pop():
            case conditions.Choice(interpretation=name, options=choices):
                readings[name] = program.interpretations[name].in_force(options)
                ahead.append(dict(choices)[readings[name]])
            case conditions.Reference(name=name):
                ahead.append(program.definitions[name].node)
            case conditions.Silent(hint=hint):
                silent[hint] = None
            case _:
                ahead += reversed(conditions.parts(node))
    return readings, tuple(silent)
