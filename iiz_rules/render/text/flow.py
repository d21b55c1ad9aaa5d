"""A timeline as text: each move with its day, the event, and what it led to, with the clauses."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.moves import Move, Obligation
from iiz_rules.escalation.possible import PossibleEvent
from iiz_rules.escalation.standing import StandingCase
from iiz_rules.escalation.state import Change
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.sheet import Row, SheetPart, heads
from iiz_rules.render.text.values import actor_words, actors_words, cleaned, edition_words
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed, say
from iiz_rules.words.text import Language

MARKS = {
    "arose": ("+", "open"),
    "settled": ("✓", "yes"),
    "lapsed": ("–", ""),
    "unsure": ("?", "open"),
    "due": ("!", "open"),
    "missed": ("✗", "no"),
    "moved": ("↷", ""),
    "passed-on": ("⇒", ""),
    "entered": ("→", ""),
    "left": ("←", ""),
    "holds": ("✓", "yes"),
    "fails": ("✗", "no"),
    "open": ("?", "open"),
    "notified": ("✉", ""),
    "requested": ("»", ""),
}
"""For each kind of change its mark and its style."""
PAST = ("missed", "settled", "lapsed", "unsure")


def flow_text(flow: Flow, paper: Paper) -> str:
    """Tell a case from its beginning, then what is owed at its end."""
    program = flow.program
    edition = edition_words(program, paper.language)
    case = paper.say("flow.title", case=cleaned(flow.case))
    head = paper.heading(f"{case} · {program.label[paper.language]} · {edition}")
    told = (move for move in flow.history if move.record or move.passed)
    moves = (step_text(move, paper) for move in told)
    return "\n\n".join([head, *moves, "\n".join(_owed(paper, flow))])


def step_text(move: Move, paper: Paper) -> str:
    """Tell one move: what the days brought, day by day, then the event and what followed."""
    lines = []
    for on, changes in groupby(move.passed, key=lambda change: change.on):
        lines.append(paper.paint(written(on, paper.language), "dim"))
        lines += [*(line for change in changes for line in _change(paper, change)), ""]
    if move.record:
        day = f"{written(move.on, paper.language)}  "
        lines += paper.block(day, _event(move.program, move.record, paper.language), "heading")
        if move.unasked:
            lines += paper.block("  ", paper.say("flow.unasked"), "dim")
        lines += [line for change in move.fired for line in _change(paper, change)]
        if not move.fired:
            lines += paper.block("  ", paper.say("flow.nothing-told"), "dim")
    return "\n".join(lines).rstrip()


def _event(program: Program, record: CaseRecord, language: Language) -> str:
    if record.kind != "event":
        return say(f"flow.{record.kind}", language)
    text = program.events[record.event].label[language]
    if record.learned != record.on:
        text += f", {say('flow.happened', language, day=written(record.day, language))}"
    if record.actor:
        who = actor_words(program, record.actor, language)
        text += f", {say('flow.by', language, who=who)}"
    return text


def _change(paper: Paper, change: Change) -> list[str]:
    """Tell one thing: its kind and the rule, below it who, by when and on which clauses."""
    mark, style = MARKS[change.kind]
    before = paper.lead(mark, f"flow.kind.{change.kind}", MARKS)
    text = change.label[paper.language]
    note = " · ".join([*change_notes(change, paper.language), ", ".join(change.clauses)])
    return paper.entry(before, text, [note], style)


def change_notes(change: Change, language: Language) -> Iterator[str]:
    """Say for whom something is, what it waits for, who acts and until when."""
    program = change.program
    names = ", ".join(actor_words(program, who, language) for who in change.to)
    if change.action:
        entries = [one for one in program.competences if one.action == change.action]
        who = names or say(f"flow.{_nobody(entries)}", language)
        yield say("flow.request", language, action=entries[0].label[language], who=who)
    elif change.to:
        yield say("flow.to", language, who=names)
    if change.kind == "open":
        yield from _waits(change, language)
    if change.actor:
        yield actor_words(program, change.actor, language, change.of)
    if change.due:
        key = "was-due" if change.kind in PAST else "due"
        yield say(f"flow.{key}", language, day=written(change.due, language))


def _nobody(entries: list[Competence]) -> str:
    """Why nobody is named: who it is is open, the source names none, or the case allows none."""
    if any(one.named_by for one in entries):
        return "nobody"
    return "anybody" if all(one.names_nobody for one in entries) else "nobody-now"


def _waits(change: Change, language: Language) -> Iterator[str]:
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


def standing_parts(standing: StandingCase, language: Language) -> Iterator[SheetPart]:
    """The history of a case, what is owed, and what may happen, as the parts of a page."""
    moves = [*standing.moves, *([standing.now] if standing.now and standing.now.passed else [])]
    owed = [
        (
            duty.label[language],
            bearer_words(duty.program, duty.bearer, duty.of, language),
            written(duty.due, language) if duty.due else say("flow.no-date", language),
            say("flow.owed.late", language) if duty.overdue else "",
            ", ".join(duty.clauses),
        )
        for duty in standing.obligations
    ]
    none = [] if owed else [say("flow.owed.none", language)]
    if standing.looks_back:
        none = [printed("flow.part.back", language)]
    columns = heads("what who-bears due state clauses", language)
    yield SheetPart(printed("flow.part.owed", language), none, columns, owed)
    may = [
        (
            event.label[language],
            _who_may(event, language),
            ", ".join(event.program.facts[one].label[language] for one in event.schema["required"]),
            ", ".join(event.declared.clauses),
        )
        for event in standing.possible
    ]
    columns = heads("event who-may brings clauses", language)
    yield SheetPart(printed("flow.part.possible", language), (), columns, may)
    yield history_part(moves, language)


def _who_may(event: PossibleEvent, language: Language) -> str:
    """Who may have done it; nothing where it takes no competence."""
    if not event.by:
        return ""
    used = (one for one in event.program.competences if one.action == event.declared.action)
    if any(one.names_nobody for one in used):
        return printed("flow.anybody", language)
    return actors_words(event.program, event.by, language)


def history_part(moves: Iterable[Move], language: Language) -> SheetPart:
    """What happened, move by move, as a part of a page."""
    columns = heads("day what led", language)
    rows = [row for move in moves for row in _told(move, language)]
    return SheetPart(printed("flow.part.history", language), (), columns, rows)


def _told(move: Move, language: Language) -> Iterator[Row]:
    """What the days brought, then the event and what followed from it."""
    for on, changes in groupby(move.passed, key=lambda change: change.on):
        led = "; ".join(_led(change, language) for change in changes)
        yield written(on, language), say("flow.days", language), led
    if move.record:
        event = _event(move.program, move.record, language)
        led = "; ".join(_led(change, language) for change in move.fired)
        yield written(move.on, language), event, led


def _led(change: Change, language: Language) -> str:
    label = say(f"flow.kind.{change.kind}", language)
    text = say("answers.colon", language, label=label, value=change.label[language])
    notes = " · ".join([*change_notes(change, language), ", ".join(change.clauses)])
    return f"{text} ({notes})" if notes else text


def bearer_words(program: Program, role: str | None, of: str | None, language: Language) -> str:
    """Name who owes a duty, with the institution where one is said."""
    return actor_words(program, role, language, of) if role else say("flow.nobody", language)


def _owed(paper: Paper, flow: Flow) -> Iterator[str]:
    yield paper.heading(paper.say("flow.owed.title", day=written(flow.on, paper.language)))
    for duty in flow.obligations:
        yield from _duty(paper, duty)
    if not flow.obligations:
        yield from paper.block("  ", paper.say("flow.owed.none"))


def _duty(paper: Paper, duty: Obligation) -> list[str]:
    language = paper.language
    due = paper.say("flow.due", day=written(duty.due, language)) if duty.due else ""
    notes = [
        bearer_words(duty.program, duty.bearer, duty.of, language),
        due or paper.say("flow.no-date"),
        *([paper.say("flow.owed.late")] if duty.overdue else []),
        paper.say("flow.since", day=written(duty.since, language)),
        ", ".join(duty.clauses),
    ]
    mark, style = ("!", "no") if duty.overdue else ("–", "")
    text = duty.label[language]
    return paper.entry(f"  {mark} ", text, [" · ".join(notes)], style)
