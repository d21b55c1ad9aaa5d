"""`iiz fund`: who pays one measure, who may decide on it, and what hangs on which reading."""

from typing import TYPE_CHECKING

import click

from iiz_rules.cli.asking import Inquiry, day_of, inquiring, read
from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    argument,
    check_sheet,
    form_option,
    option,
    output_option,
    save_sheet,
)
from iiz_rules.cli.screen import Screen

if TYPE_CHECKING:
    from iiz_rules.answers.funding import Funding


@command()
@argument("case", "assess.case")
@inquiring()
@option("--scenario", help="simulate.scenario", metavar="YAML", type=click.Path())
@form_option()
@output_option("fund.output")
def fund(
    screen: Screen,
    inquiry: Inquiry,
    case: str,
    scenario: str | None,
    form: str,
    output: str | None,
) -> int:
    """Tell who pays the measure of a case, and why not the others."""
    from pathlib import Path

    check_sheet(output)
    document, invented = read(case), False
    policy, how = inquiry.policy(screen, document), inquiry.keywords(document)
    if scenario is None:
        answer = policy.funding(document.facts, **how)
    else:
        from iiz_rules.portfolio.scenario import read_scenario, under

        assumed = read_scenario(scenario)
        setting = under(policy, assumed, day_of(screen, inquiry.on, document))
        answer = setting.funding(document.facts, **how)
        invented = assumed.file.invented
    if form == "json":
        screen.data(answer.to_dict())
    else:
        show(screen, answer)
    if output:
        save_sheet(screen, output, answer, Path(case).stem, invented=invented)
    return 0


def show(screen: Screen, answer: "Funding") -> None:
    """Print who pays, then what is open and which readings matter by how many francs."""
    from iiz_rules.render.text.funding import funding_text
    from iiz_rules.render.text.sheet import further_text

    texts = (funding_text(answer, screen.paper), further_text(answer, screen.paper))
    screen.print("\n\n".join(filter(None, texts)))
