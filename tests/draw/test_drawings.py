"""What is drawn: everybody once, who leads whom, what leads to what, by when."""

from collections import Counter

import pytest

from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import ROUTE, Program
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.drawing.default import ALWAYS, NEVER, by_default
from iiz_rules.render.drawing.drawn import drawn
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Card, CardEntry, Drawing
from iiz_rules.render.drawing.levels import levels
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from iiz_rules.words.text import LANGUAGES, Language
from tests.draw.examples import CANTONS, HERE, canton, tiny, written

PROGRAMS = ("tiny", *CANTONS)


def program(name: str) -> Program:
    return tiny() if name == "tiny" else canton(name)


def things(drawing: Drawing) -> Counter[str]:
    """How often each card and each entry is drawn."""
    return Counter(
        [card.id for card in drawing.cards]
        + [entry.id for card in drawing.cards for entry in card.entries]
    )


def card(drawing: Drawing, name: str) -> Card:
    [found] = (one for one in drawing.cards if one.id == name)
    return found


def entry(drawing: Drawing, name: str) -> CardEntry:
    [found] = (one for card in drawing.cards for one in card.entries if one.id == name)
    return found


def facts(card: Card) -> dict[str, tuple[str, ...]]:
    return {fact.heading: fact.texts for fact in card.facts}


def arrows(drawing: Drawing) -> set[tuple[str, str, str]]:
    links = (link for part in drawing.parts for link in part.links)
    return {(link.source, link.kind, link.target) for link in links}


# ------------------------------------------------------------------------------- organisation


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_body_and_everybody_with_a_competence_is_drawn_once(name: str):
    one = program(name)
    able = filter(Brief(one, "de").may, one.competences)  # as the edition is usually read
    acting = {who for competence in able for who in competence.by}
    people = {who for who in acting if one.people[who].kind in ("role", "institution")}
    drawn = things(draw_organisation(one, "de"))
    assert {who: drawn[who] for who in {*one.bodies, *people}} == dict.fromkeys(
        {*one.bodies, *people}, 1
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_seat_and_everybody_who_sits_in_is_in_the_card_of_the_body(name: str):
    one = program(name)
    drawing = draw_organisation(one, "de")
    for body in one.bodies.values():
        inside = [entry.id for entry in card(drawing, body.id).entries]
        for seat in body.seats:
            home = one.people[seat.of].belongs_to
            assert (seat.of if home == body.id else f"{body.id}.{seat.name}") in inside
        for sitting in body.advisory:
            assert f"{body.id}.{sitting}" in inside


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_drawn_has_a_name_of_its_own_and_cites_its_clauses(
    name: str, language: Language
):
    one = program(name)
    for drawing in (
        draw_organisation(one, language),
        draw_steps(one, language),
        draw_escalation(one, language),
    ):
        assert set(things(drawing).values()) <= {1}
        for kept in [entry for card in drawing.cards for entry in card.entries]:
            assert kept.title
            assert kept.clauses


def test_seats_show_abbreviations_and_how_many_may_sit_there():
    drawing = draw_organisation(tiny(), "de")
    seat, other = entry(drawing, "board.office"), entry(drawing, "board.fund")
    assert (seat.kind, seat.title, seat.count) == ("seat", "AFA", "Sitze: mindestens 1")
    assert (other.title, other.count) == (
        "Fonds",
        "Sitze: 1",
    )  # one, as the source is read by default
    assert entry(drawing, "board.coordinator").kind == "advisory"
    assert entry(drawing, "coordinator").kind == "role"


def test_an_institution_that_does_nothing_is_left_out():
    assert "idle" not in things(draw_organisation(tiny(), "de"))


def test_who_leads_is_a_line_and_is_said_beside_the_led():
    drawing = draw_organisation(tiny(), "de")
    assert facts(card(drawing, "team")) == {"": ("Leitung: Leitung (XX-1)",)}
    assert entry(drawing, "coordinator").notes == ("Vorgesetzt oder mit Aufsicht: Leitung (XX-1)",)
    assert entry(drawing, "contact").notes == ("Bestimmt durch: Partner (XX-1)",)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_line_is_what_the_edition_says_of_who_is_named_and_nothing_is_left_out(name: str):
    """A line between two bodies' people would be true of neither body."""
    one = program(name)
    drawing = draw_organisation(one, "de")
    [part] = drawing.parts
    said = {
        (who, whom, kind, clause)
        for competence in one.competences
        if Brief(one, "de").may(competence)
        for capacities, to, kind in (
            (("leads",), competence.over, "leads"),
            (("supervises",), competence.over, "supervises"),
            (("decides",), competence.over if competence.over in one.bodies else None, "appoints"),
            (("proposes", "reports", "requests"), competence.to, "turns-to"),
        )
        if to and competence.capacity in capacities
        for by in ((competence.via,) if competence.via and kind == "turns-to" else competence.by)
        for who in ends(one, part.home, by)
        for whom in ends(one, part.home, to)
        if part.home[who] != part.home[whom]
        if kind != "turns-to" or {part.home[who], part.home[whom]} <= one.bodies.keys()
        for clause in competence.clauses
    }
    drawn = {(ln.source, ln.target, ln.kind, clause) for ln in part.links for clause in ln.clauses}
    lines = {(ln.source, ln.target): ln for ln in part.links}
    for who, whom, _, clause in said:
        line = lines.get((who, part.home[whom])) or lines[who, whom]
        assert clause in line.clauses
    for source, target, kind, clause in drawn:
        inside = {target, *(thing for thing, home in part.home.items() if home == target)}
        assert any(
            (who, by) == (source, clause) and whom in inside and as_said in (kind, "supervises")
            for who, whom, as_said, by in said
        )
    assert all(ln.about and ln.clauses for ln in part.links)
    assert {clause for *_, clause in drawn} <= drawing.says.keys()


def ends(one: Program, home: dict[str, str], who: str) -> list[str]:
    """Who is drawn for an actor: himself, or the members of a group without a card."""
    return [name for name in ((who,) if who in home else one.people[who].members) if name in home]


def test_a_role_of_an_institution_stands_with_it():
    """It had vanished: an institution in a group has no card of its own."""
    text = (HERE / "organisation.yaml").read_text("utf-8")
    text = text.replace("label: {de: Kontakt,", "in: office, label: {de: Kontakt,", 1)
    drawing = draw_organisation(written(organisation=text), "de")
    assert "contact" in [one.id for one in card(drawing, "partners").entries]
    assert entry(drawing, "contact").notes == ("in: AFA", "Bestimmt durch: Partner (XX-1)")


def test_a_group_of_another_reading_alone_is_not_drawn():
    drawn_ = things(draw_organisation(canton("zurich"), "de"))
    assert "mba-as-partner" not in drawn_
    assert drawn_["+each.partners"] == 1


def test_the_reading_that_is_drawn_is_named_if_another_one_would_be_drawn_otherwise():
    assert "Gezeichnet ist diese Lesart: A-XX-01 «" in drawn("organisation", tiny(), "de").footnote


def test_rungs_of_which_only_one_can_be_there_stand_side_by_side():
    [ladder, *_] = draw_escalation(canton("valais"), "de").parts
    first, *_ = ladder.lanes
    assert [one.title.split("\u2002")[0] for one in first] == ["entweder", "oder"]
    then = {link.target for link in ladder.links if link.source in {one.id for one in first}}
    assert then == {"dispute-cantonal"}


def test_steps_that_exclude_one_another_say_so():
    steps = draw_steps(canton("zurich"), "de")
    internal, bilateral = (
        next(one for one in steps.cards if one.title.startswith(letter)) for letter in "CD"
    )
    assert facts(internal)["Nicht zugleich mit"][0] == bilateral.title


def test_what_another_reading_would_say_is_not_drawn():
    text = str(draw_organisation(tiny(), "de"))
    assert "mit Aufsicht: Leitung" in text
    assert "mit Aufsicht: Kontakt" not in text


def test_a_body_stands_below_the_one_that_leads_it():
    [part] = draw_organisation(tiny(), "de").parts
    assert [[card.id for card in lane] for lane in part.lanes] == [
        ["board"],
        ["partners"],
        ["team"],
        ["+each.partners", "+offices"],
    ]


def test_the_people_whom_every_partner_has():
    assert facts(card(draw_organisation(tiny(), "fr"), "partners")) == {
        "Chaque organisme a": ("Kontakt fr : au moins 1",)
    }


def test_a_circle_has_levels_too():
    assert levels("abc", [("a", "b"), ("b", "a"), ("c", "a")]) == (("a",), ("b", "c"))


# -------------------------------------------------------------------------------------- steps


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_step_is_drawn_once_and_none_above_an_earlier_one(name: str):
    one = program(name)
    [part] = draw_steps(one, "de").parts
    drawn = [{card.id for card in lane} for lane in part.lanes]
    order = [next(n for n, lane in enumerate(drawn) if step in lane) for step in one.ways[ROUTE]]
    assert order == sorted(order)
    assert sum(map(len, drawn)) == len(order)


def test_a_step_tells_who_asks_and_through_whom_who_provides_it_and_when_it_is_done():
    step = card(draw_steps(tiny(), "de"), "entry")
    assert (step.title, step.clauses) == ("A\u2002Eintritt", ("XX-1",))
    assert facts(step) == {
        "Beantragt": ("Kontakt, an: Team, über: Koordination",),
        "Durch": ("Kontakt (AFA), wenn: jung", "sonst Koordination"),
        "Voraussetzungen": ("Alter",),
        "Erledigt, wenn": ("Arbeit",),
    }


def test_a_step_tells_its_body_and_what_has_to_be_judged():
    step = card(draw_steps(tiny(), "en"), "support")
    assert facts(step) == {
        "Body": ("Team en",),
        "Conditions": ("eingetreten en", "komplex en (judgement)"),
    }


def test_a_step_follows_the_one_whose_outcome_it_reads():
    assert arrows(draw_steps(tiny(), "de")) == {("entry", "then", "support")}


# --------------------------------------------------------------------------------- escalation


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_rung_delegation_and_duty_is_drawn_once(name: str):
    one = program(name)
    expected = [
        rule.id for rule in one.rules.values() if rule.kind in ("rung", "delegation", "duty")
    ]
    drawn = things(draw_escalation(one, "de"))
    assert {rule: drawn[rule] for rule in expected} == dict.fromkeys(expected, 1)


def test_the_rungs_of_a_ladder_follow_one_another():
    drawing = draw_escalation(tiny(), "de")
    assert ("first", "next", "second") in arrows(drawing)
    assert facts(card(drawing, "first")) == {
        "Durch": ("Koordination",),
        "Verantwortet": ("Koordination, an: Rat",),
        "Voraussetzungen": ("Notiz",),
        "Erledigt, wenn": ("Notiz: talked",),
    }
    assert facts(card(drawing, "second")) == {
        "Verweis durch": ("Kontakt",),
        "Durch": ("Rat",),
        "Voraussetzungen": ("Verfahren",),
        "Nicht geregelt": ("Dazu steht nichts.",),
    }


def test_a_delegation_passes_from_one_to_another():
    drawing = draw_escalation(tiny(), "de")
    assert ("hand-over", "passes", "hand-over+to") in arrows(drawing)
    assert card(drawing, "hand-over").title == "Koordination"
    assert facts(card(drawing, "hand-over")) == {"Wenn": ("jung",)}
    assert card(drawing, "hand-over+to").title == "Kontakt (AFA)"


def test_duties_stand_with_those_who_bear_them_and_say_by_when():
    drawing = draw_escalation(tiny(), "de")
    duties = {card.title: card.entries for card in drawing.cards if card.kind == "duties"}
    assert {title: [one.id for one in kept] for title, kept in duties.items()} == {
        "Koordination": ["report", "keep"],
        "Kontakt / Koordination": ["renew"],
    }
    assert entry(drawing, "report").notes == ("bis Quartalsende", "zu informieren: Rat")
    assert entry(drawing, "keep").notes == ("bis: Eröffnung",)
    assert entry(drawing, "renew").notes == (
        "bis 3 Monate nach: Eröffnung",
        "Kontakt, wenn: jung",
        "sonst Koordination",
    )


# ----------------------------------------------------------------- conditions, read by default


YES, NO, OPEN = (
    conditions.Constant(True),
    conditions.Constant(False),
    conditions.OneOf("person.employed", (True,)),
)
AGE = conditions.Range("person.age", 15, None)


@pytest.mark.parametrize(
    ("node", "left"),
    [
        (None, ALWAYS),
        (conditions.All((YES, OPEN)), OPEN),
        (conditions.All((OPEN, NO)), NEVER),
        (conditions.All((YES,)), ALWAYS),
        (conditions.Any((OPEN, YES)), ALWAYS),
        (conditions.Any((NO, OPEN, AGE)), conditions.Any((OPEN, AGE))),
        (conditions.Any((NO,)), NEVER),
        (conditions.Not(NO), ALWAYS),
        (conditions.Not(OPEN), conditions.Not(OPEN)),
        (conditions.AtLeast(2, (YES, OPEN, AGE)), conditions.AtLeast(1, (OPEN, AGE))),
        (conditions.AtLeast(1, (YES, OPEN)), ALWAYS),
        (conditions.AtLeast(2, (NO, OPEN)), NEVER),
        (conditions.Choice("A-XX-01", (("narrow", OPEN), ("wide", YES))), OPEN),
        (conditions.Reference("term:young"), conditions.Reference("term:young")),
    ],
)
def test_what_is_left_of_a_condition(node: conditions.Condition | None, left: conditions.Condition):
    assert by_default(tiny(), node) == left
