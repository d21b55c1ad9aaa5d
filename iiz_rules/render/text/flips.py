"""What would turn an answer, in words: with which facts, and to what."""

from datetime import date

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.asking.flips import Flip
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import duration_words, value_words

TWO_MONTHS = 62


def flips_text(decision: Decision, paper: Paper) -> str:
    """The smallest changes with which the answer is another one."""
    flips = decision.flips()
    key = "answers.flips" if flips else "answers.flips.none"
    lead = paper.say(key, rule=decision.label[paper.language])
    lines = [line for flip in flips for line in paper.block("  ", flip_text(decision, flip, paper))]
    return "\n".join([*paper.lines(lead), *lines])


def flip_text(decision: Decision, flip: Flip, paper: Paper) -> str:
    """One of them: `mit Alter: 15 Jahre statt 14 Jahre: ja`."""
    said = []
    for name, value in flip.changes.items():
        fact = decision.program.facts[name]
        words = value_words(fact, value, paper.language)
        now = decision.situation.facts.get(name)
        if now is not None:
            before = value_words(fact, now, paper.language)
            words = paper.say("answers.flips.instead", after=words, before=before)
        if isinstance(now, date) and isinstance(value, date):
            words = f"{words} ({_moved(now, value, paper)})"
        said.append(paper.colon(fact.label[paper.language], words))
    changed = paper.say("answers.flips.with", changes="; ".join(said))
    return f"{changed} → {paper.say(f'answers.verdict.{flip.verdict}')}"


def _moved(now: date, value: date, paper: Paper) -> str:
    """By how much a day is later or earlier; from two months on in whole months."""
    days = abs((value - now).days)
    months = max(days * 12 // 365, 1)
    duration = duration_words(f"P{days}D" if days < TWO_MONTHS else f"P{months}M", paper.language)
    key = "later" if value > now else "earlier"
    return paper.say(f"answers.flips.{key}", duration=duration)
