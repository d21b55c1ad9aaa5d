"""What changes between two policies, in words: for whom, from what to what."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from iiz_rules.language.program.rules import ASIDE, OF_ORGANISATION, TERM, Program
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import UNDATED
from iiz_rules.render.text.verification import readings_text, values_text
from iiz_rules.verification.difference.comparison import AnswerChange, Side
from iiz_rules.words.formats import amount, written

FOLLOWING = OF_ORGANISATION | ASIDE | {TERM}
"""Kinds of rules that change with others: who may act, what is told, what others refer to."""
Sides = tuple[Side, Side]


def changes_text(sides: Sides, changes: Sequence[AnswerChange], paper: Paper) -> str:
    """All changes: those of what is asked of a case in full, and the names of what follows."""
    heading = " → ".join(_title(side, paper) for side in sides)
    parts = [paper.heading(heading)]
    following = [change for change in changes if _follows(sides, change)]
    asked = [change for change in changes if change not in following]
    parts += ["\n".join(_change(sides, change, paper)) for change in asked]
    if following:
        names = ", ".join(dict.fromkeys(change.name for change in following))
        parts.append("\n".join(paper.block("", paper.say("verification.diff.also", names=names))))
    parts.append(paper.say("verification.diff.changed" if changes else "verification.diff.same"))
    return "\n\n".join(parts)


def _title(side: Side, paper: Paper) -> str:
    program = side.program
    edition = "" if program.edition == UNDATED else f" {program.edition}"
    read = f" ({readings_text(program, side.readings, paper)})" if side.readings else ""
    return f"{program.label[paper.language]}{edition}{read}"


def _follows(sides: Sides, change: AnswerChange) -> bool:
    rules = [side.program.rules.get(change.name) for side in sides]
    return all(rule is not None and rule.kind in FOLLOWING for rule in rules)


def _change(sides: Sides, change: AnswerChange, paper: Paper) -> Iterator[str]:
    """From what to what, the case that shows it, and what decides it here and there."""
    program = sides[0 if change.kind == "dropped" else 1].program
    rule = program.rules.get(change.name)
    label = rule.label if rule else program.way_labels[change.name]
    said = paper.say(f"verification.diff.{change.kind}", **_words(program, change, paper))
    yield from paper.block("", paper.colon(f"{label[paper.language]} [{change.name}]", said))
    if change.case:
        facts = values_text(program, change.case.facts, paper)
        facts = facts or paper.say("verification.case.none")
        on = paper.say("verification.case.on", on=written(change.case.on, paper.language))
        lead = f"  {paper.say('verification.case')}  "
        yield from paper.block(lead, f"{facts} ({on})")
    if change.places:
        yield "  " + " → ".join(map(where, change.places))


def _words(program: Program, change: AnswerChange, paper: Paper) -> dict[str, str]:
    words = {"before": change.before, "after": change.after}
    if change.kind == "verdict":
        return {key: paper.say(f"answers.verdict.{one}") for key, one in words.items()}
    if change.kind == "next":
        return {key: program.rules[one].label[paper.language] for key, one in words.items()}
    if change.kind == "pays":
        more = Decimal(change.after)
        word = "more" if more > 0 else "less"
        return {"by": paper.say(f"verification.diff.{word}", amount=amount(abs(more)))}
    return words
