"""Whoever a step or a duty names may do it, in every case and under every reading: proved.

A step or a duty says who acts, a competence who may: two places that one reading can move apart.
Whether it is the own institution or region (`acting.…`) is left out, as only a question says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest

from iiz_rules import load
from iiz_rules.language.program.conditions import Condition, Constant, OneOf, walk
from iiz_rules.language.program.rules import ACTOR, Holder, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.mutants.grafting import exchanged
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.witness import Wish
from tests.verification.solver import solving

pytestmark = solving

DONE_BY: Mapping[str, Mapping[str, str]] = {
    "zurich": {
        "involve-commune": "ensure-commune-access",
        "grant-commune-access": "ensure-commune-access",
        "set-binding-goals": "agree-goals",
        "follow-up-agreement": "watch-over-agreements",
    },
    "valais": {
        "evaluate-iiz": "evaluate-need",
        "state-kind-of-support": "choose-kind-of-support",
        "pursue-cooperation-request": "handle-cooperation-requests",
        "mediate-partner-case": "mediate-cooperation",
        "enter-data": "enter-own-data",
        "enter-own-data-youth": "enter-own-data",
        "enter-data-youth": "enter-data-of-other-schemes",
        "report-case": "report-complex-case",
        "report-case-to-thematic": "report-complex-case",
        "report-youth-case": "report-complex-case",
        "oberwallis-consult": "consult-db-contact",
        "quarterly-follow-up": "follow-up-complex-cases",
        "yearly-meeting": "organise-annual-meetings",
        "renew-mandate": "renew-mandate-of-client",
        "renew-mandate-youth": "renew-mandate-of-client",
        "record-mandate": "record-mandate-of-client",
        "record-mandate-youth": "record-mandate-of-client",
        "data-before-meeting": "check-data-before-meeting",
        "invite-to-assessment": "invite-client",
        "expert-at-assessment": "attend-assessment",
        "expert-at-assessment-youth": "attend-assessment",
        "attend-coordination-meeting": "attend-coordination-meetings",
        "attend-coordination-meeting-youth": "attend-coordination-meetings",
        "carry-out-ordered-service": "carry-out-services",
        "carry-out-agreed-service": "carry-out-services",
        "inform-pool-of-problem": "inform-youth-pool",
        "answer-information-request": "obtain-information",
        "closing-notice": "report-closing",
        "carry-out-decided-measure": "carry-out-iiz-measures",
        "provide-relief": "provide-resources",
        "heads-at-cdc": "attend-cdc",
        "operation-evaluation": "evaluate-operation",
        "youth-survey": "survey-youth-contacts",
        "data-entry": "enter-own-data",
        "report": "report-complex-case",
        "front-line-evaluation": "evaluate-need",
        "discussion-with-contact": "discuss-with-contact",
        "assessment-request": "request-assessment",
    },
}
"""By which action a duty is done, or a step that has no actions of its own."""


def whoever(node: Condition) -> Condition:
    """A condition without what it asks of who acts."""
    for leaf in tuple(walk(node)):
        if getattr(leaf, "fact", "").startswith("acting."):
            node = exchanged(node, leaf, Constant(True))
    return node


def for_whoever(program: Program) -> Program:
    """A program whose conditions do not ask to which institution or region somebody belongs."""

    def put(rule: Rule) -> Rule:
        criteria = tuple(replace(one, node=whoever(one.node)) for one in rule.criteria)
        holders = tuple(
            replace(one, node=whoever(one.node)) if one.node else one for one in rule.holders
        )
        return replace(rule, criteria=criteria, holders=holders)

    return replace(
        program,
        rules={name: put(rule) for name, rule in program.rules.items()},
        definitions={
            name: replace(one, node=whoever(one.node)) for name, one in program.definitions.items()
        },
    )


def applies(holder: Holder) -> Condition:
    return holder.node or Constant(True)


def persons(program: Program, actor: str) -> list[str]:
    """Who acts; of a group its members."""
    return [one for one in program.everybody(actor) if program.people[one].kind != "group"]


def named(program: Program, rule: Rule) -> Iterator[tuple[str, list[Wish]]]:
    """Everybody whom a rule can name, with what has to be so for that."""
    for number, holder in enumerate(rule.holders):
        before = [Wish(applies(one), Truth.NO) for one in rule.holders[:number]]
        for actor in persons(program, holder.role):
            acting = Wish(OneOf(ACTOR, (actor,)), Truth.YES)
            own = Wish(applies(holder), Truth.YES)
            yield actor, [Wish(rule.node, Truth.YES), *before, own, acting]


def entitled(program: Program, actor: str, actions: Iterable[str]) -> list[str]:
    """The actions that are open to somebody by one competence at least."""
    return [
        action
        for action in actions
        if any(one.action == action and actor in one.entitled for one in program.competences)
    ]


def refused(canton: str) -> list[str]:
    """Who is named somewhere and in some case may do none of it."""
    program = for_whoever(load(canton).program)
    search = CaseSearch(program, [OneOf(ACTOR, (actor,)) for actor in program.actors])
    found = []
    for rule in program.rules.values():
        done_by = DONE_BY[canton].get(rule.id)
        for actor, wishes in named(program, rule):
            actions = [done_by] if done_by else entitled(program, actor, rule.actions)
            no = [Wish(program.rules[action].node, Truth.NO) for action in actions]
            if no and search.possible([*wishes, *no]):
                found.append(f"{rule.id}: {actor} may not {' or '.join(actions)}")
    return found


@pytest.mark.parametrize("canton", DONE_BY)
def test_whoever_a_step_or_a_duty_names_may_do_it(canton: str):
    assert refused(canton) == []
