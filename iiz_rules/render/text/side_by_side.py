"""One case under several cantons, in words: answers, criteria side by side, where they part."""

from collections.abc import Iterator

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.answers.side_by_side import SideBySide, Topic
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.layout import MARKS, Paper
from iiz_rules.render.text.values import clauses_words, edition_words
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


def side_by_side_text(both: SideBySide, paper: Paper) -> str:
    """The answers, the first point of difference, then criterion beside criterion."""
    language = paper.language
    first = next(iter(both.decisions.values()))
    lines = paper.block("", first.label[language], "heading")
    for decision in both.decisions.values():
        word = f"  {answer_word(decision, language)}  "
        program = decision.program
        whose = f"{program.label[language]} · {edition_words(program, language)}"
        lines += paper.block(word, whose, "", str(decision.verdict))
    lines += ["", *paper.block("", parting(both, language))]
    for topic in both.topics:
        lines += ["", *paper.block("", heading(both, topic, language), "heading")]
        lines += [line for side in _sides(both, topic, paper) for line in side]
    for sentence in untold(both, language):
        lines += ["", *paper.block("", sentence, "dim")]
    return "\n".join(lines)


def parting(both: SideBySide, language: Language) -> str:
    """Where the cantons part first, as a sentence."""
    if not both.differing:
        return say("answers.beside.alike", language)
    topic = both.differing[0]
    told = "; ".join(
        say(
            "answers.beside.side",
            language,
            canton=decision.program.label[language],
            word=verdict_word(side, language),
        )
        for decision, side in pairs(both, topic)
    )
    return say("answers.beside.first", language, what=heading(both, topic, language), sides=told)


def heading(both: SideBySide, topic: Topic, language: Language) -> str:
    """What criteria that read the same are about: what they are called, each name once."""
    labels = (side.label[language] for _, side in pairs(both, topic) if side)
    return " / ".join(dict.fromkeys(labels))


def verdict_word(side: CriterionResult | None, language: Language) -> str:
    """Met, not met, open, or not asked."""
    key = "answers.beside.unasked" if side is None else f"answers.met.{side.verdict}"
    return say(key, language)


def untold(both: SideBySide, language: Language) -> Iterator[str]:
    """What the case says and a canton does not know."""
    labels = {
        name: fact.label[language]
        for decision in both.decisions.values()
        for name, fact in decision.program.facts.items()
    }
    for canton, decision in both.decisions.items():
        if names := both.untold[canton]:
            facts = ", ".join(labels.get(name, name) for name in names)
            whose = decision.program.label[language]
            yield say("answers.beside.untold", language, canton=whose, facts=facts)


def pairs(both: SideBySide, topic: Topic) -> Iterator[tuple[Decision, CriterionResult | None]]:
    """Each canton's answer with its criterion, where it has one."""
    return ((decision, topic.sides.get(canton)) for canton, decision in both.decisions.items())


def _sides(both: SideBySide, topic: Topic, paper: Paper) -> Iterator[list[str]]:
    """One line for each canton: met or not, by which clauses; or that it does not ask."""
    language = paper.language
    width = max(len(one.program.label[language]) for one in both.decisions.values())
    for decision, side in pairs(both, topic):
        mark = MARKS[side.verdict] if side else "–"
        lead = f"  {mark} {decision.program.label[language]:<{width}}  "
        word = verdict_word(side, language)
        clauses = f" · {clauses_words(side.clauses, language)}" if side and side.clauses else ""
        yield paper.block(lead, word + clauses)
