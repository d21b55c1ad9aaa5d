"""A step or a rung as a card: who asks for it and through whom, who acts, what it needs."""

from collections.abc import Iterable, Iterator

from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.render.drawing.brief import actors, condition_words, criteria, holders, may, silences
from iiz_rules.render.drawing.graph import Card, CardLine
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

ASKING = ("requests", "proposes")


def step_card(program: Program, name: str, language: Language, letter: str = "") -> Card:
    """Draw a step of the model, or a rung of a ladder."""
    rule = program.rules[name]
    title = f"{letter}\u2002{rule.label[language]}".strip()
    facts = tuple(fact for fact in _facts(program, rule, language) if fact.texts)
    return Card(name, "step", title, rule.clauses, facts)


def _facts(program: Program, rule: Rule, language: Language) -> Iterator[CardLine]:
    acting = {holder.role for holder in rule.holders} | ({rule.body} if rule.body else set())
    able = [one for one in program.competences if one.action in rule.actions and may(program, one)]
    referring = [one for one in able if rule.kind == "rung" and one.to in acting]
    rest = [one for one in able if one not in referring and not _said(one, acting)]
    asking = [one for one in rest if one.capacity in ASKING]
    others = [one for one in rest if one.capacity not in ASKING]
    referred = tuple(_referred(program, referring, language))
    yield CardLine(say("drawing.referred", language), referred)
    yield from _capacities(program, asking, language)
    yield CardLine(say("drawing.provider", language), holders(program, rule, language))
    yield from _capacities(program, others, language)
    if rule.body and all(one.role != rule.body for one in rule.holders):
        yield CardLine(say("drawing.body", language), (program.actors[rule.body][language],))
    yield CardLine(say("drawing.needs", language), criteria(program, rule, language))
    yield CardLine(say("drawing.silence", language), silences(program, rule, language))
    yield CardLine(say("drawing.done", language), condition_words(program, rule.done, language))


def _said(competence: Competence, acting: set[str]) -> bool:
    """Whether a competence says no more than who provides the step, or in which body."""
    return acting.issuperset(competence.by) and not (competence.to or competence.via)


def _capacities(
    program: Program, competences: Iterable[Competence], language: Language
) -> Iterator[CardLine]:
    """Name who does something; who does several things has one line."""
    ways: dict[str, dict[tuple[str | None, str | None], list[str]]] = {}
    for competence in competences:
        ends = (competence.to, competence.via)
        ways.setdefault(competence.capacity, {}).setdefault(ends, []).extend(competence.by)
    lines: dict[tuple[str, ...], list[str]] = {}
    for capacity, by_ends in ways.items():
        texts = tuple(_way(program, by, *ends, language) for ends, by in by_ends.items())
        lines.setdefault(texts, []).append(say(f"drawing.capacity.{capacity}", language))
    for texts, verbs in lines.items():
        yield CardLine(
            ", ".join([verbs[0], *(verb[:1].lower() + verb[1:] for verb in verbs[1:])]), texts
        )


def _referred(
    program: Program, competences: Iterable[Competence], language: Language
) -> Iterator[str]:
    """Name who may refer a matter to a rung, and through whom."""
    for via, by in dict.fromkeys((competence.via, competence.by) for competence in competences):
        yield _way(program, [*by], None, via, language)


def _way(
    program: Program, by: list[str], to: str | None, via: str | None, language: Language
) -> str:
    """Name who turns to whom, and through whom."""
    text = actors(program, by, language)
    if to:
        text = say("drawing.towards", language, who=text, to=actors(program, [to], language))
    if via:
        text = say("drawing.through", language, who=text, via=actors(program, [via], language))
    return text
