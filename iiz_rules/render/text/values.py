"""Values as a reader in Switzerland expects them: 05.03.2024, 1'500.00 CHF, Ja and Nein."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from iiz_rules.case.history import Origin
from iiz_rules.findings.finding import Place
from iiz_rules.findings.names import printable
from iiz_rules.language.program.outside import edition_named
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Between
from iiz_rules.words.formats import NBSP, amount, number, written
from iiz_rules.words.say import plural, say
from iiz_rules.words.text import Language, Text

LONGEST, SENTENCE = 80, 400


def value_words(fact: Fact, value: Any, language: Language) -> str:
    """A value of a fact in words; None is not known."""
    if value is None:
        return say("answers.unknown", language)
    if isinstance(value, bool):
        return say("answers.yes" if value else "answers.no", language)
    if isinstance(value, date):
        return written(value, language)
    if isinstance(value, Between):
        return between_words(value, language)
    if fact.domain.type == "chf":
        return amount(value)
    if isinstance(value, int):
        return number(value) + (f"{NBSP}{fact.unit[language]}" if fact.unit else "")
    if isinstance(value, frozenset):
        return codes_words(fact, value, language)
    return code_words(fact, value, language)


def between_words(bounds: Between[Decimal] | Between[int], language: Language) -> str:
    """The bounds of an amount or a count, in words."""
    if isinstance(bounds.low, int):
        low, high = number(bounds.low), number(bounds.high)
        return say("answers.count.between", language, low=low, high=high)
    low = amount(bounds.low).removesuffix(f"{NBSP}CHF")  # the unit once
    return say("answers.between", language, low=low, high=amount(bounds.high))


def origin_words(program: Program, origin: Origin, language: Language) -> str:
    """Say since when a value holds, who attests it and when it was learned."""
    parts = [say("answers.origin.since", language, on=written(origin.since, language))]
    if origin.attested_by:
        who = program.actors[origin.attested_by][language]
        parts.append(say("answers.origin.attested", language, who=who))
    if origin.learned_on:
        parts.append(
            say("answers.origin.learned", language, on=written(origin.learned_on, language))
        )
    return ", ".join(parts)


def actor_words(program: Program, role: str, language: Language, of: str | None = None) -> str:
    """Name somebody who acts, and the institution whose role it is; of a group who is in it."""
    label = program.actors[role][language]
    if of:
        return f"{label} ({short(program.actors[of][language])})"
    _, *inside = program.everybody(role)
    people = (name for name in inside if program.people[name].kind != "group")
    members = ", ".join(short(program.actors[name][language]) for name in people)
    return f"{label} ({members})" if members else label


def short(label: str) -> str:
    """The abbreviation that stands in brackets at the end of a label, where there is one.

    >>> short("Amt für Wirtschaft und Arbeit (AWA)"), short("Bureau iiz (Geschäftsstelle)")
    ('AWA', 'Bureau iiz (Geschäftsstelle)')
    """
    head, bracket, inside = label.removesuffix(")").rpartition(" (")
    brief = bracket and label.endswith(")") and inside.isalnum() and inside[1:2].isupper()
    return inside if head and brief and len(inside) <= 8 else label


def actors_words(program: Program, roles: Iterable[str], language: Language) -> str:
    """The labels of several, separated by a slash, since a label may contain `or`.

    Who is in a group that is named is not named once more beside it.
    """
    named = dict.fromkeys(roles)
    inside = {one for role in named for one in program.everybody(role)[1:]}
    return " / ".join(actor_words(program, one, language) for one in named if one not in inside)


def named_words(program: Program, fact: str, language: Language) -> str:
    """Say that a fact of the case names somebody."""
    return say("answers.named-by", language, fact=program.facts[fact].label[language])


def clauses_words(
    clauses: Sequence[str], language: Language, program: Program | None = None
) -> str:
    """Name the clauses that something rests on, and where there are several their documents."""
    key = "answers.clauses.one" if len(clauses) == 1 else "answers.clauses.many"
    by_source: dict[str, list[str]] = {}
    for name in clauses:
        clause = program.register.clauses.get(name) if program else None
        source = clause.source[language] if clause and clause.source else ""
        by_source.setdefault(source, []).append(name)
    groups = ((", ".join(names), source) for source, names in by_source.items())
    cited = (f"{names} ({source})" if source else names for names, source in groups)
    return say(key, language, clauses="; ".join(cited))


def duration_words(duration: str, language: Language) -> str:
    """A duration as it is written in an edition.

    >>> duration_words("P3M", "de"), duration_words("P1Y", "en")
    ('3 Monate', '1 year')
    """
    return plural(f"answers.unit.{duration[-1]}", int(duration[1:-1]), language)


def short_place(place: Place) -> str:
    """The file and line in which something is written."""
    return f"{place.source.name.rpartition('/')[2]}:{place.line}"


def edition_words(program: Program, language: Language) -> str:
    """Name an edition, by what is known of its date where its name is no more than that."""
    return edition_named(program.edition, language)


def headline(program: Program, on: date, language: Language, what: str = "") -> str:
    """The canton, what it is about, the day."""
    parts = (program.label[language], what, written(on, language))
    return " · ".join(part for part in parts if part)


def code_words(fact: Fact, code: str, language: Language) -> str:
    """The label of a code; a text stands for itself, on one line and not too long.

    Where other values of a text have names, one without stands in quotation marks, as written.
    """
    label = fact.codes.get(code) or fact.names.get(code)
    if isinstance(label, Text):
        return label[language]
    return say("answers.as-written", language, text=cleaned(code)) if fact.names else cleaned(code)


def cleaned(text: str, longest: int = LONGEST) -> str:
    r"""A text of a case as it can be shown: nothing in it may steer a terminal.

    >>> cleaned("Meier\x1b[2J")
    'Meier�[2J'
    """
    return printable(text[:longest] + ("…" if len(text) > longest else ""))


def codes_words(fact: Fact, codes: Iterable[str], language: Language) -> str:
    """The labels of a set of codes, in the order of the list."""
    labels = [code_words(fact, code, language) for code in in_order(fact, codes)]
    return ", ".join(labels) or say("answers.none", language)


def in_order(fact: Fact, values: Iterable[Any]) -> list[Any]:
    """Sort codes as their list has them; other values by themselves."""
    order = {code: position for position, code in enumerate(fact.codes)}
    return sorted(values, key=lambda value: (order.get(value, len(order)), value))


def quality_name(program: Program, body: str, seat: str, quality: str, language: Language) -> str:
    """What a quality is called that is asked of a seat: the last part of its fact's label."""
    _, _, name = program.facts[f"{body}.{seat}.{quality}"].label[language].rpartition(" – ")
    return name


def alternatives(parts: list[str], language: Language) -> str:
    """Join with `or`.

    >>> alternatives(["a", "b", "c"], "de")
    'a, b oder c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {say('answers.or', language)} {parts[-1]}"
