"""The page of one case: the next question first, the answer and why beside it, readings to switch.

Nothing that is typed in here is kept, and no answer of it is in the log of decisions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from starlette.responses import HTMLResponse, Response

from iiz_rules.answers.minimum import Minimum
from iiz_rules.answers.overview import Overview
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.editions import read_canton
from iiz_rules.policy import Policy
from iiz_rules.render.drawing.drawn import in_reading
from iiz_rules.render.drawing.steps import draw_steps, placed
from iiz_rules.render.html.drawing import pictures
from iiz_rules.render.html.page import page
from iiz_rules.render.html.sheet import asked, case_page, minimum_page, typeset_part
from iiz_rules.render.text import case_sheet
from iiz_rules.render.text.values import edition_words
from iiz_rules.verification.saving import nested, tree_text
from iiz_rules.web.calls import ServiceCall, today
from iiz_rules.web.desk.folder import labels
from iiz_rules.web.faults import chosen
from iiz_rules.web.guard import BODY
from iiz_rules.web.pages.forms import CaseForm, FormField, day_text, problem_words, read_form
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

WIDE = 660.0
"""the width of a drawing"""
FOLDED = 12
"""open questions shown; further ones are folded"""


def spoken(call: ServiceCall) -> Language:
    """The language of the address, else the browser's."""
    return chosen(call.request.url.query, call.request.headers.get("accept-language", ""))


def shown(call: ServiceCall) -> Response:
    """The empty form, as of today."""
    language = spoken(call)
    day = today()
    form = CaseForm(call.canton.on(day).program, typed_day=day_text(day, language))
    return html(_page(call, form, language))


def answered(call: ServiceCall) -> Response:
    """The form as submitted, with the answer."""
    language = spoken(call)
    return html(_page(call, _form(call), language))


def document(call: ServiceCall) -> Response:
    """The case's sheet, for the file."""
    language, form = spoken(call), _form(call)
    overview = _overview(call, form)
    if isinstance(overview, Overview):
        return html(case_page(overview, language, "", False))
    return html(_page(call, form, language), 422)


def minimum(call: ServiceCall) -> Response:
    """Which facts the answer needed, and which it did not."""
    language, form = spoken(call), _form(call)
    overview = _overview(call, form)
    if isinstance(overview, Overview):
        needed = Minimum(overview.decisions[0])
        return html(minimum_page(needed, language, ""))
    return html(_page(call, form, language), 422)


def saved(call: ServiceCall) -> Response:
    """The case as a file, in the form of a canton's own cases."""
    form = _form(call)
    _, wrong = form.values()
    if wrong or form.day is None or form.days_wrong:
        return html(_page(call, form, spoken(call)), 422)
    told = edition_words(form.program, spoken(call))
    text = tree_text(example(form), f"{form.program.label[spoken(call)]} · {told}")
    name = f"{form.program.canton}-{form.day.isoformat()}.yaml"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, 200, headers, "application/yaml; charset=utf-8")


def example(form: CaseForm) -> dict[str, Any]:
    """What was typed in, as it stands in the file of a case."""
    tree: dict[str, Any] = {"title": example_title()}
    tree |= {"date": form.day.isoformat()} if form.day else {}
    tree |= {"known_on": form.known_on.isoformat()} if form.known_on else {}
    tree |= {"interpretations": dict(form.readings)} if form.readings else {}
    return {**tree, "facts": nested(form.case()) or None}


def example_title() -> dict[str, str]:
    """What a new case is called, until somebody says what it is about."""
    return {language: printed("pages.case.example", language) for language in LANGUAGES}


def html(text: str, status: int = 200) -> Response:
    """A page that cannot be framed, and whose forms only submit to this service."""
    policy = "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    headers = {"content-security-policy": policy, "cache-control": "no-store"}
    return HTMLResponse(text, status, headers)


def _form(call: ServiceCall) -> CaseForm:
    """The submitted form, read by the edition of its day."""
    body: bytes = call.request.scope[BODY]
    first = read_form(call.canton.newest.program, body)
    day = first.day
    return first if day is None else read_form(call.canton.on(day).program, body)


def _overview(call: ServiceCall, form: CaseForm) -> Overview | list[str]:
    """Every answer about the case, or what is wrong with it."""
    language, day = spoken(call), form.day
    if day is None or form.days_wrong:
        return [printed(key, language) for key in form.days_wrong]
    _, wrong = form.values()
    if wrong:
        return [printed("pages.case.wrong", language)]
    policy: Policy = call.canton.on(day)
    try:
        readings = form.readings or None
        return policy.decide(form.case(), on=day, known_on=form.known_on, interpretations=readings)
    except CaseError as error:
        return [plain_message(finding, language) for finding in error.findings]


def _page(call: ServiceCall, form: CaseForm, language: Language) -> str:
    program, overview = form.program, _overview(call, form)
    _, wrong = form.values()
    problems = {
        name: problem_words(program.facts[name], problem, language)
        for name, problem in wrong.items()
    }
    told = isinstance(overview, Overview)
    missing, pending = asked(overview) if isinstance(overview, Overview) else ((), ())
    open_ = [*(one.fact for one in missing), *(one.judgement for one in pending)]
    fields = _fields(form, language, problems)
    lead = case_sheet.case_lead(overview, language) if isinstance(overview, Overview) else overview
    parts = case_sheet.case_parts(overview, language) if isinstance(overview, Overview) else ()
    groups = _groups(fields, open_, [*form.cells])
    drawn = (
        place_pictures(overview, form.readings, language) if isinstance(overview, Overview) else ()
    )
    return page(
        "case_form",
        language,
        where=program.label[language],
        title=printed("pages.case.title", language),
        edition=edition_words(program, language),
        canton=program.canton,
        languages=LANGUAGES,
        day=form.typed_day,
        day_wrong=form.day is None,
        known=form.typed_known,
        known_wrong="pages.case.no-known-on" in form.days_wrong,
        pictures=drawn,
        told=told,
        lead=[*lead],
        parts=[typeset_part(program, one, language) for one in parts if not one.is_empty],
        groups=groups,
        readings=[*form.choices(language)],
        read_otherwise=bool(form.readings),
        desks=_desks(call, program.canton, language),
    )


def _desks(call: ServiceCall, canton: str, language: Language) -> dict[str, str]:
    """The desks on which a case of this canton can be put, for those who may edit there."""
    if "edit" not in call.token.roles:
        return {}
    desks = call.service.desks
    own = [name for name, desk in desks.items() if read_canton(desk.folder).canton == canton]
    called = labels(desks, language) if own else {}
    return {name: called[name] for name in own}


def place_pictures(
    overview: Overview, options: Mapping[str, str], language: Language
) -> Sequence[str]:
    """The steps with the place of the case: a picture, for a phone a list; none without steps."""
    program = in_reading(overview.decisions[0].program, options)
    drawing = placed(draw_steps(program, language), overview.route, language)
    return pictures(drawing, WIDE, language) if any(drawing.cards) else ()


def _fields(
    form: CaseForm, language: Language, problems: Mapping[str, str]
) -> dict[str, FormField]:
    facts = form.program.facts.values()
    return {
        fact.id: form.field_of(fact, language, problems.get(fact.id, ""))
        for fact in facts
        if fact.given and not fact.is_date
    }


def _groups(
    fields: Mapping[str, FormField], asked_now: Iterable[str], given: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """The questions in groups: the next one, open ones, answered ones, all others."""
    answered_ = [name for name in given if name in fields]
    waiting = [name for name in asked_now if name in fields and name not in answered_]
    apart = {*answered_, *waiting}
    others = [name for name in fields if name not in apart]
    for key, names, folded in (
        ("next", waiting[:1], False),
        ("open", waiting[1 : FOLDED + 1], False),
        ("given", answered_, False),
        ("others", [*waiting[FOLDED + 1 :], *others], True),
    ):
        if names:
            yield {"key": key, "folded": folded, "fields": [fields[name] for name in names]}
