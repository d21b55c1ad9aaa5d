"""`iiz flow`: replay the story of a case and print what happened, what is owed, and why."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.api import load
from iiz_rules.cli.asking import chosen
from iiz_rules.cli.options import Choice, Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.text.files import read_file
from iiz_rules.render.flow.data import flow_json
from iiz_rules.render.flow.text import flow_text
from iiz_rules.testing.stories import tell
from iiz_rules.testing.story_document import StoryDocument, read_story


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    day = screen.say("day.metavar")
    return Command(
        "flow",
        screen.language,
        params=[
            click.Argument(["story"], metavar=screen.say("flow.story")),
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--until", help="flow.until", metavar=day, type=Day()),
            option(
                "--interpretation",
                "readings",
                help="assess.interpretation",
                multiple=True,
                metavar="ID=OPTION",
            ),
            option("--store", help="flow.store", metavar=screen.say("store.metavar")),
            option("--engine", help="flow.engine", type=Choice(ENGINES)),
            option(
                "--format",
                "kind",
                help="assess.format",
                type=Choice(["text", "json"]),
                default="text",
            ),
        ],
        callback=lambda **given: _flow(screen, **given),
    )


def _flow(
    screen: Screen,
    story: str,
    canton: str,
    until: date | None,
    readings: tuple[str, ...],
    store: str | None,
    engine: str | None,
    kind: str,
) -> int:
    document = read(story)
    policy = load(canton, document.opened, chosen(readings))
    flow = tell(policy, document, store, engine)
    if until and until > flow.on:
        flow.advance(until)
    if kind == "json":
        screen.print(flow_json(flow))
    else:
        screen.print(flow_text(flow, screen.language, screen.paint))
    return 0


def read(name: str) -> StoryDocument:
    """Read a story; UsageError where it is none."""
    data = read_file(Path(name), name)
    if isinstance(data, Finding):
        raise UsageError([data])
    found, findings = read_story(data, name)
    if found is None:
        raise UsageError(findings)
    return found
