"""`iiz assess`: answer the questions of a canton for one case or several."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from iiz_rules.cli.asking import EXIT, Inquiry, inquiring, read, verdict_option
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import rules_named
from iiz_rules.cli.options import (
    argument,
    check_alone,
    check_sheet,
    fault,
    form_option,
    option,
    output_option,
    save_sheet,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown

if TYPE_CHECKING:
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.overview import Overview
    from iiz_rules.case.documents import CaseDocument
    from iiz_rules.language.program.rules import Program
    from iiz_rules.render.text.layout import Paper

    Answers = Overview | tuple[Decision, ...]


def _needed(ctx: click.Context, param: click.Parameter, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for a case, unless a whole file of them is given."""
    if not cases and ctx.params.get("batch") is None and not ctx.resilient_parsing:
        raise click.MissingParameter(ctx=ctx, param=param)
    return cases


@command()
@argument("cases", "assess.case", nargs=-1, needed=True, callback=_needed)
@inquiring()
@form_option()
@verdict_option
@option("--rule", "rules", help="assess.rule", multiple=True, word="schema.name")
@option("--batch", help="assess.batch", word="file.metavar", type=click.Path(), is_eager=True)
@output_option("assess.output")
@option("--own", help="assess.own", multiple=True, word="column.metavar")
@option("--full", help="assess.full", is_flag=True)
@option("--all", "every", help="assess.all", is_flag=True)
@option("--flips", help="assess.flips", is_flag=True)
def assess(
    screen: Screen,
    inquiry: Inquiry,
    cases: tuple[str, ...],
    form: str,
    by_verdict: bool,
    rules: tuple[str, ...],
    batch: str | None,
    output: str | None,
    own: tuple[str, ...],
    full: bool,
    every: bool,
    flips: bool,
) -> int:
    """Answer each case; 2 where one could not be read, else by the first answer if so asked."""
    if batch is not None:
        return _table(screen, inquiry, rules, cases, batch, output, own)
    _check_options(cases, output, own)
    answers: list[tuple[str, Answers]] = []
    expecting = False
    for name in cases:
        try:
            case = read(name)
            answers.append((name, _answer(screen, inquiry, rules, case, form)))
            expecting |= case.expects
        except CaseError as error:  # the other cases are still worth answering
            screen.report(error.findings, form == "json")
    failed = len(answers) < len(cases)
    if form == "json":
        told = [case_data(name, answer, flips=flips) for name, answer in answers]
        screen.data({"format": 1, "cases": told})
    elif answers:
        write = _every_rule if every else _on_a_page if full else _in_brief
        texts = [*_texts(screen, answers, write, expecting)]
        texts += [*_turning(screen, answers)] if flips else []
        screen.print("\n\n".join(texts))
    if output is not None and not failed:
        _write(screen, answers[0], output)
    if failed:
        return 2
    verdicts = (decision.verdict for _, answer in answers for decision in _decisions(answer))
    first = next(verdicts, None)
    return EXIT[first] if by_verdict and first is not None else 0


def _table(
    screen: Screen,
    inquiry: Inquiry,
    rules: tuple[str, ...],
    cases: tuple[str, ...],
    batch: str,
    output: str | None,
    own: tuple[str, ...],
) -> int:
    """Answer a whole file of cases."""
    from pathlib import Path

    from iiz_rules.cli.batch import run

    if output is None:
        raise fault("missing-argument", name="-o")
    if cases:
        raise fault("extra-argument", got=shown(cases[0]))
    # No cell says when it was learned; the ending of the file says in which form.
    check_alone("--batch", "--known-on", "--format", "--exit-verdict", "--full", "--all", "--flips")
    return run(screen, inquiry, rules, Path(batch), Path(output), own)


def _check_options(cases: tuple[str, ...], output: str | None, own: tuple[str, ...]) -> None:
    """Refuse what has no meaning for single cases, or not together."""
    if own:
        raise fault("missing-argument", name="--batch")
    if output is not None:
        check_sheet(output)
        check_alone("-o", "--rule")
        if cases[1:]:
            raise fault("extra-argument", got=shown(cases[1]))
    check_alone("--rule", "--full", "--all")
    check_alone("--all", "--full")


def _answer(
    screen: Screen, inquiry: Inquiry, rules: tuple[str, ...], case: "CaseDocument", form: str
) -> "Answers":
    """Answer a case; warn of expectations about rules that do not exist."""
    policy = inquiry.policy(screen, case)
    how = inquiry.keywords(case)
    if findings := list(_misspelt(policy.program, case)):
        screen.report(findings, form == "json")
    if not rules:
        return policy.decide(case.facts, **how)
    meant = rules_named(policy.program, rules, screen.language)
    return tuple(policy.ask(rule, case.facts, **how) for rule in meant)


def _misspelt(program: "Program", case: "CaseDocument") -> Iterator[Finding]:
    """Warn of expectations about rules that do not exist."""
    for rule, place in case.about.items():
        if rule not in program.rules:
            words = {"rule": shown(rule), "near": near(rule, program.rules)}
            yield Finding("unknown-expectation", place, words, "warning")


def _texts(
    screen: Screen,
    answers: "list[tuple[str, Answers]]",
    write: "Callable[[Overview, Paper], str]",
    expecting: bool,
) -> Iterator[str]:
    """The answers of each case under its name, and how to see more."""
    for name, answer in answers:
        if len(answers) > 1:
            yield screen.paint(f"── {name} ", "heading")
        if isinstance(answer, tuple):
            yield _each(answer, screen.paper)
        else:
            yield write(answer, screen.paper)
    brief = write is _in_brief and not all(isinstance(answer, tuple) for _, answer in answers)
    notes = {"assess.expecting": expecting, "assess.more": brief}
    if said := [screen.say(key) for key, is_so in notes.items() if is_so]:
        yield "\n".join(line for note in said for line in screen.paper.block("", note, "dim"))


def _write(screen: Screen, answered: "tuple[str, Answers]", output: str) -> None:
    """Write the sheet of a case."""
    from pathlib import Path

    name, answer = answered
    assert not isinstance(answer, tuple)  # only a whole case has a sheet
    save_sheet(screen, output, answer, Path(name).stem)


def _turning(screen: Screen, answers: "list[tuple[str, Answers]]") -> Iterator[str]:
    """What would change the answers to each case, under its name if there are several."""
    from iiz_rules.render.text.flips import flips_text

    for name, answer in answers:
        if len(answers) > 1:
            yield screen.paint(f"── {name} ", "heading")
        yield from (flips_text(decision, screen.paper) for decision in _turned(answer))


def _turned(answer: "Answers") -> "tuple[Decision, ...]":
    """The answers whose flips are shown: those asked for, or the first one."""
    return answer if isinstance(answer, tuple) else answer.decisions[:1]


def _each(decisions: "Iterable[Decision]", paper: "Paper") -> str:
    from iiz_rules.render.text.decision import explanation

    return "\n\n".join(explanation(decision, paper) for decision in decisions)


def _every_rule(overview: "Overview", paper: "Paper") -> str:
    return _each(overview.decisions, paper)


def _on_a_page(overview: "Overview", paper: "Paper") -> str:
    from iiz_rules.render.text.overview import overview_text

    return overview_text(overview, paper)


def _in_brief(overview: "Overview", paper: "Paper") -> str:
    from iiz_rules.render.text.brief import brief_text

    return brief_text(overview, paper)


def case_data(name: str, answer: "Answers", *, flips: bool = False) -> dict[str, Any]:
    """What is answered of a case, as data that is ready for JSON."""
    ways = () if isinstance(answer, tuple) else answer.ways
    return {
        "case": name,
        "decisions": [decision.to_dict() for decision in _decisions(answer)],
        "ways": [way.to_dict() for way in ways],
        "bodies": [],
        "flips": [flip for one in _turned(answer) for flip in _flips(one)] if flips else [],
    }


def _flips(decision: "Decision") -> Iterator[dict[str, Any]]:
    from iiz_rules.answers.form import plain

    for flip in decision.flips():
        changes, verdict = plain(flip.changes), str(flip.verdict)
        yield {"rule": decision.rule, "changes": changes, "verdict": verdict}


def _decisions(answer: "Answers") -> "tuple[Decision, ...]":
    return answer if isinstance(answer, tuple) else answer.decisions
