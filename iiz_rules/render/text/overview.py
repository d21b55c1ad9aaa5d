"""All answers about a case on one page: entry in full, the way, duties, then the rest in brief.

A question of which nothing at all is known, and one that is answered no, is only named: whoever
reads about one case should not have to look for what concerns it.
"""

from collections.abc import Iterator

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import Overview
from iiz_rules.answers.way import Way
from iiz_rules.language.program.outside import NONE
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.decision import explanation, no_edition, summary
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.why import why

FIRST = "eligibility"


def overview_text(overview: Overview, paper: Paper) -> str:
    """Tell all that an edition answers about one case."""
    first = next(iter(overview.values()), None)
    if first and first.program.edition == NONE:
        return no_edition(first, paper)
    route = overview.route
    parts = [explanation(overview[FIRST], paper)] if FIRST in overview else []
    if route.steps:
        parts.append(way_text(route, paper))
    rest = [one for one in overview.values() if one.rule != FIRST and one not in route.steps]
    duties = [one for one in rest if one.answer.rule.kind == "duty"]
    others = [one for one in rest if one not in duties]
    for key, decisions in (("duties", duties), ("others", others)):
        if decisions:
            heading = paper.heading(paper.say(f"answers.part.{key}"))
            parts.append("\n".join([heading, *_section(paper, decisions)]))
    return "\n\n".join(parts)


def _section(paper: Paper, decisions: list[Decision]) -> Iterator[str]:
    """Tell what there is to tell of some decisions, and name the others."""
    named: dict[str, list[str]] = {"blank": [], "no": []}
    for decision in decisions:
        if decision.verdict is Truth.NO or is_blank(decision):
            key = "no" if decision.verdict is Truth.NO else "blank"
            named[key].append(decision.label[paper.language])
        else:
            yield summary(decision, paper, acting(decision, paper.language))
    for key, labels in named.items():
        if labels:
            text = paper.say(f"answers.overview.{key}", which=", ".join(labels))
            yield from paper.block("  ", text, "dim")


def is_blank(decision: Decision) -> bool:
    """Whether it is open because nothing is known that it asks about."""
    facts = decision.program.facts
    read = [
        value
        for step in decision.answer.step.walk()
        for name, value in step.read
        if not facts[name].is_date  # the day of the question says nothing of the case
    ]
    return bool(read) and decision.regulated and all(value is None for value in read)


def way_text(way: Way, paper: Paper) -> str:
    """Tell a way: one entry for each step, the next one marked."""
    lines = [line for step in way.steps for line in _step(paper, way, step)]
    return "\n".join([paper.heading(way.label[paper.language]), *lines, "", *_next(paper, way)])


def step_word(step: Decision) -> str:
    """Whether a step lies behind the case, else whether it can be taken."""
    return "done" if step.done is Truth.YES else str(step.verdict)


def _step(paper: Paper, way: Way, step: Decision) -> list[str]:
    word = step_word(step)
    mark = MARKS[Truth.YES if word == "done" else step.verdict]
    mark = f"{'→' if step is way.next else ' '} {mark}"
    before = paper.lead(mark, f"answers.way.{word}", ("done", *Truth))
    text = step.label[paper.language]
    reason = [] if word == "done" else [why(step, paper.language)]
    notes = (*acting(step, paper.language), *reason)
    return paper.entry(before, text, notes, str(step.verdict))


def _next(paper: Paper, way: Way) -> list[str]:
    step = way.next
    if step is None:
        return paper.block("", paper.say("answers.way.nothing"))
    word = str(step.verdict) if step.regulated else "silent"
    text = paper.say(f"answers.way.next.{word}", step=step.label[paper.language])
    if step.done_hangs_on:
        facts = step.program.facts
        what = "; ".join(facts[name].label[paper.language] for name in step.done_hangs_on)
        text += " " + paper.say("answers.way.done-hangs-on", what=what)
    return paper.block("", text)
