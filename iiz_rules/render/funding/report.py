"""A report for the table of a commission: one page that stands by itself and can be printed."""

from typing import TYPE_CHECKING, Any

from iiz_rules.render.formats import day
from iiz_rules.render.funding import sections
from iiz_rules.render.funding.figures import figures
from iiz_rules.render.funding.sentences import is_invented
from iiz_rules.render.funding.style import POLICY, STYLE
from iiz_rules.render.funding.words import say
from iiz_rules.render.markup import Markup, element
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.simulate import Simulation


def report(simulation: "Simulation", language: Language) -> str:
    """Give the report as HTML."""
    found = figures(simulation, language)
    parts: list[Markup] = [
        *_head(simulation, language),
        sections.summary(simulation, found, language),
        sections.payers(simulation, found, language),
        *sections.risk(simulation, language),
        sections.totals(simulation, language),
        sections.assumptions(simulation, language),
        *sections.left_out(simulation, language),
        _foot(simulation, language),
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{_where(simulation, language)} · {_title(simulation, language)}"),
        element("style", Markup(STYLE)),
    )
    html = element("html", head, element("body", *parts), lang=language)
    return f"<!doctype html>\n{html}\n"


def _where(simulation: "Simulation", language: Language) -> str:
    return simulation.policy.program.label[language]


def _title(simulation: "Simulation", language: Language) -> str:
    return say("report" if simulation.risk else "report.plain", language)


def _head(simulation: "Simulation", language: Language) -> list[Markup]:
    file = simulation.scenario.file
    words: dict[str, Any] = {
        "scenario": getattr(file.label, language),
        "on": day(simulation.portfolio.on, language),
    }
    head = [
        element("p", _where(simulation, language), class_="where"),
        element("h1", _title(simulation, language)),
        element("p", say("line", language, **words)),
    ]
    if is_invented(simulation):
        head.insert(0, element("p", say("invented", language), class_="invented", role="note"))
    return head


def _foot(simulation: "Simulation", language: Language) -> Markup:
    program = simulation.policy.program
    words = {"edition": program.edition, "digest": program.digest}
    foot = [element("p", say("footing", language, **words), class_="small")]
    if is_invented(simulation):
        foot.append(element("p", say("invented", language), class_="invented"))
    return element("footer", *foot)
