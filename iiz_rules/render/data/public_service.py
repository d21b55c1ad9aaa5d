"""A canton's edition as linked data: a public service with its requirements (CPSV-AP, CCCEV).

For a catalogue of services: what is asked of whom, by which facts, on what it rests. What is named
here has no address of its own on the web; the names are relative to wherever the file is put.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.language.program.clauses import Clause
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

Node = dict[str, Any]
CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "#authority"
COUNTRY = "http://publications.europa.eu/resource/authority/country/CHE"
VALUES = {
    "bool": "xsd:boolean",
    "judgement": "xsd:boolean",
    "int": "xsd:integer",
    "chf": "xsd:decimal",
    "date": "xsd:date",
    "text": "xsd:string",
    "ahv": "xsd:string",
    "commune": "xsd:integer",
}
"""What kind of value is expected of a fact; of one with a list it is a concept of that."""


def service_data(program: Program) -> Node:
    """The service, its requirements with their criteria, what they ask for, what they rest on."""
    rules = [program.rules[name] for name in program.questions]
    cited = dict.fromkeys(name for rule in rules for name in _cited(rule))
    clauses = [program.register.clauses[name] for name in cited]
    criteria = (criterion for rule in rules for criterion in rule.criteria)
    read = dict.fromkeys(fact for criterion in criteria for fact in _read(program, criterion))
    graph = [
        _service(program, rules),
        _authority(program),
        *map(_kind, dict.fromkeys(rule.kind for rule in rules)),
        *map(_mode, dict.fromkeys(criterion.mode for rule in rules for criterion in rule.criteria)),
        *(_named("foaf:Agent", *actor) for actor in program.actors.items()),
        *(node for rule in rules for node in _requirement(program, rule)),
        *(_concept(program.facts[name]) for name in read),
        *map(_legal, clauses),
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _service(program: Program, rules: Iterable[Rule]) -> Node:
    days = {"dct:issued": program.dated, "dct:available": program.valid_from}
    dates = {key: _typed(day.isoformat(), "xsd:date") for key, day in days.items() if day}
    return {
        "@id": f"#{program.canton}",
        "@type": "cpsv:PublicService",
        "dct:identifier": program.canton,
        "dct:title": _texts(program.label),
        "dct:description": _texts(text("pages.title")),
        "cv:hasCompetentAuthority": {"@id": AUTHORITY},
        "dct:hasVersion": program.edition,
        "dct:provenance": f"sha256:{program.digest}",
        "cv:holdsRequirement": [_at("rule", rule.id) for rule in rules],
        **dates,
    }


def _authority(program: Program) -> Node:
    """The canton, which is all that is known here of whose service it is."""
    return {
        "@id": AUTHORITY,
        "@type": "cv:PublicOrganisation",
        "dct:identifier": program.canton,
        "skos:prefLabel": _texts(program.label),
        "dct:spatial": {"@id": COUNTRY, "@type": "dct:Location"},
    }


def _kind(kind: str) -> Node:
    return _notion("kind", kind, text(f"trace.kind.{kind}"))


def _mode(mode: str) -> Node:
    return _notion("mode", mode, text(f"trace.mode.{mode}"))


def _notion(of: str, name: str, label: Text) -> Node:
    said = {"skos:notation": name, "skos:prefLabel": _texts(label)}
    return {**_at(of, name), "@type": "skos:Concept", **said}


def _requirement(program: Program, rule: Rule) -> Iterator[Node]:
    """A rule and each of its criteria."""
    inside = [f"{rule.id}/{one.id}" for one in rule.criteria]
    yield {
        **_named("cv:Requirement", rule.id, rule.label, "rule"),
        "dct:type": _at("kind", rule.kind),
        "cv:hasRequirement": [_at("criterion", name) for name in inside],
        "cv:isDerivedFrom": [_at("clause", name) for name in rule.clauses],
    }
    for name, criterion in zip(inside, rule.criteria, strict=True):
        yield {
            **_named(["cv:Criterion", "cv:Requirement"], name, criterion.label, "criterion"),
            "dct:type": _at("mode", criterion.mode),
            "cv:hasConcept": [_at("fact", fact) for fact in _read(program, criterion)],
            "cv:isDerivedFrom": [_at("clause", clause) for clause in criterion.clauses],
        }


def _concept(fact: Fact) -> Node:
    value = VALUES.get(fact.domain.type)
    codes = [
        {"@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": _texts(label)}
        for code, label in fact.codes.items()
    ]
    return {
        "@id": f"#fact/{fact.id}",
        "@type": "cv:InformationConcept",
        "dct:identifier": fact.id,
        "skos:prefLabel": _texts(fact.label),
        "dct:description": _texts(fact.question),
        "cv:expressionOfExpectedValue": value or codes,
    }


def _legal(clause: Clause) -> Node:
    """A clause; where it can be read, where the canton says so, and nothing made up where not."""
    links = [*dict.fromkeys(clause.link.by_language.values())] if clause.link else []
    document = {"dct:isPartOf": _texts(clause.source)} if clause.source else {}
    read = {"foaf:page": [{"@id": link} for link in links]} if links else {}
    kind = ["eli:LegalResource", "cv:ReferenceFramework"]
    return {**_named(kind, clause.id, clause.says, "clause"), **document, **read}


def _cited(rule: Rule) -> Iterator[str]:
    yield from rule.clauses
    for criterion in rule.criteria:
        yield from criterion.clauses


def _read(program: Program, criterion: Criterion) -> tuple[str, ...]:
    """The facts that a criterion reads, also in the terms and rules that it asks for."""
    read = (fact for node in reachable(program, criterion.node) for fact in facts_of(node))
    return tuple(fact for fact in dict.fromkeys(read) if program.facts[fact].given)


def _named(kind: str | list[str], name: str, label: Text, of: str = "actor") -> Node:
    return {
        **_at(of, name),
        "@type": kind,
        "dct:identifier": name,
        "dct:title": _texts(label),
    }


def _at(kind: str, name: str) -> Node:
    return {"@id": f"#{kind}/{name}"}


def _texts(text: Text) -> list[Node]:
    return [{"@value": said, "@language": name} for name, said in text.by_language.items()]


def _typed(value: str, kind: str) -> Node:
    return {"@value": value, "@type": kind}
