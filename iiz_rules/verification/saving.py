"""A witness as a case file: a person judges whether its answers are right."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from iiz_rules.findings.finding import Source
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import plain_value
from iiz_rules.verification.witnessed import Witness, WitnessedFinding

HERE = Source("<case>")
CLEAR = re.compile(r"(?!(?:yes|no|on|off|true|false|null)$)[a-zA-Z][\w.-]*")
"""matches texts that need no quotes in YAML"""

NAMED = ("claim", "rule", "fact", "payer", "other")
"""The words of a finding that say of what it is."""


def case_name(result: WitnessedFinding) -> str:
    """What the file of a case is called, by what it shows: no two of an edition alike.

    >>> from iiz_rules.findings.finding import Finding, Place
    >>> words = {"claim": "only-residents", "says": "…"}
    >>> case_name(WitnessedFinding(Finding("claim-broken", Place(Source("claims.yaml")), words)))
    'claim-broken-only-residents.yaml'
    """
    words = result.finding.words
    named = "--".join(str(words[key]) for key in NAMED if key in words)  # in no name it stands
    return f"{'-'.join(filter(None, (result.finding.code, named)))}.yaml"


Title = str | Mapping[str, str]
"""the title of a case: in the canton's main language, or by language"""


def case_text(found: WitnessedFinding, witness: Witness, title: Title) -> str:
    """The case with what is answered today; of two that are compared the second one."""
    case = witness.case
    tree: dict[str, Any] = {"title": title, "date": case.on.isoformat()}
    if case.options:
        tree["interpretations"] = dict(case.options)
    facts = {name: plain_value(value) for name, value in {**case.facts, **witness.changes}.items()}
    tree["facts"] = nested(facts) or None
    tree["expect"] = {told.name: {"verdict": str(told.truth)} for told in witness.told}
    return tree_text(tree, f"{found.finding.code}: {found.finding.place}")


def tree_text(tree: Mapping[str, Any], remark: str) -> str:
    """A case as text, with a remark above it that says where it comes from."""
    from iiz_rules.language.text.writing import lines  # it brings a reader of YAML

    return f"# {remark}\n" + "".join(f"{line.text}\n" for line in lines(_node(tree)))


def nested(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts below what groups them.

    >>> nested({"person.age": 16, "person.residence.canton": "ZH"})
    {'person': {'age': 16, 'residence': {'canton': 'ZH'}}}
    """
    tree: dict[str, Any] = {}
    for name, value in facts.items():
        *groups, last = name.split(".")
        inside = tree
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = value
    return tree


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return Node({key: _node(inner) for key, inner in value.items()}, HERE)
    if isinstance(value, list):  # the members of a set
        return Node([_node(inner) for inner in value], HERE)
    unclear = isinstance(value, str) and not CLEAR.fullmatch(value) and not _dated(value)
    return Node(value, HERE, quoted=unclear)


def _dated(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}|-?\d+\.\d{2}", text) is not None


def with_witness(found: Iterable[WitnessedFinding]) -> list[tuple[WitnessedFinding, Witness]]:
    """What was found with a case."""
    return [(one, one.witness) for one in found if one.witness is not None]
