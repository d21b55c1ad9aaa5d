"""`iiz site`: a canton's rules as pages to read, to search and to print, without a network."""

from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import check_known, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import find_folder
from iiz_rules.language.text.site_folder import check_site, put_site
from iiz_rules.render.site.site import site as pages_of
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.matrix import trace
from iiz_rules.words.text import LANGUAGES, Language


@command()
@canton_option
@edition_option
@option("--to", "folder", help="site.to", type=click.Path(), word="new.folder")
@option("--languages", help="site.languages", metavar=",".join(LANGUAGES))
def site(
    screen: Screen, canton: str, on: date | None, folder: str | None, languages: str | None
) -> int:
    """Write the site of an edition; 1 where cases are not answered as they expect."""
    chosen = _chosen(languages)
    source = find_folder(canton)
    target = Path(folder or f"{source.path.name}-site")
    check_site(target)
    run = run_edition(source, on)
    if run.program is None:
        raise LoadError(run.findings)
    traced = trace(run.program, run)
    put_site(target, pages_of(traced, run.stories, chosen))
    screen.print(screen.say("site.written", page=target / "index.html"))
    if traced.failed:
        screen.complain(screen.say("site.failed", n=traced.failed))
    return int(traced.failed > 0)


def _chosen(languages: str | None) -> tuple[Language, ...]:
    """The languages that are named, in the order of the product's own."""
    named = languages.split(",") if languages is not None else LANGUAGES
    for name in named:
        check_known("--languages", name, LANGUAGES)
    return tuple(one for one in LANGUAGES if one in named)
