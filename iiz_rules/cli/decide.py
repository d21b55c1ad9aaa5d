"""`iiz decide`: what a body decided about a measure: recorded, entered, a document to sign."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iiz_rules.cli.asking import Inquiry, inquiring, read, roster_for, roster_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    argument,
    day_option,
    ending,
    fault,
    option,
    output_option,
    save,
    wrong,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of, key_option
from iiz_rules.escalation.store.store import Store
from iiz_rules.receipts.receipt import read_receipt
from iiz_rules.render.text.record import record_text

if TYPE_CHECKING:
    from iiz_rules.funding.minutes import Minutes
    from iiz_rules.funding.record import Record

ENDINGS = (".html", ".pdf", ".json")
remedy_option = option("--remedy", help="decide.remedy", default="", word="text.metavar")


@command()
@argument("case", "assess.case")
@inquiring()
@option("--route", help="decide.route", required=True, word="schema.name")
@option("--reasons", help="decide.reasons", required=True, word="text.metavar")
@option("--motion", help="decide.motion", default="", word="text.metavar")
@day_option("--term", help="decide.term")
@option("--receipt", help="decide.receipt", word="file.metavar")
@remedy_option
@roster_option
@option("--store", help="decide.store", word="store.metavar")
@key_option
@option("--anew", help="decide.anew", is_flag=True)
@option("--user", help="decide.user", default="", word="text.metavar")
@output_option("decide.output")
def decide(
    screen: Screen,
    inquiry: Inquiry,
    case: str,
    route: str,
    reasons: str,
    motion: str,
    term: date | None,
    receipt: str | None,
    remedy: str,
    roster: str | None,
    store: str | None,
    key_file: str | None,
    anew: bool,
    user: str,
    output: str | None,
) -> int:
    """Record what the members that the case names decided."""
    check_document(output)
    if store is None and (anew or user):
        raise fault("missing-argument", name="--store")
    document = read(case, people=True)
    policy, how = inquiry.policy(screen, document), inquiry.keywords(document)
    bodies = policy.funding(document.facts, **how).bodies
    taken = policy.record(
        route,
        document.facts,
        document.members.get(bodies.get(route, ""), ()),
        reasons,
        **{**how, "name": Path(case).stem},
        roster=roster_for(policy, roster) if roster else None,
        motion=motion,
        term=term,
        receipt=read_receipt(receipt) if receipt else None,
    )
    if store is not None:
        with Store(store, key=key_of(key_file)) as kept:
            policy.register(kept).enter(taken, user=user, anew=anew)
    screen.print(record_text(taken, screen.paper))
    if output:
        write_document(screen, taken, output, remedy)
    return 0


def check_document(output: str | None) -> None:
    """Refuse early an output file in no form of a document."""
    if output is not None and ending(output) not in ENDINGS:
        raise wrong("--output", output, known=", ".join(ENDINGS))


def write_document(screen: Screen, document: "Record | Minutes", output: str, remedy: str) -> None:
    """Write a decision or minutes as HTML, PDF or JSON, by the name of the file."""
    language = screen.language
    makers: dict[str, Callable[[], str | bytes]] = {
        ".html": lambda: document.to_html(language, remedy=remedy),
        ".pdf": lambda: document.to_pdf(language, remedy=remedy),
        ".json": lambda: json.dumps(document.to_dict(), ensure_ascii=False, indent=2),
    }
    save(screen, output, makers[ending(output)](), private=True)
