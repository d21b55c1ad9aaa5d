"""`iiz trace`: from clause to rule to case and back, as text, page, table or data."""

from datetime import date

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import by_ending, form_option, option, output_option, save
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import find_folder
from iiz_rules.render.data.trace_table import trace_sheet
from iiz_rules.render.html.trace import trace_page
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.trace import sums, trace_text
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.form import trace_data
from iiz_rules.testing.trace.matrix import Trace
from iiz_rules.testing.trace.matrix import trace as trace_edition

FORMS = {".txt": "text", ".html": "html", ".csv": "csv", ".json": "json"}


@command()
@canton_option
@edition_option
@form_option(*FORMS.values(), help="trace.format", default=None)
@output_option("trace.output")
@option("--strict", help="trace.strict", is_flag=True)
def trace(
    screen: Screen,
    canton: str,
    on: date | None,
    form: str | None,
    output: str | None,
    strict: bool,
) -> int:
    """Trace an edition; 1 where cases fail or, with `--strict`, a clause is left open."""
    meant = by_ending(output, FORMS) if output else "text"  # another ending is refused at once
    meant = form or meant
    run = run_edition(find_folder(canton), on)
    if run.program is None:
        raise LoadError(run.findings)
    matrix = trace_edition(run.program, run)
    if output is None:
        screen.give(_rendered(screen.paper, matrix, meant), meant)
    else:
        screen.print("\n".join(sums(matrix, screen.language)))
        save(screen, output, _rendered(Paper(screen.language), matrix, meant))
    return int(matrix.failed > 0 or (strict and not matrix.complete))


def _rendered(paper: Paper, matrix: Trace, form: str) -> str:
    match form:
        case "html":
            return trace_page(matrix, paper.language)
        case "csv":
            return trace_sheet(matrix, paper.language)
        case "json":
            return as_json(trace_data(matrix))
    return trace_text(matrix, paper)
