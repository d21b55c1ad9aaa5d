"""`iiz receipt`: whether a receipt is as it was made, and what its question is answered today."""

from datetime import date, datetime

import click

from iiz_rules.cli.asking import canton_of, read
from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    KeywordType,
    argument,
    day_option,
    fault,
    form_option,
    given,
    option,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of
from iiz_rules.findings.errors import ReceiptError
from iiz_rules.findings.names import printable
from iiz_rules.language.program.outside import edition_named
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import Policy, load
from iiz_rules.receipts.receipt import Receipt, read_receipt
from iiz_rules.receipts.replay import Replay
from iiz_rules.words.formats import written

ACTIONS = ("verify", "replay")


@command()
@click.argument("action", type=KeywordType(ACTIONS), metavar="|".join(ACTIONS))
@argument("file", "receipt.metavar")
@option("--key-file", "key_file", help="receipt.key", word="file.metavar")
@option("--canton", help="receipt.canton", word="schema.name")
@option("--store", help="receipt.store", word="store.metavar")
@option("--case", "case_file", help="receipt.case", word="file.metavar")
@option("--salt-file", "salt_file", help="receipt.salt", word="file.metavar")
@day_option("--on", help="receipt.on")
@form_option()
def receipt(
    screen: Screen,
    action: str,
    file: str,
    key_file: str | None,
    canton: str | None,
    store: str | None,
    case_file: str | None,
    salt_file: str | None,
    on: date | None,
    form: str,
) -> int:
    """Verify a receipt, then perhaps ask again; 1 where it was changed, or the answer is another.

    Asked is first what was asked then, of the same day; then about the case as it is known now,
    and as of another day.
    """
    of_replay = given("--canton", "--store", "--case", "--salt-file", "--on")
    if action == "verify" and of_replay:
        raise fault("clashing-options", got=of_replay[0], other=action)
    original = read_receipt(file)
    try:
        original.verify(key_of(key_file))
    except ReceiptError as error:
        screen.report(error.findings, form == "json")
        return 1
    replays: list[Replay] = []
    if action == "replay":
        policy = load(canton_of(canton or original.canton), original.on, outside="answered")
        then = policy if store is None else _kept(original, policy, store)
        case = None if case_file is None else read(case_file).facts
        salt = key_of(salt_file)
        replays = [then.replay(original)]
        replays += [] if case is None else [then.replay(original, case, salt=salt)]
        replays += [] if on is None else [policy.replay(original, case, on=on, salt=salt)]
    if form == "json":
        signed = original.signature["key"] if original.signature else None
        shown = [one.to_dict() for one in replays]
        screen.data({"format": 1, "receipt": original.id, "signed_by": signed, "replays": shown})
    else:
        screen.print("\n\n".join([_fine(screen, original), *_each(screen, replays)]))
    return 0 if all(one.same_answer for one in replays[:1]) else 1


def _kept(receipt: Receipt, policy: Policy, store: str) -> Policy:
    """The edition of a receipt as a store of cases has kept it, byte for byte."""
    from iiz_rules.escalation.store.archive import Archive
    from iiz_rules.escalation.store.records import EditionKey
    from iiz_rules.escalation.store.store import Store

    with Store(store, create=False) as cases:
        key = EditionKey(receipt.canton, receipt.edition, receipt.digest)
        program: Program = Archive(cases).program(key)
    return Policy.of(program, policy.folder, receipt.on)


def _fine(screen: Screen, receipt: Receipt) -> str:
    at = datetime.fromisoformat(receipt.at)
    moment = f"{written(at.date(), screen.language)} {at:%H:%M}"
    words = {"canton": receipt.canton, "id": receipt.id, "at": moment}
    edition = edition_named(receipt.edition, screen.language)
    day = written(receipt.on, screen.language)
    fine = printable(
        screen.say("receipt.fine", reference=receipt.reference, edition=edition, day=day, **words)
    )
    if receipt.signature is None:
        return f"{fine}\n{screen.say('receipt.unsigned')}"
    return f"{fine}\n{screen.say('receipt.signed', key=receipt.signature['key'])}"


def _each(screen: Screen, replays: list[Replay]) -> list[str]:
    return [one.explain(screen.language) for one in replays]
