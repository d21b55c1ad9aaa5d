"""What changes between two policies, in words: for whom, from what to what."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from iiz_rules.language.program.rules import ASIDE, OF_ORGANISATION, TERM, Program
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.verification import readings_text, title, values_text
from iiz_rules.verification.difference.comparison import AnswerChange, Side
from iiz_rules.words.formats import amount, written

FOLLOWING = OF_ORGANISATION | ASIDE | {TERM}
"""Kinds of rules that change with others: who may act, what is told, what others refer to."""
Sides = tuple[Side, Side]


def changes_text(sides: Sides, changes: Sequence[AnswerChange], paper: Paper) -> str:
    """All changes: those of what is asked of a case in full, and the names of what follows."""
    named = dict.fromkeys(name for side in sides for name in side.readings)
    heading = " → ".join(_title(side, named, paper) for side in sides)
    parts = [paper.heading(heading)]
    following = [change for change in changes if _follows(sides, change)]
    asked = [change for change in changes if change not in following]
    parts += ["\n".join(_change(sides, change, paper)) for change in asked]
    if following:
        names = dict.fromkeys(_label(sides, change, paper) for change in following)
        lines = (line for name in names for line in paper.block("  ", name))
        parts.append("\n".join([*paper.lines(paper.say("verification.diff.also")), *lines]))
    parts.append(paper.say("verification.diff.changed" if changes else "verification.diff.same"))
    return "\n\n".join(parts)


def _title(side: Side, named: Iterable[str], paper: Paper) -> str:
    """The edition of a side, and how it reads what one of the two reads otherwise."""
    program = side.program
    known = [program.interpretations[name] for name in named if name in program.interpretations]
    options = {one.id: side.readings.get(one.id, one.default) for one in known}
    read = f" ({readings_text(program, options, paper)})" if options else ""
    return f"{title(program, paper)}{read}"


def _follows(sides: Sides, change: AnswerChange) -> bool:
    rules = [side.program.rules.get(change.name) for side in sides]
    return all(rule is not None and rule.kind in FOLLOWING for rule in rules)


def _change(sides: Sides, change: AnswerChange, paper: Paper) -> Iterator[str]:
    """From what to what, the case that shows it, and what decides it here and there."""
    program = _told_by(sides, change)
    said = paper.say(f"verification.diff.{change.kind}", **_words(program, change, paper))
    yield from paper.block("", paper.colon(_label(sides, change, paper), said))
    if change.case:
        facts = values_text(program, change.case.facts, paper)
        facts = facts or paper.say("verification.case.none")
        on = paper.say("verification.case.on", on=written(change.case.on, paper.language))
        lead = f"  {paper.say('verification.case')}  "
        yield from paper.block(lead, f"{facts} ({on})")
    if change.places:
        yield "  " + " → ".join(map(where, change.places))


def _told_by(sides: Sides, change: AnswerChange) -> Program:
    """The edition that has the rule."""
    return sides[0 if change.kind == "dropped" else 1].program


def _label(sides: Sides, change: AnswerChange, paper: Paper) -> str:
    """What a rule is called, and its name."""
    program = _told_by(sides, change)
    rule = program.rules.get(change.name)
    label = rule.label if rule else program.way_labels[change.name]
    return f"{label[paper.language]} [{change.name}]"


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
