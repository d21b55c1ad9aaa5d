"""All answers about a case on one page: entry in full, the way, duties, then the rest in brief.

A question of which nothing at all is known, and one that is answered no, is only named: whoever
reads about one case should not have to look for what concerns it.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iiz_rules.language.truth import Truth
from iiz_rules.render.layout import Paint, block, plain
from iiz_rules.render.roles import acting
from iiz_rules.render.text import explanation, summary
from iiz_rules.render.ways import way_text
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.overview import Overview

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
    no = [one for one in decisions if one.verdict is Truth.NO]
    blank = [one for one in decisions if one not in no and _blank(one)]
    telling = [one for one in decisions if one not in no and one not in blank]
    heading = paint(typeset(say(f"answers.{key}", language), language), "heading")
    lines = [_brief(one, language, paint) for one in telling]
    lines += _named("overview.blank", blank, language, paint)
    lines += _named("overview.no", no, language, paint)
    yield "\n".join([heading, *lines])


def _blank(one: "Decision") -> bool:
    """Whether it is open because nothing is known that it asks about."""
    read = [value for step in one.answer.step.walk() for _, value in step.read]
    return bool(read) and one.regulated and all(value is None for value in read)


def _brief(one: "Decision", language: Language, paint: Paint) -> str:
    """Give the summary of a decision, and who acts and by when below it."""
    return summary(one, language, paint, acting(one, language))


def _named(
    key: str, decisions: Iterable["Decision"], language: Language, paint: Paint
) -> Iterator[str]:
    which = ", ".join(f"{one.label[language]} [{one.rule}]" for one in decisions)
    if which:
        yield "\n".join(
            block("  ", say(f"answers.{key}", language, which=which), language, paint, "dim")
        )
