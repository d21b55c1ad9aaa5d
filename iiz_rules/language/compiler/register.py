"""The clause register compiled, with everything that cites it and is no rule itself."""

from collections.abc import Iterator

from iiz_rules.language.model.base import Named, Part, named
from iiz_rules.language.model.bodies import Advisory, Seat, Staffing
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Kept
from iiz_rules.language.model.organisation import Competence
from iiz_rules.language.model.rules import Criterion, Rule, Term
from iiz_rules.language.model.sizes import Meetings
from iiz_rules.language.model.sources import Interpretation
from iiz_rules.language.model.statistics import StatisticsFile
from iiz_rules.language.program.clauses import Clause, Mention, Register
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

FILES: dict[type, str] = {CatalogueFile: "catalogue", StatisticsFile: "statistics"}
FIGURES, RETENTION = text("rules.figures"), text("rules.kept")
ASKED = (Rule, Criterion, Term, Seat, Staffing, Meetings)
"""What becomes a rule or a part of one; these keep the clauses they cite themselves."""


def compile_register(edition: Edition) -> Register:
    """Compile the register."""
    sources = {one.id: one for one in edition.canton.sources}
    documents = {
        clause.id: edition.written_in.get(clause.id) or sources.get(clause.source or "")
        for clause in edition.clauses_file.clauses
    }
    clauses = {
        clause.id: Clause(
            clause.id,
            clause.section,
            clause.says.text,
            clause.executable,
            clause.reason.text if clause.reason else None,
            document.label.text if (document := documents[clause.id]) else None,
        )
        for clause in edition.clauses_file.clauses
    }
    return Register(clauses, tuple(_mentions(edition)))


def _mentions(edition: Edition) -> Iterator[Mention]:
    for part in edition.parts:
        if isinstance(part, ASKED) or (isinstance(part, Competence) and part.acts):
            continue
        for field, _, cited in named(type(part)):
            if cited == "clause":
                name, label = _named(edition, part)
                kind = FILES.get(type(part)) or type(part).__name__.lower()
                yield Mention(kind, name, label, getattr(part, field), part.place)


def _named(edition: Edition, part: Part) -> tuple[str, Text]:
    """The name and the label; who merely sits in has those of the actor."""
    match part:
        case Advisory(of=actor):
            return actor, edition.actors[actor].label.text
        case StatisticsFile():
            return "statistics", FIGURES
        case Kept():
            return "kept", RETENTION
        case Named() | Interpretation():
            return part.id, part.label.text
    raise TypeError(type(part).__name__)
