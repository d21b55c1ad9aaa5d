"""`iiz test`: run the cantons' own cases and compare with the answers expected."""

import re
from collections.abc import Iterator, Mapping

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, option, read_percent
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import in_order
from iiz_rules.render.text.findings import findings_text, where
from iiz_rules.render.text.reasons import deciding, value_line
from iiz_rules.render.text.trace import gaps_text, inherited
from iiz_rules.render.text.verification import found_text
from iiz_rules.render.text.why import why
from iiz_rules.testing.afterwards import ComparedMove
from iiz_rules.testing.expectations import ComparedAnswer
from iiz_rules.testing.suite import CaseRun, EditionRun, StoryRun, run_canton
from iiz_rules.testing.trace.branches import coverage
from iiz_rules.verification.claims import ClaimProof, prove_claims
from iiz_rules.verification.prover import solvable
from iiz_rules.words.say import say
from iiz_rules.words.text import Text
from iiz_rules.words.typography import typeset

PARTS = ("missing", "pending", "decisive", "actor", "due", "parts", "next", "not_regulated")


@command()
@argument("paths", "check.path", nargs=-1)
@option("--coverage", "measured", help="test.coverage", is_flag=True)
@option("--fail-under", "least", help="test.fail-under", metavar="N", callback=read_percent)
def test(screen: Screen, paths: tuple[str, ...], measured: bool, least: int | None) -> int:
    """Run all cases and prove all claims; 1 where one fails, is faulty, or too few rules decide."""
    runs = [run for canton, only in cantons_meant(paths) for run in run_canton(canton, only)]
    cases = [case for run in runs for case in run.cases]
    findings = [finding for run in runs for finding in run.findings if finding.severity == "error"]
    findings += [finding for run in runs for finding in run.beside]
    stories = [story for run in runs for story in run.stories]
    findings += [finding for case in cases for finding in case.findings]
    findings += [finding for story in stories for finding in story.findings]
    parts = [_failure(screen, case, failure) for case in cases for failure in case.failures]
    parts += [_otherwise(screen, story, move) for story in stories for move in story.failures]
    if findings:
        parts.append(findings_text(in_order(findings), screen.language, screen.paint))
    proofs = _proved(runs)
    parts += [found_text(proof.broken, screen.paper) for proof in proofs if proof.broken]
    parts.append("\n".join([_closing(screen, runs), *_claimed(screen, runs, proofs)]))
    tried = runs if measured or least is not None else []
    measures = [coverage(run.program, run) for run in tried if run.program]
    parts += [gaps_text(measure, screen.paper) for measure in measures]
    screen.print("\n\n".join(parts))
    short = any(measure.trace.determining.percent < (least or 0) for measure in measures)
    faulty = any(finding.severity == "error" for finding in findings)
    held = all(proof.holds for proof in proofs)
    passed = all(case.passed for case in cases) and all(story.passed for story in stories)
    return int(faulty or short or not held or not passed)


def _proved(runs: list[EditionRun]) -> list[ClaimProof]:
    """Prove the claims of all editions; none where there is no solver."""
    programs = [run.program for run in runs if run.program]
    return [proof for one in programs for proof in prove_claims(one)] if solvable() else []


def _claimed(screen: Screen, runs: list[EditionRun], proofs: list[ClaimProof]) -> Iterator[str]:
    """Count the claims; without a solver none of them is proved, and none has passed."""
    claims = sum(len(run.program.claims) for run in runs if run.program)
    if claims and not solvable():
        yield say("verification.claims.unproved", screen.language, n=claims)
    elif claims:
        held = sum(proof.holds for proof in proofs)
        yield say("verification.claims", screen.language, n=claims, held=held)


def _closing(screen: Screen, runs: list[EditionRun]) -> str:
    """Count the cases; those of rules with faults were not run, and did not pass."""
    cases = [case for run in runs if run.program for case in run.cases]
    idle = sum(len(run.cases) for run in runs if not run.program)
    failed = sum(not case.passed for case in cases)
    said = [screen.say("test.idle", n=idle)] if idle else []
    if failed:
        said.insert(0, screen.say("test.failed", failed=failed, cases=len(cases)))
    elif cases:
        n = sum(len(case.comparisons) for case in cases)
        said.insert(0, screen.say("test.passed", cases=len(cases), n=n))
    stories = [story for run in runs if run.program for story in run.stories]
    if stories:
        wrong = sum(not story.passed for story in stories)
        kind = "test.stories.failed" if wrong else "test.stories"
        n = sum(len(story.comparisons) for story in stories)
        said.append(screen.say(kind, stories=len(stories), failed=wrong, n=n))
    for run in runs:
        if run.program:
            said += inherited(run.program, run.inherited, screen.language)
    return "\n".join(said or [screen.say("test.none")])


def _failure(screen: Screen, case: CaseRun, failure: ComparedAnswer) -> str:
    differs = screen.paint(screen.say("test.differs"), "error")
    notes = {
        "test.expected": _labelled(screen, failure, failure.expected),
        "test.actual": _labelled(screen, failure, failure.actual),
        "test.because": _because(screen, failure),
    }
    width = max(len(screen.say(key)) for key in notes)
    lines = [f"{where(failure.place)}: {differs}: {_asked(screen, failure)}", f"  {case.title}"]
    lines += [f"  {screen.say(key):<{width}}  {text}" for key, text in notes.items() if text]
    return typeset("\n".join(lines), screen.language)


def _otherwise(screen: Screen, story: StoryRun, move: ComparedMove) -> str:
    """Tell what came of an event otherwise than the story expects."""
    differs = screen.paint(screen.say("test.differs"), "error")
    event = move.event or screen.say("test.days")
    lines = [f"{where(move.place)}: {differs}: {event}, {move.part}", f"  {story.title}"]
    notes = {"test.expected": move.expected, "test.actual": move.actual}
    width = max(len(screen.say(key)) for key in notes)
    lines += [f"  {screen.say(key):<{width}}  {text}" for key, text in notes.items()]
    return typeset("\n".join(lines), screen.language)


def _asked(screen: Screen, failure: ComparedAnswer) -> str:
    label = f"{failure.decision.label[screen.language]} [{failure.rule}]"
    if failure.part in PARTS:
        return f"{label}, {screen.say(f'test.{failure.part}')}"
    for criterion in failure.decision.criteria:
        if criterion.id == failure.part:
            return f"{label}, {criterion.label[screen.language]} [{criterion.id}]"
    return label


def _labelled(screen: Screen, failure: ComparedAnswer, text: str) -> str:
    """Put before each name what it is called: who writes cases has to know both."""
    program = failure.decision.program
    labels: dict[str, Mapping[str, Text]] = {
        "missing": {name: fact.label for name, fact in program.facts.items()},
        "pending": {name: fact.label for name, fact in program.facts.items()},
        "decisive": {name: one.label for name, one in program.interpretations.items()},
        "actor": program.actors,
        "parts": program.actors,
        "next": {name: rule.label for name, rule in program.rules.items()},
    }
    known = labels.get(failure.part, {})

    def labelled(name: re.Match[str]) -> str:
        label = known.get(name[0])
        return f"{label[screen.language]} ({name[0]})" if label else name[0]

    return re.sub(r"[\w.-]+", labelled, text)


def _because(screen: Screen, failure: ComparedAnswer) -> str:
    """Name the values that decided: of the criterion, or of the whole answer."""
    for criterion in failure.decision.criteria:
        if criterion.id == failure.part:
            read = (leaf for leaf in deciding(criterion.step) if leaf.read)
            values = (value_line(failure.decision.program, leaf, screen.language) for leaf in read)
            return "; ".join(dict.fromkeys(values))
    return "" if failure.part else why(failure.decision, screen.language)
