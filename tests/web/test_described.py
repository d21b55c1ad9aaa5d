"""The description says what the service does: complete, closed, with examples that are right."""

import json
import os
import re
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from starlette.routing import Route

from iiz_rules.web.settings import Settings
from tests.escalation.writer import TINY
from tests.needed import needing
from tests.web.client import Client

FEW = ("eligibility", "due", "decisions", "verify", "version")
"""Addresses that the ordinary run tries: of each kind one."""
LONG = int(os.environ.get("IIZ_FUZZ") or 0)


@pytest.fixture(scope="module")
def described(client: Client) -> dict[str, Any]:
    data: dict[str, Any] = client.get("/openapi.json").data
    return data


def references(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(references, part)) if part else set()
    if not isinstance(part, dict):
        return set()
    inner = set().union(*map(references, part.values())) if part else set()
    return inner | ({part["$ref"]} if isinstance(part.get("$ref"), str) else set())


def test_every_reference_leads_somewhere_and_every_schema_is_one(
    described: dict[str, Any],
) -> None:
    for reference in references(described):
        part: Any = described
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    for name, schema in described["components"]["schemas"].items():
        assert re.fullmatch(r"[a-zA-Z0-9._-]+", name)
        Draft202012Validator.check_schema(schema)
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


def test_every_address_is_described(client: Client, described: dict[str, Any]) -> None:
    served = {
        (route.path_format, method.lower())
        for route in client.app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }
    people = ("/case", "/log", "/sitting", "/static")  # pages are for people
    served = {(path, method) for path, method in served if not path.startswith(people)}
    served -= {("/", "get")}
    told = {
        (re.sub("^/v1/[a-z]+", "/v1/{canton}", path), method)
        for path, methods in described["paths"].items()
        for method in methods
    }
    assert told == {(str(path), method) for path, method in served}


def test_every_example_is_answered_and_fits_the_schema(
    client: Client, described: dict[str, Any]
) -> None:
    for canton in ("zurich", "valais"):
        path = f"/v1/{canton}/verdicts"
        sent = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        schema = {**sent["schema"], "components": described["components"]}
        assert sent["examples"]
        for example in sent["examples"].values():
            Draft202012Validator(schema).validate(example["value"])
            dated = "" if "date" in example["value"] else "?on=2024-03-05"
            assert client.post(f"{path}{dated}", example["value"]).status == 200


def test_a_page_of_documentation_needs_no_other_machine(described: dict[str, Any]) -> None:
    assert "http" not in json.dumps(described).replace('"http"', "").replace("urn:", "")


@needing(find_spec("schemathesis") is not None, "schemathesis is not installed")
def test_whatever_the_description_allows_is_answered_as_it_says() -> None:
    """Of a small canton, because to read a description of a large one takes minutes."""
    import schemathesis
    from schemathesis import checks

    client = Client(Settings(("zurich", "valais") if LONG else (TINY,), reload=0))
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").data)
    schema.app = client.app
    held = [
        checks.not_a_server_error,
        *checks.CHECKS.get_by_names(
            ["status_code_conformance", "content_type_conformance", "response_schema_conformance"]
        ),
    ]
    from schemathesis.core.result import Ok

    operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    assert operations
    for operation in operations:
        if not LONG and operation.path.rpartition("/")[2] not in FEW:
            continue

        @given(case=operation.as_strategy())
        @settings(
            max_examples=min(LONG, 1_000) or 2,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        def conforms(case: Any) -> None:
            case.call_and_validate(checks=held, headers={"host": "localhost"})

        conforms()
    client.close()
