"""One criterion in words: whether it is met, and why."""

from collections.abc import Iterator

from iiz_rules.engine.result import Step
from iiz_rules.language.program.rules import Criterion, Program
from iiz_rules.render.layout import MARKS
from iiz_rules.render.reasons import Origins, Reason, reasons
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def criterion_text(
    program: Program, one: Criterion, step: Step, origins: Origins, language: Language
) -> str:
    """Explain a criterion, each reason on a line of its own."""
    label, met = one.label[language], say(f"answers.met.{step.truth}", language)
    lines = [f"{MARKS[step.truth]} {say('answers.colon', language, label=label, value=met)}"]
    for reason in reasons(program, step, language, label, origins):
        lines += _lines(reason, "  ")
    return typeset("\n".join(lines), language)


def _lines(reason: Reason, indent: str, bullet: str = "") -> Iterator[str]:
    mark = bullet if reason.mark is None else f"{MARKS[reason.mark]} "
    yield f"{indent}{mark}{reason.text}"
    for inner in reason.inner:
        yield from _lines(inner, f"{indent}  ", "– " if reason.listed else "")
