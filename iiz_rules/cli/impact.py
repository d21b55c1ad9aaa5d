"""`iiz impact`: what a change does to cases, running cases, receipts, a portfolio, a population."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from iiz_rules.cli.asking import interpretation_option
from iiz_rules.cli.command import command
from iiz_rules.cli.compared import against_option, check_two, compared
from iiz_rules.cli.options import (
    argument,
    day_option,
    form_option,
    option,
    output_option,
    save,
)
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.verification.impact.impact import Impact, Sources
from iiz_rules.verification.impact.impact import impact as work_out


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@against_option
@interpretation_option
@option("--cases", help="impact.cases", word="file.metavar", multiple=True)
@option("--portfolio", help="impact.portfolio", word="file.metavar")
@option("--scenario", help="impact.scenario", word="file.metavar")
@option("--store", help="impact.store", word="store.metavar")
@option("--receipts", help="impact.receipts", word="file.metavar")
@option("--population", help="impact.population", word="file.metavar")
@day_option("--on", help="impact.on")
@day_option("--known-on", help="impact.known-on")
@form_option("text", "json", "html", help="impact.format")
@output_option("diff.output")
def impact(
    screen: Screen,
    before: str,
    after: str | None,
    against: str | None,
    interpretations: Mapping[str, str],
    cases: tuple[str, ...],
    portfolio: str | None,
    form: str,
    output: str | None,
    **others: str | date | None,
) -> int:
    """Try a change on what there is; 1 where an answer changes, or a case could not be asked."""
    table = None if portfolio is None else Path(portfolio)
    sources = Sources(cases=cases, portfolio=table, **others)  # type: ignore[arg-type]
    of_their_time = others["store"], others["receipts"]  # answered under what was in force then
    check_two(before, after, against, interpretations, *of_their_time)
    with compared(before, after, against, interpretations) as pair:
        done = work_out(*pair, sources)
        text = _in_form(screen, form, done)
    if output:
        save(screen, output, text)
    else:
        screen.give(text, form)
    return int(done.changes or done.left_out > 0)


def _in_form(screen: Screen, form: str, done: Impact) -> str:
    if form == "json":
        return as_json(done.to_dict(screen.language))
    if form == "html":
        return done.to_html(screen.language)
    from iiz_rules.render.text.impact import impact_text

    return impact_text(done, screen.paper)
