"""Whether the service is alive, whether it can record, and which editions it uses."""

from typing import Any

from iiz_rules import __version__
from iiz_rules.findings.errors import IizError
from iiz_rules.web.calls import JsonAnswer, ServiceCall
from iiz_rules.web.faults import spoken


def version(call: ServiceCall) -> JsonAnswer:
    """The package, the editions in force with their digests, and the limits."""
    service = call.service
    limits = service.settings.limits
    return JsonAnswer(
        {
            "name": "iiz-rules",
            "version": __version__,
            "lasting": service.store.lasting,
            "editions": [
                {
                    "canton": state.canton,
                    "edition": policy.edition,
                    "digest": policy.digest,
                }
                for state in service.editions.cantons
                for policy in state.policies
            ],
            "faults": _faults(call),
            "limits": {
                "body": limits.body,
                "batch_body": limits.batch_body,
                "batch": limits.batch,
                "at_once": limits.at_once,
                "seconds": limits.seconds,
                "listed": limits.listed,
            },
        }
    )


def _faults(call: ServiceCall) -> dict[str, Any]:
    """What is wrong with files that are therefore not in force; the last good ones are."""
    faults = call.service.editions.faults.items()
    return {canton: error.to_problem(call.language) for canton, error in faults}


def ready(call: ServiceCall) -> JsonAnswer:
    """Whether decisions can be recorded now; otherwise none are given."""
    try:
        call.service.store.probe()
    except IizError as error:
        language = spoken(call.request.headers.get("accept-language", ""))
        return JsonAnswer({"ready": False, "problem": error.to_problem(language)}, 503)
    return JsonAnswer({"ready": True, "faults": sorted(call.service.editions.faults)})
