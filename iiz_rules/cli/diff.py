"""`iiz diff`: what two editions, two folders or two readings answer differently, and for whom."""

from collections.abc import Mapping

from iiz_rules.cli.asking import interpretation_option
from iiz_rules.cli.command import command
from iiz_rules.cli.compared import against_option, check_two, compared
from iiz_rules.cli.options import argument, form_option, option, output_option, save
from iiz_rules.cli.proving import Allowed, limit_option
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.render.text.difference import changes_text
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.verification.difference.proved import compared as compare
from iiz_rules.verification.prover import need_solver

FORMS = ("text", "json", "html", "markdown")


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@against_option
@interpretation_option
@option("--scenario", help="diff.scenario", word="file.metavar")
@limit_option("verify.time-limit")
@form_option(*FORMS, help="diff.format")
@output_option("diff.output")
def diff(
    screen: Screen,
    before: str,
    after: str | None,
    against: str | None,
    interpretations: Mapping[str, str],
    scenario: str | None,
    allowed: Allowed,
    form: str,
    output: str | None,
) -> int:
    """Compare two policies in all cases; 1 where an answer changes, or not all was compared."""
    need_solver()
    check_two(before, after, against, interpretations, scenario)
    with compared(before, after, against, interpretations, scenario) as pair:
        difference = compare(*pair, allowed())
    text = _in_form(screen, form, difference)
    if output:
        save(screen, output, text)
    else:
        screen.give(text, form)
    return int(not difference.same)


def _in_form(screen: Screen, form: str, difference: Difference) -> str:
    """All changes in one of the forms; text is as wide as the terminal."""
    match form:
        case "json":
            return as_json(difference.to_dict())
        case "html":
            return difference.to_html(screen.language)
        case "markdown":
            return difference.to_markdown(screen.language)
    return changes_text(difference, screen.paper)
