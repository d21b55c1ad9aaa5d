"""Story documents: the events of one case in their order, each with its place in the file."""

from dataclasses import dataclass
from datetime import date

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.story import Story
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml


@dataclass(frozen=True)
class ToldEvent:
    """One event as it stands in a story."""

    event: str
    on: date
    by: str | None
    facts: Node
    place: Place


@dataclass(frozen=True)
class StoryDocument:
    """A story as it was read."""

    name: str
    file: Story
    opened: date
    until: date | None
    events: tuple[ToldEvent, ...]


def read_story(data: bytes, name: str) -> tuple[StoryDocument | None, tuple[Finding, ...]]:
    """Read a story; None with the findings where it is none."""
    document = read_yaml(data, name)
    if document.root is None or document.findings:
        return None, document.findings
    file, findings = bind(Story, document.root)
    if file is None:
        return None, tuple(findings)
    impossible: list[Finding] = []

    def day(text: str, place: Place) -> date:
        found = parse_date(text)
        if found is None:
            impossible.append(Finding("impossible-date", place, {"got": text}))
        return found or date.min

    opened = day(file.opened, file.place_of("opened"))
    until = day(file.until, file.place_of("until")) if file.until else None
    events = tuple(
        ToldEvent(one.event, day(one.on, one.place_of("date")), one.by, facts, one.place)
        for one, facts in zip(file.events, _facts(document.root), strict=True)
    )
    return (None if impossible else StoryDocument(name, file, opened, until, events)), tuple(
        impossible
    )


def _facts(root: Node) -> list[Node]:
    """Give what comes with each event; an empty group where nothing does."""
    listed = root.child("events")
    events: list[Node] = listed.value if listed and isinstance(listed.value, list) else []
    found = [one.child("facts") for one in events]
    return [
        one if one is not None and one.value is not None else Node({}, root.source) for one in found
    ]
