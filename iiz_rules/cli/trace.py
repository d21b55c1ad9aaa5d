"""`iiz trace`: from clause to rule to case and back, as text, page, table or data."""

import json
from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.cli.files import save
from iiz_rules.cli.options import Choice, Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import find_folder
from iiz_rules.language.values import shown
from iiz_rules.render.layout import Paint, plain
from iiz_rules.render.trace.data import trace_data
from iiz_rules.render.trace.page import trace_page
from iiz_rules.render.trace.sheet import trace_sheet
from iiz_rules.render.trace.summary import sums
from iiz_rules.render.trace.text import trace_text
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.matrix import Trace, trace

KINDS = ("text", "html", "csv", "json")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "trace",
        screen.language,
        params=[
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--on", help="facts.on", metavar=screen.say("day.metavar"), type=Day()),
            option("--format", "kind", help="trace.format", type=Choice(KINDS)),
            option("-o", "--output", help="trace.output", metavar="FILE", type=click.Path()),
            option("--strict", help="trace.strict", is_flag=True),
        ],
        callback=lambda **given: _trace(screen, **given),
    )


def _trace(
    screen: Screen, canton: str, on: date | None, kind: str | None, output: str | None, strict: bool
) -> int:
    run = run_edition(find_folder(canton), on)
    if run.program is None:
        raise LoadError(run.findings)
    found = trace(run.program, run)
    if output is None:
        text = _rendered(screen, found, kind or "text", screen.paint)
        screen.write(text) if kind in ("html", "csv") else screen.print(text)
    else:
        save(output, _rendered(screen, found, kind or _meant(output), plain))
        written = screen.say("written", file=shown(output))
        screen.print("\n".join([*sums(found, screen.language), written]))
    return int(found.failed > 0 or (strict and not found.complete))


def _meant(output: str) -> str:
    """Tell from the ending of a file what is to stand in it."""
    ending = Path(output).suffix.removeprefix(".").lower()
    return ending if ending in KINDS else "text"


def _rendered(screen: Screen, found: Trace, kind: str, paint: Paint) -> str:
    match kind:
        case "html":
            return trace_page(found, screen.language)
        case "csv":
            return trace_sheet(found, screen.language)
        case "json":
            return json.dumps(trace_data(found), ensure_ascii=False, indent=2)
    return trace_text(found, screen.language, paint)
