"""Bills for outlays, on a terminal and as a page: who bears how much, and what nobody can say."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from iiz_rules.findings.registry import message
from iiz_rules.render.formats import cleaned, day
from iiz_rules.render.funding.style import POLICY, STYLE
from iiz_rules.render.funding.tables import listed, table
from iiz_rules.render.funding.words import counted, francs, say
from iiz_rules.render.markup import Markup, element
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.bills import Bills

LABEL, MONEY = 52, 18


def billing_text(found: "Bills", language: Language) -> str:
    """Give the bills for a terminal."""
    return "\n".join(_lines(found, language))


def _lines(found: "Bills", language: Language) -> Iterator[str]:
    yield f"{_where(found, language)} · {say('bills', language)}"
    yield ""
    for label, amount in _rows(found, language):
        yield f"{label[:LABEL]:<{LABEL}}{amount:>{MONEY}}"
    yield ""
    yield from _notes(found, language)


def _where(found: "Bills", language: Language) -> str:
    return f"{found.setting.program.label[language]} · {day(found.on, language)}"


def _rows(found: "Bills", language: Language) -> list[tuple[str, str]]:
    actors = found.setting.program.actors
    rows = [(actors[one][language], exact(part)) for one, part in found.bills.items()]
    unsplit = sum((Fraction(one.cost) for one in found.unsplit), start=Fraction(0))
    rows.append((say("bills.unsplit", language), exact(unsplit)))
    return [*rows, (say("bills.all", language), exact(Fraction(found.cost)))]


def exact(amount: Fraction) -> str:
    """Give an amount to the Rappen; a fraction of a Rappen stays visible.

    >>> exact(Fraction("12.5")), exact(Fraction(100, 3))
    ('12.50', '33.33 1/3')
    """
    rappen, rest = divmod(amount * 100, 1)
    return francs(int(rappen)) + (f" {rest}" if rest else "")


def _notes(found: "Bills", language: Language) -> Iterator[str]:
    yield say("bills.rows", language, n=counted(len(found.outlays)), left=counted(len(found.bad)))
    for one in found.bad[:20]:
        column = f", {cleaned(one.column)}" if one.column else ""
        words = cleaned(message(one.finding, language))
        yield f"{say('column.row', language)} {one.row}{column}: {words}"


def billing_page(found: "Bills", language: Language) -> str:
    """Give the bills as a page."""
    actors, rules = found.setting.program.actors, found.setting.program.rules
    *rows, total = _rows(found, language)
    heads = [say("column.borne-by", language), say("column.cost", language)]
    parts: list[Markup] = [
        element("p", _where(found, language), class_="where"),
        element("h1", say("bills", language)),
        table(heads, rows, (1,), total),
        listed(_notes(found, language)),
    ]
    columns = ["row", "id", "cost", "why", *found.bills]
    shown = [
        actors[one][language] if one in actors else say(f"column.{one}", language)
        for one in columns
    ]
    lines = [
        (
            str(one.row),
            cleaned(one.id),
            francs(int(one.cost * 100)),
            rules[one.rule].label[language] if one.rule else say("bills.unsplit", language),
            *(
                exact(Fraction(one.parts[actor])) if actor in one.parts else ""
                for actor in found.bills
            ),
        )
        for one in found.outlays
    ]
    parts.append(
        element("section", table(shown, lines, (2, *range(4, len(shown)))), class_="dense")
    )
    program = found.setting.program
    words = {"edition": program.edition, "digest": program.digest}
    parts.append(
        element("footer", element("p", say("bills.footing", language, **words), class_="small"))
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        element("title", f"{_where(found, language)} · {say('bills', language)}"),
        element("style", Markup(STYLE)),
    )
    return f"<!doctype html>\n{element('html', head, element('body', *parts), lang=language)}\n"
