"""In which groups a case stands: its steps, its state, what its edition tells cases apart by."""

from iiz_rules.escalation.figures.counts import NONE, OTHER, UNKNOWN, Breakdown
from iiz_rules.escalation.state import State
from iiz_rules.language.program import events
from iiz_rules.language.program.rules import ROUTE, Program
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Text

STATE = "state"
STATES = {
    "not-begun": Text("eröffnet, noch ohne Ereignis", "ouvert, sans événement", "opened, no event"),
    "open": Text("laufend", "en cours", "running"),
    "closed": Text("abgeschlossen", "clos", "closed"),
}
STATE_LABEL = Text("Stand", "État", "State")


def breakdowns(program: Program) -> list[Breakdown]:
    """Give what cases are told apart by, still empty: state, each way, then the edition's own."""
    clauses = program.statistics.clauses
    found = [Breakdown(STATE, STATE_LABEL, clauses, dict(STATES))]
    for way, steps in program.ways.items():
        if steps:
            labels: dict[str, Text | None] = {step: program.rules[step].label for step in steps}
            labels |= {NONE: None, OTHER: None}
            cited = program.way_clauses.get(way, clauses)
            label, always = program.way_labels[way], way == ROUTE
            found.append(Breakdown(way, label, cited, labels, always))
    return found + [empty(program, one) for one in program.statistics.breakdowns]


def empty(program: Program, one: events.Breakdown) -> Breakdown:
    """Give a breakdown of the edition with nothing counted."""
    labels: dict[str, Text | None] = {
        group: program.rules[rule].label for group, rule in one.groups.items()
    }
    return Breakdown(one.id, one.label, one.clauses, labels | {OTHER: None, UNKNOWN: None})


def standing(program: Program, state: State) -> dict[str, str]:
    """Name the group of a case in each breakdown."""
    found = {STATE: "closed" if state.closed else "open" if state.begun else "not-begun"}
    if not state.closed:
        found |= {way: step or NONE for way, step in state.position.items()}
        found |= {one.id: group(one, state) for one in program.statistics.breakdowns}
    return found


def group(one: events.Breakdown, state: State) -> str:
    """Name the first group that applies; it is open where one before it may apply as well."""
    for name, rule in one.groups.items():
        truth = state.verdicts[rule].truth
        if truth is not Truth.NO:
            return name if truth is Truth.YES else UNKNOWN
    return OTHER
