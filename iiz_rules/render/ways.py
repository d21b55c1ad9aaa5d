"""A way in words: its steps in order, what lies behind, what is next and who acts."""

from typing import TYPE_CHECKING

from iiz_rules.language.truth import Truth
from iiz_rules.render.layout import MARKS, Paint, block, plain
from iiz_rules.render.roles import acting
from iiz_rules.render.verdicts import why
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.way import Way


def way_text(way: "Way", language: Language, paint: Paint = plain) -> str:
    """Tell a way: one entry for each step, the next one marked."""
    heading = paint(typeset(way.label[language], language), "heading")
    lines = [line for one in way.steps for line in _step(way, one, language, paint)]
    return "\n".join([heading, *lines, "", *_next(way, language, paint)])


def _step(way: "Way", one: "Decision", language: Language, paint: Paint) -> list[str]:
    done = one.done is Truth.YES
    word = say("answers.way.done" if done else f"answers.way.{one.verdict}", language)
    width = max(len(say(f"answers.way.{key}", language)) for key in ("done", "yes", "no", "open"))
    mark = "→" if one is way.next else " "
    lead = f"{mark} {MARKS[Truth.YES if done else one.verdict]} {word:<{width}}  "
    text = f"{one.label[language]} [{one.rule}]"
    lines = block(lead, text, language, paint, lead_style=str(one.verdict))
    notes = [*acting(one, language), *([] if done else [why(one, language)])]
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
