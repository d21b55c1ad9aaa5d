"""`iiz serve`: run the service until it is told to stop."""

import gc
import json
from pathlib import Path

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.options import fault, option, whole_number, wrong
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of, key_option
from iiz_rules.findings.errors import SIMULATE, UsageError, needed
from iiz_rules.language.text.files import file_bytes


@command()
@option("--canton", "cantons", help="serve.canton", multiple=True, word="schema.name")
@option("--desk", "desks", help="serve.desk", multiple=True, word="schema.name")
@option("--store", help="serve.store", word="store.metavar")
@key_option
@option("--host", help="serve.host", default="127.0.0.1", word="schema.name")
@option(
    "--port", help="serve.port", callback=whole_number("1024 … 65535"), default="8000", metavar="N"
)
@option("--allow-host", "hosts", help="serve.allow-host", multiple=True, word="schema.name")
@option("--tokens", help="serve.tokens", word="file.metavar")
@option("--users", help="serve.users", word="file.metavar")
@option("--new-user", help="serve.new-user", word="schema.name")
@option("--salt-file", help="serve.salt", word="file.metavar")
@option("--signing-key", help="serve.signing-key", word="file.metavar")
@option("--portfolio", help="serve.portfolio", word="file.metavar")
@option("--ledger", help="serve.ledger", word="file.metavar")
@option("--scenario", "scenarios", help="serve.scenario", multiple=True, word="file.metavar")
@option("--allow-rollback", help="serve.allow-rollback", is_flag=True)
@option("--trusted-key", help="serve.trusted-key", word="file.metavar")
def serve(
    screen: Screen,
    cantons: tuple[str, ...],
    desks: tuple[str, ...],
    store: str | None,
    key_file: str | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    tokens: str | None,
    users: str | None,
    new_user: str | None,
    salt_file: str | None,
    signing_key: str | None,
    portfolio: str | None,
    ledger: str | None,
    scenarios: tuple[str, ...],
    allow_rollback: bool,
    trusted_key: str | None,
) -> int:
    """Serve some cantons; what was taken on is answered before it ends."""
    needed(("starlette", "uvicorn"), "serve")
    if new_user is not None:
        return _new_user(screen, new_user)
    if not cantons:
        raise fault("missing-argument", name="--canton")
    from iiz_rules.web.serving import listening, server_of
    from iiz_rules.web.settings import Settings
    from iiz_rules.web.tokens import read_tokens
    from iiz_rules.web.users import read_users

    papers = [Path(paper) for paper in (portfolio, ledger, *scenarios) if paper is not None]
    for paper in papers:  # what is not there is said now, and not in the sitting
        needed(SIMULATE, "simulate")
        file_bytes(paper, paper.name, UsageError)
    settings = Settings(
        cantons,
        store,
        key_of(key_file),
        read_tokens(tokens) if tokens else {},
        read_users(users) if users else {},
        (*hosts, host),
        salt=key_of(salt_file),
        signing_key=key_of(signing_key),
        allow_rollback=allow_rollback,
        trusted_key=key_of(trusted_key),
        portfolio=portfolio,
        ledger=ledger,
        scenarios=tuple(map(Path, scenarios)),
        desk=desks,
    )
    server, door = server_of(settings, host, port), listening(host, port)
    screen.print(screen.say("serve.at", address=f"http://{host}:{port}"))
    if store is None:
        screen.complain(screen.say("serve.memory"))
    gc.freeze()  # the cantons stay: to look through them for what is left over takes 0.1 seconds
    server.run([door])
    return 0 if server.started else 1


def _new_user(screen: Screen, name: str) -> int:
    """Print the configuration of a new user; the password is prompted for, and stored nowhere."""
    from iiz_rules.escalation.admission import is_name
    from iiz_rules.web.users import hashed

    if not is_name(name):
        raise wrong("--new-user", name, known="anna.muster")
    password, again = "", None
    while password != again:
        if again is not None:
            screen.complain(screen.say("serve.password-differs"))
        password = click.prompt(screen.say("serve.password"), hide_input=True, err=True)
        again = click.prompt(screen.say("serve.password-again"), hide_input=True, err=True)
    screen.print(f'[{json.dumps(name)}]\npassword = "{hashed(password)}"\nroles = ["ask", "read"]')
    return 0
