"""A timeline as text: each move with its day, the event, and what it led to, with the clauses."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iiz_rules.render.text.layout import Paint, block, plain
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.moves import Move, Obligation
    from iiz_rules.escalation.state import Change
    from iiz_rules.language.program.rules import Program

MARKS = {
    "arose": "+",
    "settled": "✓",
    "lapsed": "–",
    "unsure": "?",
    "due": "!",
    "overdue": "!",
    "missed": "✗",
    "moved": "↷",
    "passed-on": "⇒",
    "entered": "→",
    "left": "←",
    "holds": "✓",
    "fails": "✗",
    "open": "?",
    "notified": "✉",
    "requested": "»",
}
STYLES = {
    **dict.fromkeys(("settled", "holds"), "yes"),
    **dict.fromkeys(("missed", "overdue", "fails"), "no"),
    **dict.fromkeys(("due", "arose", "unsure", "open"), "open"),
}
PAST = ("overdue", "missed", "settled", "lapsed", "unsure")


def flow_text(flow: "Flow", language: Language, paint: Paint = plain) -> str:
    """Tell a case from its beginning, then what is owed at its end."""
    program = flow.program
    edition = say("flow.edition", language, edition=program.edition)
    title = f"{say('flow.title', language, case=cleaned(flow.case))} · {program.label[language]}"
    head = paint(typeset(f"{title} · {edition}", language), "heading")
    moves = [step_text(move, language, paint) for move in flow.history if _worth(move)]
    return "\n\n".join([head, *moves, owed_text(flow, language, paint)])


def step_text(step: "Move", language: Language, paint: Paint = plain) -> str:
    """Tell one move: what the days brought, day by day, then the event and what followed."""
    lines = [line for change in _by_day(step.passed) for line in _days(change, language, paint)]
    if step.record:
        lines += block(*_event(step, language), language, paint, "heading")
        lines += [line for one in step.fired for line in told_lines(one, language, paint)]
        if not step.fired:
            lines += block("  ", say("flow.nothing-told", language), language, paint, "dim")
    return "\n".join(lines).rstrip()


def _worth(step: "Move") -> bool:
    return bool(step.record or step.passed)


def _by_day(told: Iterable["Change"]) -> Iterator[list["Change"]]:
    """Put together what is told of one day."""
    days: dict[object, list[Change]] = {}
    for change in told:
        days.setdefault(change.on, []).append(change)
    return iter(days.values())


def _days(told: list["Change"], language: Language, paint: Paint) -> list[str]:
    head = paint(written(told[0].on, language), "dim")
    return [head, *(line for change in told for line in told_lines(change, language, paint)), ""]


def _event(step: "Move", language: Language) -> tuple[str, str]:
    """The day of an event, and its name with who reports it."""
    record, program = step.record, step.program
    assert record is not None  # only moves with a record are told so
    if record.kind != "event":
        return f"{written(step.on, language)}  ", say(f"flow.{record.kind}", language)
    text = f"{program.events[record.event].label[language]} [{record.event}]"
    if record.actor:
        who = program.actors[record.actor][language]
        text += f", {say('flow.by', language, who=who)}"
    return f"{written(step.on, language)}  ", text


def told_lines(change: "Change", language: Language, paint: Paint) -> list[str]:
    """Tell one thing: its kind and the rule, below it who, by when and on which clauses."""
    width = max(len(say(f"flow.kind.{kind}", language)) for kind in MARKS)
    word = say(f"flow.kind.{change.kind}", language)
    lead = f"  {MARKS[change.kind]} {word:<{width}}  "
    text = f"{change.label[language]} [{change.rule}]"
    lines = block(lead, text, language, paint, lead_style=STYLES.get(change.kind, ""))
    note = " · ".join([*_notes(change, language), ", ".join(change.clauses)])
    return lines + block(" " * len(lead), note, language, paint, "dim")


def _notes(change: "Change", language: Language) -> Iterator[str]:
    """Say who and by when, whom to tell, what is asked for."""
    program = change.program
    names = ", ".join(program.actors[who][language] for who in change.to)
    if change.action:
        yield say(
            "flow.request", language, action=_action(program, change.action, language), who=names
        )
    elif change.to:
        yield say("flow.to", language, who=names)
    if change.kind == "open":
        yield from _waits(change, language)
    if change.actor:
        yield actor(program, change.actor, change.of, language)
    if change.due:
        key = "was-due" if change.kind in PAST else "due"
        yield say(f"flow.{key}", language, day=written(change.due, language))


def _waits(change: "Change", language: Language) -> Iterator[str]:
    """Say what keeps a rule open: the silence of the source, or what is not known."""
    decision = change.decision
    if not decision.regulated:
        hints = " ".join(node.hint[language] for node in decision.silences)
        yield say("flow.silent", language, hint=hints)
        return
    waiting = [fact.label[language] for fact in decision.missing]
    waiting += [judgement.label[language] for judgement in decision.pending]
    if waiting:
        yield say("flow.waits", language, what=", ".join(waiting))


def actor(program: "Program", role: str | None, of: str | None, language: Language) -> str:
    """Name who owes or acts, with the institution where one is said."""
    if role is None:
        return say("flow.nobody", language)
    name = program.actors[role][language]
    return f"{name} ({program.actors[of][language]})" if of else name


def _action(program: "Program", action: str, language: Language) -> str:
    return next(
        competence.label[language]
        for competence in program.competences
        if competence.action == action
    )


def owed_text(flow: "Flow", language: Language, paint: Paint = plain) -> str:
    """Tell what is owed at the end of a timeline."""
    title = say("flow.owed.title", language, day=written(flow.on, language))
    lines = [paint(typeset(title, language), "heading")]
    for duty in flow.obligations:
        lines += _owed(duty, language, paint)
    if not flow.obligations:
        lines += block("  ", say("flow.owed.none", language), language, paint)
    return "\n".join(lines)


def _owed(duty: "Obligation", language: Language, paint: Paint) -> list[str]:
    mark = "!" if duty.overdue else "–"
    style = "no" if duty.overdue else ""
    text = f"{duty.label[language]} [{duty.duty}]"
    due = (
        say("flow.due", language, day=written(duty.due, language))
        if duty.due
        else say("flow.no-date", language)
    )
    late = [say("flow.owed.late", language)] if duty.overdue else []
    since = say("flow.since", language, day=written(duty.since, language))
    who = actor(duty.program, duty.bearer, duty.of, language)
    note = " · ".join([who, due, *late, since, ", ".join(duty.clauses)])
    lines = block(f"  {mark} ", text, language, paint, lead_style=style)
    return lines + block("    ", note, language, paint, "dim")
