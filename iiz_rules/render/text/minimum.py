"""Data minimisation in words: the fewer facts that give the same answer."""

from collections.abc import Iterable, Iterator

from iiz_rules.answers.minimum import Minimum
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.sheet import SheetPart, cited, heads
from iiz_rules.render.text.values import actors_words, clauses_words
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def minimum_text(minimum: Minimum, paper: Paper) -> str:
    """One answer with the facts that it needed, those that it did not, and those never read."""
    decision, language = minimum.decision, paper.language
    word = f"{answer_word(decision, language)}  "
    lines = paper.block(word, decision.label[language], "heading", str(decision.verdict))
    lines += ["", *paper.block("", paper.say("answers.needed.needed"), "heading")]
    lines += [*_needed(minimum, paper)] or _none(paper, "answers.needed.nothing")
    for key, names in (("spared", minimum.spared), ("unread", minimum.unread)):
        if names:
            lines += ["", *paper.block("", paper.say(f"answers.needed.{key}"), "heading")]
            lines += [line for label in _labels(minimum, names, paper) for line in label]
    return "\n".join([*lines, "", *_model(minimum, paper)])


def minimum_parts(minimum: Minimum, language: Language) -> Iterator[SheetPart]:
    """The same for a sheet: what was needed, what was not, and how much the question reads."""
    rows = [_row(minimum, name, language) for name in minimum.needed]
    words = {"n": len(minimum.read), "all": len(minimum.declared)}
    said = [printed("answers.needed.read", language, **words)]
    said += [] if rows else [printed("answers.needed.nothing", language)]
    columns = heads("fact who-knows clauses", language)
    yield SheetPart(printed("answers.needed.needed", language), said, columns, rows)
    others = {"spared": minimum.spared, "unread": minimum.unread, "none": minimum.idle}
    for key, names in others.items():
        heading = printed(f"answers.needed.{key}", language)
        told = [_row(minimum, name, language) for name in names]
        yield SheetPart(heading, (), columns, told)
    cited_in = (clause for *_, clauses in rows for clause in clauses.split(", ") if clause)
    yield cited(minimum.decision.program, cited_in, language)


def _row(minimum: Minimum, name: str, language: Language) -> tuple[str, str, str]:
    """A fact, who knows it, and the clauses behind what rests on it in this answer."""
    program = minimum.decision.program
    fact, (_, clauses) = program.facts[name], minimum.resting_on(name)
    who = actors_words(program, fact.held_by, language) if fact.held_by else ""
    return fact.label[language], who, ", ".join(clauses)


def _needed(minimum: Minimum, paper: Paper) -> Iterator[str]:
    program = minimum.decision.program
    for name in minimum.needed:
        fact, (_, clauses) = program.facts[name], minimum.resting_on(name)
        notes = [clauses_words(clauses, paper.language)] if clauses else []
        if fact.held_by:
            who = actors_words(program, fact.held_by, paper.language)
            notes.append(paper.say("answers.known-by", who=who))
        yield from paper.entry(
            "  – ", fact.label[paper.language], [" · ".join(notes)] if notes else []
        )


def _model(minimum: Minimum, paper: Paper) -> list[str]:
    """How much of the whole model the question reads, and on what no yes or no hangs."""
    words = {"n": len(minimum.read), "all": len(minimum.declared)}
    lines = paper.block("", paper.say("answers.needed.read", **words), "dim")
    if minimum.idle:
        facts = minimum.decision.program.facts
        labels = ", ".join(facts[name].label[paper.language] for name in minimum.idle)
        lines += paper.block("", paper.say("answers.needed.idle", facts=labels), "dim")
    return lines


def _labels(minimum: Minimum, names: Iterable[str], paper: Paper) -> Iterator[list[str]]:
    facts = minimum.decision.program.facts
    return (paper.block("  – ", facts[name].label[paper.language]) for name in names)


def _none(paper: Paper, key: str) -> list[str]:
    return paper.block("  ", paper.say(key))
