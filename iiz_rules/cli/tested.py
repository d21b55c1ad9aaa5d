"""The results of `iiz test`, of a case or a story: as text, as data, as JUnit XML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from iiz_rules.cli.screen import Screen
from iiz_rules.findings.registry import one_line
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.layout import Paint, plain
from iiz_rules.render.text.reasons import deciding, value_line
from iiz_rules.render.text.why import why
from iiz_rules.testing.afterwards import ComparedMove
from iiz_rules.testing.expectations import ComparedAnswer
from iiz_rules.testing.suite import CaseRun, EditionRun, StoryRun
from iiz_rules.words.say import printed
from iiz_rules.words.text import Text
from iiz_rules.words.typography import typeset

PARTS = ("missing", "pending", "decisive", "actor", "due", "parts", "next", "not_regulated")
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""characters that XML cannot hold"""


@dataclass(frozen=True)
class CaseOutcome:
    """The outcome of one case or story."""

    file: str
    title: str
    outcome: str
    """`passed`, `failed`, `faulty` where it is wrong itself, `idle` where its rules are"""
    compared: int
    texts: tuple[str, ...]
    """what differs, or is wrong"""


def outcomes(screen: Screen, runs: Iterable[EditionRun]) -> Iterator[CaseOutcome]:
    """The outcome of every case and story."""
    for run in runs:
        examples: list[CaseRun | StoryRun] = [*run.cases, *run.stories]
        for example in examples:
            yield outcome(screen, example, asked=run.program is not None)


def outcome(screen: Screen, example: CaseRun | StoryRun, *, asked: bool) -> CaseOutcome:
    """The outcome of a case or story; `asked` says whether its rules could be."""
    faults = [one for one in example.findings if one.severity == "error"]
    texts = [one_line(one, screen.language) for one in faults]
    if isinstance(example, CaseRun):
        texts += [failure_text(screen, example, one, plain) for one in example.failures]
    else:
        texts += [otherwise_text(screen, example, one, plain) for one in example.failures]
    word = "faulty" if faults else "failed" if texts else "passed" if asked else "idle"
    title = example.title[screen.language]
    return CaseOutcome(example.name, title, word, len(example.comparisons), tuple(texts))


def as_data(done: Iterable[CaseOutcome]) -> list[dict[str, Any]]:
    """The outcomes as JSON-ready data."""
    return [asdict(one) for one in done]


def as_junit(done: Iterable[CaseOutcome]) -> str:
    """The outcomes as JUnit XML, which CI systems read."""
    suites: dict[str, list[CaseOutcome]] = {}
    for one in done:
        suites.setdefault(one.file.rpartition("/")[0], []).append(one)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<testsuites>"]
    for name, members in suites.items():
        count = {word: sum(one.outcome == word for one in members) for word in JUNIT}
        numbers = " ".join(f'{JUNIT[word][0]}="{n}"' for word, n in count.items())
        lines.append(f'  <testsuite name={quoteattr(name)} tests="{len(members)}" {numbers}>')
        lines += [line for one in members for line in _junit(name, one)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


JUNIT = {
    "failed": ("failures", "failure"),
    "faulty": ("errors", "error"),
    "idle": ("skipped", "skipped"),
}
"""how JUnit counts and names what did not pass"""


def _junit(suite: str, case: CaseOutcome) -> Iterator[str]:
    title = NO_TEXT.sub("", case.title) or case.file
    named = f"classname={quoteattr(suite)} name={quoteattr(title)} file={quoteattr(case.file)}"
    if case.outcome == "passed":
        yield f"    <testcase {named}/>"
        return
    _, kind = JUNIT[case.outcome]
    text = escape(NO_TEXT.sub("", "\n".join(case.texts)))
    yield f"    <testcase {named}><{kind}>{text}</{kind}></testcase>"


def failure_text(
    screen: Screen, case: CaseRun, failure: ComparedAnswer, paint: Paint | None = None
) -> str:
    """Tell which answer of a case differs, and because of what."""
    differs = (paint or screen.paint)(screen.say("test.differs"), "error")
    notes = {
        "test.expected": _labelled(screen, failure, failure.expected),
        "test.actual": _labelled(screen, failure, failure.actual),
        "test.because": _because(screen, failure),
    }
    width = max(len(screen.say(key)) for key in notes)
    told = printed("answers.colon", screen.language, label=differs, value=_asked(screen, failure))
    lines = [f"{where(failure.place)}: {told}", f"  {case.title[screen.language]}"]
    lines += [f"  {screen.say(key):<{width}}  {text}" for key, text in notes.items() if text]
    return typeset("\n".join(lines), screen.language)


def otherwise_text(
    screen: Screen, story: StoryRun, move: ComparedMove, paint: Paint | None = None
) -> str:
    """Say what an event led to instead of what the story expects."""
    differs = (paint or screen.paint)(screen.say("test.differs"), "error")
    event = move.event or screen.say("test.days")
    told = printed("answers.colon", screen.language, label=differs, value=f"{event}, {move.part}")
    lines = [f"{where(move.place)}: {told}", f"  {story.title[screen.language]}"]
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


VERDICTS, NOTHING = ("yes", "no", "open"), "[]"


def _labelled(screen: Screen, failure: ComparedAnswer, text: str) -> str:
    """Put the label before each name: authors of cases need both."""
    if text in (*VERDICTS, NOTHING):
        key = f"answers.verdict.{text}" if text in VERDICTS else "cli.test.nothing"
        called = printed(key, screen.language)
        return text if called == text else f"{called} ({text})"
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
