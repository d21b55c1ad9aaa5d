"""The recorded cases: how each stood on one day, as known on another."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from iiz_rules.answers.overview import Overview
from iiz_rules.escalation.standing import StandingCase, standing
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.values import plain_value
from iiz_rules.render.html.page import page
from iiz_rules.render.html.sheet import typeset_part
from iiz_rules.render.text import case_sheet
from iiz_rules.render.text.flow import standing_parts
from iiz_rules.render.text.values import cleaned, edition_words
from iiz_rules.web.calls import ServiceCall, today
from iiz_rules.web.pages.case import html, place_pictures, spoken
from iiz_rules.web.pages.forms import DAY, KNOWN, day_text, typed_day
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

NOTHING: dict[str, Any] = {"parts": (), "events": (), "pictures": ()}
"""shown for a case on a day on which it did not exist"""


def listed(call: ServiceCall) -> Response:
    """The recorded cases of a canton."""
    call.query("lang")
    return cases_page(call)


def cases_page(
    call: ServiceCall, name: str = "", day: str = "", problem: str = "", status: int = 200
) -> Response:
    """The list, with a form to open a case for those who may, and its faults."""
    language = spoken(call)
    policy = call.canton.newest
    names = [*call.service.store.cases(policy.canton)][: call.service.settings.limits.listed]
    visitor = call.service.visits.visitor(call.request)
    answer = html(
        page(
            "kept_cases",
            language,
            where=policy.program.label[language],
            title=printed("pages.kept.list", language),
            canton=policy.canton,
            cases=names,
            languages=LANGUAGES,
            opens=may_record(call),
            visit=call.service.visits.token(visitor),
            name=name,
            day=day or day_text(today(), language),
            key=secrets.token_hex(16),
            problem=problem,
        ),
        status,
    )
    call.service.visits.remember(answer, visitor)
    return answer


def may_record(call: ServiceCall) -> bool:
    """Whether the user may record something, and the store can."""
    return "record" in call.token.roles and call.service.store.writable


def shown(call: ServiceCall) -> Response:
    """One case, on a day, as far as it was known by another: the last ones that it knows."""
    query = call.query(DAY, KNOWN, "lang")
    language, case = spoken(call), call.path("case")
    flow = call.canton.newest.case(case, call.service.store)
    typed = {key: query.get(key) or day_text(flow.on, language) for key in (DAY, KNOWN)}
    on, known_on = (typed_day(typed[key]) for key in (DAY, KNOWN))
    if on is None or known_on is None:
        content = {"lead": [printed("pages.kept.wrong-day", language)]}
    elif (stood := standing(flow, on, known_on)) is None:
        content = {"lead": [printed("pages.kept.not-there", language)]}
    else:
        content = _stood(call, stood, on, language)
    return html(
        page(
            "kept_case",
            language,
            where=flow.program.label[language],
            title=printed("pages.kept.title", language, case=cleaned(case)),
            edition=edition_words(flow.program, language),
            canton=flow.program.canton,
            case=case,
            languages=LANGUAGES,
            typed=typed,
            wrong=[key for key, day in ((DAY, on), (KNOWN, known_on)) if day is None],
            **NOTHING | content,
        )
    )


def _stood(call: ServiceCall, stood: StandingCase, on: date, language: Language) -> dict[str, Any]:
    """What is said of a case on a day: the answer, its place, its history, what may happen."""
    answer, program = _overview(call, stood, on, language), stood.timeline.program
    parts = [typeset_part(program, one, language) for one in standing_parts(stood, language)]
    content: dict[str, Any] = {
        "parts": [one for one in parts if one["sentences"] or one["table"]],
        "events": _events(call, stood, language),
    }
    if not isinstance(answer, Overview):
        return content | {"lead": answer}
    pictures = place_pictures(answer, stood.timeline.options, language)
    return content | {"lead": [*case_sheet.case_lead(answer, language)], "pictures": pictures}


def _events(
    call: ServiceCall, stood: StandingCase, language: Language
) -> Sequence[tuple[str, str]]:
    """What may be recorded now, with the address of its form, for those who may."""
    if not may_record(call):
        return ()
    at = f"/case/{call.path('canton')}/{quote(call.path('case'), safe='')}"
    return [
        (event.label[language], f"{at}/event/{event.event}?lang={language}")
        for event in stood.possible
        if event.by is None or call.token.acts_in(stood.timeline.program.canton, event.by)
    ]


def _overview(
    call: ServiceCall, stood: StandingCase, on: date, language: Language
) -> Overview | list[str]:
    """What the edition that the case ran on answers about what held; nothing of one now gone."""
    digest = stood.timeline.program.digest
    policy = next((one for one in call.canton.policies if one.program.digest == digest), None)
    if policy is None:
        return []
    facts = {name: plain_value(value) for name, value in stood.facts.items()}
    try:
        return policy.reading(stood.timeline.options).decide(facts, on=on)
    except CaseError as error:
        return [plain_message(finding, language) for finding in error.findings]
