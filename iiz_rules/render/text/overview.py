"""All answers about a case on one page: entry in full, the way, duties, then the rest in brief.

A question of which nothing at all is known, and one that is answered no, is only named: whoever
reads about one case should not have to look for what concerns it.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.decision import explanation, summary
from iiz_rules.render.text.layout import MARKS, Paint, block, plain
from iiz_rules.render.text.why import why
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.way import Way

FIRST = "eligibility"


def overview_text(overview: "Overview", language: Language, paint: Paint = plain) -> str:
    """Tell all that an edition answers about one case."""
    parts = [explanation(overview[FIRST], language, paint)] if FIRST in overview else []
    route = overview.route
    if route.steps:
        parts.append(way_text(route, language, paint))
    rest = [one for one in overview.values() if one.rule != FIRST and one not in route.steps]
    duties = [one for one in rest if one.answer.rule.kind == "duty"]
    parts += _section("part.duties", duties, language, paint)
    others = [one for one in rest if one not in duties]
    parts += _section("part.others", others, language, paint)
    return "\n\n".join(parts)


def _section(
    key: str, decisions: list["Decision"], language: Language, paint: Paint
) -> Iterator[str]:
    """Tell what there is to tell of some decisions, and name the others."""
    if not decisions:
        return
    no = [decision for decision in decisions if decision.verdict is Truth.NO]
    blank = [one for one in decisions if one not in no and _blank(one)]
    telling = [one for one in decisions if one not in no and one not in blank]
    heading = paint(typeset(say(f"answers.{key}", language), language), "heading")
    lines = [_brief(one, language, paint) for one in telling]
    lines += _named("overview.blank", blank, language, paint)
    lines += _named("overview.no", no, language, paint)
    yield "\n".join([heading, *lines])


def _blank(decision: "Decision") -> bool:
    """Whether it is open because nothing is known that it asks about."""
    read = [value for step in decision.answer.step.walk() for _, value in step.read]
    return bool(read) and decision.regulated and all(value is None for value in read)


def _brief(decision: "Decision", language: Language, paint: Paint) -> str:
    """The summary of a decision, and who acts and by when below it."""
    return summary(decision, language, paint, acting(decision, language))


def _named(
    key: str, decisions: Iterable["Decision"], language: Language, paint: Paint
) -> Iterator[str]:
    which = ", ".join(f"{decision.label[language]} [{decision.rule}]" for decision in decisions)
    if which:
        yield "\n".join(
            block("  ", say(f"answers.{key}", language, which=which), language, paint, "dim")
        )


def way_text(way: "Way", language: Language, paint: Paint = plain) -> str:
    """Tell a way: one entry for each step, the next one marked."""
    heading = paint(typeset(way.label[language], language), "heading")
    lines = [line for step in way.steps for line in _step(way, step, language, paint)]
    return "\n".join([heading, *lines, "", *_next(way, language, paint)])


def _step(way: "Way", decision: "Decision", language: Language, paint: Paint) -> list[str]:
    done = decision.done is Truth.YES
    word = say("answers.way.done" if done else f"answers.way.{decision.verdict}", language)
    width = max(len(say(f"answers.way.{key}", language)) for key in ("done", "yes", "no", "open"))
    mark = "→" if decision is way.next else " "
    lead = f"{mark} {MARKS[Truth.YES if done else decision.verdict]} {word:<{width}}  "
    text = f"{decision.label[language]} [{decision.rule}]"
    lines = block(lead, text, language, paint, lead_style=str(decision.verdict))
    notes = [*acting(decision, language), *([] if done else [why(decision, language)])]
    for note in notes:
        lines += block(" " * len(lead), note, language, paint, "dim")
    return lines


def _next(way: "Way", language: Language, paint: Paint) -> list[str]:
    one = way.next
    if one is None:
        return block("", say("answers.way.nothing", language), language, paint)
    key = "way.next.yes" if one.verdict is Truth.YES else "way.next.open"
    key = key if one.regulated else "way.next.silent"
    return block("", say(f"answers.{key}", language, step=one.label[language]), language, paint)
