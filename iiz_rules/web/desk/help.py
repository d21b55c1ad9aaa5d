"""The requests of the editor in the page, answered as `iiz lsp` does."""

from functools import partial
from typing import Any

from starlette.responses import Response

from iiz_rules.editor.completion import complete
from iiz_rules.editor.hover import hover
from iiz_rules.language.program.outside import edition_named
from iiz_rules.render.html.page import page
from iiz_rules.web.calls import JsonAnswer, ServiceCall
from iiz_rules.web.desk.bench import Bench
from iiz_rules.web.desk.folder import digest_of
from iiz_rules.web.desk.pages import bench_at, is_own, rule_part, told_part, worked
from iiz_rules.web.desk.sent import sent_form
from iiz_rules.web.faults import refused

MOST = 60
"""proposals sent at once"""


def asked(call: ServiceCall) -> Response:
    """Answer a request about the text in the page."""
    form = sent_form(call)
    if not is_own(call, form):
        raise refused("foreign-page")
    bench = worked(bench_at(call), form)
    line, column = (
        int(text) if text.isdecimal() else 1 for text in map(form.get, ("line", "column"))
    )
    match form.get("ask"):
        case "complete":
            return JsonAnswer(_proposed(bench, line, column))
        case "hover":
            return JsonAnswer(_said(bench, line, column))
    return JsonAnswer(_looked(bench, form.get("was")))


def _proposed(bench: Bench, line: int, column: int) -> dict[str, Any]:
    file = bench.file
    if file is None:
        return {"options": []}
    names = bench.states.of(bench.canton).names
    done = complete(names, file, line, column, bench.language)
    options = [
        {
            "name": proposal.name,
            "label": proposal.label,
            "text": proposal.text,
            "put": proposal.put or proposal.name,
        }
        for proposal in done.proposals[:MOST]
    ]
    writing = done.writing
    return {"options": options, "from": writing.column, "to": writing.end_column}


def _said(bench: Bench, line: int, column: int) -> dict[str, Any]:
    names = bench.states.of(bench.canton).names
    said = hover(names, bench.file, line, column, bench.language) if bench.file else None
    if said is None:
        return {}
    node = said.node
    place = {"line": node.line, "column": node.column, "end": node.end_column}
    return {"text": said.text, **place, "last": node.end_line}


def _looked(bench: Bench, was: str) -> dict[str, Any]:
    """The findings with their lines, and the two parts of the page that depend on the text."""
    content = {**told_part(bench), "notes": bench.problems, "desk": bench.desk.name}
    content["edition_called"] = partial(edition_named, language=bench.language)
    meanwhile = digest_of(bench.on_disk) != was
    return {
        "text": bench.text,
        "findings": content["marks"],
        "told": page("desk_told", bench.language, meanwhile=meanwhile, **content),
        "rule": page("desk_rule", bench.language, **rule_part(bench)),
    }
