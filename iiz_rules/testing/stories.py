"""Tells a story: its events recorded one after the other; what is refused, at its place."""

from dataclasses import replace

from iiz_rules.engine.askable import checked_options
from iiz_rules.escalation.cases import Kept, open_case
from iiz_rules.escalation.flow import Flow
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.policy import Policy
from iiz_rules.testing.story_document import StoryDocument, ToldEvent


def tell(
    policy: Policy, story: StoryDocument, store: Kept = None, engine: str | None = None
) -> Flow:
    """Replay a story. IizError, with its place in the story, where an event is refused."""
    policy = policy.at(story.opened)
    readings = {**policy.options, **(story.file.interpretations or {})}
    basis = replace(policy.basis, options=checked_options(policy.program, readings))
    flow = open_case(basis, policy.on, story.file.case, store, engine)
    for one in story.events:
        try:
            flow.record(one.event, one.on, one.facts, one.by)
        except IizError as error:
            raise type(error)([_placed(finding, one) for finding in error.findings]) from error
    if story.until:
        flow.advance(story.until)
    return flow


def _placed(finding: Finding, one: ToldEvent) -> Finding:
    """Put a finding about an event where the event stands, unless it has a line of its own."""
    return finding if finding.place.line else replace(finding, place=one.place)
