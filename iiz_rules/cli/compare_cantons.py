"""`iiz compare-cantons`: one case under the rules of several cantons, side by side."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from iiz_rules.answers.side_by_side import side_by_side
from iiz_rules.cli.asking import day_of, interpretation_option, read
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import rules_named
from iiz_rules.cli.options import (
    argument,
    day_option,
    ending,
    form_option,
    option,
    output_option,
    save,
    wrong,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.language.folders import known_cantons
from iiz_rules.policy import Policy, load
from iiz_rules.render.text.side_by_side import side_by_side_text


@command()
@argument("case", "compare-cantons.case")
@option("--canton", "cantons", help="compare-cantons.canton", multiple=True, word="schema.name")
@option("--rule", help="compare-cantons.rule", default="eligibility", word="schema.name")
@day_option("--on", help="assess.on")
@interpretation_option
@form_option()
@output_option("compare-cantons.output")
def compare_cantons(
    screen: Screen,
    case: str,
    cantons: tuple[str, ...],
    rule: str,
    on: date | None,
    interpretations: Mapping[str, str],
    form: str,
    output: str | None,
) -> int:
    """Tell what several cantons answer about one case, and where they part first."""
    if output and ending(output) != ".html":
        raise wrong("--output", output, known=".html")
    document = read(case)
    day = day_of(screen, on, document)
    policies = _read(cantons or tuple(known_cantons()), day, interpretations)
    (meant,) = rules_named(policies[0].program, [rule], screen.language)
    both = side_by_side(
        policies, document.facts, meant, known_on=document.known_on, name=document.name
    )
    if form == "json":
        screen.data(both.to_dict())
    else:
        screen.print(side_by_side_text(both, screen.paper))
    if output:
        from iiz_rules.render.html.side_by_side import side_by_side_page

        save(screen, output, side_by_side_page(both, screen.language, Path(document.name).stem))
    return 0


def _read(cantons: tuple[str, ...], day: date, chosen: Mapping[str, str]) -> list[Policy]:
    """The editions of the day, each read as the call says; of one canton is each interpretation."""
    policies = [load(canton, day, outside="answered") for canton in cantons]
    known = {name for policy in policies for name in policy.program.interpretations}
    strange = {name: option for name, option in chosen.items() if name not in known}
    read = []
    for canton, policy in zip(cantons, policies, strict=True):
        own = {n: option for n, option in chosen.items() if n in policy.program.interpretations}
        options = own | strange  # which is refused, and told what there is
        read.append(load(canton, day, options, outside="answered") if options else policy)
    return read
