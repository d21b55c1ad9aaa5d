"""The service as OpenAPI 3.1, made from the cantons, their facts and own cases."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from iiz_rules import __version__
from iiz_rules.case.documents import read_example
from iiz_rules.case.schema import case_schema
from iiz_rules.language.program.rules import Program
from iiz_rules.language.schemas import model_schema
from iiz_rules.policy import Policy
from iiz_rules.schemas import schema_of
from iiz_rules.web.cases import FILTERS, HappenedEvent, OpenedCase
from iiz_rules.web.due import EVENTS, FORMS
from iiz_rules.web.editions import CantonInForce
from iiz_rules.web.faults import PROBLEM
from iiz_rules.web.questions import QUESTIONS, WebQuestion

Schema = dict[str, Any]
JSON = "application/json"
PROBLEMS = (400, 401, 403, 404, 405, 408, 409, 413, 415, 421, 422, 500, 503)
SHOWN = 3
"""how many of a canton's own cases are shown as examples"""
DAY: Schema = {"type": "string", "format": "date"}
NAMED: Schema = {
    "type": ["object", "null"],
    "description": "By what the decision is found in the log; null where no rule was there to ask.",
    "properties": {
        "id": {"type": "string"},
        "reference": {"type": "string"},
        "seq": {"type": "integer"},
        "recorded": {"type": "string", "format": "date-time"},
        "hash": {"type": "string"},
    },
    "required": ["id", "reference", "seq", "recorded", "hash"],
}


def description(cantons: Iterable[CantonInForce]) -> Schema:
    """The description of the service for the cantons that are in force."""
    parts = _Parts()
    wrong = parts.answer("problem")
    paths: Schema = dict(_own())
    for state in cantons:
        paths |= _canton(state, parts)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "iiz-rules",
            "version": __version__,
            "description": "Questions about cases, cases over time, the log of decisions.",
        },
        "paths": {path: _whole(methods) for path, methods in paths.items()},
        "components": {
            "schemas": dict(sorted(parts.schemas.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _said(wrong, "What is wrong", PROBLEM)},
        },
        "security": [{}, {"token": []}],
    }


class _Parts:
    """The schemas shared by several addresses, by their names in the description."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}

    def answer(self, name: str) -> Schema:
        """A reference to an answer's schema; with `[]` a list of such."""
        if name.endswith("[]"):
            return {"type": "array", "items": self.answer(name[:-2])}
        if name == "verdicts":
            verdict = {"enum": ["yes", "no", "open"]}
            return {"type": "object", "additionalProperties": verdict}
        title = "".join(word.capitalize() for word in name.split("-"))
        if title not in self.schemas:
            self.schemas[title] = self.added(schema_of(name))
        return {"$ref": _at(title)}

    def added(self, schema: Schema, own: str = "") -> Schema:
        """A schema with its inner ones moved to the shared ones."""
        inner = schema.pop("$defs", {})
        schema.pop("$schema", None)
        names = {name: _name(own, name) for name in inner}
        for name, one in inner.items():
            self.schemas[names[name]] = _referring(one, names)
        told: Schema = _referring(schema, names)
        return told


def _name(own: str, name: str) -> str:
    """The name of an inner schema: of a canton's facts with the canton's before it."""
    return f"{own}.{name.replace(':', '.')}" if own else name


def _at(name: str) -> str:
    return f"#/components/schemas/{name}"


def _referring(schema: Any, names: Mapping[str, str]) -> Any:
    """A schema with its references adjusted to the new names."""
    if isinstance(schema, list):
        return [_referring(one, names) for one in schema]
    if not isinstance(schema, dict):
        return schema
    referring = {key: _referring(one, names) for key, one in schema.items()}
    if isinstance(reference := schema.get("$ref"), str):
        name = reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
        referring["$ref"] = _at(names[name])
    return referring


def _whole(methods: Schema) -> Schema:
    """The methods of an address, each with the possible errors."""
    problems = {str(status): {"$ref": "#/components/responses/Problem"} for status in PROBLEMS}
    return {
        method: {**operation, "responses": {**problems, **operation["responses"]}}
        for method, operation in methods.items()
    }


def _said(schema: Schema, text: str, kind: str = JSON) -> Schema:
    return {"description": text, "content": {kind: {"schema": schema}}}


def _operation(
    name: str,
    text: str,
    answer: Schema,
    *,
    status: int = 200,
    body: Schema | None = None,
    examples: Schema | None = None,
    parameters: Iterable[Schema] = (),
) -> Schema:
    """One operation; a body of several kinds of examples has them beside its schema."""
    said: Schema = {
        "operationId": name,
        "summary": text,
        "parameters": [*parameters],
        "responses": {str(status): _said(answer, text)},
    }
    if body is not None:
        content = {"schema": body, **({"examples": examples} if examples else {})}
        said["requestBody"] = {"required": True, "content": {JSON: content}}
    return said


def _given(name: str, schema: Schema, where: str = "query", *, needed: bool = False) -> Schema:
    return {"name": name, "in": where, "required": needed or where == "path", "schema": schema}


TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": 200}
ASKING = (
    _given("on", DAY),
    _given("Iiz-Reference", TEXT, "header"),
    _given("Idempotency-Key", TEXT, "header"),
)
KEYED = (_given("Idempotency-Key", TEXT, "header"),)
PAGE = _given("limit", {"type": "integer", "minimum": 0})


def _own() -> Iterator[tuple[str, Schema]]:
    """The addresses that belong to no canton."""
    thing = {"type": "object"}
    alive = _operation("health", "Whether the service lives.", thing)
    ready = _operation("ready", "Whether decisions can be recorded.", thing)
    ready["responses"]["503"] = _said(thing, "No decision can be recorded now")
    yield "/health", {"get": alive}
    yield "/ready", {"get": ready}
    yield "/version", {"get": _operation("version", "Editions in force, limits.", thing)}
    yield "/openapi.json", {"get": _operation("openapi", "This description.", thing)}


def _canton(state: CantonInForce, parts: _Parts) -> Schema:
    """The addresses of one canton."""
    canton, newest = state.canton, state.newest
    case = f"{canton.capitalize()}Case"
    parts.schemas[case] = parts.added(case_schema(newest.program), canton)
    examples = dict(_examples(newest))
    paths: Schema = {}
    for question in QUESTIONS:
        if all(one["schema"]["enum"] for one in _names(question.path, newest.program)):
            paths |= _question(question, newest.program, case, examples, parts)
    return paths | dict(_others(canton, parts))


def _question(
    question: WebQuestion, program: Program, case: str, examples: Schema, parts: _Parts
) -> Schema:
    """The two addresses of a question: about one case, and about many."""
    canton, about = program.canton, question.about
    path = f"/v1/{canton}/{question.path}"
    name = f"{canton}-{question.path.partition('/')[0]}"
    answer = parts.answer(question.answer)
    answer_schema = {
        "type": "object",
        "properties": {"decision": NAMED, "answer": answer},
        "required": ["decision", "answer"],
    }
    fault = {
        "type": "object",
        "properties": {"problem": {"$ref": _at("Problem")}},
        "required": ["problem"],
    }
    many = {"type": "object", "additionalProperties": {"anyOf": [answer_schema, fault]}}
    named = [*_names(question.path, program)]
    one = _operation(
        name, about, answer_schema,
        body={"$ref": _at(case)}, examples=examples, parameters=[*named, *ASKING],
    )  # fmt: skip
    batch = _operation(
        f"{name}-batch",
        f"{about} Of many cases, by reference.",
        {"type": "object", "properties": {"answers": many}, "required": ["answers"]},
        body=_batch(case),
        parameters=[*named, ASKING[0], *KEYED],
    )
    return {path: {"post": one}, f"{path}/batch": {"post": batch}}


def _batch(case: str) -> Schema:
    return {
        "type": "object",
        "properties": {
            "cases": {
                "type": "object",
                "propertyNames": TEXT,
                "additionalProperties": {"$ref": _at(case)},
            }
        },
        "required": ["cases"],
        "additionalProperties": False,
    }


def _names(path: str, program: Program) -> Iterator[Schema]:
    """The names in an address, each with those that the edition knows."""
    known = {
        "rule": [*program.rules],
        "ladder": [*program.ways],
        "actor": [*program.actors],
        "action": [name for name, rule in program.rules.items() if rule.kind == "competence"],
        "body": [*program.bodies],
    }
    for name, names in known.items():
        if f"{{{name}}}" in path:
            yield _given(name, {"enum": sorted(names)}, "path")


def _examples(policy: Policy) -> Iterator[tuple[str, Schema]]:
    """Some of the canton's own cases."""
    day = policy.compiled.circuit.valid_from
    folder = policy.folder.path / policy.edition / "cases"
    for file in sorted(folder.rglob("*.yaml"))[:SHOWN]:
        example, _ = read_example(file.read_bytes(), file.name)
        if example is None:
            continue
        date = example.on or day
        told = {"date": str(date)} if date else {}
        facts = example.facts.plain()
        title = example.file.title.text.en
        yield file.stem, {"summary": title, "value": {**told, "facts": facts or {}}}


def _others(canton: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    """Cases over time, lists, the log and receipts."""
    at = f"/v1/{canton}"
    yield from _cases(canton, at, parts)
    yield from _events(canton, at, parts)
    yield from _due(canton, at, parts)
    yield from _log(canton, at, parts)
    yield from _receipts(canton, at, parts)


def _model(form: type[Any], title: str, parts: _Parts) -> Schema:
    name = form.__name__
    parts.schemas[name] = parts.added(model_schema(form, title))
    return {"$ref": _at(name)}


def _listed(key: str, schema: Schema) -> Schema:
    items = {"type": "array", "items": schema}
    return {"type": "object", "properties": {key: items}, "required": [key]}


def _cases(canton: str, at: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    flow, case = parts.answer("flow"), _given("case", TEXT, "path")
    on = _given("on", DAY, needed=True)
    filters = [_given(name, DAY if name == "due_by" else TEXT) for name in FILTERS]
    opening = _operation(
        f"{canton}-open", "Open a case.", flow, status=201,
        body=_model(OpenedCase, "A case that is opened", parts), parameters=KEYED,
    )  # fmt: skip
    listing = _operation(
        f"{canton}-cases", "List cases, page by page.", _listed("cases", {"type": "object"}),
        parameters=[on, PAGE, *filters],
    )  # fmt: skip
    yield f"{at}/cases", {"post": opening, "get": listing}
    shown = _operation(f"{canton}-case", "A case with its moves.", flow, parameters=[case])
    yield f"{at}/cases/{{case}}", {"get": shown}


def _events(canton: str, at: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    case, (move, obligation) = (
        _given("case", TEXT, "path"),
        map(parts.answer, ("move", "obligation")),
    )
    moved = {
        "type": "object",
        "properties": {"move": move, "obligations": {"type": "array", "items": obligation}},
        "required": ["move", "obligations"],
    }
    happened = _operation(
        f"{canton}-record", "Record an event of a case.", moved, status=201,
        body=_model(HappenedEvent, "An event", parts), parameters=[case, *KEYED],
    )  # fmt: skip
    yield f"{at}/cases/{{case}}/events", {"post": happened}
    possible = _operation(
        f"{canton}-possible", "The events that may happen.",
        _listed("events", parts.answer("possible-event")), parameters=[case, _given("on", DAY)],
    )  # fmt: skip
    yield f"{at}/cases/{{case}}/possible", {"get": possible}


def _due(canton: str, at: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    due = _operation(
        f"{canton}-due", "What is owed on a day in all cases.", parts.answer("owed"),
        parameters=[
            _given("on", DAY, needed=True), _given("format", {"enum": [*FORMS]}),
            _given("dated", {"enum": ["true", "false"]}),
        ],
    )  # fmt: skip
    due["responses"]["200"]["content"] |= {
        "text/calendar": {"schema": {"type": "string"}},
        EVENTS: {"schema": {"type": "array", "items": {"type": "object"}}},
    }
    yield f"{at}/due", {"get": due}


def _log(canton: str, at: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    moment = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}\\+00:00)?$"}
    log = _operation(
        f"{canton}-decisions", "The log of decisions, page by page.",
        _listed("decisions", parts.answer("logged-decision")),
        parameters=[
            _given("since", moment), _given("until", moment), PAGE,
            _given("after", {"type": "integer", "minimum": 0}),
            _given("Iiz-Reference", TEXT, "header"),
        ],
    )  # fmt: skip
    yield f"{at}/decisions", {"get": log}


def _receipts(canton: str, at: str, parts: _Parts) -> Iterator[tuple[str, Schema]]:
    receipt = parts.answer("receipt")
    verified = _operation(
        f"{canton}-verify", "Whether a receipt is as it was made.", {"type": "object"}, body=receipt
    )
    yield f"{at}/receipts/verify", {"post": verified}
    replay = _operation(
        f"{canton}-replay", "What a receipt's question is answered now.",
        parts.answer("replay"), body=receipt,
    )  # fmt: skip
    yield f"{at}/receipts/replay", {"post": replay}
