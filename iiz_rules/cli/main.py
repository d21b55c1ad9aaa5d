"""The command `iiz`: finds the language and the command, and turns errors into messages."""

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NoReturn

import click

from iiz_rules import __version__
from iiz_rules.cli.command import RootCommand, translated
from iiz_rules.cli.options import TranslatedOption
from iiz_rules.cli.screen import Screen, language_of, width_of
from iiz_rules.findings.errors import IizError

GROUPS = {
    "case": (
        *("assess", "may", "composition", "interpretations"),
        *("compare-cantons", "minimise"),
    ),
    "canton": ("cantons", "show", "facts", "competence", "draw", "site"),
    "time": ("flow", "obligations", "statistics", "store", "receipt"),
    "funding": ("fund", "simulate", "compare", "decide", "minutes", "ledger"),
    "writing": ("new", "set", "check", "test", "trace", "format", "texts", "upgrade"),
    "proving": ("verify", "mutate", "cases", "diff", "impact", "gate"),
    "tools": ("lsp", "explain", "schema", "export", "sign", "serve", "completion"),
}
"""the commands by purpose, in the order in which people need them"""
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
OBJECTS = 100_000
"""allocations before garbage is collected: most commands end sooner"""
FINE, FOUND, WRONG, CRASHED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `iiz` and leave with its exit code."""
    gc.set_threshold(OBJECTS)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ✓ still gets an answer
    code = run(list(sys.argv[1:] if arguments is None else arguments))
    gc.freeze()  # all of it goes now, and nothing is left to be looked for
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run `iiz` for its exit code."""
    screen = Screen(language_of(arguments, os.environ))
    try:
        return _run(screen, arguments)
    except IizError as error:
        wanted = "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
        screen.report(error.findings, as_json=wanted)
        return WRONG
    except click.ClickException as error:
        screen.report(translated(error).findings)
        return WRONG
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OSError as error:
        return _unwritten(screen, arguments, error)
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - no traceback reaches a user, of a panic neither
        return _crashed(screen, arguments, error)


def _run(screen: Screen, arguments: list[str]) -> int:
    instruction = os.environ.get("_IIZ_COMPLETE")
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(iiz, {"obj": screen}, "iiz", "_IIZ_COMPLETE", instruction)
    try:
        how: dict[str, Any] = {"obj": screen, "terminal_width": width_of(sys.stdout)}
        with iiz.make_context("iiz", arguments, **how) as ctx:
            code = iiz.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return int(code or FINE)


@click.group("iiz", cls=RootCommand, groups=GROUPS, invoke_without_command=True)
@click.version_option(
    __version__, message="iiz-rules %(version)s", cls=TranslatedOption, help="help.version"
)
@click.pass_context
def iiz(ctx: click.Context) -> None:
    """Show the help where `iiz` is called alone."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _open_what_is_closed() -> None:
    """Replace standard streams that the caller closed by the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _unwritten(screen: Screen, arguments: list[str], error: OSError) -> int:
    """Say what could not be read or written; exit quietly if the reader went away."""
    if error.errno not in (errno.EPIPE, *FULL):
        return _unreadable(screen, arguments, error)
    # Python writes out what is left when it ends: that must not fail a second time.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return PIPE_CLOSED
    from pathlib import Path

    from iiz_rules.language.text.putting import unwritable

    screen.report(unwritable(Path("<stdout>"), error).findings)
    return WRONG


def _unreadable(screen: Screen, arguments: list[str], error: OSError) -> int:
    """Say that the system refuses a file, wherever that happened unexpectedly."""
    if not isinstance(error.filename, str) or "--debug" in arguments:
        return _crashed(screen, arguments, error)
    from iiz_rules.language.text.files import unreadable

    screen.report([unreadable(error.filename, error)])
    return WRONG


def _crashed(screen: Screen, arguments: list[str], error: BaseException) -> int:
    if "--debug" in arguments:
        import traceback

        screen.complain("".join(traceback.format_exception(error)))
    screen.complain(screen.say("crash", error=type(error).__name__))
    return CRASHED
