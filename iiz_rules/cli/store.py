"""`iiz store`: is the history of a store as it was written? And its head, to be kept elsewhere."""

from collections.abc import Iterable
from datetime import date

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    KeywordType,
    argument,
    check_known,
    day_option,
    fault,
    option,
    wrong,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.escalation.store.chain import Head, restored, verify
from iiz_rules.escalation.store.sqlite import Store

ACTIONS = ("verify", "head", "restored")


@command()
@click.argument("action", type=KeywordType(ACTIONS), metavar="|".join(ACTIONS))
@argument("file", "store.metavar")
@option("--head", "heads", help="store.head", multiple=True, metavar="SEQ:HASH")
@day_option("--on", help="store.on")
def store(screen: Screen, action: str, file: str, heads: tuple[str, ...], on: date | None) -> int:
    """Verify a store, say where it ends, or note that it was restored; 1 where it was changed."""
    known = [_head(text) for text in heads]
    if action == "restored" and (len(known) != 1 or on is None):
        raise fault("missing-argument", name="--head --on")
    with Store(file, create=False) as cases:
        if action == "head":
            seq, digest = cases.head()
            screen.print(f"{seq}:{digest}")
            return 0
        if action == "restored" and on:
            restored(cases, known[0], on)
        finding, count = verify(cases, known)
    if finding:
        screen.report([finding])
        return 1
    screen.print(screen.say("store.fine", n=count))
    return 0


def _head(text: str) -> Head:
    seq, sign, digest = text.partition(":")
    if not sign or not seq.isdecimal() or len(seq) > 18:
        raise wrong("--head", text, known="1204:9f2c…")
    return Head(int(seq), digest)


store_option = option("--store", help="obligations.store", required=True, word="store.metavar")


def check_borne(name: str, got: str | None, borne: Iterable[str]) -> None:
    """Refuse a name that nothing in the store bears: an empty list would say something else."""
    names = sorted(set(borne))
    if got is not None and names:
        check_known(name, got, names)


def one_canton(got: str | None, borne: Iterable[str]) -> str:
    """Choose the canton that is meant: the one named, or the only one in the store."""
    names = sorted(set(borne))
    check_borne("--canton", got, names)
    if got is None and len(names) != 1:
        raise fault("missing-argument", name="--canton")
    return got or names[0]
