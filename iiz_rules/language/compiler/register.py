"""The clause register compiled, with everything that cites it and is no rule itself."""

from collections.abc import Iterator, Mapping

from iiz_rules.language.model import sources
from iiz_rules.language.model.base import Named, Part, named
from iiz_rules.language.model.bodies import Advisory, Seat, Staffing
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Kept
from iiz_rules.language.model.organisation import Competence
from iiz_rules.language.model.rules import Criterion, Rule, Term
from iiz_rules.language.model.sizes import Meetings
from iiz_rules.language.model.sources import Interpretation, by_language
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
    clauses = {clause.id: _clause(edition, clause) for clause in edition.clauses_file.clauses}
    return Register(clauses, tuple(_mentions(edition)))


def _clause(edition: Edition, clause: sources.Clause) -> Clause:
    document = edition.document_of(clause)
    several = clause.source is not None or clause.id in edition.written_in
    return Clause(
        clause.id,
        clause.section,
        clause.says.text,
        clause.executable,
        clause.reason.text if clause.reason else None,
        document.label.text if document and several else None,
        _link(by_language(document.link if document else None), by_language(clause.link)),
    )


def _link(document: Mapping[str, str], clause: Mapping[str, str]) -> Text | None:
    """Where a clause can be read: at a place in its document, at an address of its own, or there.

    In a language in which there is no address it is read in the first of those in which there is.
    """
    if not document:
        return _text(clause) if clause else None
    whole = _text(document)
    languages = [one for one in {**document, **clause} if one] or ["de"]
    spots = {one: clause.get(one) or clause.get("", "") for one in languages}
    return _text({one: _joined(whole[one], spot) for one, spot in spots.items()})


def _text(links: Mapping[str, str]) -> Text:
    """The addresses as a text; one for all languages stands under no name."""
    return Text.of({one or "de": link for one, link in links.items()})


def _joined(document: str, spot: str) -> str:
    return document + spot if not spot or spot.startswith("#") else spot


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
