"""The declared parts of an edition other than rules, events and claims, by name.

By this name a change of it is declared. Texts and clauses are left out: they decide nothing.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

VALIDITY = "validity"
LISTED = "listed-in."
"""prefix of the term of a catalogue"""
ASIDE = ("clauses",)
"""fields that only locate something in the source"""
OF_FACTS = ("domain", "years_since", "years_at", "is_date", "known_by", "commune")


class DeclaredPart(NamedTuple):
    """What a part says, but for its texts; what it is called, and the file in which it stands."""

    says: tuple[object, ...]
    label: Text
    file: str
    alone: bool = False
    """whether it is a change as well that it comes or goes, and not only what refers to it"""


def parts_of(program: Program) -> dict[str, DeclaredPart]:
    """The parts of an edition by their names."""
    facts = (one for one in program.facts.values() if one.given)
    parts = {one.id: DeclaredPart(_fact(program, one), one.label, "facts.yaml") for one in facts}
    labelled: dict[str, Any] = {**program.rules, **program.people, **program.bodies}
    for name in {**program.people, **program.bodies, **program.staffing}:
        holding = (program.people, program.bodies, program.staffing)
        says = tuple(plain(each.get(name)) for each in holding)
        parts[name] = DeclaredPart(says, labelled[name].label, "organisation.yaml")
    for catalogue in program.catalogues:
        says = plain(catalogue), program.definitions[f"term:{LISTED}{catalogue.id}"].node
        parts[catalogue.id] = DeclaredPart(
            says, catalogue.label, f"catalogues/{catalogue.id}.yaml", alone=True
        )
    for payer in program.waterfall.payers if program.waterfall else ():
        label = program.rules[payer.rule].label
        parts[payer.rule] = DeclaredPart((plain(payer),), label, "funding.yaml", alone=True)
    for name, (file, *whole) in _whole(program).items():
        parts[name] = DeclaredPart(tuple(map(plain, whole)), text(f"rules.part.{name}"), file)
    return parts


def _fact(program: Program, fact: Fact) -> tuple[object, ...]:
    return program.derived.get(fact.id), *(plain(getattr(fact, name)) for name in OF_FACTS)


def _whole(program: Program) -> dict[str, tuple[Any, ...]]:
    """Of each part that is one its file, and what it says."""
    counted, paid = program.statistics, program.waterfall
    groups = [(*one.groups,) for one in (*counted.breakdowns, counted.outcomes) if one]
    measure = (paid.amount, paid.kind, paid.rounding, paid.repaid_by) if paid else ()
    dates = (program.valid_from, program.valid_to, program.assumed_after)
    return {
        "statistics": ("statistics.yaml", counted, groups),
        "retention": ("events.yaml", program.kept),
        "initially": ("events.yaml", program.initially),
        "measure": ("funding.yaml", *measure),
        VALIDITY: ("canton.yaml", program.edition, *dates),
    }


def plain(part: object) -> object:
    """What a part says: all that is no text and cites no clause; no condition stands in one."""
    match part:
        case Text():
            return None
        case Mapping():
            return {key: plain(one) for key, one in part.items()}
        case tuple() | list():
            return [plain(one) for one in part]
    fields: tuple[str, ...] = getattr(part, "__match_args__", ())
    kept = [(name, plain(getattr(part, name))) for name in fields if name not in ASIDE]
    return (type(part).__name__, kept) if fields else part
