"""`iiz flow`: replay the story of a case and print what happened, what is owed, and why."""

from collections.abc import Mapping
from datetime import date

from iiz_rules.cli.asking import canton_of, interpretation_option, named_canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, argument, day_option, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of, key_option
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import UsageError
from iiz_rules.language.text.files import file_bytes
from iiz_rules.policy import load
from iiz_rules.render.text.flow import flow_text
from iiz_rules.testing.stories import StoryDocument, read_story, tell


@command()
@argument("story", "flow.story")
@named_canton_option
@day_option("--until", help="flow.until")
@interpretation_option
@option("--store", help="flow.store", word="store.metavar")
@key_option
@option("--engine", help="flow.engine", type=KeywordType(ENGINES))
@form_option()
def flow(
    screen: Screen,
    story: str,
    canton: str | None,
    until: date | None,
    interpretations: Mapping[str, str],
    store: str | None,
    key_file: str | None,
    engine: str | None,
    form: str,
) -> int:
    """Tell the story in memory, or in a store, and follow the case up to a day."""
    document = read(story)
    named = document.file.canton, document.file.place_of("canton")
    policy = load(canton_of(canton, *named), document.opened, interpretations)
    kept = None if store is None else Store(store, key=key_of(key_file))
    case = tell(policy, document, kept, engine)
    if until and until > case.on:
        case.advance(until)
    if form == "json":
        screen.data(case.to_dict())
    else:
        screen.print(flow_text(case, screen.paper))
    return 0


def read(name: str) -> StoryDocument:
    """Read a story; UsageError where it is none."""
    story, findings = read_story(file_bytes(name, name, UsageError), name)
    if story is None:
        raise UsageError(findings)
    return story
