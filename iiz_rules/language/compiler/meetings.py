"""How often a body meets → a rule over two counts: meetings held so far, and in all.

How many there are in all is known on the last day of the period alone. Before it enough held is a
yes, too many held is a no, and everything else is open.
"""

from collections.abc import Iterator

from iiz_rules.language.compiler.conditions import chosen_node
from iiz_rules.language.compiler.facts import joined
from iiz_rules.language.dates import Period
from iiz_rules.language.model.bodies import MEETING_NUMBERS, Body
from iiz_rules.language.model.chosen import possible
from iiz_rules.language.model.sizes import Meetings
from iiz_rules.language.program.conditions import All, Any, Condition, Constant, Range, Silent
from iiz_rules.language.program.rules import Criterion, Rule
from iiz_rules.words.say import text


def compile_meetings(body: Body) -> Iterator[Rule]:
    """Compile how often a body meets, where the edition says it."""
    if body.meetings is None:
        return
    label, at = joined(body.label.text, text("rules.body.meetings")), body.place_of("meetings")
    name = f"{body.id}.meetings"
    if isinstance(body.meetings, Meetings):
        clauses = body.meetings.clauses
        criteria = tuple(_criteria(body, body.meetings))
    else:
        clauses, silent = body.clauses, Silent(text("rules.no-meetings"), at=at)
        named = text("rules.body.meetings")
        criteria = (Criterion("meetings", named, "required", clauses, silent, at=at),)
    yield Rule(name, "meetings", label, clauses, criteria, at=at)


def period(body: Body) -> Period | None:
    """The period in which meetings are counted; None if they are not."""
    return body.meetings.per if isinstance(body.meetings, Meetings) else None


def _criteria(body: Body, written: Meetings) -> Iterator[Criterion]:
    """Ask for enough meetings and for not too many, as far as the source says either."""
    held, in_all = (f"{body.id}.{number}" for number in MEETING_NUMBERS)
    at = written.place

    def enough(n: int) -> Condition:
        return Any((Range(held, n, None, at=at), Range(in_all, n, None, at=at)), at=at)

    def not_too_many(n: int | str) -> Condition:
        if not isinstance(n, int):
            return Constant(True, at=at)
        return All((Range(held, None, n, at=at), Range(in_all, None, n, at=at)), at=at)

    if possible(written.at_least) != (0,):
        node = chosen_node(written.at_least, enough, at)
        label = text("rules.meetings.enough")
        yield Criterion("enough", label, "required", written.clauses, node, at=at)
    if possible(written.at_most) != ("any",):
        node = chosen_node(written.at_most, not_too_many, at)
        label = text("rules.meetings.not-too-many")
        yield Criterion("not-too-many", label, "required", written.clauses, node, at=at)
