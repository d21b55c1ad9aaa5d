"""A rule in sentences: what has to hold, who acts, by when, who bears how much."""

from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.language.program import conditions
from iiz_rules.loading import read_program
from iiz_rules.render.text.rule import condition_told, rule_told, sentence_lines
from iiz_rules.words.text import LANGUAGES
from tests.render.example import policy
from tests.render.test_reasons import AGE, COMPLEX, CONSENT, NO, YES, joined

PROGRAM = policy().program
SEVERAL = (CONSENT, AGE)
TOLD = [
    (CONSENT, ["Einwilligung: ja"]),
    (conditions.Not(AGE), ["nicht: Alter: zwischen 15 und 25\u00a0Jahre"]),
    (conditions.Not(conditions.Not(YES)), ["immer erfüllt"]),
    (conditions.All((AGE,)), ["Alter: zwischen 15 und 25\u00a0Jahre"]),
    (COMPLEX, ["Komplexer Fall: bejaht (Beurteilung durch: Koordinatorin)"]),
    (conditions.Not(NO), ["nicht: nie erfüllt"]),
]
HEADS = [
    (conditions.All(SEVERAL), "alles davon:", "nicht alles davon:"),
    (conditions.Any(SEVERAL), "mindestens eines davon:", "keines davon:"),
    (conditions.AtLeast(2, SEVERAL), "mindestens 2 davon:", "weniger als 2 davon:"),
    (conditions.ByCase(CONSENT, YES, NO), "je nach Fall:", "nicht: je nach Fall:"),
]


def lines(node: conditions.Condition) -> list[str]:
    return list(sentence_lines((condition_told(PROGRAM, node, "de"),)))


def test_each_kind_of_condition_is_told():
    for node, told in TOLD:
        assert lines(node) == told
    for node, yes, no in HEADS:
        assert (lines(node)[0], lines(conditions.Not(node))[0]) == (yes, no)
    assert "+" in lines(joined(1, None))[0]
    inner = conditions.ByCase(CONSENT, YES, conditions.ByCase(AGE, NO, YES))
    assert [one.strip() for one in lines(inner)].count("wenn:") == 2
    assert lines(inner)[-2:] == ["  sonst:", "    immer erfüllt"]


def test_every_rule_of_the_cantons_is_told_in_every_language():
    for name in ("zurich", "valais"):
        folder = find_folder(name)
        program, _ = read_program(folder, read_canton(folder).editions[-1])
        assert program
        for language in LANGUAGES:
            for rule in program.rules.values():
                assert all(sentence_lines(rule_told(program, rule, language)))


def test_a_rule_says_who_acts_and_by_when():
    folder = find_folder("valais")
    program, _ = read_program(folder, read_canton(folder).editions[-1])
    assert program
    told = "\n".join(sentence_lines(rule_told(program, program.rules["quarterly-follow-up"], "de")))
    assert "In der Pflicht (das erste, was zutrifft):" in told
    assert "Fällig: " in told
    assert "(A-VS-37)" in told


def test_a_term_says_what_it_stands_for():
    folder = find_folder("valais")
    program, _ = read_program(folder, read_canton(folder).editions[-1])
    assert program
    for name, definition in program.definitions.items():
        if name.startswith("term:"):
            rule = program.rules[name.removeprefix("term:")]
            told = (condition_told(program, definition.node, "fr"),)
            assert rule_told(program, rule, "fr") == told


def test_what_hangs_on_a_reading_alone_names_it_and_says_whether_it_is_read_so():
    folder = find_folder("valais")
    program, _ = read_program(folder, read_canton(folder).editions[-1])
    assert program
    told = "\n".join(sentence_lines(rule_told(program, program.rules["quarterly-follow-up"], "de")))
    only = "nur nach der Lesart «IIZ-Ansprechperson Erwachsene der DB» (A-VS-05, "
    [line] = (one.strip() for one in told.splitlines() if one.strip().startswith(only))
    assert line.endswith("; so wird hier nicht gelesen")
    assert "nie erfüllt" not in told
    reading = program.interpretations["A-VS-05"]
    options = tuple((name, conditions.Constant(value=name != "both")) for name in reading.options)
    choice = conditions.Choice("A-VS-05", options)
    [said] = sentence_lines((condition_told(program, choice, "fr"),))
    assert said.endswith("; c'est la lecture retenue")
    [said] = sentence_lines((condition_told(program, conditions.Not(choice), "fr"),))
    assert said.endswith("; ce n'est pas la lecture retenue")
