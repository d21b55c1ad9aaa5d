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
    moves = [step_text(one, language, paint) for one in flow.history if _worth(one)]
    return "\n\n".join([head, *moves, owed_text(flow, language, paint)])


def step_text(step: "Move", language: Language, paint: Paint = plain) -> str:
    """Tell one move: what the days brought, day by day, then the event and what followed."""
    lines = [line for one in _by_day(step.passed) for line in _days(one, language, paint)]
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
    for one in told:
        days.setdefault(one.on, []).append(one)
    return iter(days.values())


def _days(told: list["Change"], language: Language, paint: Paint) -> list[str]:
    head = paint(written(told[0].on, language), "dim")
    return [head, *(line for one in told for line in told_lines(one, language, paint)), ""]


def _event(step: "Move", language: Language) -> tuple[str, str]:
    """Give the day of an event, and its name with who reports it."""
    record, program = step.record, step.program
    assert record is not None  # only moves with a record are told so
    if record.kind != "event":
        return f"{written(step.on, language)}  ", say(f"flow.{record.kind}", language)
    text = f"{program.events[record.event].label[language]} [{record.event}]"
    if record.actor:
        who = program.actors[record.actor][language]
        text += f", {say('flow.by', language, who=who)}"
    return f"{written(step.on, language)}  ", text


def told_lines(one: "Change", language: Language, paint: Paint) -> list[str]:
    """Tell one thing: its kind and the rule, below it who, by when and on which clauses."""
    width = max(len(say(f"flow.kind.{kind}", language)) for kind in MARKS)
    word = say(f"flow.kind.{one.kind}", language)
    lead = f"  {MARKS[one.kind]} {word:<{width}}  "
    text = f"{one.label[language]} [{one.rule}]"
    lines = block(lead, text, language, paint, lead_style=STYLES.get(one.kind, ""))
    note = " · ".join([*_notes(one, language), ", ".join(one.clauses)])
    return lines + block(" " * len(lead), note, language, paint, "dim")


def _notes(one: "Change", language: Language) -> Iterator[str]:
    """Say who and by when, whom to tell, what is asked for."""
    program = one.program
    names = ", ".join(program.actors[who][language] for who in one.to)
    if one.action:
        yield say(
            "flow.request", language, action=_action(program, one.action, language), who=names
        )
    elif one.to:
        yield say("flow.to", language, who=names)
    if one.kind == "open":
        yield from _waits(one, language)
    if one.actor:
        yield actor(program, one.actor, one.of, language)
    if one.due:
        key = "was-due" if one.kind in PAST else "due"
        yield say(f"flow.{key}", language, day=written(one.due, language))


def _waits(one: "Change", language: Language) -> Iterator[str]:
    """Say what keeps a rule open: the silence of the source, or what is not known."""
    decision = one.decision
    if not decision.regulated:
        hints = " ".join(node.hint[language] for node in decision.silences)
        yield say("flow.silent", language, hint=hints)
        return
    waiting = [fact.label[language] for fact in decision.missing]
    waiting += [one.label[language] for one in decision.pending]
    if waiting:
        yield say("flow.waits", language, what=", ".join(waiting))


def actor(program: "Program", role: str | None, of: str | None, language: Language) -> str:
    """Name who owes or acts, with the institution where one is said."""
    if role is None:
        return say("flow.nobody", language)
    name = program.actors[role][language]
    return f"{name} ({program.actors[of][language]})" if of else name


def _action(program: "Program", action: str, language: Language) -> str:
    return next(one.label[language] for one in program.competences if one.action == action)


def owed_text(flow: "Flow", language: Language, paint: Paint = plain) -> str:
    """Tell what is owed at the end of a timeline."""
    title = say("flow.owed.title", language, day=written(flow.on, language))
    lines = [paint(typeset(title, language), "heading")]
    for one in flow.obligations:
        lines += _owed(one, language, paint)
    if not flow.obligations:
        lines += block("  ", say("flow.owed.none", language), language, paint)
    return "\n".join(lines)


def _owed(one: "Obligation", language: Language, paint: Paint) -> list[str]:
    mark = "!" if one.overdue else "–"
    style = "no" if one.overdue else ""
    text = f"{one.label[language]} [{one.duty}]"
    due = (
        say("flow.due", language, day=written(one.due, language))
        if one.due
        else say("flow.no-date", language)
    )
    late = [say("flow.owed.late", language)] if one.overdue else []
    since = say("flow.since", language, day=written(one.since, language))
    who = actor(one.program, one.bearer, one.of, language)
    note = " · ".join([who, due, *late, since, ", ".join(one.clauses)])
    lines = block(f"  {mark} ", text, language, paint, lead_style=style)
    return lines + block("    ", note, language, paint, "dim")
