"""`iiz minimise`: which facts of a case an answer needed, and which it could do without."""

from pathlib import Path

from iiz_rules.answers.minimum import Minimum
from iiz_rules.cli.asking import Inquiry, inquiring, read
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import rules_named
from iiz_rules.cli.options import (
    argument,
    check_sheet,
    ending,
    form_option,
    option,
    output_option,
    save,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.render.text.minimum import minimum_text
from iiz_rules.render.text.values import edition_words
from iiz_rules.words.formats import written


@command()
@argument("case", "minimise.case")
@inquiring()
@option("--rule", help="minimise.rule", default="eligibility", word="schema.name")
@form_option()
@output_option("minimise.output")
def minimise(
    screen: Screen, inquiry: Inquiry, case: str, rule: str, form: str, output: str | None
) -> int:
    """Tell what one answer about a case rests on, and what need not have been asked for it."""
    check_sheet(output)
    document = read(case)
    policy = inquiry.policy(screen, document)
    (meant,) = rules_named(policy.program, [rule], screen.language)
    minimum = Minimum(policy.ask(meant, document.facts, **inquiry.keywords(document)))
    if output is not None:
        _write(screen, minimum, case, output)
        return 0
    if form == "json":
        screen.data(minimum.to_dict(case))
        return 0
    program, on = policy.program, written(minimum.decision.on, screen.language)
    title = f"{program.label[screen.language]} · {edition_words(program, screen.language)} · {on}"
    screen.print("\n\n".join([screen.paint(title, "heading"), minimum_text(minimum, screen.paper)]))
    return 0


def _write(screen: Screen, minimum: Minimum, case: str, output: str) -> None:
    """Write the sheet, as HTML or PDF by the name of the file."""
    from iiz_rules.render.html.page import sheet_pdf
    from iiz_rules.render.html.sheet import minimum_page

    text = minimum_page(minimum, screen.language, Path(case).stem)
    save(screen, output, sheet_pdf(text) if ending(output) == ".pdf" else text, private=True)
