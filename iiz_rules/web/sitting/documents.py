"""What a sitting leaves: sheets of its measures, the minutes, the entries of the ledger."""

from io import BytesIO
from typing import Any

from starlette.responses import Response

from iiz_rules.funding.books import entries_table
from iiz_rules.render.text.agenda import measure_name
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.tables.formats import CsvFile
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.pages.case import spoken
from iiz_rules.web.sitting.reply import going_on, held_sitting, page_of, row_of


def sheet(call: ServiceCall) -> Response:
    """One measure as a sheet for the file."""
    shown_ = going_on(call, held_sitting(call))
    row, view = row_of(call, shown_), shown_.view
    agenda = view.deliberation.agenda
    name = measure_name(agenda, view.name(row))
    how: dict[str, Any] = {"name": name, "invented": is_invented(view.deliberation.simulation)}
    return _document(call, agenda.funding(row), view.name(row), **how)


def _document(call: ServiceCall, document: Any, file: str, **how: Any) -> Response:
    """A document as a page, or as PDF."""
    language = spoken(call)
    if call.request.query_params.get("as") != "pdf":
        return page_of(document.to_html(language, **how))
    headers = {"content-disposition": f'inline; filename="{_plain(file)}.pdf"'}
    return Response(document.to_pdf(language, **how), 200, headers, "application/pdf")


def _plain(name: str) -> str:
    return "".join(one for one in name if one.isascii() and (one.isalnum() or one in "-._"))


def minutes(call: ServiceCall) -> Response:
    """The minutes, to be signed once the sitting is closed."""
    held = held_sitting(call)
    document, name = call.service.room.sittings(call.canton).minutes(held), held.name
    if held.closed is None:
        invented = is_invented(going_on(call, held).view.deliberation.simulation)
        return _document(
            call, document, f"{call.path('canton')}-{name}", invented=invented, draft=True
        )
    how = {key: held.closed[key] for key in ("remedy", "invented")}
    return _document(call, document, f"{call.path('canton')}-{name}", **how)


def ledger(call: ServiceCall) -> Response:
    """The entries that follow, as a table that a ledger can take up."""
    held = held_sitting(call)
    made = call.service.room.sittings(call.canton).minutes(held)
    file = BytesIO()
    CsvFile(file).write(entries_table(made.records, spoken(call)))
    name = f"{call.path('canton')}-{held.name}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file.getvalue(), 200, headers, "text/csv; charset=utf-8")
