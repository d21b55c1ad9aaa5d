"""`iiz minutes`: what a body decided in one sitting, out of the register, as a document to sign."""

from datetime import date

from iiz_rules.cli.asking import canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.decide import check_document, remedy_option, write_document
from iiz_rules.cli.options import day_option, option, output_option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of, key_option, store_option
from iiz_rules.escalation.store.store import Store
from iiz_rules.funding.minutes import Postponed
from iiz_rules.funding.minutes import minutes as minutes_of
from iiz_rules.policy import load
from iiz_rules.render.text.record import minutes_text


@command()
@store_option
@key_option
@canton_option
@day_option("--on", help="minutes.on", required=True)
@option("--body", help="minutes.body", word="schema.name")
@option("--postponed", help="minutes.postponed", multiple=True, word="text.metavar")
@remedy_option
@output_option("decide.output")
def minutes(
    screen: Screen,
    store: str,
    key_file: str | None,
    canton: str,
    on: date,
    body: str | None,
    postponed: tuple[str, ...],
    remedy: str,
    output: str | None,
) -> int:
    """Tell what was decided in the sitting of a day."""
    check_document(output)
    with Store(store, create=False, key=key_of(key_file)) as kept:
        taken = load(canton, on).register(kept).records()
    listed = [one for one in taken if one.on == on and body in (None, one.body)]
    put_off = (one.partition("=") for one in postponed)
    sitting = minutes_of(listed, [Postponed(name, why) for name, _, why in put_off])
    screen.print(minutes_text(sitting, screen.paper))
    if output:
        write_document(screen, sitting, output, remedy)
    return 0
