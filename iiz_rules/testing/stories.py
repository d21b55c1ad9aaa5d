"""Stories: the events of one case in their order, read from a file, and told in turn."""

from dataclasses import dataclass, replace
from datetime import date

from iiz_rules.engine.askable import checked_options
from iiz_rules.escalation.beginning import open_case
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.moves import Move
from iiz_rules.escalation.store.store import Kept
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.case import Afterwards, Story
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.policy import Policy
from iiz_rules.words.text import MAIN


@dataclass(frozen=True)
class ToldEvent:
    """One event of a story."""

    event: str
    on: date
    by: str | None
    facts: Node
    place: Place
    learned_on: date | None = None
    expect: Afterwards | None = None


@dataclass(frozen=True)
class StoryDocument:
    """A story as read."""

    file: Story
    opened: date
    until: date | None
    events: tuple[ToldEvent, ...]


def read_story(
    data: bytes, name: str, main: str = MAIN
) -> tuple[StoryDocument | None, tuple[Finding, ...]]:
    """Read a story; None with the findings where it is none.

    `main` is the language of a title that names none.
    """
    document = read_yaml(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    file, findings = bind(Story, document.root, main)
    if file is None:
        return None, tuple(findings)
    impossible: list[Finding] = []

    def day(text: str, place: Place) -> date:
        read = parse_date(text)
        if read is None:
            impossible.append(Finding("impossible-date", place, {"got": text}))
        return read or date.min

    opened = day(file.opened, file.place_of("opened"))
    until = day(file.until, file.place_of("until")) if file.until else None
    events = tuple(
        ToldEvent(
            event.event,
            day(event.on, event.place_of("date")),
            event.by,
            facts,
            event.place,
            day(event.learned_on, event.place_of("learned_on")) if event.learned_on else None,
            event.expect,
        )
        for event, facts in zip(file.events, _facts(document.root), strict=True)
    )
    if impossible:
        return None, tuple(impossible)
    return StoryDocument(file, opened, until, events), ()


def _facts(root: Node) -> list[Node]:
    """The facts of each event; an empty group if there are none."""
    listed = root.child("events")
    events: list[Node] = listed.value if listed and isinstance(listed.value, list) else []
    brought = (event.child("facts") for event in events)
    empty = Node({}, root.source)
    return [empty if facts is None or facts.value is None else facts for facts in brought]


def tell(
    policy: Policy, story: StoryDocument, store: Kept = None, engine: str | None = None
) -> Flow:
    """Replay a story. IizError, with its place in the story, where an event is refused.

    One that the story expects to be refused is left out.
    """
    flow = begin(policy, story, store, engine)
    for event in story.events:
        happen(flow, event)
    if story.until:
        flow.advance(story.until)
    return flow


def begin(
    policy: Policy, story: StoryDocument, store: Kept = None, engine: str | None = None
) -> Flow:
    """Open the case of a story."""
    policy = policy.at(story.opened)
    readings = {**policy.options, **(story.file.interpretations or {})}
    basis = replace(policy.basis, options=checked_options(policy.program, readings))
    return open_case(basis, policy.on, story.file.case, store, engine)


def happen(flow: Flow, event: ToldEvent) -> Move | None:
    """Record an event of a story; None if it is refused as expected."""
    try:
        learned_on = event.learned_on
        return flow.record(event.event, event.on, event.facts, event.by, learned_on=learned_on)
    except IizError as error:  # what has no line of its own stands where the event does
        if event.expect and event.expect.refused:
            return None
        findings = [
            finding if finding.place.line else replace(finding, place=event.place)
            for finding in error.findings
        ]
        raise type(error)(findings) from error
