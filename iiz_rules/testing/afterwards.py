"""Comparing what a story expects of its events with what happened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from iiz_rules.case.entries import inside, whole
from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.moves import Move
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.checks.missing_language import no_language
from iiz_rules.language.model.case import Afterwards
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import plain_value
from iiz_rules.policy import Policy
from iiz_rules.testing.expectations import NOTHING, unknown_steps
from iiz_rules.testing.stories import StoryDocument, begin, happen

UNDATED = "undated"


@dataclass(frozen=True)
class ComparedMove:
    """What an event, or the last days, led to beside what was expected."""

    place: Place
    event: str
    part: str
    expected: str
    actual: str

    @property
    def holds(self) -> bool:
        """Whether it is as expected."""
        return self.expected == self.actual


def compare_story(
    policy: Policy, story: StoryDocument, told: list[Move] | None = None
) -> Iterator[ComparedMove]:
    """Tell a story and compare what it expects. IizError where an event is refused.

    What came of each event is put behind what was `told`, where that is wanted.
    """
    flow = begin(policy, story)
    for event in story.events:
        move = happen(flow, event)
        if move and told is not None:
            told.append(move)
        if event.expect:
            yield from _after(flow.program, event.event, event.expect, move)
    if story.until:
        moves = len(flow.history)
        flow.advance(story.until)
        if story.file.expect:
            yield from _after(flow.program, "", story.file.expect, _last(flow, moves))


def _last(flow: Flow, before: int) -> Move:
    """The move of the last days, which may be empty."""
    history = flow.history
    return history[before] if len(history) > before else history[-1]


def _after(
    program: Program, event: str, expected: Afterwards, move: Move | None
) -> Iterator[ComparedMove]:
    def one(part: str, wanted: str, got: str, *path: str) -> ComparedMove:
        return ComparedMove(expected.place_of(*path), event, part, wanted, got)

    if expected.refused is not None:
        yield one("refused", _said(expected.refused), _said(move is None), "refused")
    if move is None:
        return
    changes = (*move.passed, *move.fired)
    told = {who for change in changes if change.kind == "notified" for who in change.to}
    asked = {change.action or "" for change in changes if change.kind == "requested"}
    for part, named, got in (("told", expected.told, told), ("asked", expected.asked, asked)):
        if named is not None:
            yield one(part, _listed(named), _listed(got), part)
    for duty, day in (expected.owed or {}).items():
        owed = [str(one.due or UNDATED) for one in move.obligations if one.duty == duty]
        wanted = (day,) if isinstance(day, str) else day
        yield one(duty, _listed(wanted), _listed(owed), "owed", duty)
    for duty, who in (expected.bearer or {}).items():
        bearers = {str(one.bearer) for one in move.obligations if one.duty == duty}
        yield one(duty, who, _listed(bearers), "bearer", duty)
    for way, step in (expected.next or {}).items():
        yield one(way, step, move.state.position.get(way) or NOTHING, "next", way)
    for fact, wanted_value in _facts(program, expected, move):
        known = move.state.situation.facts.get(fact)
        path = ("facts", *fact.split("."))
        yield one(fact, _said(wanted_value), _said(_plain(known)), *path)
    if expected.closed is not None:
        yield one("closed", _said(expected.closed), _said(move.state.closed), "closed")


def _facts(program: Program, expected: Afterwards, move: Move) -> Iterator[tuple[str, Any]]:
    """The expected facts, as written."""
    node = expected.written.child("facts")
    if node is None:
        return
    facts = read_facts(program, node, move.on).facts
    for path in _paths(node, program):
        yield path, _plain(facts.get(path))


def _paths(node: Node, program: Program) -> Iterator[str]:
    ahead = [whole(node, node.source)]
    while ahead:
        for entry in inside(ahead.pop()) or ():
            if entry.path in program.facts:
                yield entry.path
            else:
                ahead.append(entry)


def _plain(value: Any) -> Any:
    return None if value is None else plain_value(value)


def _listed(what: Iterable[str]) -> str:
    return ", ".join(sorted(what)) or NOTHING


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _listed(map(str, value)) if isinstance(value, list) else str(value)


def story_faults(policy: Policy, story: StoryDocument) -> Iterator[Finding]:
    """Report expectations about what does not exist: they would compare nothing."""
    program = policy.program
    yield from no_language(story.file.title)
    after = [(event.expect, event.learned_on or event.on) for event in story.events]
    for expected, day in (*after, (story.file.expect, story.until or story.opened)):
        if expected is None:
            continue
        for part in ("owed", "bearer"):
            for duty in getattr(expected, part) or {}:
                if duty not in program.of_kind("duty"):
                    place, known = expected.place_of_key(duty, part), program.of_kind("duty")
                    yield unknown_name("unknown-expectation", place, known, rule=duty)
        yield from unknown_steps(program, expected)
        node = expected.written.child("facts")
        if node is not None:
            yield from read_facts(program, node, day).findings
