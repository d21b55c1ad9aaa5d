"""What each kind of condition asks, and how compound conditions are told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program import conditions
from iiz_rules.language.values import plain_value
from iiz_rules.render.text.phrases import asked
from iiz_rules.render.text.reasons import Reason, deciding, reasons, value_line
from iiz_rules.render.text.values import value_words
from iiz_rules.words.formats import amount, number, written
from iiz_rules.words.text import LANGUAGES, Language
from tests.render.example import policy

PROGRAM = policy().program
YES, NO = conditions.Constant(True), conditions.Constant(False)
AGE = conditions.Range("person.age", 15, 25)
CONSENT = conditions.OneOf("report.consent", (True,))
COMPLEX = conditions.Judgement("case.complex", ("coordinator",))
OFFICES = tuple(sorted(PROGRAM.facts["registrations"].domain.codes))


def joined(low: int, high: int | None, codes: tuple[str, ...] = OFFICES) -> conditions.Joined:
    return conditions.Joined(("registrations", "registrations"), codes, low, high)


def beside(low: int, high: int | None, lacking: bool = False) -> conditions.Joined:
    return conditions.Joined(("registrations",), OFFICES, low, high, "registrations", lacking)


PHRASES: list[tuple[conditions.Condition, str, str]] = [
    (CONSENT, "ja", "yes"),
    (conditions.OneOf("person.canton", ("AG", "SG", "ZH")), "Zürich, St. Gallen oder Aargau", ""),
    (conditions.OneOf("person.age", (15,)), "15 Jahre", "15 years"),
    (AGE, "zwischen 15 und 25 Jahre", "between 15 and 25 years"),
    (conditions.Range("person.age", 15, None), "mindestens 15 Jahre", "at least 15 years"),
    (conditions.Range("person.age", None, 25), "höchstens 25 Jahre", "at most 25 years"),
    (conditions.Range("person.age", 18, 18), "18 Jahre", "18 years"),
    (conditions.Range("person.income", Decimal("0.05"), None), "mindestens 0.05 CHF", ""),
    (
        conditions.Range("report.date", date(2024, 1, 1), None),
        "ab 01.01.2024",
        "from 1 January 2024 on",
    ),
    (
        conditions.Range("report.date", None, date(2024, 1, 1)),
        "bis 01.01.2024",
        "until 1 January 2024",
    ),
    (
        conditions.Range("report.date", date(2024, 1, 1), date(2024, 2, 1)),
        "vom 01.01.2024 bis 01.02.2024",
        "from 1 January 2024 to 1 February 2024",
    ),
    (conditions.Compare("person.rent", "==", "person.income"), "gleich wie «Einkommen»", ""),
    (conditions.Compare("person.rent", "<=", "person.income"), "höchstens «Einkommen»", ""),
    (conditions.Compare("person.rent", ">", "person.income"), "mehr als «Einkommen»", ""),
    (conditions.Compare("report.date", "<", "person.birth_date"), "vor «Geburtsdatum»", ""),
    (conditions.Compare("report.date", ">=", "person.birth_date"), "nicht vor «Geburtsdatum»", ""),
    (
        conditions.Within("report.date", "last", "P1Y"),
        "am Stichtag oder höchstens 1 Jahr davor",
        "on the day of the question or at most 1 year before",
    ),
    (
        conditions.Within("report.date", "next", "P2W"),
        "am Stichtag oder höchstens 2 Wochen danach",
        "",
    ),
    (conditions.Members("registrations", ("rav",), 1, None), "RAV", "job centre"),
    (
        conditions.Members("registrations", ("iv", "rav"), 1, None),
        "mindestens eines von: RAV, IV-Stelle",
        "",
    ),
    (conditions.Members("registrations", ("iv", "rav"), 2, None), "alle von: RAV, IV-Stelle", ""),
    (conditions.Members("registrations", ("iv", "rav"), 0, 0), "keines von: RAV, IV-Stelle", ""),
    (conditions.Members("registrations", ("iv", "rav"), 1, 1), "genau 1 von: RAV, IV-Stelle", ""),
    (
        conditions.Members("registrations", ("iv", "rav"), 0, 1),
        "höchstens 1 von: RAV, IV-Stelle",
        "",
    ),
    (conditions.Members("registrations", ("iv", "rav"), 1, 2), "1 bis 2 von: RAV, IV-Stelle", ""),
    (
        conditions.Members("registrations", None, 2, None),
        "mindestens 2 Einträge",
        "at least 2 entries",
    ),
    (joined(2, None), "zusammen mindestens 2 Einträge", "together at least 2 entries"),
    (joined(0, 0, ("iv", "rav")), "zusammen keines von: RAV, IV-Stelle", ""),
    (beside(1, None), "mindestens 1 Eintrag von «Anmeldungen»", ""),
    (beside(0, 0), "kein Eintrag von «Anmeldungen»", ""),
    (beside(2, None), "mindestens 2 Einträge von «Anmeldungen»", ""),
    (beside(0, 0, lacking=True), "alle Einträge von «Anmeldungen»", ""),
    (COMPLEX, "bejaht", "judged yes"),
    (YES, "immer erfüllt", "always met"),
    (NO, "nie erfüllt", "never met"),
]


@pytest.mark.parametrize(("node", "german", "english"), PHRASES)
def test_every_condition_is_said_in_words(node: conditions.Condition, german: str, english: str):
    assert asked(PROGRAM, node, "de").replace("\u00a0", " ") == german
    if english:
        assert asked(PROGRAM, node, "en").replace("\u00a0", " ") == english
    assert asked(PROGRAM, node, "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_relations_between_facts_have_words(language: Language):
    for sign in ("==", "<=", ">=", "<", ">"):
        assert asked(PROGRAM, conditions.Compare("person.rent", sign, "person.income"), language)
        assert asked(PROGRAM, conditions.Compare("report.date", sign, "report.date"), language)


VALUES = [
    ("report.consent", None, "nicht bekannt"),
    ("report.consent", False, "nein"),
    ("person.income", Decimal("1500.00"), "1'500.00\u00a0CHF"),
    ("person.age", 20, "20\u00a0Jahre"),
    ("person.points", 1_234_567, "1'234'567"),
    ("report.date", date(2024, 3, 5), "05.03.2024"),
    ("person.canton", "SG", "St. Gallen"),
    ("registrations", frozenset(), "keine"),
    ("registrations", frozenset({"iv", "rav"}), "RAV, IV-Stelle"),
    ("person.name", "Müller\u00a0AG", "Müller\u00a0AG"),
    ("person.name", "\x1b[2J\u202eM\n", "�[2J�M↵"),
    ("person.name", "x" * 100, "x" * 80 + "…"),
]


@pytest.mark.parametrize(("fact", "value", "words"), VALUES)
def test_values_are_said_as_they_are_read_in_switzerland(fact: str, value: Any, words: str):
    assert value_words(PROGRAM.facts[fact], value, "de") == words


def test_formats_of_single_values():
    assert amount(Decimal("-1234567.5")) == "−1'234'567.50\u00a0CHF"
    assert number(9999) == "9999"
    assert written(date(987, 1, 2), "fr") == "02.01.0987"
    assert plain_value(date(2024, 3, 5)) == "2024-03-05"
    assert plain_value(None) is None


def told(node: conditions.Condition, label: str = "", **facts: Any) -> list[str]:
    """The reasons in German, one a line, indented as they are nested, `*` for alternatives."""
    situation = Situation(
        {name.replace("__", "."): v for name, v in facts.items()}, date(2024, 3, 5)
    )
    step = evaluate(PROGRAM, node, situation)
    return list(lines(reasons(PROGRAM, step, "de", label)))


def lines(found: tuple[Reason, ...], indent: str = "", bullet: str = "") -> Any:
    for reason in found:
        mark = "" if reason.mark is None else f"[{reason.mark}] "
        yield (indent + bullet + mark + reason.text).replace("\u00a0", " ")
        yield from lines(reason.inner, indent + "  ", "* " if reason.listed else "")


def test_of_an_any_that_is_met_only_what_meets_it_is_told():
    assert told(conditions.Any((AGE, CONSENT)), person__age=20, report__consent=False) == [
        "Alter: 20 Jahre"
    ]


def test_of_an_any_that_is_not_met_all_is_told():
    assert told(conditions.Any((AGE, CONSENT)), person__age=30, report__consent=False) == [
        "Nichts davon trifft zu:",
        "  * Alter: 30 Jahre (verlangt: zwischen 15 und 25 Jahre)",
        "  * Einwilligung: nein (verlangt: ja)",
    ]


def test_of_an_open_any_what_can_no_longer_hold_is_left_out():
    assert told(conditions.Any((AGE, CONSENT)), person__age=30) == [
        "Einwilligung: nicht bekannt (verlangt: ja)"
    ]


def test_of_an_all_the_values_that_are_fine_stand_beside_the_one_that_is_not():
    assert told(conditions.All((AGE, CONSENT, COMPLEX)), person__age=20, report__consent=False) == [
        "Alter: 20 Jahre",
        "Einwilligung: nein (verlangt: ja)",
    ]


def test_what_belongs_together_in_an_alternative_stands_under_one_bullet():
    assert told(conditions.Any((conditions.All((AGE, CONSENT)), COMPLEX))) == [
        "Eines davon genügt:",
        "  * Alles zusammen:",
        "    Alter: nicht bekannt (verlangt: zwischen 15 und 25 Jahre)",
        "    Einwilligung: nicht bekannt (verlangt: ja)",
        "  * Komplexer Fall: noch nicht beurteilt (Beurteilung durch: Koordinatorin)",
    ]


def test_a_condition_without_values_says_that_it_always_or_never_holds():
    assert told(YES) == ["immer erfüllt"]
    assert told(conditions.Not(YES)) == ["immer erfüllt"]


def test_a_count_says_how_many_are_needed_and_how_many_are_met():
    some = conditions.AtLeast(2, (AGE, CONSENT, COMPLEX))
    assert told(some, person__age=20)[0] == "Nötig 2 von 3, erfüllt 1:"
    assert told(conditions.Not(some), person__age=20)[0] == (
        "Von 3 dürfen nicht 2 zutreffen; es treffen zu 1:"
    )


NEGATIONS: list[tuple[conditions.Condition, dict[str, Any], list[str]]] = [
    (conditions.Not(AGE), {"person__age": 30}, ["Alter: 30 Jahre"]),
    (
        conditions.Not(AGE),
        {"person__age": 20},
        ["Alter: 20 Jahre (ausgeschlossen: zwischen 15 und 25 Jahre)"],
    ),
    (
        conditions.Not(conditions.Not(CONSENT)),
        {"report__consent": False},
        ["Einwilligung: nein (verlangt: ja)"],
    ),
    (
        conditions.Not(conditions.Any((AGE, CONSENT))),
        {"person__age": 20, "report__consent": True},
        [
            "Nichts davon darf zutreffen:",
            "  * Alter: 20 Jahre (ausgeschlossen: zwischen 15 und 25 Jahre)",
            "  * Einwilligung: ja (ausgeschlossen: ja)",
        ],
    ),
    (
        conditions.Not(conditions.All((AGE, CONSENT))),
        {"person__age": 20, "report__consent": True},
        [
            "Nicht alles zugleich darf zutreffen:",
            "  * Alter: 20 Jahre (ausgeschlossen: zwischen 15 und 25 Jahre)",
            "  * Einwilligung: ja (ausgeschlossen: ja)",
        ],
    ),
    (
        conditions.Not(conditions.All((AGE, CONSENT))),
        {"report__consent": False},
        ["Einwilligung: nein"],
    ),
    (
        conditions.Not(COMPLEX),
        {"case__complex": True},
        ["Komplexer Fall: bejaht (Beurteilung durch: Koordinatorin) (ausgeschlossen: bejaht)"],
    ),
]


@pytest.mark.parametrize(("node", "facts", "expected"), NEGATIONS)
def test_inside_a_negation_what_is_asked_is_what_is_excluded(
    node: conditions.Condition, facts: dict[str, Any], expected: list[str]
):
    assert told(node, **facts) == expected


def test_a_term_is_named_unless_the_criterion_has_its_name():
    youth = conditions.Reference("term:youth")
    line = "Alter: 20 Jahre"
    assert told(youth, person__age=20) == ["[yes] Jugendlicher Fall", f"  {line}"]
    assert told(youth, label="Jugendlicher Fall", person__age=20) == [line]


def test_a_term_that_is_used_twice_is_told_once():
    youth = conditions.Reference("term:youth")
    assert told(conditions.All((youth, youth)), person__age=20) == [
        "[yes] Jugendlicher Fall",
        "  Alter: 20 Jahre",
        "[yes] Jugendlicher Fall",
    ]


def test_a_label_that_stands_right_above_is_not_said_again():
    assert told(COMPLEX, label="Komplexer Fall", case__complex=False) == [
        "verneint (Beurteilung durch: Koordinatorin)"
    ]


def test_of_another_rule_the_criteria_are_told_that_keep_it_from_yes():
    found = told(conditions.Reference("rule:step-1"), person__age=20)
    assert found[0] == "[no] 1. Stufe"
    assert [line for line in found if line.startswith("  [")] == ["  [no] Kein Jugendlicher"]


def test_of_another_rule_the_signs_are_told_where_they_bear_on_it():
    rule = conditions.Reference("rule:eligibility")
    poor: dict[str, Any] = {"person__income": Decimal("2000.00"), "person__rent": Decimal("1.00")}
    fine: dict[str, Any] = {
        "person__canton": "ZH",
        "person__age": 20,
        "report__date": date(2024, 3, 1),
        "registrations": frozenset({"rav"}),
        "case__complex": True,
    }
    assert "  [no] Hohe Miete" in told(rule, **fine, **poor)
    poor["person__income"] = Decimal("1000.00")
    assert told(rule, **fine, **poor) == ["[yes] Zielgruppe"]
    assert "  [no] Hohe Miete" not in told(rule, **{**fine, "person__age": 9}, **poor)


def test_the_deciding_steps_are_those_with_the_truth_of_the_whole():
    node = conditions.All((AGE, conditions.Not(CONSENT)))
    step = evaluate(PROGRAM, node, Situation({"report.consent": True}, date(2024, 3, 5)))
    assert [value_line(PROGRAM, leaf, "en") for leaf in deciding(step)] == ["Consent: yes"]


def test_the_chosen_option_is_named_even_where_two_options_ask_the_same():
    same = (("months", conditions.OneOf("report.consent", (True,))), ("consent", CONSENT))
    step = evaluate(
        PROGRAM,
        conditions.Choice("A-XX-02", same),
        Situation({"report.consent": True}, date(2024, 3, 5), {"A-XX-02": "consent"}),
    )
    [_, reading] = reasons(PROGRAM, step, "de")
    assert reading.text == "gelesen als «mit Einwilligung» (A-XX-02)"


BY_AGE = conditions.ByCase(AGE, CONSENT, COMPLEX)


def test_of_a_choice_by_cases_what_decided_it_stands_before_the_branch_that_counts():
    assert told(BY_AGE, person__age=20, report__consent=False) == [
        "Alter: 20 Jahre",
        "Einwilligung: nein (verlangt: ja)",
    ]
    assert told(BY_AGE, person__age=30, case__complex=True)[0] == "Alter: 30 Jahre"


def test_while_it_is_open_which_case_it_is_both_are_told():
    assert told(BY_AGE, report__consent=True) == [
        "Es kommt darauf an:",
        "  Alter: nicht bekannt (verlangt: zwischen 15 und 25 Jahre)",
        "[yes] wenn ja:",
        "  Einwilligung: ja",
        "[open] wenn nein:",
        "  Komplexer Fall: noch nicht beurteilt (Beurteilung durch: Koordinatorin)",
    ]


def test_where_all_cases_agree_it_is_said_that_it_does_not_matter():
    assert told(conditions.ByCase(AGE, CONSENT, CONSENT), report__consent=True)[0] == (
        "In jedem Fall gleich:"
    )
