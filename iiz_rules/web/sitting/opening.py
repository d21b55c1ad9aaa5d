"""The first page of sittings: those that there are, and a new one over a portfolio."""

from pathlib import Path

from starlette.responses import Response

from iiz_rules.findings.errors import IizError
from iiz_rules.portfolio.scenario import read_scenario
from iiz_rules.render.html.sitting import Fault, NewSitting, sittings_page
from iiz_rules.web.calls import ServiceCall, near_day, today, wrong
from iiz_rules.web.faults import refused
from iiz_rules.web.pages.case import spoken
from iiz_rules.web.pages.forms import day_text, typed_day
from iiz_rules.web.sitting.reply import moved_to, page_of, sentences
from iiz_rules.web.sitting.room import read_paper, scenario_papers
from iiz_rules.web.sitting.sent import SittingForm, sitting_form
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def listed(call: ServiceCall) -> Response:
    """The sittings, and the form to begin one."""
    return page_of(_list(call))


def _list(call: ServiceCall, fault: Fault | None = None, day: str = "") -> str:
    language, state, settings = spoken(call), call.canton, call.service.settings
    scenarios = {
        str(number): getattr(read_scenario(path).file.label, language)
        for number, path in enumerate(settings.scenarios)
    }
    papers = {"portfolio": settings.portfolio, "ledger": settings.ledger}
    named = {paper: Path(path).name if path else "" for paper, path in papers.items()}
    return sittings_page(
        state.canton,
        state.newest.program.label[language],
        call.service.room.sittings(state).all(),
        NewSitting(day or day_text(today(), language), named, scenarios, fault),
        language,
        call.service.store.lasting,
    )


def begun(call: ServiceCall) -> Response:
    """Begin a sitting over what was sent, or over what was named when the service was started."""
    form, language, state = sitting_form(call), spoken(call), call.canton
    try:
        on = typed_day(form.get("on"))
        if on is None and form.get("on"):
            raise refused("impossible-date", got=form.get("on")[:40])
        if on is None:
            raise refused("no-upload", what=printed("sitting.begin.day", language))
        near_day(on)
        papers, sent = _papers(call, form, language)
        names = call.service.room.prepared(state, on, papers, sent).agenda.names
        held = call.service.room.sittings(state).begin(on, papers, sent, call.token.name, names)
    except IizError as error:
        fault = Fault(printed("sitting.fault", language), sentences(error, language))
        return page_of(_list(call, fault, form.get("on")), error.status)
    return moved_to(call, held)


def _papers(
    call: ServiceCall, form: SittingForm, language: Language
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Which papers there are, and all their files."""
    settings, papers, sent = call.service.settings, dict[str, str](), dict[str, bytes]()
    for paper, path in (("portfolio", settings.portfolio), ("ledger", settings.ledger)):
        if paper in form.files:
            name, data = form.files[paper].name, form.files[paper].data
        elif path:
            name, data = Path(path).name, read_paper(Path(path))
        else:
            continue
        papers[paper] = f"{paper}/{name}"
        sent[papers[paper]] = data
    if "portfolio" not in papers:
        raise refused("no-upload", what=printed("sitting.begin.portfolio", language))
    chosen = form.get("scenario")
    if chosen:
        known = {str(number): Path(path) for number, path in enumerate(settings.scenarios)}
        if chosen not in known:
            raise wrong("scenario", chosen, known)
        sent |= scenario_papers(known[chosen])
        papers["scenario"] = f"scenario/{known[chosen].name}"
    return papers, sent
