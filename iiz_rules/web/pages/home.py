"""The first page: each canton with links to what this service offers."""

from starlette.responses import Response

from iiz_rules.findings.errors import SIMULATE, absent
from iiz_rules.render.html.page import page
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.desk.folder import labels
from iiz_rules.web.editions import CantonInForce
from iiz_rules.web.guard import SESSION
from iiz_rules.web.pages.case import html, spoken
from iiz_rules.words.say import printed


def shown(call: ServiceCall) -> Response:
    """The cantons, with what can be done by the rules of each."""
    language = spoken(call)
    cantons = {
        state.newest.program.label[language]: [
            (printed(f"pages.door.{door}", language), f"/{door}/{state.canton}?lang={language}")
            for door in _doors(state)
        ]
        for state in call.service.editions.cantons
    }
    called = labels(call.service.desks, language)
    desks = {label: f"/desk/{name}?lang={language}" for name, label in called.items()}
    title = printed("pages.title", language)
    return html(page("home", language, title=title, cantons=cantons, desks=desks, user=_user(call)))


def _user(call: ServiceCall) -> str:
    """Who is logged in; empty if nobody has to."""
    return call.token.name if SESSION in call.request.cookies else ""


def _doors(state: CantonInForce) -> tuple[str, ...]:
    """The pages below this canton; a sitting where somebody pays and its extra is installed."""
    funded = state.newest.program.waterfall is not None and not absent(SIMULATE)
    return ("case", "cases", "sitting") if funded else ("case", "cases")
