"""`iiz diff`: what two editions, two folders or two readings answer differently, and for whom."""

from collections.abc import Mapping

from iiz_rules.cli.asking import interpretation_option
from iiz_rules.cli.command import command
from iiz_rules.cli.compared import against_option, compared, sides
from iiz_rules.cli.options import argument, form_option, output_option, save
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.render.data.difference import changes_data
from iiz_rules.render.text.difference import Sides, changes_text
from iiz_rules.verification.difference.comparison import AnswerChange
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.prover import need_solver

FORMS = ("text", "json", "html", "markdown")


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@against_option
@interpretation_option
@form_option(*FORMS, help="diff.format")
@output_option("diff.output")
def diff(
    screen: Screen,
    before: str,
    after: str | None,
    against: str | None,
    interpretations: Mapping[str, str],
    form: str,
    output: str | None,
) -> int:
    """Compare two policies in all cases; 1 where an answer changes."""
    need_solver()
    with compared(before, after, against, interpretations) as pair:
        both = sides(pair)
        changes = tuple(difference(*both))
    told = changes_in(screen, form, both, changes)
    if output:
        save(screen, output, told)
    else:
        screen.print(told)
    return int(bool(changes))


def changes_in(screen: Screen, form: str, both: Sides, changes: tuple[AnswerChange, ...]) -> str:
    """All changes in one of the forms."""
    match form:
        case "json":
            return as_json(changes_data(changes))
        case "html":
            from iiz_rules.render.html.difference import changes_page

            return changes_page(both, changes, screen.language)
        case "markdown":
            from iiz_rules.render.text.markdown import changes_markdown

            return changes_markdown(both, changes, screen.language)
    return changes_text(both, changes, screen.paper)
