"""A trace as one HTML page to read, to search and to print: nothing is loaded, nothing runs."""

from itertools import groupby
from typing import TYPE_CHECKING

from iiz_rules.render.layout import typeset
from iiz_rules.render.markup import Markup, element, joined
from iiz_rules.render.trace.catalogue import cases, say
from iiz_rules.render.trace.style import STYLE
from iiz_rules.render.trace.summary import MARKS, short_name, short_place, sums, title
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.testing.suite import CaseRun
    from iiz_rules.testing.trace.carriers import Carrier
    from iiz_rules.testing.trace.matrix import Trace, TracedClause

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def trace_page(trace: "Trace", language: Language) -> str:
    """Give a trace as an HTML page."""
    return _Page(trace, language).page()


class _Page:
    """Puts together one page. Cases have numbers, so that a cell can name many of them."""

    def __init__(self, trace: "Trace", language: Language) -> None:
        self.trace = trace
        self.language = language
        self.numbers = {case.name: n for n, case in enumerate(trace.cases, 1)}

    def page(self) -> str:
        heading = f"{title(self.trace, self.language)} · {self.say('title')}"
        head = element(
            "head",
            element("meta", charset="utf-8"),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", heading),
            element("style", Markup(STYLE)),
        )
        parts = (self.top(heading), self.clauses(), self.rules(), self.cases())
        html = element("html", head, element("body", *parts), lang=self.language)
        return f"<!doctype html>\n{html}\n"

    def say(self, key: str, **words: object) -> str:
        return typeset(say(key, self.language, **words), self.language)

    def top(self, heading: str) -> Markup:
        sections = dict.fromkeys(one.clause.section for one in self.trace.clauses)
        links = [link(f"section-{n}", name) for n, name in enumerate(sections, 1)]
        links += [link(part, self.say(f"part.{part}")) for part in ("rules", "cases")]
        return element(
            "header",
            element("h1", heading),
            element("p", self.say("lead")),
            element("ul", *(element("li", text) for text in sums(self.trace, self.language))),
            element("p", self.say("digest", digest=self.trace.program.digest), class_="small"),
            element("nav", element("ul", *(element("li", one) for one in links))),
        )

    def clauses(self) -> Markup:
        sections = groupby(self.trace.clauses, key=lambda one: one.clause.section)
        columns = ("clause", "says", "status", "carried", "cases")
        tables = (
            element(
                "section",
                element("h3", name),
                self.table(columns, [self.clause(one) for one in found]),
                id=f"section-{n}",
            )
            for n, (name, found) in enumerate(sections, 1)
        )
        return element("section", element("h2", self.say("part.clauses")), *tables, id="clauses")

    def clause(self, one: "TracedClause") -> Markup:
        clause = one.clause
        reason = clause.reason[self.language] if clause.reason else ""
        status = f"{MARKS[one.status]} {self.say(f'status.{one.status}')}"
        extent = self.say("only-part") if clause.executable == "part" else ""
        carried = [element("li", self.carrier(carrier)) for carrier in one.carriers]
        return element(
            "tr",
            element("th", clause.id, scope="row"),
            element("td", clause.says[self.language]),
            element("td", status, *small(reason, extent), class_=one.status),
            element("td", *([element("ul", *carried)] if carried else []), self.mentioned(one)),
            element("td", self.numbered(one.cases) if one.carriers else ""),
            id=clause.id,
        )

    def carrier(self, one: "Carrier") -> Markup:
        return joined(f"{self.say(f'kind.{one.kind}')} ", link(one.name, one.id))

    def mentioned(self, one: "TracedClause") -> Markup:
        """Name what cites a clause beside the rules; a name is not broken at its hyphens."""
        kinds = ((self.say(f"kind.{mention.kind}"), mention.id) for mention in one.mentions)
        names = [element("span", f"{kind} {name}", class_="whole") for kind, name in kinds]
        if not names:
            return Markup()
        text = joined(self.say("mentioned", which=""), joined(*names, by=", "))
        return element("div", text, class_="small")

    def rules(self) -> Markup:
        columns = ("rule", "label", "clauses", "cases")
        table = self.table(columns, [self.rule(one) for one in self.trace.carriers])
        return element("section", element("h2", self.say("part.rules")), table, id="rules")

    def rule(self, one: "Carrier") -> Markup:
        found = self.trace.cases_of(one)
        name = joined(f"{self.say(f'kind.{one.kind}')} ", element("code", one.id))
        clauses = (link(clause, clause) for clause in one.clauses)
        return element(
            "tr",
            element("th", name, *small(short_place(one.at)), scope="row"),
            element("td", one.label[self.language]),
            element("td", joined(*clauses, by=", ")),
            element("td", self.numbered(found), class_="tested" if found else "untested"),
            id=one.name,
        )

    def cases(self) -> Markup:
        columns = ("case", "title", "clauses")
        table = self.table(columns, [self.case(one) for one in self.trace.cases])
        return element("section", element("h2", self.say("part.cases")), table, id="cases")

    def case(self, one: "CaseRun") -> Markup:
        clauses = (link(name, name) for name in self.trace.clauses_of(one))
        number = str(self.numbers[one.name])
        return element(
            "tr",
            element("th", number, scope="row"),
            element("td", one.title, *small(short_name(one))),
            element("td", joined(*clauses, by=", ")),
            id=f"case-{number}",
        )

    def numbered(self, found: tuple["CaseRun", ...]) -> Markup:
        """Count cases, and name them by their numbers."""
        numbers = (str(self.numbers[case.name]) for case in found)
        links = joined(*(link(f"case-{n}", n) for n in numbers), by=", ")
        number = self.say_cases(len(found))
        return joined(number, element("div", links, class_="small")) if found else joined(number)

    def say_cases(self, n: int) -> str:
        return cases(n, self.language)

    def table(self, columns: tuple[str, ...], rows: list[Markup]) -> Markup:
        heads = (element("th", self.say(f"column.{one}"), scope="col") for one in columns)
        head = element("thead", element("tr", *heads))
        return element("table", head, element("tbody", *rows), class_=f"of-{columns[0]}")


def link(anchor: str, text: str) -> Markup:
    """Link to a place in the page."""
    return element("a", text, href=f"#{anchor}")


def small(*texts: str) -> list[Markup]:
    """Give lines in small print, without the empty ones."""
    return [element("div", text, class_="small") for text in texts if text]
