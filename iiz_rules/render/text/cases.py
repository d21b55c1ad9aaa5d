"""The cases of a store as a list: how each stands on a day, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from iiz_rules.escalation.figures.standing import STATE, breakdowns
from iiz_rules.escalation.store.queries import ListedCase
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.layout import Paper
from iiz_rules.words.formats import written


def cases_text(
    program: Program, cases: Sequence[ListedCase], on: date, paper: Paper, more: bool
) -> str:
    """List cases; `more` where there may be others behind them."""
    lines = [paper.heading(paper.say("flow.cases.title", day=written(on, paper.language)))]
    if not cases:
        return "\n".join([*lines, *paper.block("  ", paper.say("flow.cases.none"))])
    for case in cases:
        state, *groups = _places(program, case, paper)
        last = written(date.fromisoformat(case.last), paper.language)
        told = paper.say("flow.cases.one", case=case.case, state=state, last=last)
        lines += ["", *paper.block("  ", told)]
        lines += (line for group in groups for line in paper.block("    ", group, "dim"))
    key = "flow.cases.more" if more else "flow.cases.many"
    total = paper.say(key, n=len(cases), after=cases[-1].case)
    return "\n".join([*lines, "", *paper.block("", total, "dim")])


def _places(program: Program, case: ListedCase, paper: Paper) -> Iterator[str]:
    """Its state, then the next step of each way and its groups, as far as they are known."""
    for breakdown in breakdowns(program):
        label = breakdown.labels.get(case.standing.get(breakdown.id, ""))
        if breakdown.id == STATE:
            yield label[paper.language] if label else ""
        elif label:
            yield paper.colon(breakdown.label[paper.language], label[paper.language])
