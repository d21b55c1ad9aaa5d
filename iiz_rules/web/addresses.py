"""Every address of the service, with the role it needs and its handler."""

from iiz_rules.web import cases, due, log
from iiz_rules.web.calls import Handler
from iiz_rules.web.desk import canton, editions, new_case, several
from iiz_rules.web.desk import help as desk_help
from iiz_rules.web.desk import pages as files
from iiz_rules.web.desk.static import static
from iiz_rules.web.pages import case, home, kept, login, recording
from iiz_rules.web.questions import QUESTIONS, batch, single
from iiz_rules.web.sitting.addresses import SITTING
from iiz_rules.web.sitting.reply import script

Address = tuple[str, str, Handler, str]
AT = "/v1/{canton}"
ASKED: tuple[Address, ...] = tuple(
    address
    for question in QUESTIONS
    for address in (
        (f"{AT}/{question.path}", "ask", single(question), "POST"),
        (f"{AT}/{question.path}/batch", "ask", batch(question), "POST"),
    )
)
DATA: tuple[Address, ...] = (
    *ASKED,
    (f"{AT}/cases", "record", cases.opened, "POST"),
    (f"{AT}/cases", "read", cases.listed, "GET"),
    (f"{AT}/cases/{{case:path}}/events", "record", cases.happened, "POST"),
    (f"{AT}/cases/{{case:path}}/possible", "read", cases.possible, "GET"),
    (f"{AT}/cases/{{case:path}}", "read", cases.shown, "GET"),
    (f"{AT}/due", "read", due.due, "GET"),
    (f"{AT}/decisions", "read", log.decisions, "GET"),
    (f"{AT}/receipts/verify", "ask", log.verified, "POST"),
    (f"{AT}/receipts/replay", "ask", log.replayed, "POST"),
)
"""for programs"""
PAGES: tuple[Address, ...] = (
    ("/", "", home.shown, "GET"),
    ("/login", "", login.shown, "GET"),
    ("/login", "", login.sent, "POST"),
    ("/logout", "", login.left, "POST"),
    ("/case/{canton}", "ask", case.shown, "GET"),
    ("/case/{canton}", "ask", case.answered, "POST"),
    ("/case/{canton}/sheet", "ask", case.document, "POST"),
    ("/case/{canton}/minimum", "ask", case.minimum, "POST"),
    ("/case/{canton}/file", "ask", case.saved, "POST"),
    ("/cases/{canton}", "read", kept.listed, "GET"),
    ("/cases/{canton}", "record", recording.opened, "POST"),
    ("/case/{canton}/{case:path}/event/{event}", "record", recording.shown, "GET"),
    ("/case/{canton}/{case:path}/event/{event}", "record", recording.sent, "POST"),
    ("/case/{canton}/{case:path}", "read", kept.shown, "GET"),
    ("/static/htmx.js", "", script, "GET"),
    *(
        (f"/sitting/{{canton}}{path}", role, handler, method)
        for path, role, handler, method in SITTING
    ),
)
"""for people"""
DESK: tuple[Address, ...] = (
    ("/desk", "edit", canton.desks, "GET"),
    ("/desk/static/{name}", "edit", static, "GET"),
    ("/desk/{canton}", "edit", canton.canton_shown, "GET"),
    ("/desk/{canton}/edition", "edit", canton.edition_begun, "POST"),
    ("/desk/{canton}/case", "edit", new_case.case_begun, "POST"),
    ("/desk/{canton}/case-from-form", "edit", new_case.case_from_form, "POST"),
    ("/desk/{canton}/edition/{edition}", "edit", editions.edition_shown, "GET"),
    ("/desk/{canton}/edition/{edition}", "edit", editions.edition_asked, "POST"),
    ("/desk/{canton}/file/{file:path}", "edit", files.file_shown, "GET"),
    ("/desk/{canton}/file/{file:path}", "edit", files.file_changed, "POST"),
    ("/desk/{canton}/rename/{file:path}", "edit", several.rename_shown, "GET"),
    ("/desk/{canton}/rename/{file:path}", "edit", several.rename_sent, "POST"),
    ("/desk/{canton}/since", "edit", several.since_shown, "GET"),
    ("/desk/{canton}/since", "edit", several.since_shown, "POST"),
    ("/desk/{canton}/help/{file:path}", "edit", desk_help.asked, "POST"),
)
"""for those who maintain the rules, if a folder was opened to them"""
