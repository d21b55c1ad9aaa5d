"""Every clause about what happens over time is carried by something that moves a case.

The clauses are those that the inventory of the sources counts as escalation, delegation, dispute,
periodicity, mandate, or as a task that something sets off. The register is that of the trace.
"""

from collections import defaultdict

import pytest

import iiz_rules as iiz
from iiz_rules.language.program.rules import TRIGGER, Program

MOVING = {
    "zurich": {
        "periodicity": ["ZH-3.3", "ZH-3.4", "ZH-5.2"],
        "escalation": ["ZH-7.9"],
        "task": [
            *("ZH-5.3", "ZH-7.7", "ZH-7.10", "ZH-7.15", "ZH-7.16", "ZH-7.17", "ZH-7.18"),
            *("ZH-7.19", "ZH-7.20", "ZH-9.3"),
        ],
    },
    "valais": {
        "escalation": [
            *("VS-4.3.8", "VS-4.4.7", "VS-4.4.8", "VS-5.1.5", "VS-5.2.12", "VS-5.2.13"),
            *("VS-5.2.17", "VS-6.2", "VS-6.3", "VS-6.5"),
        ],
        "delegation": ["VS-4.4.17", "VS-4.4.18"],
        "dispute": ["VS-4.1.14", "VS-4.1.15", "VS-4.3.7", "VS-7.6"],
        "periodicity": ["VS-4.1.9", "VS-4.3.4", "VS-4.3.11", "VS-4.4.9", "VS-4.4.11"],
        "mandate": ["VS-4.3.14", "VS-4.4.14", "VS-5.2.19"],
        "task": [
            *("VS-2.5", "VS-2.7", "VS-4.1.2", "VS-4.1.4", "VS-4.1.16", "VS-4.1.17", "VS-4.1.20"),
            *("VS-4.2.5", "VS-4.3.9", "VS-4.3.12", "VS-4.4.5", "VS-4.4.10", "VS-5.1.1"),
            *("VS-5.1.2", "VS-5.1.6", "VS-5.1.8", "VS-5.2.1", "VS-5.2.4", "VS-5.2.6"),
            *("VS-5.2.10", "VS-5.2.14", "VS-5.2.18", "VS-6.6", "VS-7.2", "VS-7.7"),
        ],
    },
}
# What a body or an officer does at all times and in no case: a competence carries it.
STANDING = {"VS-2.5", "VS-2.7", "VS-4.1.2"}
KINDS = {"step", "duty", "delegation", "rung", TRIGGER}


def carrying(program: Program) -> dict[str, set[str]]:
    """The events, triggers, duties, steps, rungs and delegations that cite a clause."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in program.events.values():
        for clause in event.clauses:
            found[clause].add(event.id)
    for rule in program.rules.values():
        if rule.kind in KINDS:
            for clause in (*rule.clauses, *(c for one in rule.criteria for c in one.clauses)):
                found[clause].add(rule.id)
    for way, clauses in program.way_clauses.items():
        for clause in clauses:
            found[clause].add(way)
    return found


@pytest.mark.parametrize(
    ("canton", "kind"), [(canton, kind) for canton, kinds in MOVING.items() for kind in kinds]
)
def test_every_clause_that_moves_a_case_is_carried(canton: str, kind: str):
    program = iiz.load(canton).program
    found, register = carrying(program), program.register.clauses
    clauses = MOVING[canton][kind]
    carried_out = {one for one in clauses if register[one].executable != "none"}
    assert {one for one in clauses if not found[one]} - STANDING <= set(clauses) - carried_out
    assert all(register[one].reason for one in set(clauses) - carried_out)


def test_standing_tasks_are_competences():
    program = iiz.load("valais").program
    cited = {clause for one in program.competences for clause in one.clauses}
    assert cited >= STANDING
