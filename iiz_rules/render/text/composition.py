"""Whether a body can decide, and has: one answer with its numbers, and who is in it."""

from collections.abc import Iterable, Iterator

from iiz_rules.answers.composition import Composition
from iiz_rules.answers.decision import Decision
from iiz_rules.language.program.outside import NONE
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between
from iiz_rules.render.text.decision import explanation, footing, no_edition, readings
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.values import between_words, clauses_words, headline
from iiz_rules.render.text.why import why
from iiz_rules.words.formats import number
from iiz_rules.words.say import plural
from iiz_rules.words.text import Language

QUESTIONS = ("composed", "quorate", "carried")


def composition_text(answer: Composition, paper: Paper) -> str:
    """Tell whether a body can decide: why, in numbers, who is in it, what that rests on."""
    program, on = answer.quorum.program, answer.quorum.on
    if program.edition == NONE:
        return no_edition(answer.quorum, paper)
    title = headline(program, on, paper.language, answer.label[paper.language])
    word, sentence = verdict_words(answer, paper)
    style = str(answer.can_decide)
    lines = [*paper.block("", title, "heading"), ""]
    lines += [*paper.block(f"{word}  ", sentence, lead_style=style), ""]
    for question, decision in zip(QUESTIONS, answer.decisions, strict=True):
        lead = paper.lead(MARKS[decision.verdict], f"answers.body.{question}", QUESTIONS)
        first, *notes = told(answer, question, paper)
        lines += paper.block(lead, first, lead_style=str(decision.verdict))
        lines += [line for note in notes for line in paper.block(" " * len(lead), note)]
    lines += [line for note in people(answer, paper) for line in paper.block("    ", note)]
    clauses = tuple(dict.fromkeys(name for one in answer.decisions for name in _cited(one)))
    lines += paper.block("    ", clauses_words(clauses, paper.language, program), "dim")
    used = [
        line
        for question, decision in zip(QUESTIONS, answer.decisions, strict=True)
        for entry in readings(paper, decision, of=paper.say(f"answers.body.{question}"))
        for line in entry
    ]
    if used:
        lines += ["", paper.heading(paper.say("answers.part.readings")), *used]
    return "\n".join([*lines, "", *footing(paper, answer.quorum)])


def in_full(answer: Composition, paper: Paper) -> str:
    """The answer, and each of the three that it rests on with all its reasons."""
    full = (explanation(decision, paper) for decision in answer.decisions)
    return "\n\n\n".join([composition_text(answer, paper), *full])


def verdict_words(answer: Composition, paper: Paper) -> tuple[str, str]:
    """Yes, no, open or not regulated, and a sentence that says so of the body."""
    word = str(answer.can_decide) if answer.regulated else "silent"
    sentence = paper.say(f"answers.body.{word}")
    if answer.can_decide is Truth.YES and answer.carried.decided:
        sentence += f" {paper.say(f'answers.body.carried.{answer.carried}')}"
    return paper.say(f"answers.answer.{word}"), sentence


def told(answer: Composition, question: str, paper: Paper) -> list[str]:
    """What is to be said of one of the three questions, the numbers first."""
    tellers = {"composed": _composed, "quorate": _quorate, "carried": _carried}
    return list(tellers[question](answer, paper))


def _composed(answer: Composition, paper: Paper) -> Iterator[str]:
    yield plural("answers.body.voting", answer.counts.voting, paper.language)
    named = {
        "missing": answer.missing,
        "duplicate": answer.duplicate,
        "unqualified": answer.unqualified,
        "unproved": [one for one in answer.unproved if one.split(".")[0] not in answer.missing],
    }
    yield from _listed(answer, ("without_seat",), paper)
    labels = {one.id: one.label[paper.language] for one in answer.composition.criteria}
    for key, names in named.items():
        if names:
            yield paper.say(f"answers.body.{key}", who="; ".join(labels[name] for name in names))
    if not any(named.values()) and not (answer.without_seat or answer.verdict is Truth.YES):
        yield why(answer.composition, paper.language)


def _quorate(answer: Composition, paper: Paper) -> Iterator[str]:
    counts = answer.counts
    words = {"n": _number(counts.present, paper.language), "of": number(counts.voting)}
    if counts.needed is not None:
        yield paper.say("answers.body.present-of", **words, needed=number(counts.needed))
    else:
        yield paper.say("answers.body.present", **words)
        if answer.quorate is Truth.OPEN:
            yield why(answer.quorum, paper.language)


def _carried(answer: Composition, paper: Paper) -> Iterator[str]:
    counts, language = answer.counts, paper.language
    numbers = (counts.in_favour, counts.against, counts.abstained)
    for_, against, abstained = (_number(one, language) for one in numbers)
    words = {"for": for_, "against": against, "abstained": abstained}
    if all(isinstance(one, Between) and one.low == 0 for one in numbers) or not counts.voting:
        yield paper.say("answers.body.no-votes")
    else:
        yield paper.say("answers.body.votes", **words)
    if answer.rule is None:
        yield paper.say("rules.no-majority")
        return
    yield paper.say(f"answers.body.rule.{answer.rule}")
    if answer.tie is Truth.YES and answer.rule == "simple":
        yield _tie(answer, paper)


def _tie(answer: Composition, paper: Paper) -> str:
    broken_by = answer.tie_broken_by
    if broken_by in (None, "rejected"):
        return paper.say("rules.tie" if broken_by is None else "answers.body.tie.rejected")
    labels = {one.id: one.label[paper.language] for one in answer.composition.criteria}
    return paper.say("answers.body.tie.cast", who=labels[str(broken_by)])


def people(answer: Composition, paper: Paper) -> Iterator[str]:
    """Who is in it without a vote: an advisory voice, not in this matter."""
    return _listed(answer, ("advising", "recused"), paper)


def _listed(answer: Composition, keys: Iterable[str], paper: Paper) -> Iterator[str]:
    actors = answer.quorum.program.actors
    for key in keys:
        names: tuple[str, ...] = getattr(answer, key)
        if names:
            who = (actors[one][paper.language] if one in actors else one for one in names)
            yield paper.say(f"answers.body.{key.replace('_', '-')}", who="; ".join(who))


def _number(count: int | Between[int], language: Language) -> str:
    return between_words(count, language) if isinstance(count, Between) else number(count)


def _cited(decision: Decision) -> tuple[str, ...]:
    return (*decision.clauses, *(name for one in decision.criteria for name in one.clauses))
