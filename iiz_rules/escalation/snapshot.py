"""A case as it was after its last record, so that whoever takes it up need not replay it.

The last record holds the hash of its snapshot, so that one that was changed is as good as none. It
says how rules came out, not why: a decision is made again when somebody looks at it, of the day on
which its rule was last asked; what the rule reads has been the same since.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from iiz_rules.escalation.state import Decisions, Owed, State
from iiz_rules.escalation.store.records import plain_facts
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Problem, Value, read_value

FORM = 1
"""Of what is written."""
DECIDING = ("case", "engine", "escalation", "language")
"""the packages whose code determines the outcome of a case"""


@dataclass(frozen=True, slots=True)
class CaseSnapshot:
    """A snapshot as read, and what is known of the history without reading it."""

    opened: date
    start: int
    """the number of the first record that was learned on the day of the last one"""
    readings: Mapping[str, str]
    plain: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<CaseSnapshot of {self.plain['on']}>"


@cache
def made_by() -> str:
    """What made a snapshot: its form, and a digest of the deciding code.

    What other code has worked out is worked out again. The same code on two machines is the same.
    """
    code, room = hashlib.blake2b(digest_size=16), Path(__file__).parents[1]
    for name in DECIDING:
        for file in sorted((room / name).rglob("*.py")):
            code.update(file.relative_to(room).as_posix().encode() + file.read_bytes())
    return f"{FORM}/{code.hexdigest()}"


def hash_of(text: str) -> str:
    """The hash of a snapshot that a record holds."""
    return hashlib.sha256(text.encode()).hexdigest()


def written(timeline: Timeline, state: State, opened: date, start: int) -> str:
    """Write a snapshot; equal ones give equal bytes."""
    owed = [
        [
            obligation.duty,
            obligation.since,
            obligation.bearer,
            obligation.of,
            obligation.due,
            obligation.counted,
        ]
        for obligation in state.all_owed
    ]
    plain = {
        "form": made_by(),
        "opened": opened,
        "start": start,
        "readings": dict(timeline.options),
        "on": state.on,
        "begun": state.begun,
        "closed": state.closed,
        "facts": plain_facts(state.facts),
        "verdicts": {rule: str(verdict) for rule, verdict in state.verdicts.items()},
        "asked": state.decisions.days,
        "owed": sorted(owed, key=lambda one: (one[0], one[4] or date.max)),
        "position": dict(state.position),
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def read(text: str) -> CaseSnapshot | None:
    """Read a snapshot; None if it is of another form, or not one."""
    try:
        plain = json.loads(text)
        if plain["form"] != made_by():
            return None
        opened, start = date.fromisoformat(plain["opened"]), int(plain["start"])
        return CaseSnapshot(opened, start, plain["readings"], plain)
    except (KeyError, TypeError, ValueError):
        return None


def resumed(timeline: Timeline, snapshot: CaseSnapshot) -> State:
    """The state of the case as of the snapshot."""
    plain, program = snapshot.plain, timeline.program
    on, facts = date.fromisoformat(plain["on"]), dict[str, Value]()
    for fact, raw in plain["facts"].items():
        value = read_value(raw, program.facts[fact].domain)
        assert not isinstance(value, Problem)  # its hash says that it is what this version wrote
        facts[fact] = value
    owed: dict[str, tuple[Owed, ...]] = {}
    for duty, since, bearer, of, due, counted in plain["owed"]:
        owing = Owed(duty, date.fromisoformat(since), bearer, of, _day(due), _day(counted))
        owed[duty] = (*owed.get(duty, ()), owing)
    days = {rule: date.fromisoformat(day) for rule, day in plain["asked"].items()}
    return State(
        on,
        facts,
        timeline.situation(facts, on),
        {rule: Truth(verdict) for rule, verdict in plain["verdicts"].items()},
        Decisions(days, lambda rule, day: timeline.evaluated(rule, facts, day)),
        owed,
        plain["position"],
        plain["begun"],
        plain["closed"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
