"""One case under several cantons, as a page."""

from iiz_rules.answers.side_by_side import SideBySide, Topic
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text.decision import answer_word
from iiz_rules.render.text.side_by_side import heading, pairs, parting, untold, verdict_word
from iiz_rules.render.text.values import edition_words
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset


def side_by_side_page(both: SideBySide, language: Language, name: str) -> str:
    """The answers, where they part, and criterion beside criterion."""
    decisions = [*both.decisions.values()]
    labels = [one.program.label[language] for one in decisions]
    heads = [printed("answers.beside.criterion", language), *labels]
    rows = [(printed("answers.beside.answer", language), *_answers(both, language))]
    rows += [
        (heading(both, topic, language), *_cells(both, topic, language)) for topic in both.topics
    ]
    editions = (
        printed(
            "answers.colon",
            language,
            label=decision.program.label[language],
            value=edition_words(decision.program, language),
        )
        for decision in decisions
    )
    return page(
        "sheet",
        language,
        where=" · ".join(labels),
        title=printed("answers.beside.title", language),
        line=f"{name} · {decisions[0].label[language]} · {written(decisions[0].on, language)}",
        invented=False,
        signing=None,
        lead=[typeset(parting(both, language), language)],
        parts=[
            {
                "heading": "",
                "running": False,
                "level": 2,
                "sentences": [typeset(one, language) for one in untold(both, language)],
                "table": PageTable(heads, rows),
            }
        ],
        footing=" · ".join(editions),
    )


def _answers(both: SideBySide, language: Language) -> list[str]:
    return [answer_word(one, language) for one in both.decisions.values()]


def _cells(both: SideBySide, topic: Topic, language: Language) -> list[str]:
    """What each canton says of it, with its clauses."""
    cells = []
    for _, side in pairs(both, topic):
        clauses = f" ({', '.join(side.clauses)})" if side and side.clauses else ""
        cells.append(verdict_word(side, language) + clauses)
    return cells
