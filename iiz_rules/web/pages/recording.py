"""Forms that record something: opening a case, or an event.

Everything that was typed in comes back where it was not kept, with what is wrong. A form carries a
key of its own, so that sending it twice records one event, and how far the case had come when it
was shown: where somebody else was quicker, nothing is recorded, and what happened is told.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from iiz_rules.escalation.admission import Occurrence, known_event
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.possible import PossibleEvent
from iiz_rules.findings.errors import IizError, StoreConflictError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import message
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import plain_value
from iiz_rules.render.html.page import page
from iiz_rules.render.html.sheet import typeset_part
from iiz_rules.render.text.flow import history_part
from iiz_rules.render.text.values import actors_words, cleaned, edition_words
from iiz_rules.web.calls import ServiceCall, near_day, today
from iiz_rules.web.cases import admit_actor
from iiz_rules.web.faults import as_sentence, refused
from iiz_rules.web.guard import BODY
from iiz_rules.web.pages.case import html, spoken
from iiz_rules.web.pages.forms import (
    DAY,
    CaseForm,
    FormField,
    FormOption,
    day_text,
    problem_words,
    read_form,
    typed_day,
)
from iiz_rules.web.pages.kept import cases_page
from iiz_rules.web.pages.visit import FIELD
from iiz_rules.web.sitting.sent import SittingForm, sitting_form
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language, Text
from iiz_rules.words.typography import typeset

LEARNED, BY, REFERENCE, KEY, SEEN = "learned_on", "by", "reference", "key", "seen"


@dataclass(frozen=True)
class EventForm:
    """A submitted form about an event."""

    facts: CaseForm
    learned: str = ""
    by: str = ""
    reference: str = ""
    key: str = ""
    seen: str = ""
    """the number of records of the case when the form was shown"""

    @property
    def day(self) -> date | None:
        """The day on which it happened; None if invalid."""
        return typed_day(self.facts.typed_day)

    @property
    def learned_on(self) -> date | None:
        """The day on which it was learned; None if the same, or invalid."""
        return typed_day(self.learned)


def opened(call: ServiceCall) -> Response:
    """Open a case and redirect to its page, or say on the list why not."""
    form, language = _own_form(call), spoken(call)
    name, typed = form.get("name"), form.get(DAY)
    day = typed_day(typed)
    if day is None:
        return cases_page(call, name, typed, printed("pages.record.no-day", language), 422)
    policy = call.canton.on(day)
    try:
        policy.open_case(
            name, near_day(day), call.service.store, user=call.token.name, key=form.get(KEY)
        )
    except IizError as error:
        return cases_page(
            call, name, typed, " ".join(_said(error, policy.program, language)), error.status
        )
    return RedirectResponse(_address(call, name), 303)


def shown(call: ServiceCall) -> Response:
    """The form of an event, as of today."""
    flow = _flow(call)
    day = max(today(), flow.on)
    facts = CaseForm(flow.program, typed_day=day_text(day, spoken(call)))
    form = EventForm(facts, key=secrets.token_hex(16), seen=str(len(flow.records)))
    return _page(call, flow, form)


def sent(call: ServiceCall) -> Response:
    """Record the event and redirect to the case, or show the form again with its faults."""
    fields, flow, language = _own_form(call), _flow(call), spoken(call)
    form = _event_form(call, flow, fields)
    day = form.day
    late = form.learned.strip() and form.learned_on is None
    if day is None or late:
        return _page(call, flow, form, [printed("pages.record.no-day", language)], 422)
    if form.facts.values()[1]:
        return _page(call, flow, form, [printed("pages.case.wrong", language)], 422)
    sent_before = call.service.store.names.has_key(flow.case, form.key)
    if form.seen != str(len(flow.records)) and not sent_before:
        return _changed(call, flow, form)
    try:
        _record(call, flow, form, day)
    except StoreConflictError:  # in the moment between
        flow.refresh()
        return _changed(call, flow, form)
    except IizError as error:
        return _page(call, flow, form, _said(error, flow.program, language), error.status)
    return RedirectResponse(_address(call, flow.case), 303)


def _record(call: ServiceCall, flow: Flow, form: EventForm, day: date) -> None:
    event, by = call.path("event"), form.by or None
    admit_actor(call, flow, event, by)
    facts, _ = form.facts.values()
    flow.record(
        event,
        near_day(day),
        {name: plain_value(value) for name, value in facts.items()},
        by=by,
        learned_on=form.learned_on and near_day(form.learned_on),
        user=call.token.name,
        reference=form.reference,
        key=form.key,
    )


def _own_form(call: ServiceCall) -> SittingForm:
    """The submitted form; UsageError unless this service gave it to the visitor."""
    form = sitting_form(call)
    if not call.service.visits.is_own(call.request, form.get(FIELD)):
        raise refused("foreign-page")
    return form


def _event_form(call: ServiceCall, flow: Flow, fields: SittingForm) -> EventForm:
    body: bytes = call.request.scope[BODY]
    payload = flow.program.events[call.path("event")].payload
    facts = read_form(flow.program, body)
    cells = {name: text for name, text in facts.cells.items() if name in payload}
    named = (fields.get(name) for name in (LEARNED, BY, REFERENCE, KEY, SEEN))
    return EventForm(replace(facts, cells=cells), *named)


def _flow(call: ServiceCall) -> Flow:
    """The case of the address; NotFoundError where it, or the event, is not there."""
    flow = call.canton.newest.case(call.path("case"), call.service.store)
    known_event(flow.program, Occurrence(flow.case, call.path("event"), {}))
    return flow


def _address(call: ServiceCall, case: str) -> str:
    canton = call.path("canton")
    return f"/case/{canton}/{quote(case, safe='')}?lang={spoken(call)}"


def _said(error: IizError, program: Program, language: Language) -> list[str]:
    """What is wrong, a sentence each; events, facts and actions are called by their labels."""
    told = (as_sentence(message(_labelled(one, program), language)) for one in error.findings)
    return [typeset(sentence, language) for sentence in told]


def _labelled(finding: Finding, program: Program) -> Finding:
    labels = {**program.actors, **{name: one.label for name, one in program.facts.items()}}
    labels |= {name: one.label for name, one in program.events.items()}
    words = dict(finding.words)
    action = next((one for one in program.competences if one.action == words.get("action")), None)
    if action:
        words["action"] = Text.of(
            {one: printed("answers.as-written", one, text=action.label[one]) for one in LANGUAGES}
        )
    for key, word in words.items():
        names = word.split(", ") if isinstance(word, str) else []
        if names and labels.keys() >= {*names}:
            words[key] = Text.listed([labels[name] for name in names])
    return replace(finding, words=words)


def _changed(call: ServiceCall, flow: Flow, form: EventForm) -> Response:
    """Somebody else was quicker: what happened meanwhile, and the form to check again."""
    before = int(form.seen) if form.seen.isdecimal() and len(form.seen) < 10 else 0
    moves = [move for move in flow.history if move.record and move.record.n >= before]
    part = typeset_part(flow.program, history_part(moves, spoken(call)), spoken(call))
    again = replace(form, key=secrets.token_hex(16), seen=str(len(flow.records)))
    said = [printed("pages.record.changed", spoken(call))]
    return _page(call, flow, again, said, 409, (part,))


def _page(
    call: ServiceCall,
    flow: Flow,
    form: EventForm,
    said: list[str] | None = None,
    status: int = 200,
    parts: tuple[object, ...] = (),
) -> Response:
    language, program = spoken(call), flow.program
    event = program.events[call.path("event")]
    day = form.day
    now = _now(flow, event.id, day) if day and day >= flow.on else None
    told = said or ([] if now else [printed("pages.record.not-now", language)])
    visitor = call.service.visits.visitor(call.request)
    answer = html(
        page(
            "event_form",
            language,
            where=program.label[language],
            edition=edition_words(program, language),
            title=event.label[language],
            case=cleaned(flow.case),
            back=_address(call, flow.case),
            languages=LANGUAGES,
            visit=call.service.visits.token(visitor),
            form=form,
            told=told,
            parts=parts,
            roles=_roles(call, flow, now, form.by),
            acts=event.action is not None,
            fields=_fields(flow, event, form.facts, language),
        ),
        status,
    )
    call.service.visits.remember(answer, visitor)
    return answer


def _fields(
    flow: Flow, event: Event, facts: CaseForm, language: Language
) -> list[tuple[FormField, bool]]:
    """The fields of the facts of an event, the required ones first."""
    _, wrong = facts.values()
    brought = [flow.program.facts[name] for name in flow.program.facts if name in event.payload]
    fields = [
        (
            facts.field_of(fact, language, problem_words(fact, wrong[fact.id], language))
            if fact.id in wrong
            else facts.field_of(fact, language),
            fact.id in event.needs,
        )
        for fact in brought
        if fact.given
    ]
    return sorted(fields, key=lambda field: not field[1])


def _now(flow: Flow, event: str, day: date) -> PossibleEvent | None:
    """The event, where it may happen on that day."""
    return next((one for one in flow.possible(day) if one.event == event), None)


def _roles(
    call: ServiceCall, flow: Flow, now: PossibleEvent | None, chosen: str
) -> tuple[FormOption, ...]:
    """The roles in which this person may do it."""
    held = call.token.acts_in(flow.program.canton, (now.by if now else None) or ())
    words = {role: actors_words(flow.program, (role,), spoken(call)) for role in held}
    return tuple(FormOption(role, said, role == chosen) for role, said in words.items())
