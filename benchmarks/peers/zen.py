"""The rules for GoRules zen, as a graph of decision tables and expressions; no trace."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import zen

from benchmarks.by_hand import REMITS
from benchmarks.thresholds import THRESHOLDS, infix

NAME = f"GoRules zen {version('zen-engine')}"
PARTNERS = '["awa", "ksa", "ajb", "sva"]'
Row = tuple[tuple[str, ...], str]


def make() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Load the graph; by its key, which is this engine's quickest way for a single case."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": _graph()}}})
    evaluate = engine.evaluate
    return lambda case: evaluate("rules", case)["result"]


def _graph() -> dict[str, Any]:
    threshold = [(name, infix(tests, joint, "not ")) for name, joint, tests in THRESHOLDS]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": AT},
        _table(
            "remits",
            ("lead",),
            "remit",
            [((f'"{k}"',), json.dumps(sorted(v))) for k, v in REMITS.items()],
        ),
        _expressions(
            "first",
            [
                ("many", "len(problems) >= 3"),
                ("outside", "count(problems, not (# in remit))"),
                (
                    "eligible",
                    'person.canton == "ZH" and person.employable and coordination_needed '
                    f"and $.outside >= 1 and some(registrations, # in {PARTNERS})",
                ),
            ],
        ),
        _table(
            "level",
            ("eligible", "bilateral_failed", "many", "bilateral_tried", "outside"),
            "level",
            [
                (("false", "", "", "", ""), "0"),
                (("true", "true", "true", "", ""), "3"),
                (("true", "", "", "true", ""), "2"),
                (("true", "", "", "", ">= 2"), "2"),
                (("true", "", "", "", ""), "1"),
            ],
        ),
        _table(
            "dispute",
            ("dispute_open", "bilateral_failed", "months_unemployed"),
            "dispute",
            [
                (("false", "", ""), '"none"'),
                (("", "false", "< 12"), '"regional"'),
                (("", "", "< 24"), '"cantonal"'),
                (("", "", ""), '"commission"'),
            ],
        ),
        _table(
            "payer",
            (
                *(f'"{payer}" in measure.catalogues' for payer in ("iv", "alv", "sozialhilfe")),
                'measure.proposed_by == "office" and measure.cost <= fund_balance',
            ),
            "payer",
            [
                (("true", "", "", ""), '"iv"'),
                (("", "true", "", ""), '"alv"'),
                (("", "", "true", ""), '"sozialhilfe"'),
                (("", "", "", "true"), '"fund"'),
                (("", "", "", ""), '"none"'),
            ],
        ),
        _expressions(
            "last",
            [
                (
                    "youth",
                    'region == "oberwallis" and person.age >= 15 and person.age <= 25 and many',
                ),
                *threshold,
            ],
        ),
        {"id": "out", "name": "out", "type": "outputNode", "position": AT},
    ]
    names = [str(node["id"]) for node in nodes]
    edges = [
        {"id": f"e{i}", "sourceId": a, "targetId": b, "type": "edge"}
        for i, (a, b) in enumerate(itertools.pairwise(names))
    ]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": edges,
    }


AT = {"x": 0, "y": 0}


def _expressions(name: str, items: list[tuple[str, str]]) -> dict[str, Any]:
    expressions = [{"id": f"{name}{i}", "key": k, "value": v} for i, (k, v) in enumerate(items)]
    content = {"expressions": expressions, "passThrough": True}
    return {"id": name, "name": name, "type": "expressionNode", "position": AT, "content": content}


def _table(name: str, inputs: tuple[str, ...], output: str, rows: list[Row]) -> dict[str, Any]:
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": f"i{i}", "name": one, "field": one} for i, one in enumerate(inputs)],
        "outputs": [{"id": "o", "name": output, "field": output}],
        "rules": [
            {"_id": f"{name}{j}", **{f"i{i}": cell for i, cell in enumerate(cells)}, "o": found}
            for j, (cells, found) in enumerate(rows)
        ],
    }
    return {
        "id": name,
        "name": name,
        "type": "decisionTableNode",
        "position": AT,
        "content": content,
    }
