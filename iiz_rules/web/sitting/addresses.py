"""The addresses of sittings, below `/sitting/{canton}`, with the role that each takes.

What answers there is imported when it is first asked, because a sitting stands on portfolios: a
service without the extra `simulate` does without it, and its page says what is missing.
"""

from importlib import import_module

from starlette.responses import Response

from iiz_rules.findings.errors import SIMULATE, needed
from iiz_rules.web.calls import Handler, ServiceCall
from iiz_rules.web.sitting.reply import for_people


def _page(module: str, name: str) -> Handler:
    """What answers at an address: a function of one of the modules beside this one."""

    def answer(call: ServiceCall) -> Response:
        needed(SIMULATE, "simulate")
        handler: Handler = getattr(import_module(f"iiz_rules.web.sitting.{module}"), name)
        return handler(call)

    return for_people(answer)


SITTING = (
    ("", "read", _page("opening", "listed"), "GET"),
    ("", "record", _page("opening", "begun"), "POST"),
    ("/{sitting}", "read", _page("pages", "shown"), "GET"),
    ("/{sitting}", "record", _page("pages", "answered"), "POST"),
    ("/{sitting}/members", "record", _page("pages", "attended"), "POST"),
    ("/{sitting}/measure/{row}", "read", _page("pages", "measure"), "GET"),
    ("/{sitting}/measure/{row}", "record", _page("pages", "voted"), "POST"),
    ("/{sitting}/sheet/{row}", "read", _page("documents", "sheet"), "GET"),
    ("/{sitting}/close", "record", _page("pages", "closed"), "POST"),
    ("/{sitting}/minutes", "read", _page("documents", "minutes"), "GET"),
    ("/{sitting}/ledger.csv", "read", _page("documents", "ledger"), "GET"),
)
