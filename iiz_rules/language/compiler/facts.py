"""The vocabulary compiled: facts as declared, those counted from members and staff, who acts."""

from collections.abc import Iterator

from iiz_rules.language.model.bodies import (
    BODY_NUMBERS,
    CASTING,
    MEETING_NUMBERS,
    Body,
    Seat,
    Staffing,
)
from iiz_rules.language.model.chosen import possible
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Computed, Fact, Known, PlaceOfCommune
from iiz_rules.language.model.sizes import Meetings
from iiz_rules.language.program import rules
from iiz_rules.language.program.rules import ACTOR
from iiz_rules.language.values import Domain
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


def compile_facts(edition: Edition) -> dict[str, rules.Fact]:
    """Compile the vocabulary, by id."""
    facts = [_declared(edition, fact) for fact in edition.facts.values()]
    for body in edition.bodies.values():
        facts += _members(edition, body)
    for staff in edition.organisation.staffing:
        facts += [
            _count(f"{staff.id}.{place}", joined(staff.label.text, of, text("rules.staff")))
            for place, of in places(edition, staff).items()
        ]
    if edition.organisation.competences:
        facts.append(_actor(edition))
    return {fact.id: fact for fact in facts}


def _declared(edition: Edition, fact: Fact) -> rules.Fact:
    codes = edition.code_lists.get(fact.code_list or "")
    age = fact.computed if isinstance(fact.computed, Computed) else None
    return rules.Fact(
        id=fact.id,
        domain=edition.domain(fact.id),
        label=fact.label.text,
        question=fact.question.text,
        unit=fact.unit.text if fact.unit else None,
        codes={item.id: item.label.text for item in codes.codes} if codes else {},
        names={name: label.text for name, label in edition.names_of(fact.id).items()},
        held_by=fact.held_by,
        by=fact.by,
        years_since=edition.date_of(age.completed_years_since) if age else None,
        years_at=edition.date_of(age.at) if age and age.at else None,
        is_date=fact.computed == "question-date",
        known_by=fact.computed.known if isinstance(fact.computed, Known) else None,
        commune=fact.computed.commune if isinstance(fact.computed, PlaceOfCommune) else None,
        ech=fact.ech,
    )


def _members(edition: Edition, body: Body) -> Iterator[rules.Fact]:
    """The facts that are counted for one body: members a seat, qualities, votes."""
    label = body.label.text
    for seat in body.seats:
        of = edition.actors[seat.of].label.text
        yield _count(f"{body.id}.{seat.name}.members", joined(label, of, text("rules.sent")))
    for seat in body.seats:
        for quality in qualities(seat):
            words = joined(label, quality_label(edition, seat, quality))
            name = f"{body.id}.{seat.name}.{quality}"
            yield rules.Fact(name, Domain("bool"), words, _asked(words), given=False)
    for name in body.casting:
        words = joined(label, edition.actors[body.seat(name).of].label.text, text("rules.casting"))
        fact = f"{body.id}.{name}.{CASTING}"
        yield rules.Fact(fact, Domain("bool"), words, _asked(words), given=False)
    for number in BODY_NUMBERS:
        yield _count(f"{body.id}.{number}", joined(label, text(f"rules.number.{number}")))
    if isinstance(body.meetings, Meetings):
        for number in MEETING_NUMBERS:
            words = text(f"rules.number.{number}.{body.meetings.per}")
            yield _count(f"{body.id}.{number}", joined(label, words))


def _actor(edition: Edition) -> rules.Fact:
    """The fact that says who acts, where the edition says who may do what."""
    codes = {actor.id: actor.label.text for actor in edition.actors.values()}
    label, question = text("rules.actor.label"), text("rules.actor.question")
    domain = Domain("code", frozenset(codes))
    return rules.Fact(ACTOR, domain, label, question, codes=codes, given=False)


def qualities(seat: Seat) -> tuple[str, ...]:
    """Every quality that some reading requires of a seat."""
    return tuple(dict.fromkeys(name for names in possible(seat.requires) for name in names))


def quality_label(edition: Edition, seat: Seat, quality: str) -> Text:
    """Name a quality together with the seat that it is asked of."""
    return joined(edition.actors[seat.of].label.text, edition.qualities[quality].label.text)


def places(edition: Edition, staff: Staffing) -> dict[str, Text]:
    """Where people are counted: the members of a group, or the codes of a list."""
    if staff.each in edition.groups:
        return {name: edition.actors[name].label.text for name in edition.members(staff.each)}
    return {code.id: code.label.text for code in edition.code_lists[staff.each].codes}


def _count(name: str, label: Text) -> rules.Fact:
    return rules.Fact(name, Domain("int", at_least=0), label, _asked(label), given=False)


def _asked(label: Text) -> Text:
    return label.map(lambda language, text: f"{text} ?" if language == "fr" else f"{text}?")


def joined(*texts: Text) -> Text:
    """Join texts with a dash, language by language."""
    return texts[0].map(lambda language, _: " – ".join(text[language] for text in texts))
