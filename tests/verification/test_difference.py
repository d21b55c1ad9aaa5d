"""What changes between two policies is found for all cases, and what does not is proved."""

from dataclasses import replace

import pytest

from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import load
from iiz_rules.render.text.difference import changes_text
from iiz_rules.render.text.layout import Paper
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.difference.elsewhere import other_readings
from iiz_rules.verification.difference.own import touched
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.verification.prover import WORK, Budget
from iiz_rules.verification.witness import Case, Judge
from tests.checks.canton import TINY, program
from tests.verification.solver import solving

pytestmark = solving
RULE = "{label: {de: x, fr: x, en: x}, clauses: [XX-1], criteria: [%s]}"
NAMED = "{id: named, label: {de: x, fr: x, en: x}"
ADULT = RULE % "{fact: person.age, at_least: 18}"
EVENTS = (TINY / "2024-01-01" / "events.yaml").read_text("utf-8")
ESCALATION = (TINY / "2024-01-01" / "escalation.yaml").read_text("utf-8")


def changes(before: Program, after: Program, **readings: str) -> list[AnswerChange]:
    chosen = {name.replace("_", "-"): option for name, option in readings.items()}
    sides = Side(before, {}), Side(after, chosen)
    found = [*difference(*sides)]
    apart = ("next", "new", "dropped", "told", "trigger")
    of_rules = {one.name for one in found if one.kind not in apart and not one.label}
    assert of_rules <= touched(*sides)  # what is found by the texts alone misses nothing
    return found


def words(before: Program, after: Program) -> str:
    sides = Side(before, {}), Side(after, {})
    found = Difference(sides, tuple(changes(before, after)))
    return " ".join(found.explain("de").split())


def told(found: list[AnswerChange]) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.name, one.before, one.after) for one in found]


def test_nothing_changes_between_a_policy_and_itself() -> None:
    assert changes(program(), program()) == []
    zurich = load("zurich").program
    assert (
        changes(zurich, replace(zurich, claims=(), register=load("valais").program.register)) == []
    )


def test_a_limit_that_moves_changes_the_answer_of_those_between() -> None:
    [change] = changes(program(), program(eligibility=ADULT))
    assert told([change]) == [("verdict", "eligibility", "yes", "no")]
    assert change.case is not None
    assert change.case.facts["person.age"] in (16, 17)
    assert [place.source.name for place in change.places] == ["eligibility.yaml"] * 2


def test_rules_come_and_go() -> None:
    fewer = ESCALATION.replace("  - id: report\n", "  - id: statement\n")
    found = told(changes(program(), program(escalation=fewer)))
    assert found == [("dropped", "report", "", ""), ("new", "statement", "", "")]


def test_an_amount_is_rounded_by_how_the_source_is_read() -> None:
    rounded = "rounding: {interpretation: A-XX-01, choose: {narrow: half-up, wide: down}}}"
    policy = program(funding=(MONEY % ("{share: 0.5}", 1)).replace("income}", f"income, {rounded}"))
    found = told(changes(policy, policy, A_XX_01="wide"))
    assert [one for one in found if one[0] == "pays"] == [("pays", "pays", "", "-0.01")]


def test_a_reading_is_compared_with_the_usual_one() -> None:
    aged = "{fact: person.age, at_least: 16}"
    read = f"{{interpretation: A-XX-01, choose: {{narrow: {aged}, wide: {{is_met: true}}}}}}"
    policy = program(eligibility=RULE % f"{NAMED}, when: {read}}}")
    found = told(changes(policy, policy, A_XX_01="wide"))
    assert [one for one in found if one[1] == "eligibility"] == [
        ("verdict", "eligibility", "no", "yes")
    ]


def test_what_the_source_stops_saying_is_open_from_then_on() -> None:
    silent = (
        RULE % "{id: s, label: {de: x, fr: x, en: x}, when: {not_regulated: {de: x, fr: x, en: x}}}"
    )
    found = told(changes(program(), program(eligibility=silent)))
    assert found == [
        ("verdict", "eligibility", "yes", "open"),
        ("verdict", "eligibility", "no", "open"),
    ]


STEPS = """
steps:
  - {id: one, label: {de: x, fr: x, en: x}, clauses: [XX-1], provider: %s, done: %s,
     criteria: [{fact: person.employed, is: true}]}
  - {id: two, label: {de: x, fr: x, en: x}, clauses: [XX-1], provider: office,
     criteria: [{fact: person.age, at_least: 16}]}
duties:
  - {id: owed, label: {de: x, fr: x, en: x}, clauses: [XX-1], bearer: coordinator,
     due: {fact: case.opened, plus: %s}, criteria: [{fact: person.employed, is: true}]}
"""
DONE = "{fact: person.income, at_least: 100}"


def steps(provider: str = "coordinator", done: str = DONE, plus: str = "P1M") -> Program:
    return program(escalation=STEPS % (provider, done, plus))


def test_who_acts_what_is_next_and_when_it_is_due() -> None:
    assert told(changes(steps(), steps("contact"))) == [("acts", "one", "coordinator", "contact")]
    later = changes(steps(), steps(done="{fact: person.income, at_least: 200}"))
    assert told(later) == [("next", "route", "two", "one")]
    assert later[0].case is not None
    assert "person.income" in later[0].case.facts
    assert told(changes(steps(), steps(plus="P2M"))) == [("due", "owed", "", "")]
    assert "fällig: Eröffnung plus 2 Monate, bisher Eröffnung plus 1 Monat" in words(
        steps(), steps(plus="P2M")
    )
    assert "es handelt Kontakt, nicht mehr Koordination" in words(steps(), steps("contact"))


MONEY = """
measure: {amount: person.income}
payers:
  - {id: pays, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: %s, criteria: [{fact: person.employed, is: true}]}
costs:
  - {id: cost, label: {de: x, fr: x, en: x}, clauses: [XX-1], amount: person.savings,
     borne_by: {by_key: {office: %d, coordinator: 1}},
     criteria: [{fact: person.employed, is: true}]}
"""


def money(covers: str, key: int = 1) -> Program:
    return program(funding=MONEY % (covers, key))


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("{cap: 500.00}", "{cap: 800.00}", "300.00"),
        ("{share: 0.5}", "{share: 0.8}", "30000.00"),
        ("full", "{cap: 99999.00}", "-1.00"),
    ],
)
def test_how_much_more_a_payer_pays_is_found_to_the_rappen(
    before: str, after: str, by: str
) -> None:
    assert told(changes(money(before), money(after))) == [("pays", "pays", "", by)]


def test_a_share_that_is_rounded_otherwise_is_decided_within_the_work() -> None:
    """Such a key has many digits: a solver alone goes through all amounts there are."""
    before, after = (
        program(funding=(MONEY % ("{share: 0.333}", 1)).replace("income}", f"income, {rounding}}}"))
        for rounding in ("rounding: half-up", "rounding: down")
    )
    budget = Budget(1_000_000)
    found = told([*difference(Side(before, {}), Side(after, {}), budget)])
    assert found == [("pays", "pays", "", "-0.01"), ("part", "measure", "", "")]
    assert not budget.unasked


IN_TURN = """
measure: {amount: person.income, rounding: half-up}
payers:
  - {id: first, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {share: %s}, criteria: [{fact: person.employed, is: true}]}
  - {id: second, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: coordinator,
     covers: {share: %s}, criteria: [{fact: person.employed, is: true}]}
"""


@pytest.mark.parametrize(
    ("second", "work"), [(("0.25", "0.25"), 200_000), (("0.667", "0.666"), 3_200_000)]
)
def test_of_a_payer_behind_one_with_another_key_it_is_proved_what_it_pays(
    second: tuple[str, str], work: int
) -> None:
    """The first one pays more, so that less is left: the second one never pays more."""
    keys = zip(("0.333", "0.334"), second, strict=True)
    before, after = (program(funding=IN_TURN % of_each) for of_each in keys)
    budget = Budget(work)
    found = told([*difference(Side(before, {}), Side(after, {}), budget)])
    assert [one for one in found if one[0] == "pays"] == [
        ("pays", "first", "", "+"),
        ("pays", "second", "", "-"),
    ]
    assert {*budget.unasked} == {"pays-most"}  # which way is proved, not by how much


def read_so(wide: str, narrow: str = "{fact: person.age, at_least: 16}", **files: str) -> Side:
    """A canton whose eligibility asks for one thing or, if read widely, for another."""
    when = f"{{interpretation: A-XX-01, choose: {{narrow: {narrow}, wide: {wide}}}}}"
    return Side(program(eligibility=RULE % f"{NAMED}, when: {when}}}", **files), {})


def under_others(before: Side, after: Side, budget: Budget) -> list[tuple[str, list[str], bool]]:
    changes = compared_within(before, after, Budget()).changes
    others = other_readings(before, after, changes, budget)
    return [(one.option, [*one.changes], one.settled) for one in others]


FOURTEEN, TWELVE = "{fact: person.age, at_least: 14}", "{fact: person.age, at_least: 12}"
SAME = "{not: {fact: person.age, at_most: 13}}"
"""the same as from fourteen, in other words"""


def test_under_a_reading_that_is_not_in_force_the_sides_are_compared_as_well() -> None:
    before = read_so(FOURTEEN)
    lower = read_so(TWELVE)
    assert under_others(before, lower, Budget()) == [("wide", ["eligibility"], True)]
    assert under_others(before, lower, Budget(0)) == [("wide", [], False)]
    assert under_others(before, read_so(SAME), Budget()) == []
    assert under_others(before, read_so(SAME), Budget(0)) == [("wide", [], False)]


def test_what_changes_in_the_same_way_under_both_readings_is_told_of_both() -> None:
    both = read_so(TWELVE, "{fact: person.age, at_least: 15}")
    assert under_others(read_so(FOURTEEN), both, Budget()) == [("wide", ["eligibility"], True)]


def test_what_changes_whatever_the_reading_is_told_once() -> None:
    steps = (STEPS % (who, DONE, "P1M") for who in ("contact", "coordinator"))
    before, after = (
        read_so(wide, escalation=escalation)
        for wide, escalation in zip((FOURTEEN, SAME), steps, strict=True)
    )
    assert compared_within(before, after, Budget()).changes
    assert under_others(before, after, Budget()) == []


def test_of_who_pays_more_is_told_though_the_work_does_not_suffice_to_say_how_much() -> None:
    before, after = (Side(money(f"{{share: {share}}}"), {}) for share in ("0.75", "0.8"))
    whole = Budget()
    assert ("pays", "pays", "", "5000.00") in told([*compared_within(before, after, whole).changes])
    spent = WORK - (whole.left or 0)
    for eighths in (2, 4, 7):  # at last while the case is made small
        found = compared_within(before, after, Budget(spent * eighths // 8))
        assert ("pays", "pays", "", "+") in told([*found.changes])
        assert {*found.unasked} == {"pays-most"}
        said = " ".join(changes_text(found, Paper("de")).split())
        assert "zahlt mehr (um wie viel höchstens, ist nicht bewiesen)" in said


def compared_within(before: Side, after: Side, budget: Budget) -> Difference:
    changes = tuple(difference(before, after, budget))
    return Difference((before, after), changes, dict(budget.unasked))


def test_what_the_work_does_not_suffice_for_is_said_and_nothing_is_proved_of_it() -> None:
    later = "{fact: person.income, at_least: 200}"
    before = program(escalation=STEPS % ("contact", DONE, "P1M"), funding=MONEY % ("full", 1))
    after = program(
        escalation=STEPS % ("coordinator", later, "P1M"),
        funding=MONEY % ("{cap: 800.00}", 1),
        eligibility=ADULT,
    )
    sides, whole = (Side(before, {}), Side(after, {})), Budget()
    found = told([*difference(*sides, whole)])
    assert {one[0] for one in found} == {"verdict", "acts", "next", "pays"}
    spent = WORK - (whole.left or 0)
    for part in (0, spent // 8, spent // 2):
        budget = Budget(part)
        left = {one for one in told([*difference(*sides, budget)]) if one[0] != "part"}
        unsized = {one for one in left if one[3] == "-"}
        assert left - unsized < set(found)
        assert bool(unsized) is ("pays-most" in budget.unasked)
        assert budget.unasked
    nothing = Budget(0)
    assert told([*difference(*sides, nothing)]) == [("part", "pays", "", "")]  # it is written so
    assert {*nothing.unasked} == {"verdict", "acts", "next", "pays"}
    said = changes_text(Difference(sides, (), nothing.unasked), Paper("de"))
    assert "nicht mehr reichte: ob Regeln anders antworten (" in " ".join(said.split())
    assert "das ist bewiesen" not in said
    assert not Difference(sides, (), nothing.unasked).same


def test_a_cost_is_split_by_another_key() -> None:
    found = told(changes(money("full"), money("full", 2)))
    assert found == [("bearers", "cost", "", "")]
    said = words(money("full"), money("full", 2))
    assert "es trägt Amt 2/3, Koordination 1/3, bisher Amt, Koordination" in said


def test_who_may_do_what_is_told_by_name() -> None:
    plain = (TINY / "2024-01-01" / "organisation.yaml").read_text("utf-8")
    one, other = (
        program(),
        program(organisation=plain.replace("by: [coordinator]", "by: [contact]")),
    )
    found = [change for change in changes(one, other) if change.kind == "competence"]
    assert told(found) == [("competence", "give-support", "coordinator", "contact")]
    assert "Unterstützung geben [give-support]: darf Kontakt, bisher Koordination" in words(
        one, other
    )


@pytest.mark.parametrize(
    ("fact", "condition"),
    [
        ("type: int\n    label: {de: Alter", "{fact: person.age, at_least: 18.00}"),
        ("at_least: 0\n    at_most: 120", "{fact: person.age, at_least: 205}"),
    ],
)
def test_of_a_fact_with_other_values_no_answer_is_said_to_stay(fact: str, condition: str) -> None:
    other = {"type": fact.replace("int", "chf"), "at_l": "at_least: 200\n    at_most: 220"}
    facts = (TINY / "2024-01-01" / "facts.yaml").read_text("utf-8")
    assert fact in facts
    changed = facts.replace(fact, other[fact[:4]])
    after = program(facts=changed, eligibility=RULE % condition)
    found = [one for one in changes(program(), after) if one.kind == "facts"]
    assert [(one.name, one.after) for one in found] == [("eligibility", "person.age")]


def test_a_code_list_without_a_common_code_is_another_one() -> None:
    facts = (TINY / "2024-01-01" / "facts.yaml").read_text("utf-8")
    lives = RULE % "{fact: person.canton, is: %s}"
    other = facts.replace("{id: ZH,", "{id: BE,").replace("{id: VS,", "{id: GR,")
    found = changes(
        program(eligibility=lives % "ZH"), program(facts=other, eligibility=lives % "BE")
    )
    assert ("facts", "eligibility", "", "person.canton") in told(found)


def test_what_is_open_stays_so_and_a_case_is_made_small_by_the_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The interpreter is asked to confirm and to say which line decides, not to try out."""
    asked: list[Case] = []
    situation = Judge.situation

    def counted(judge: Judge, case: Case) -> Situation | None:
        asked.append(case)
        return situation(judge, case)

    monkeypatch.setattr(Judge, "situation", counted)
    valais = load("valais").program
    found = changes(valais, valais, A_VS_13="not-regulated")
    assert {one.after for one in found} == {"open"}
    assert len(found) == 4
    assert len(asked) <= 4 * len(found)


TRIGGER = """
triggers:
  - id: report-it
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
    "on": [noted]
    then: {%s}
"""


def test_who_is_told_and_what_is_set_off_is_a_change_over_time() -> None:
    def triggered(then: str) -> Program:
        return program(events=EVENTS + TRIGGER % then)

    before = triggered("notify: [contact]")
    assert told(changes(before, before)) == []
    found = told(changes(before, triggered("notify: [coordinator]")))
    assert found == [("told", "report-it", "contact", "coordinator")]
    obliged = triggered("notify: [contact], oblige: report, within: P3D")
    assert told(changes(before, obliged)) == [("trigger", "report-it", "", "")]
    assert "andere Folge" in words(before, obliged)


CRITERIA = """{label: {de: x, fr: x, en: x}, clauses: [XX-1], criteria: [
  {id: aged, label: {de: Alter, fr: x, en: x}, when: %s},
  {id: lives, label: {de: Wohnsitz, fr: x, en: x}, when: %s}%s]}"""
AGED, LIVES = "{fact: person.age, at_least: 16}", "{fact: person.canton, is: ZH}"
NEAR = "{fact: person.canton, is_one_of: [VS, ZH]}"
WORKS = (
    ",\n  {id: works, label: {de: Arbeit, fr: x, en: x}, when: {fact: person.employed, is: true}}"
)


def criteria(aged: str = AGED, lives: str = LIVES, more: str = "") -> Program:
    return program(eligibility=CRITERIA % (aged, lives, more))


def causes(found: list[AnswerChange]) -> list[tuple[str, str, int, int]]:
    return [
        (one.after, one.criterion.id if one.criterion else "", first.line, last.line)
        for one in found
        if one.name == "eligibility"
        for first, last in [one.places]
    ]


def test_each_cause_of_a_change_is_shown_with_a_case_of_its_own() -> None:
    """Both go from no to yes: whoever reads of one alone takes the other for unchanged."""
    found = changes(criteria(), criteria("{fact: person.age, at_least: 14}", NEAR))
    assert sorted(causes(found)) == [("yes", "aged", 2, 2), ("yes", "lives", 3, 3)]
    shown = {one.criterion.id: one.case.facts for one in found if one.criterion and one.case}
    assert shown["aged"]["person.canton"] == "ZH"
    assert shown["lives"] == {**shown["lives"], "person.canton": "VS"}


def test_the_lines_are_those_that_were_changed_also_where_they_are_referred_to() -> None:
    either = "{any: [%s, {fact: person.employed, is: true}]}"
    through = "{term: near}"
    before, after = (
        program(
            eligibility=(CRITERIA % (AGED, through, "")).removesuffix("}")
            + ", terms: [{id: near, label: {de: N, fr: x, en: x},\n clauses: [XX-1], when: "
            + either % lives
            + "}]}"
        )
        for lives in (LIVES, NEAR)
    )
    [(_, criterion, *lines)] = causes(changes(before, after))
    assert (criterion, lines) == ("lives", [4, 4])


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("", WORKS, ("no", "works", 1, 4)),
        (WORKS, "", ("yes", "works", 4, 1)),
    ],
)
def test_a_criterion_that_comes_or_goes_is_the_cause(
    first: str, last: str, told: tuple[str, str, int, int]
) -> None:
    before, after = criteria(more=first), criteria(more=last)
    assert causes(changes(before, after)) == [told]
    assert "Kriterium Arbeit [works]" in words(before, after)


def test_a_criterion_that_goes_is_no_cause_of_a_no() -> None:
    """Nobody is refused because less is asked for."""
    either = "{any: [{fact: person.employed, is: true}, %s]}"
    found = changes(criteria(lives=either % LIVES, more=WORKS), criteria(lives=LIVES))
    assert {(after, criterion) for after, criterion, *_ in causes(found)} == {
        ("no", "lives"),
        ("yes", "works"),
    }


def test_a_condition_that_stands_elsewhere_is_compared_with_itself() -> None:
    """Where it is also another one: not with the one that has taken its place."""
    works = "{fact: person.employed, is: true}"
    before, after = (
        criteria(lives=f"{{all: [\n   {first},\n   {second}]}}")
        for first, second in ((LIVES, works), (works, NEAR))
    )
    assert causes(changes(before, after)) == [("yes", "lives", 4, 5)]


def test_more_signs_that_are_asked_for_are_one_cause() -> None:
    signs = (
        "{at_least: {n: %d, of: [{fact: person.employed, is: true}, {fact: person.canton, is: ZH},"
        " {fact: person.age, at_least: 60}]}}"
    )
    found = changes(criteria(signs % 1, "{is_met: true}"), criteria(signs % 2, "{is_met: true}"))
    assert causes(found) == [("no", "aged", 2, 2)]


def test_how_many_signs_a_rule_asks_for_stands_where_the_rule_does() -> None:
    oriented, asked = (
        program(
            eligibility=(CRITERIA % (AGED, LIVES, ""))
            .replace("when: {fact: person.canton", "mode: indicative, when: {fact: person.canton")
            .replace("criteria", f"indicative: {{at_least: {n}}}, criteria")
        )
        for n in (0, 1)
    )
    assert causes(changes(oriented, asked)) == [("no", "", 1, 1)]
