"""The clause register compiled, with everything that cites it and is no rule itself."""

from collections.abc import Iterator

from iiz_rules.language.checks.mentions import Citing, citing
from iiz_rules.language.model.base import Named
from iiz_rules.language.model.bodies import Advisory, Seat, Staffing
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.organisation import Competence
from iiz_rules.language.model.rules import Criterion, Rule, Term
from iiz_rules.language.model.sources import Interpretation
from iiz_rules.language.model.statistics import StatisticsFile
from iiz_rules.language.program.clauses import Clause, Mention, Register
from iiz_rules.words.text import Text

FILES: dict[type, str] = {CatalogueFile: "catalogue", StatisticsFile: "statistics"}
FIGURES = Text("Kennzahlen", "Chiffres clés", "Key figures")
ASKED = (Rule, Criterion, Term, Seat, Staffing)
"""What becomes a rule or a part of one; these keep the clauses they cite themselves."""


def compile_register(edition: Edition) -> Register:
    """Compile the register."""
    clauses = {
        one.id: Clause(
            one.id,
            one.section,
            one.says.text,
            one.executable,
            one.reason.text if one.reason else None,
        )
        for one in edition.clauses_file.clauses
    }
    return Register(clauses, tuple(_mentions(edition)))


def _mentions(edition: Edition) -> Iterator[Mention]:
    for one in citing(edition):
        if isinstance(one, ASKED) or (isinstance(one, Competence) and one.acts):
            continue
        name, label = _named(edition, one)
        kind = FILES.get(type(one)) or type(one).__name__.lower()
        yield Mention(kind, name, label, one.clauses, one.place_of())


def _named(edition: Edition, one: Citing) -> tuple[str, Text]:
    """Give the name and the label; who merely sits in has those of the actor."""
    match one:
        case Advisory(of=actor):
            return actor, edition.actors[actor].label.text
        case StatisticsFile():
            return "statistics", FIGURES
        case Named() | Interpretation():
            return one.id, one.label.text
    raise TypeError(type(one).__name__)
