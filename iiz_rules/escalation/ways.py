"""Where a case stands on its ways: the next step of each, and who takes it."""

from collections.abc import Mapping

from iiz_rules.engine.holders import the_one
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.state import Entry, Verdict
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth


def moved_on(
    program: Program,
    ways: Mapping[str, tuple[str, ...]],
    before: Mapping[str, str | None],
    verdicts: Mapping[str, Verdict],
    situation: Situation,
) -> tuple[dict[str, str | None], list[Entry]]:
    """Give the step that can be taken next on each way, and tell where that is another one."""
    position = {way: _next_step(ways.get(way, ()), verdicts) for way in program.ways}
    told: list[Entry] = []
    for way, step in position.items():
        if step and step != before.get(way):
            who = acting(program.rules[step], verdicts[step])
            told.append(Entry("entered", situation.on, step, situation, *who, way=way))
        elif not step and (left := before.get(way)):
            told.append(Entry("left", situation.on, left, situation, way=way))
    return position, told


def acting(rule: Rule, verdict: Verdict) -> tuple[str | None, str | None]:
    """Give who acts or owes, and of which institution; None while that is open."""
    holder = the_one(rule.holders, verdict.holders)
    return (holder.role, holder.of) if holder else (None, None)


def _next_step(steps: tuple[str, ...], verdicts: Mapping[str, Verdict]) -> str | None:
    """Give the first step that is not done and not ruled out, where it can be taken."""
    for step in steps:
        verdict = verdicts[step]
        if verdict.done is not Truth.YES and verdict.truth is not Truth.NO:
            return step if verdict.truth is Truth.YES else None
    return None
