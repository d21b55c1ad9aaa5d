"""`iiz store`: is the history of a store as it was written? And its head, to be kept elsewhere."""

from datetime import date
from functools import partial

import click

from iiz_rules.cli.options import Choice, Command, Day, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.escalation.store.chain import Head, restored, verify
from iiz_rules.escalation.store.store import Store

ACTIONS = ("verify", "head", "restored")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "store",
        screen.language,
        params=[
            click.Argument(["action"], type=Choice(ACTIONS), metavar="|".join(ACTIONS)),
            click.Argument(["file"], metavar=screen.say("store.metavar")),
            option("--head", "heads", help="store.head", multiple=True, metavar="SEQ:HASH"),
            option("--on", help="store.on", metavar=screen.say("day.metavar"), type=Day()),
        ],
        callback=lambda **given: _store(screen, **given),
    )


def _store(screen: Screen, action: str, file: str, heads: tuple[str, ...], on: date | None) -> int:
    kept = [_head(text) for text in heads]
    if action == "restored" and (len(kept) != 1 or on is None):
        raise fault(click.get_current_context(), "missing-argument", name="--head --on")
    with Store(file, create=False) as store:
        if action == "head":
            seq, digest = store.head()
            screen.print(f"{seq}:{digest}")
            return 0
        if action == "restored" and on:
            restored(store, kept[0], on)
        fault_found, count = verify(store, kept)
    if fault_found:
        screen.report([fault_found])
        return 1
    screen.print(screen.say("store.fine", n=count))
    return 0


def _head(text: str) -> Head:
    seq, sign, digest = text.partition(":")
    if not sign or not seq.isdecimal() or len(seq) > 18:
        ctx = click.get_current_context()
        raise fault(ctx, "wrong-argument", near="", name="--head", got=text, known="1204:9f2c…")
    return Head(int(seq), digest)
