"""`iiz facts`: what can be said about a case in a canton's vocabulary."""

from datetime import date

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.policy import load
from iiz_rules.render.text.values import actors_words, edition_words
from iiz_rules.words.typography import typeset


@command()
@canton_option
@edition_option
def facts(screen: Screen, canton: str, on: date | None) -> int:
    """List the facts that a case may give, with their questions and codes."""
    program = load(canton, on).program
    edition = edition_words(program, screen.language)
    title = f"{program.label[screen.language]} · {edition}"
    screen.print(screen.paint(title, "heading"))
    for fact in (fact for fact in program.facts.values() if fact.given):
        screen.print("")
        screen.print("\n".join(_fact(screen, program, fact)))
    return 0


def _fact(screen: Screen, program: Program, fact: Fact) -> list[str]:
    language, paper = screen.language, screen.paper
    kind = screen.say(f"type.{'dated' if fact.domain.day else fact.domain.type}")
    if fact.unit:
        kind += f" ({fact.unit[language]})"
    if fact.domain.until_question:
        kind += f" · {screen.say('facts.until-question')}"
    if fact.years_since or fact.is_date or fact.known_by or fact.commune:
        kind += f" · {screen.say('facts.computed')}"
    lines = [f"{screen.paint(fact.id, 'heading')}  {typeset(kind, language)}"]
    lines += paper.block("  ", fact.question[language])
    if fact.by:
        who = actors_words(program, fact.by, language)
        lines += paper.block("  ", screen.say("facts.by", who=who), "dim")
    known = fact.codes or fact.names
    width = max(map(len, known), default=0)
    for code, label in known.items():
        lines += paper.block(f"    {code:<{width}}  ", label[language])
    return lines
