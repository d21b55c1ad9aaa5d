"""`iiz ledger`: the fund's book on a day: balance, what is promised, owed, and late."""

from datetime import date
from pathlib import Path

from iiz_rules.cli.asking import today
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, fault, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import check_borne, key_of, key_option
from iiz_rules.escalation.store.store import Store
from iiz_rules.funding.books import read_ledger
from iiz_rules.funding.ledger import Ledger
from iiz_rules.funding.register import DecisionRegister
from iiz_rules.render.text.ledger import books_data, books_text


@command()
@argument("file", "ledger.metavar", required=False)
@day_option("--on", help="ledger.on")
@option("--store", help="ledger.store", word="store.metavar")
@key_option
@option("--canton", help="ledger.canton", word="schema.name")
@form_option()
def ledger(
    screen: Screen,
    file: str | None,
    on: date | None,
    store: str | None,
    key_file: str | None,
    canton: str | None,
    form: str,
) -> int:
    """Tell how the fund stands: by a table, or by the register of decisions and the payments."""
    table = Path(file) if file else None
    if store is not None:
        book = _registered(store, key_of(key_file), canton, table)
    elif table is None:
        raise fault("missing-argument", name="--store")
    else:
        book = read_ledger(table)
    day = on or today()
    if form == "json":
        screen.data(books_data(book, day))
    else:
        screen.print(books_text(book, day, screen.paper))
    return 0


def _registered(store: str, key: bytes | None, canton: str | None, table: Path | None) -> Ledger:
    with Store(store, create=False, key=key) as open_store:
        editions = open_store.editions.by_number().values()
        check_borne("--canton", canton, (one.canton for one in editions))
        return DecisionRegister(open_store, canton or "").ledger(table)
