"""`iiz may`: whether somebody may do something, in a case or at all."""

from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import EXIT, Inquiry, inquiring, read, verdict_option
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import action_named, named
from iiz_rules.cli.options import argument, form_option
from iiz_rules.cli.screen import Screen
from iiz_rules.render.text.decision import explanation


@command()
@argument("actor", "may.actor")
@argument("action", "may.action")
@argument("case", "may.case", required=False)
@inquiring()
@form_option()
@verdict_option
def may(
    screen: Screen,
    inquiry: Inquiry,
    actor: str,
    action: str,
    case: str | None,
    form: str,
    by_verdict: bool,
) -> int:
    """Answer with the reasons; without a case, what holds apart from any."""
    document = read(case) if case else CaseDocument.empty()
    policy = inquiry.policy(screen, document)
    program, language = policy.program, screen.language
    actor = named(program.actors, actor, language)
    action = action_named(program, action, language)
    decision = policy.may(actor, action, document.facts, **inquiry.keywords(document))
    if form == "json":
        screen.data(decision.to_dict())
    else:
        screen.print(explanation(decision, screen.paper))
    return EXIT[decision.verdict] if by_verdict else 0
