"""`iiz assess`: answer the questions of a canton for one case or several."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iiz_rules.cli.asking import EXIT, Inquiry, inquiring, read, verdict_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault, form_option, option, output_option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.names import shown

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.overview import Overview

    Answers = Overview | tuple[Decision, ...]

FILE = click.Path(path_type=Path)


def _needed(ctx: click.Context, param: click.Parameter, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for a case, unless a whole file of them is given."""
    if not cases and ctx.params.get("batch") is None and not ctx.resilient_parsing:
        raise click.MissingParameter(ctx=ctx, param=param)
    return cases


@command()
@argument("cases", "assess.case", nargs=-1, callback=_needed)
@inquiring()
@form_option()
@verdict_option
@option("--rule", "rules", help="assess.rule", multiple=True, metavar="NAME")
@option("--batch", help="assess.batch", word="file.metavar", type=FILE, is_eager=True)
@output_option("assess.output")
@option("--all", "full", help="assess.all", is_flag=True)
def assess(
    screen: Screen,
    inquiry: Inquiry,
    cases: tuple[str, ...],
    form: str,
    by_verdict: bool,
    rules: tuple[str, ...],
    batch: Path | None,
    output: str | None,
    full: bool,
) -> int:
    """Answer each case; 2 where one could not be read, else by the first answer if so asked."""
    if batch is not None:
        from iiz_rules.cli.batch import run

        if output is None:
            raise fault("missing-argument", name="-o")
        unused = [*cases, *(["--known-on"] if inquiry.known_on else [])]
        if unused:  # a row is no single case, and no cell says when it was learned
            raise fault("extra-argument", got=shown(unused[0]))
        return run(screen, inquiry, rules, batch, Path(output))
    answers: list[tuple[str, Answers]] = []
    failed = False
    for name in cases:
        try:
            answers.append((name, _answer(screen, inquiry, rules, name)))
        except CaseError as error:  # the other cases are still worth answering
            screen.report(error.findings, form == "json")
            failed = True
    if form == "json":
        screen.data({"format": 1, "cases": [case_data(name, answer) for name, answer in answers]})
    elif answers:
        screen.print("\n\n".join(_texts(screen, answers, full)))
    if failed:
        return 2
    verdicts = (decision.verdict for _, answer in answers for decision in _decisions(answer))
    first = next(verdicts, None)
    return EXIT[first] if by_verdict and first is not None else 0


def _answer(screen: Screen, inquiry: Inquiry, rules: tuple[str, ...], name: str) -> "Answers":
    case = read(name)
    policy = inquiry.policy(screen, case)
    how = inquiry.keywords(case)
    if not rules:
        return policy.decide(case.facts, **how)
    return tuple(policy.ask(rule, case.facts, **how) for rule in rules)


def _texts(screen: Screen, answers: "list[tuple[str, Answers]]", full: bool) -> Iterator[str]:
    from iiz_rules.render.text.decision import explanation
    from iiz_rules.render.text.overview import overview_text
    from iiz_rules.words.typography import typeset

    for name, answer in answers:
        if len(answers) > 1:
            yield screen.paint(f"── {name} ", "heading")
        if full or isinstance(answer, tuple):
            for decision in _decisions(answer):
                yield explanation(decision, screen.paper)
        else:
            yield overview_text(answer, screen.paper)
            yield typeset(screen.say("assess.more"), screen.language)


def case_data(name: str, answer: "Answers") -> dict[str, Any]:
    """What is answered of a case, as data that is ready for JSON."""
    ways = () if isinstance(answer, tuple) else answer.ways
    return {
        "case": name,
        "decisions": [decision.to_dict() for decision in _decisions(answer)],
        "ways": [way.to_dict() for way in ways],
    }


def _decisions(answer: "Answers") -> "tuple[Decision, ...]":
    return answer if isinstance(answer, tuple) else answer.decisions
