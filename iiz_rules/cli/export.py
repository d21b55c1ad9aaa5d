"""`iiz export`: a canton in another form, for programs."""

from datetime import date

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, by_ending, output_option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.policy import load

FORMS = ("python",)
ENDINGS = dict.fromkeys((".py", ".pyi"), "python")


@command()
@click.argument("form", type=KeywordType(FORMS), metavar="|".join(FORMS))
@canton_option
@edition_option
@output_option("export.output")
def export(screen: Screen, form: str, canton: str, on: date | None, output: str | None) -> int:
    """Write the module of an edition."""
    del form  # there is one
    if output:  # before any work is done, and onto no file of a canton
        by_ending(output, ENDINGS)
    from iiz_rules.case.static import python_module

    text = python_module(load(canton, on).program)
    if output is None:
        screen.write(text)
    else:
        save(screen, output, text)
    return 0
