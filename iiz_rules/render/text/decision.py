"""A decision in words: the verdict and why, each criterion, what to ask next, what it rests on.

Everything told comes from the evaluation that gave the verdict; nothing is evaluated here.
"""

from collections.abc import Iterable, Iterator

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.engine.result import Explanation, Used
from iiz_rules.language.program.outside import NONE, edition_name, edition_named
from iiz_rules.language.program.rules import Criterion, Program
from iiz_rules.render.text.acting import acting
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.reasons import Origins, Reason, reasons
from iiz_rules.render.text.values import (
    actors_words,
    clauses_words,
    edition_words,
    headline,
    short_place,
)
from iiz_rules.render.text.why import telling, why
from iiz_rules.words.formats import written
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def explanation(decision: Decision, paper: Paper) -> str:
    """Explain a decision in full."""
    parts = {
        "criteria": (_criterion(paper, decision, one) for one in telling(decision)),
        "missing": _missing(paper, decision),
        "pending": _pending(paper, decision),
        "readings": readings(paper, decision),
    }
    texts = [head(paper, decision)]
    for name, entries in parts.items():
        lines = [line for entry in entries for line in entry]
        if lines:
            texts.append([paper.heading(paper.say(f"answers.part.{name}")), *lines])
    if not decision.sifted:
        texts.append(paper.block("", paper.say("answers.unsifted"), "dim"))
    texts.append(footing(paper, decision))
    return "\n\n".join("\n".join(lines) for lines in texts)


def no_edition(decision: Decision, paper: Paper) -> str:
    """All that there is to say of a day on which no edition is in force."""
    language = paper.language
    before = f"{answer_word(decision, language)}  "
    lines = [*title(paper, decision, ""), "", *paper.block(before, why(decision, language))]
    return "\n".join(lines)


def summary(decision: Decision, paper: Paper, notes: Iterable[str] = ()) -> str:
    """A decision in brief: mark, verdict, label, the sentence of why, and notes below it."""
    language, verdict = paper.language, decision.verdict
    before = paper.lead(MARKS[verdict], f"answers.verdict.{verdict}")
    reason = why(decision, language)
    if not decision.regulated:
        reason = paper.say("answers.why.silent", hint=reason)
    label = decision.label[language]
    return "\n".join(paper.entry(before, label, (reason, *notes), str(verdict)))


def answer_word(decision: Decision, language: Language) -> str:
    """The answer in a word, also where the source says nothing."""
    word = str(decision.verdict) if decision.regulated else "silent"
    word = NONE if decision.program.edition == NONE else word
    return say(f"answers.answer.{word}", language)


def title(paper: Paper, decision: Decision, what: str) -> list[str]:
    """The canton, what it is about, the day, and as of when it was known."""
    language = paper.language
    text = headline(decision.program, decision.on, language, what)
    if decision.known_on:
        text += f" · {paper.say('answers.known-on', on=written(decision.known_on, language))}"
    return paper.block("", text, "heading")


def head(paper: Paper, decision: Decision) -> list[str]:
    """The title, the answer, and why in a sentence."""
    language = paper.language
    word, reason = answer_word(decision, language), why(decision, language)
    return [
        *title(paper, decision, decision.label[language]),
        "",
        *paper.block(f"{word}  ", reason, lead_style=str(decision.verdict)),
        *(line for note in acting(decision, language) for line in paper.block("", note)),
    ]


def _criterion(paper: Paper, decision: Decision, criterion: CriterionResult) -> Iterator[str]:
    language, verdict = paper.language, criterion.verdict
    before = paper.lead(MARKS[verdict], f"answers.met.{verdict}")
    label = criterion.label[language]
    sign = criterion.mode == "indicative" and decision.answer.rule.kind != "competence"
    word = "indicative" if decision.answer.enough else "orienting"
    note = f" ({paper.say(f'answers.{word}')})" if sign else ""
    yield from paper.block(before, label + note, lead_style=str(verdict))
    program, origins = decision.program, decision.origins

    def tell() -> tuple[Reason, ...]:
        return reasons(program, criterion.step, language, label, origins)

    told = criterion.told(f"reasons {language}", tell)
    for mark, reason in _marked(told, len(before)):
        style = "" if reason.mark is None else str(reason.mark)
        yield from paper.block(mark, reason.text, lead_style=style)
    cited = clauses_words(criterion.clauses, language, program)
    note = f"{cited} · {short_place(criterion.place)}"
    yield from paper.block(" " * len(before), note, "dim")


def _marked(told: Iterable[Reason], indent: int, bullet: str = "") -> Iterator[tuple[str, Reason]]:
    """Each reason and those below it, before it its mark or a bullet, indented."""
    for reason in told:
        mark = bullet if reason.mark is None else f"{MARKS[reason.mark]} "
        yield " " * indent + mark, reason
        yield from _marked(reason.inner, indent + 2, "– " if reason.listed else "")


def _missing(paper: Paper, decision: Decision) -> Iterator[list[str]]:
    program, language = decision.program, paper.language
    for number, missing in enumerate(decision.missing, 1):
        notes = []
        if missing.held_by:
            who = actors_words(program, missing.held_by, language)
            notes.append(paper.say("answers.known-by", who=who))
        notes.append(paper.say("answers.fact", fact=missing.fact))
        named = [f"{program.facts[other].label[language]} ({other})" for other in missing.instead]
        if named:
            notes.append(paper.say("answers.instead", fact=" + ".join(named)))
        yield paper.entry(f"  {number}. ", missing.question[language], [" · ".join(notes)])


def _pending(paper: Paper, decision: Decision) -> Iterator[list[str]]:
    for pending in decision.pending:
        who = actors_words(decision.program, pending.by, paper.language)
        by, fact = paper.say("answers.by", who=who), pending.judgement
        note = f"{by} · {paper.say('answers.fact', fact=fact)}"
        yield paper.entry("  – ", pending.question[paper.language], [note])


def readings(paper: Paper, decision: Decision, of: str = "") -> Iterator[list[str]]:
    """Tell the readings on which the answer hangs, then name those on which it does not.

    Of a part of an answer, named by `of`, only the former.
    """
    groups: dict[str, list[str]] = {"opening": [], "acting": [], "same": []}
    for used in decision.interpretations:
        if used.decisive:
            text = _reading(paper, decision, used)
            yield paper.block("  – ", paper.colon(of, text) if of else text)
        else:
            key = "opening" if used.opening else "acting" if used.changing else "same"
            groups[key].append(f"{used.label[paper.language]} ({used.id})")
    for key, named in groups.items():
        if named and not of:
            text = paper.say(f"answers.reading.{key}", which=", ".join(named))
            yield paper.block("  – ", text, "dim")


def _reading(paper: Paper, decision: Decision, used: Used) -> str:
    """Tell a reading, and the options under which the answer would be another one."""
    options = decision.program.interpretations[used.id].options
    label, option = used.label[paper.language], options[used.option][paper.language]
    others = []
    for name, truth in used.verdicts.items():
        if truth is not decision.verdict:
            words = {"option": options[name][paper.language]}
            words["verdict"] = paper.say(f"answers.verdict.{truth}")
            others.append(paper.say("answers.reading.other", **words))
    read = paper.say("answers.reading", id=used.id, label=label, option=option)
    return f"{read} {paper.say('answers.reading.changes', others=', '.join(others))}"


def footing(paper: Paper, decision: Decision) -> list[str]:
    """Name the edition, and what is to be said of its date."""
    words = {
        "edition": edition_words(decision.program, paper.language),
        "digest": decision.digest[:12],
    }
    text = paper.say("answers.edition", on=written(decision.on, paper.language), **words)
    if decision.program.valid_from is None:
        key = "answers.undated" if decision.program.dated is None else "answers.no-start"
        text += f" {paper.say(key)}"
    if decision.program.assumed_after is not None:
        other = edition_name(decision.program.assumed_after, paper.language)
        text += f" {paper.say('answers.assumed-after', other=other)}"
    if decision.program.announced:
        later, day = decision.program.announced
        named = edition_named(later, paper.language)
        announced = {"edition": named, "day": written(day, paper.language)}
        text += f" {paper.say('answers.announced', **announced)}"
    return paper.block("", text, "dim")


def criterion_text(
    program: Program, criterion: Criterion, step: Explanation, origins: Origins, language: Language
) -> str:
    """Explain a criterion, each reason on a line of its own."""
    label, met = criterion.label[language], say(f"answers.met.{step.truth}", language)
    lines = [f"{MARKS[step.truth]} {say('answers.colon', language, label=label, value=met)}"]
    told = reasons(program, step, language, label, origins)
    lines += [f"{mark}{reason.text}" for mark, reason in _marked(told, 2)]
    return typeset("\n".join(lines), language)
