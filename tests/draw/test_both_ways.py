"""Lines and lists of steps, ladders, delegations, duties and a case's way: the data's, no more.

Each is held both ways: what is drawn stands in the edition, what stands there is drawn.
"""

from functools import cache
from itertools import combinations, pairwise, product

import pytest

import iiz_rules as iiz
from iiz_rules.language.program.rules import ROUTE, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.drawing.default import ALWAYS, by_default
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Card, Drawing, DrawingPart
from iiz_rules.render.drawing.steps import draw_steps, facts, placed
from tests.draw.examples import CANTONS
from tests.draw.test_drawings import PROGRAMS, program
from tests.draw.test_drawings import facts as lines_of


@cache
def steps(name: str) -> Drawing:
    return draw_steps(program(name), "de")


@cache
def escalation(name: str) -> Drawing:
    return draw_escalation(program(name), "de")


def reached(part: DrawingPart) -> set[tuple[str, str]]:
    """Each step with those that lines lead to from it, straight or over others."""
    lines = {(line.source, line.target) for line in part.links}
    while more := {(a, d) for (a, b), (c, d) in product(lines, lines) if b == c} - lines:
        lines |= more
    return lines


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_line_between_steps_is_an_outcome_that_is_read_and_each_that_is_read_has_one(name: str):
    one = program(name)
    part, order = steps(name).parts[0], one.ways[ROUTE]
    read = {step: facts(one, one.rules[step].node) for step in order}
    told = {step: facts(one, one.rules[step].done) - read[step] for step in order}
    said = {pair for pair in combinations(order, 2) if told[pair[0]] & read[pair[1]]}
    asked = {
        (step, it.id): facts(one, it.node)
        for step in {line.target for line in part.links}
        for it in one.rules[step].criteria
    }
    drawn = {(line.source, line.target) for line in part.links}
    assert drawn <= said
    assert said <= reached(part)
    for line in part.links:
        shared = told[line.source] & read[line.target]
        reading = [
            it for it in one.rules[line.target].criteria if asked[line.target, it.id] & shared
        ]
        assert set(line.clauses) == {clause for it in reading for clause in it.clauses}
        assert all(criterion.label["de"] in line.about for criterion in reading)


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_a_step_or_rung_needs_are_its_criteria_and_all_of_them(name: str):
    one = program(name)
    cards = [*steps(name).cards, *escalation(name).cards]
    for card in cards:
        rule = one.rules.get(card.id)
        if rule is None or rule.kind not in ("step", "rung"):
            continue
        left = [it for it in rule.criteria if by_default(one, it.node) != ALWAYS]
        needs = lines_of(card).get("Voraussetzungen", ())
        assert len(needs) == len(left)
        assert all(text.startswith(it.label["de"]) for text, it in zip(needs, left, strict=True))
        assert card.clauses == rule.clauses


@pytest.mark.parametrize("name", CANTONS)
def test_of_two_steps_that_exclude_one_another_each_says_it_of_the_other(name: str):
    cards = {card.id: card for card in steps(name).cards}
    titles = {card.title: step for step, card in cards.items()}
    said = {
        (step, titles[title])
        for step, card in cards.items()
        for title in lines_of(card).get("Nicht zugleich mit", ())
    }
    assert said == {(other, step) for step, other in said}


def lanes(part: DrawingPart) -> list[list[str]]:
    return [[card.id for card in lane] for lane in part.lanes]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_ladder_is_drawn_rung_by_rung_in_the_order_of_the_edition(name: str):
    one = program(name)
    drawing = escalation(name)
    ladders = {way: rungs for way, rungs in one.ways.items() if way != ROUTE}
    titled = {part.title: part for part in drawing.parts}
    for way, rungs in ladders.items():
        part = titled[one.way_labels[way]["de"]]
        levels = lanes(part)
        assert [rung for level in levels for rung in level] == list(rungs)
        assert part.clauses == one.way_clauses.get(way, ())
        lines = {(line.source, line.target): line for line in part.links}
        expected = {pair for above, below in pairwise(levels) for pair in product(above, below)}
        assert lines.keys() == expected
        assert len(lines) == len(part.links)
        for (rung, then), line in lines.items():
            assert line.clauses == one.rules[then].clauses
            assert line.about == " → ".join(one.rules[it].label["de"] for it in (rung, then))


def of_kind(one: Program, kind: str) -> list[Rule]:
    return [rule for rule in one.rules.values() if rule.kind == kind]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_line_of_a_delegation_goes_from_who_has_it_to_who_gets_it(name: str):
    one = program(name)
    drawing = escalation(name)
    lines = [line for part in drawing.parts for line in part.links if line.kind == "passes"]
    cards = {card.id: card for card in drawing.cards}
    rules = of_kind(one, "delegation")
    assert [line.source for line in lines] == [rule.id for rule in rules]
    for line, rule in zip(lines, rules, strict=True):
        assert line.clauses == rule.clauses
        assert cards[line.source].title == one.actors[rule.actors["from"]]["de"]
        assert one.actors[rule.actors["to"]]["de"] in cards[line.target].title


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_duty_stands_with_all_who_may_bear_it_and_with_nobody_else(name: str):
    one = program(name)
    brief = Brief(one, "de")
    home = {
        entry.id: card
        for card in escalation(name).cards
        for entry in card.entries
        if card.kind == "duties"
    }
    assert home.keys() == {rule.id for rule in of_kind(one, "duty")}
    for duty, card in home.items():
        bearers = {brief.named(holder.role, holder.of) for holder in brief.acting(one.rules[duty])}
        assert set(card.title.split(" / ")) == bearers


@pytest.mark.parametrize("name", CANTONS)
def test_the_way_of_a_case_is_the_answer_about_it(name: str):
    policy = iiz.load(name, "2026-04-01")
    for case in ({}, *CASES[name]):
        way = policy.decide(case, on="2026-04-01").route
        [part] = placed(steps(name), way, "de").parts
        cards: dict[str, Card] = {card.id: card for card in part.cards}
        assert cards.keys() == {step.rule for step in way.steps}
        here = [card.id for card in cards.values() if card.is_next]
        assert here == ([way.next.rule] if way.next else [])
        for step in way.steps:
            word = "erledigt" if step.done is Truth.YES else WORDS[step.verdict]
            assert word in cards[step.rule].place
        assert part.links == steps(name).parts[0].links


WORDS = {Truth.YES: "möglich", Truth.NO: "nein", Truth.OPEN: "offen"}
CASES = {
    "zurich": ({"person.residence.canton": "SG"}, {"advice.question_raised": True}),
    "valais": ({"reported_in": ["iv"], "evaluation.indicated": False}, {"reported_in": ["dsw"]}),
}
