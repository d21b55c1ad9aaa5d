"""Clauses, readings, facts and actors as entries of the site."""

from collections.abc import Iterator

from iiz_rules.language.program.organisation import Actor
from iiz_rules.language.program.rules import Fact
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.site.entry import Item, SiteEntry, links, rows
from iiz_rules.render.text.trace import MARKS, sections
from iiz_rules.testing.trace.matrix import Trace, TracedClause
from iiz_rules.words.say import say


class DeclaredEntries(Brief):
    """The declarations of a canton as entries in one language."""

    def clauses(self, trace: Trace) -> Iterator[SiteEntry]:
        """Every clause of the register, below the headings of its source."""
        for heading, traced in sections(trace, self.language):
            for one in traced:
                yield self.clause(one, heading)

    def clause(self, traced: TracedClause, heading: str) -> SiteEntry:
        """Tell what a clause says, and whether it is carried out and tried."""
        clause, language = traced.clause, self.language
        status = say(f"trace.status.{traced.status}", language)
        partly = [say("trace.only-part", language)] if clause.executable == "part" else []
        return SiteEntry(
            ("clause", clause.id),
            clause.says[language],
            number=clause.id,
            rows=rows(("reason", [clause.reason[language]] if clause.reason else ())),
            tags=(f"{MARKS[traced.status]} {status}", *partly),
            source=clause.link[language] if clause.link else "",
            group=heading,
        )

    def readings(self) -> Iterator[SiteEntry]:
        """Every interpretation: the question, the options, the one that holds here."""
        language, default = self.language, say("site.default", self.language)
        for interpretation in self.program.interpretations.values():
            options = {key: label[language] for key, label in interpretation.options.items()}
            options[interpretation.default] += f" – {default}"
            yield SiteEntry(
                ("interpretation", interpretation.id),
                interpretation.label[language],
                say("trace.kind.interpretation", language),
                interpretation.id,
                interpretation.question[language],
                rows=rows(
                    ("options", options.values()),
                    ("clauses", links("clause", interpretation.clauses)),
                ),
            )

    def facts(self) -> Iterator[SiteEntry]:
        """Every fact that the canton declares."""
        return (self.fact(one) for one in self.program.facts.values() if one.given)

    def fact(self, fact: Fact) -> SiteEntry:
        """Tell what a fact asks, what it may be, and who knows it."""
        language, kind = self.language, fact.domain.type
        codes = (label[language] for label in fact.codes.values())
        judged = say("findings.type.judgement", language) if fact.by else ""
        question, label = fact.question[language], fact.label[language]
        return SiteEntry(
            ("fact", fact.id),
            label,
            judged or say(f"findings.type.{kind}", language),
            text=question if question != label else "",
            rows=rows(
                ("codes", codes),
                ("held_by", links("actor", fact.held_by)),
                ("by", links("actor", fact.by)),
            ),
            tags=(fact.id,),
        )

    def people(self) -> Iterator[SiteEntry]:
        """Every institution, body, role and group."""
        return map(self.actor, self.program.people.values())

    def actor(self, actor: Actor) -> SiteEntry:
        """Tell to whom an actor belongs, and of a body who sits in it."""
        kind = say(f"trace.kind.{actor.kind}", self.language)
        body = self.program.bodies.get(actor.id)
        seats: list[Item] = [*links("actor", (seat.of for seat in body.seats))] if body else []
        return SiteEntry(
            ("actor", actor.id),
            actor.label[self.language],
            kind,
            rows=rows(
                ("belongs_to", links("actor", [actor.belongs_to] if actor.belongs_to else [])),
                ("members", links("actor", actor.members)),
                ("seats", seats),
                ("advisory", links("actor", body.advisory if body else ())),
                ("clauses", links("clause", actor.clauses)),
            ),
            group=kind,
        )
