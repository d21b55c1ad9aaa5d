"""`iiz may`: whether somebody may do something, in a case or at all."""

from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import (
    EXIT,
    Inquiry,
    inquiring,
    read,
    roster_for,
    roster_option,
    verdict_option,
)
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import action_named, named
from iiz_rules.cli.options import argument, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import ACTOR
from iiz_rules.render.text.decision import explanation
from iiz_rules.render.text.values import actor_words, cleaned


@command()
@argument("actor", "may.actor")
@argument("action", "may.action")
@argument("case", "may.case", required=False)
@option("--person", help="may.person", is_flag=True)
@roster_option
@inquiring()
@form_option()
@verdict_option
def may(
    screen: Screen,
    inquiry: Inquiry,
    actor: str,
    action: str,
    case: str | None,
    person: bool,
    roster: str | None,
    form: str,
    by_verdict: bool,
) -> int:
    """Answer with the reasons; without a case, what holds apart from any."""
    document = read(case) if case else CaseDocument.empty()
    policy = inquiry.policy(screen, document)
    program, language, keywords = policy.program, screen.language, inquiry.keywords(document)
    people = roster_for(policy, roster) if person or roster else None
    who = actor if people else named(program.actors, actor, language)
    action = action_named(program, action, language)
    decision = policy.may(who, action, document.facts, roster=people, **keywords)
    if form == "json":
        screen.data(decision.to_dict())
    else:
        if people:
            role = actor_words(program, str(decision.situation.facts[ACTOR]), language)
            screen.print(screen.say("may.as", person=cleaned(actor), role=role))
        screen.print(explanation(decision, screen.paper))
    return EXIT[decision.verdict] if by_verdict else 0
