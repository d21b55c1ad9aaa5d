"""`iiz export`: a canton in another form, for programs."""

from datetime import date

import click

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType, by_ending, output_option, save
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import load

ENDINGS = {
    "python": dict.fromkeys((".py", ".pyi"), "python"),
    "jsonld": dict.fromkeys((".jsonld", ".json"), "jsonld"),
}
FORMS = tuple(ENDINGS)


@command()
@click.argument("form", type=KeywordType(FORMS), metavar="|".join(FORMS))
@canton_option
@edition_option
@output_option("export.output")
def export(screen: Screen, form: str, canton: str, on: date | None, output: str | None) -> int:
    """Write an edition as a module, or as linked data."""
    if output:  # before any work is done, and onto no file of a canton
        by_ending(output, ENDINGS[form])
    text = _written(form, load(canton, on).program)
    if output is None:
        screen.write(text)
    else:
        save(screen, output, text)
    return 0


def _written(form: str, program: Program) -> str:
    if form == "python":
        from iiz_rules.case.static import python_module

        return python_module(program)
    from iiz_rules.render.data.public_service import service_data

    return as_json(service_data(program)) + "\n"
