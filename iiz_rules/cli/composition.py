"""`iiz composition`: whether bodies are properly composed and meet, and places have their people.

The case says who sits in which body (`members`), who works where (`staff`) and on which days which
body met (`meetings`).
"""

from collections.abc import Mapping
from datetime import date

from iiz_rules.answers.decision import Decision
from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import (
    EXIT,
    Inquiry,
    canton_option,
    interpretation_option,
    read,
    verdict_option,
)
from iiz_rules.cli.assess import case_data
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, form_option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding
from iiz_rules.policy import Policy
from iiz_rules.render.text.decision import explanation


@command()
@argument("case", "composition.case")
@canton_option
@day_option("--on", help="assess.on")
@interpretation_option
@form_option()
@verdict_option
def composition(
    screen: Screen,
    case: str,
    canton: str,
    on: date | None,
    interpretations: Mapping[str, str],
    form: str,
    by_verdict: bool,
) -> int:
    """Answer for every body and place that the case names; the exit code tells the first answer."""
    document = read(case)
    if not (document.members or document.meetings) and document.staff is None:
        raise CaseError([Finding("no-members", document.facts.place)])
    policy = Inquiry(canton, on, interpretations).policy(screen, document)
    decisions = _decisions(policy, document, {**document.interpretations, **interpretations})
    if form == "json":
        screen.data({"format": 1, "cases": [case_data(document.name, tuple(decisions))]})
    else:
        texts = (explanation(one, screen.paper) for one in decisions)
        screen.print("\n\n\n".join(texts))
    return EXIT[decisions[0].verdict] if by_verdict else 0


def _decisions(
    policy: Policy, case: CaseDocument, interpretations: Mapping[str, str]
) -> list[Decision]:
    decisions: list[Decision] = []
    for body, members in case.members.items():
        decisions += policy.composition(body, members, interpretations=interpretations).decisions
    for body, days in case.meetings.items():
        decisions.append(policy.meetings(body, days, interpretations=interpretations))
    if case.staff is not None:
        decisions += policy.staffing(case.staff, interpretations=interpretations)
    return decisions
