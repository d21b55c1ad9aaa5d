"""`iiz site`: a canton's rules as pages to read, to search and to print, without a network."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import check_known, day_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import Folder, entry_on, find_folder, read_canton
from iiz_rules.language.text.site_folder import check_site, put_site
from iiz_rules.render.site.site import of_editions
from iiz_rules.testing.suite import StoryRun, run_entry
from iiz_rules.testing.trace.matrix import Trace, trace
from iiz_rules.words.text import LANGUAGES, Language


@command()
@canton_option
@day_option("--on", help="site.on")
@option("--to", "folder", help="site.to", type=click.Path(), word="new.folder")
@option("--languages", help="site.languages", metavar=",".join(LANGUAGES))
def site(
    screen: Screen, canton: str, on: date | None, folder: str | None, languages: str | None
) -> int:
    """Write the site of a canton's editions; 1 where cases are not answered as they expect."""
    chosen = _chosen(languages)
    source = find_folder(canton)
    target = Path(folder or f"{source.path.name}-site")
    check_site(target)
    traced = [*_traced(source, on)]
    put_site(target, of_editions(traced, chosen))
    screen.print(screen.say("site.written", page=target / "index.html"))
    failed = sum(one.failed for one, _ in traced)
    if failed:
        screen.complain(screen.say("site.failed", n=failed))
    return int(failed > 0)


def _traced(source: Folder, on: date | None) -> Iterator[tuple[Trace, Sequence[StoryRun]]]:
    """Every edition with its cases, the newest last; the one of a day alone where it is named."""
    canton = read_canton(source)
    last = entry_on(canton, on, source.name)
    others = [entry for entry in canton.editions if entry is not last]
    for entry in (*others, last) if on is None else (last,):
        run = run_entry(source, entry)
        if run.program is None:
            raise LoadError(run.findings)
        yield trace(run.program, run), run.stories


def _chosen(languages: str | None) -> tuple[Language, ...]:
    """The languages that are named, in the order of the product's own."""
    named = languages.split(",") if languages is not None else LANGUAGES
    for name in named:
        check_known("--languages", name, LANGUAGES)
    return tuple(one for one in LANGUAGES if one in named)
