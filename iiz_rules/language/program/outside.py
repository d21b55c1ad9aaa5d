"""A day without an edition in force → a program whose every answer is open, with the reason.

What there is to ask, and of whom, is that of the nearest edition; nothing of its rules is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.conditions import Silent
from iiz_rules.language.program.rules import Criterion, Program, Rule
from iiz_rules.words.formats import written
from iiz_rules.words.say import say, text
from iiz_rules.words.text import LANGUAGES, Language, Text

NONE = "none"
"""the id of the edition of such a day"""
UNDATED = "undated"
"""the id of an edition without a date"""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""matches the id of an edition that is a date"""
Span = tuple[str, date | None, date | None]
"""an edition with its first and last day in force, None where there is none"""


def edition_named(edition: str, language: Language) -> str:
    r"""The name of an edition for readers, by what is known of its date.

    >>> edition_named("2014-04-01", "de"), edition_named("undated", "fr")
    ('Ausgabe vom 01.04.2014', 'Édition non datée')
    >>> edition_named("draft", "en")
    'Edition draft'
    """
    known = edition_name(edition, language)
    named = "named" if known == edition else "dated"
    kind = {NONE: "none", UNDATED: "undated"}.get(edition, named)
    return say(f"answers.edition.{kind}", language, edition=known)


def edition_name(edition: str, language: Language) -> str:
    """The name of an edition inside a sentence; one that is a day is written as readers do.

    >>> [edition_name(name, "fr") for name in ("2014-04-01", "2014-rev", "2014-02-30")]
    ['01.04.2014', '2014-rev', '2014-02-30']
    """
    if not DAY.fullmatch(edition):
        return edition
    try:
        return written(date.fromisoformat(edition), language)
    except ValueError:  # a name of that form, which is no day
        return edition


def outside(
    nearest: Program, day: date, spans: Iterable[Span], said: tuple[str, ...], at: Place
) -> Program:
    """The program of a day on which none is in force.

    `said` are clauses on what was before, `at` is where the nearest edition is listed.
    """
    node = Silent(_hint(nearest, day, [*spans], said), at=at)
    only = Criterion("edition", text("rules.in-force"), "required", said, node, at=at)
    rules = {
        rule.id: replace(
            rule,
            clauses=said,
            criteria=(only,),
            enough=0,
            holders=(),
            done=None,
            actions=(),
            informs=(),
        )
        for rule in nearest.rules.values()
    }
    definitions = {
        name: replace(term, clauses=said, node=node) for name, term in nearest.definitions.items()
    }
    return replace(
        nearest,
        edition=NONE,
        valid_from=day,
        valid_to=day,
        announced=None,
        rules=_without_actors(rules),
        definitions=definitions,
        deadlines={},
        splits={},
        waterfall=None,
        events={},
        triggers={},
    )


def _without_actors(rules: dict[str, Rule]) -> dict[str, Rule]:
    """Nobody acts where nothing is regulated; only of a route it stays known who would decide."""
    left = ("decided_by", "payer")
    return {
        name: replace(rule, actors={part: who for part, who in rule.actors.items() if part in left})
        for name, rule in rules.items()
    }


def _hint(program: Program, day: date, spans: list[Span], said: tuple[str, ...]) -> Text:
    """Say that none is in force, which come before and after, and what was before the first."""
    before = [last for _, _, last in spans if last and last < day]
    after = [first for _, first, _ in spans if first and first > day]

    def told(language: Language) -> str:
        parts = [say("rules.outside", language, on=written(day, language))]
        if before:
            parts.append(say("rules.outside.until", language, on=written(max(before), language)))
        if after:
            key = "rules.outside.next" if before else "rules.outside.first"
            parts.append(say(key, language, on=written(min(after), language)))
            clauses = (program.register.clauses[name] for name in said)
            parts += [f"{one.says[language]} ({one.id})" for one in clauses]
        return " ".join(parts)

    de, fr, en = map(told, LANGUAGES)
    return Text(de, fr, en)
