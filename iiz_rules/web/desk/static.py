"""The two scripts of the desk: CodeMirror, bundled by `scripts/codemirror`, and what ties it in."""

from importlib.resources import files

from starlette.responses import Response

from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.faults import refused

NAMES = ("codemirror.js", "desk.js", "codemirror.LICENSE")


def static(call: ServiceCall) -> Response:
    """One of them; NotFoundError for anything else."""
    name = call.path("name")
    if name not in NAMES:
        raise refused("unknown-address")
    data = files("iiz_rules.web.desk").joinpath("scripts", name).read_bytes()
    kind = "text/javascript" if name.endswith(".js") else "text/plain"
    headers = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
    return Response(data, 200, headers, f"{kind}; charset=utf-8")
