"""What stands on the sheet of one case: what is answered and why, its steps, the readings."""

from collections.abc import Iterable, Iterator, Sequence

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import Overview
from iiz_rules.answers.way import Way
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting, actors
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.overview import FIRST, is_blank, step_word
from iiz_rules.render.text.sheet import Row, SheetPart, criteria, heads
from iiz_rules.render.text.why import why
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def decision_lead(decision: Decision, language: Language) -> list[str]:
    """The answer and why, and who acts."""
    word = answer_word(decision, language)
    words = {"label": word, "value": why(decision, language)}
    return [printed("answers.colon", language, **words), *acting(decision, language)]


def case_lead(overview: Overview, language: Language) -> list[str]:
    """Whether somebody may enter and why, and what comes next."""
    entry = overview.get(FIRST)
    said = [] if entry is None or is_blank(entry) else decision_lead(entry, language)
    step = overview.route.next
    if step and step.regulated:
        key = "open" if step.verdict is Truth.OPEN else "yes"
        next_ = printed(f"answers.way.next.{key}", language, step=step.label[language])
        said.append(" ".join([next_, *actors(step, language)]))
    elif step:
        said.append(printed("answers.way.next.silent", language))
    return said


def steps_part(way: Way, language: Language) -> SheetPart:
    """The way step by step; those that stand alike, for the same reason, in a sentence together."""
    told = [one for one in way.steps if step_word(one) == "done" or not is_blank(one)]
    alike: dict[tuple[str, str], list[Decision]] = {}
    for step in told:
        state = printed(f"answers.way.{step_word(step)}", language)
        alike.setdefault((state, _step_reason(step, language)), []).append(step)
    together = [(how, steps) for how, steps in alike.items() if len(steps) > 1]
    sentences = [_alike(*how, steps, language) for how, steps in together]
    rows = [
        (step.label[language], *how, ", ".join(step.clauses))
        for how, steps in alike.items()
        for step in steps
        if len(steps) == 1
    ]
    columns = heads("step state because clauses", language)
    return SheetPart(way.label[language], sentences, columns, rows)


def _step_reason(step: Decision, language: Language) -> str:
    """Why a step stands as it does; that all is met is what `possible` says."""
    plainly = step.verdict is Truth.YES and not step.answer.enough and step.regulated
    return "" if plainly or step_word(step) == "done" else why(step, language)


def _alike(state: str, reason: str, steps: Sequence[Decision], language: Language) -> str:
    behind = all(step_word(one) == "done" for one in steps)
    named = "; ".join(
        step.label[language] if behind else f"{step.label[language]} ({', '.join(step.clauses)})"
        for step in steps
    )
    label = f"{state[:1].upper()}{state[1:]}"
    return " ".join([f"{printed('answers.colon', language, label=label, value=named)}.", reason])


def case_parts(overview: Overview, language: Language) -> Iterator[SheetPart]:
    """The entry criterion by criterion, the way step by step, what is owed, what else holds."""
    entry, way = overview.get(FIRST), overview.route
    if entry is not None and not is_blank(entry):
        yield criteria(entry, language)
    yield steps_part(way, language)
    apart = {FIRST, *(step.rule for step in way.steps)}
    holding = [one for rule, one in overview.items() if rule not in apart]
    holding = [one for one in holding if one.verdict is Truth.YES and one.done is not Truth.YES]
    duties = [one for one in holding if one.answer.rule.kind == "duty"]
    others = [one for one in holding if one not in duties]
    for key, told in (("duties", duties), ("others", others)):
        rows = [
            (
                decision.label[language],
                " ".join(acting(decision, language)),
                ", ".join(decision.clauses),
            )
            for decision in told
        ]
        heading = printed(f"documents.part.{key}", language)
        yield SheetPart(heading, (), heads("what who clauses", language), rows)


def decisive(decisions: Iterable[Decision], language: Language) -> SheetPart:
    """The readings under which another option would decide otherwise."""
    questions: dict[Row, list[str]] = {}
    for decision in decisions:
        for used in decision.interpretations:
            options = decision.program.interpretations[used.id].options
            others = [
                printed(
                    "answers.colon",
                    language,
                    label=options[name][language],
                    value=printed(f"answers.verdict.{truth}", language),
                )
                for name, truth in used.verdicts.items()
                if truth is not decision.verdict
            ]
            if used.decisive and others:
                named = f"{used.id} {used.label[language]}"
                row = named, options[used.option][language], "; ".join(others)
                questions.setdefault(row, []).append(decision.label[language])
    rows = [(*row, "; ".join(asked)) for row, asked in questions.items()]
    columns = heads("reading option otherwise question", language)
    return SheetPart(printed("documents.part.readings", language), (), columns, rows)
