"""`iiz test`: run the cantons' own cases and compare with the answers expected."""

from collections.abc import Iterator
from functools import partial

import click

from iiz_rules.cli.options import Command, Option, Percent
from iiz_rules.cli.paths import chosen
from iiz_rules.cli.screen import Screen
from iiz_rules.engine.result import Step
from iiz_rules.findings.finding import in_order
from iiz_rules.render.findings import findings_text, where
from iiz_rules.render.layout import typeset
from iiz_rules.render.reasons import deciding, value_line
from iiz_rules.render.trace.gaps import gaps_text
from iiz_rules.render.verdicts import why
from iiz_rules.testing.expectations import ComparedAnswer
from iiz_rules.testing.suite import CaseRun, EditionRun, run_canton
from iiz_rules.testing.trace.coverage import CaseCoverage, coverage

PARTS = ("missing", "pending", "decisive", "actor", "due", "parts", "next", "not_regulated")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "test",
        screen.language,
        params=[
            click.Argument(["paths"], nargs=-1, metavar=screen.say("check.path")),
            option("--coverage", "measured", help="test.coverage", is_flag=True),
            option("--fail-under", "least", help="test.fail-under", metavar="N", type=Percent()),
        ],
        callback=lambda **given: _test(screen, **given),
    )


def _test(
    screen: Screen, paths: tuple[str, ...], measured: bool = False, least: int | None = None
) -> int:
    runs = [run for one in chosen(paths) for run in run_canton(one.folder, one.files)]
    cases = [case for run in runs for case in run.cases]
    findings = [found for run in runs for found in run.findings if found.severity == "error"]
    findings += [found for case in cases for found in case.findings]
    parts = [_failure(screen, case, one) for case in cases for one in case.failures]
    if findings:
        parts.append(findings_text(in_order(findings), screen.language, screen.paint))
    parts.append(_closing(screen, cases))
    measures = _measures(runs) if measured or least is not None else []
    parts += [gaps_text(one, screen.language, screen.paint) for one in measures]
    screen.print("\n\n".join(parts))
    short = any(one.trace.determining.percent < (least or 0) for one in measures)
    return int(bool(findings) or short or not all(case.passed for case in cases))


def _measures(runs: list[EditionRun]) -> list[CaseCoverage]:
    return [coverage(run.program, run) for run in runs if run.program]


def _closing(screen: Screen, cases: list[CaseRun]) -> str:
    failed = sum(not case.passed for case in cases)
    if not cases:
        return screen.say("test.none")
    if failed:
        return screen.say("test.failed", failed=failed, cases=len(cases))
    return screen.say(
        "test.passed", cases=len(cases), n=sum(len(case.comparisons) for case in cases)
    )


def _failure(screen: Screen, case: CaseRun, failure: ComparedAnswer) -> str:
    """Show one answer that differs: expected, actual, and the values that decided."""
    differs = screen.paint(screen.say("test.differs"), "error")
    notes = {
        "test.expected": failure.expected,
        "test.actual": failure.actual,
        "test.because": _because(screen, failure),
    }
    width = max(len(screen.say(key)) for key in notes)
    lines = [f"{where(failure.place)}: {differs}: {_asked(screen, failure)}", f"  {case.title}"]
    lines += [f"  {screen.say(key):<{width}}  {text}" for key, text in notes.items() if text]
    return typeset("\n".join(lines), screen.language)


def _asked(screen: Screen, failure: ComparedAnswer) -> str:
    label = f"{failure.decision.label[screen.language]} [{failure.rule}]"
    if failure.part in PARTS:
        return f"{label}, {screen.say(f'test.{failure.part}')}"
    part = next((one for one in failure.decision.criteria if one.id == failure.part), None)
    return f"{label}, {part.label[screen.language]} [{part.id}]" if part else label


def _because(screen: Screen, failure: ComparedAnswer) -> str:
    """Give the values that decided: of the criterion, or of the whole answer."""
    for one in failure.decision.criteria:
        if one.id == failure.part:
            return "; ".join(dict.fromkeys(_values(screen, failure, one.step)))
    return "" if failure.part else why(failure.decision, screen.language)


def _values(screen: Screen, failure: ComparedAnswer, step: Step) -> Iterator[str]:
    for leaf in deciding(step):
        if leaf.read:
            yield value_line(failure.decision.program, leaf, screen.language)
