"""`iiz composition`: whether bodies are properly composed and meet, and places have their people.

The case says who sits in which body (`members`), who works where (`staff`) and on which days which
body met (`meetings`). A roster says who holds a seat on the day of the question: without a case in
every body that it names.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from iiz_rules.answers.decision import Decision
from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import (
    EXIT,
    Inquiry,
    interpretation_option,
    named_canton_option,
    read,
    roster_for,
    roster_option,
    verdict_option,
)
from iiz_rules.cli.assess import case_data
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.case import Member
from iiz_rules.render.text.composition import composition_text, in_full
from iiz_rules.render.text.decision import explanation


@command()
@argument("case", "composition.case", required=False)
@roster_option
@named_canton_option
@day_option("--on", help="assess.on")
@interpretation_option
@form_option()
@verdict_option
@option("--full", help="composition.full", is_flag=True)
def composition(
    screen: Screen,
    case: str | None,
    roster: str | None,
    canton: str | None,
    on: date | None,
    interpretations: Mapping[str, str],
    form: str,
    by_verdict: bool,
    full: bool,
) -> int:
    """Answer for every body and place that the case names; the exit code tells the first answer."""
    document = read(case, people=True) if case else CaseDocument.empty()
    policy = Inquiry(canton, on, interpretations).policy(screen, document)
    people = roster_for(policy, roster) if roster or not case else None
    bodies: Bodies = document.members
    if people and not case:
        bodies = dict.fromkeys(name for name in people.bodies() if name in policy.program.bodies)
    if not (bodies or document.meetings) and document.staff is None:
        raise CaseError([Finding("no-members", document.facts.place)])
    readings = {**document.interpretations, **interpretations}
    answers = [
        policy.composition(body, members, roster=people, interpretations=readings)
        for body, members in bodies.items()
    ]
    decisions: list[Decision] = []
    for body, days in document.meetings.items():
        decisions.append(policy.meetings(body, days, interpretations=readings))
    if document.staff is not None:
        decisions += policy.staffing(document.staff, interpretations=readings)
    every = (*(decision for answer in answers for decision in answer.decisions), *decisions)
    if form == "json":
        told = [answer.to_dict() for answer in answers]
        screen.data({"format": 1, "cases": [{**case_data(document.name, every), "bodies": told}]})
    else:
        write = in_full if full else composition_text
        texts = [write(answer, screen.paper) for answer in answers]
        texts += [explanation(decision, screen.paper) for decision in decisions]
        screen.print("\n\n\n".join(texts))
    return EXIT[every[0].verdict] if by_verdict else 0


Bodies = Mapping[str, Iterable[Member] | None]
"""The bodies with their members; None where only the roster says who they are."""
