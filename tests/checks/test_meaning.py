"""What an edition may not say, told with the tiny canton in iiz_rules/tiny."""

import pytest

from iiz_rules.findings import registry
from iiz_rules.language.checks import definitions, too_costly
from iiz_rules.language.checks.run import MOST_FINDINGS
from iiz_rules.language.compiler.program import compile_edition
from tests.checks import examples
from tests.checks.canton import codes, edition, findings

AGE, CANTONS, LABEL = examples.AGE, examples.CANTONS, examples.LABEL


def condition(text: str) -> list[str]:
    """The codes of all findings about one condition."""
    return codes(eligibility=examples.when(text))


def facts(*more: str) -> list[str]:
    """The codes of all findings about some facts beside `person.age`."""
    return codes(facts=examples.facts(*more, lists=CANTONS))


def line(found_in: str, **exchanged: str) -> str:
    """The one finding of a code, as one line in English."""
    [found] = [one for one in findings(**exchanged) if one.code == found_in]
    return registry.one_line(found, "en")


def test_the_tiny_canton_is_faultless():
    assert findings() == []


def test_what_a_text_is_given_in_is_a_language():
    text = examples.organisation("").replace("{de:", "{deutsch: Amt, de:", 1)
    [found] = findings(organisation=text)
    assert (found.code, found.words["got"]) == ("bad-form", "deutsch")
    assert "deutsch" in found.place.excerpt


def test_an_edition_needs_no_more_than_facts_and_clauses():
    found, _ = edition(
        facts=examples.facts(), eligibility="", escalation="", organisation="", interpretations=""
    )
    assert found is not None
    assert codes(facts=examples.facts(), eligibility=examples.when(AGE)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{fact: [person.problems, person.others], count: {at_least: 2}}", []),
        ("{fact: [person.problems, person.others], contains_all: [health, work]}", []),
        ("{fact: person.problems, contains_any: {fact: person.others}}", []),
        ("{fact: person.problems, count: {at_least: 1, of: {fact: person.others}}}", []),
        ("{fact: [person.problems, person.problems], count: {at_least: 2}}", ["duplicate-member"]),
        ("{fact: [person.problems, person.age], count: {at_least: 2}}", ["different-types"]),
        ("{fact: person.problems, contains_all: {fact: person.canton}}", ["different-types"]),
        (
            "{fact: person.problems, count: {of: {fact: person.age}, at_most: 1}}",
            ["different-types"],
        ),
        ("{fact: [person.problems, person.otters], count: {at_least: 2}}", ["unknown-fact"]),
        ("{fact: [person.age, person.income], at_least: 2}", ["joined-facts"]),
        ("{fact: [person.problems, person.others], is: health}", ["wrong-comparison"]),
        ("{fact: [person.problems, person.others], count: {at_least: 4}}", ["threshold-too-high"]),
        ("{fact: [person.problems, case.complex], count: {at_least: 2}}", ["judgement-as-fact"]),
    ],
)
def test_only_sets_of_one_list_can_be_joined(text: str, expected: list[str]):
    assert condition(text) == expected


GROUPS = f"""\
groups:
  - {{id: all, {examples.LABEL}, members: [office, few], clauses: [XX-1]}}
  - {{id: few, {examples.LABEL}, members: [office], clauses: [XX-1]}}
"""


def grouped(text: str, groups: str = GROUPS) -> list[str]:
    """The codes of all findings about a condition where there are groups."""
    return codes(organisation=examples.organisation(groups), eligibility=examples.when(text))


def test_a_condition_may_ask_for_a_group():
    text = "{fact: person.canton, is_one_of: {group: all}}"
    assert grouped(text) == ["group-beside-list"]
    assert grouped(text.replace("all", "nobody")) == ["unknown-group"]
    count = "{fact: person.problems, count: {at_least: 1, of: {group: nobody}}}"
    assert grouped(count) == ["unknown-group"]


def test_a_group_cannot_be_in_itself():
    assert grouped(AGE, GROUPS.replace("[office]", "[all]")) == ["circular-definition"]


def test_joined_sets_cost_what_they_take():
    single = "{fact: person.problems, contains_any: [health, work]}"
    joined = "{fact: [person.problems, person.others], count: {at_least: 2}}"
    for text, cost in ((single, 3), (joined, 30)):
        found, _ = edition(eligibility=examples.when(text))
        assert found is not None
        [criterion] = found.rules["eligibility"].criteria
        assert too_costly._cost(found, criterion.when) == cost


# ------------------------------------------------------------------------------------- names


def test_a_mistyped_fact_is_named_with_the_one_that_was_meant():
    text = line("unknown-fact", eligibility=examples.when("{fact: person.agee, is: 16}"))
    assert text == (
        "eligibility.yaml:8:18: error[unknown-fact] fact `person.agee` is not declared "
        "(did you mean `person.age`?)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{fact: person.income, at_most: {fact: person.saving}}",
        "{judgement: case.komplex}",
        "{not: {fact: person.agee, between: [25, 16]}}",
        "{all: [{any: [{fact: person.agee, contains: ZH}]}]}",
    ],
)
def test_a_fact_is_looked_up_wherever_it_is_read(text: str):
    assert condition(text) == ["unknown-fact"]


def test_a_fact_cannot_be_computed_from_one_that_is_not_declared():
    years = examples.fact("person.years", "int", "computed: {completed_years_since: person.born}")
    assert facts(years) == ["unknown-fact"]


def test_among_very_many_names_none_is_suggested():
    many = [examples.fact(f"person.fact-{number}", "bool") for number in range(600)]
    text = examples.facts(*many)
    rules = examples.when("{fact: person.fact-1x, is: true}")
    found = next(
        one for one in findings(facts=text, eligibility=rules) if one.code == "unknown-fact"
    )
    assert found.words["near"] == ""


@pytest.mark.parametrize(
    ("stem", "old", "new"),
    [
        ("facts", "held_by: [office]", "held_by: [offices]"),
        ("facts", "by: [coordinator]", "by: [coordinators]"),
        ("escalation", "provider: coordinator", "provider: koordinator"),
        ("escalation", "bearer: coordinator", "bearer: koordinator"),
        ("escalation", "from: coordinator", "from: koordinator"),
        ("escalation", "to: contact", "to: kontact"),
        ("escalation", "of: office", "of: offices"),
    ],
)
def test_an_actor_is_looked_up_wherever_it_is_named(stem: str, old: str, new: str):
    text = tiny(stem).replace(old, new)
    whole = {"escalation": tiny("escalation"), "interpretations": tiny("interpretations")}
    found = findings(**{**whole, stem: text})
    assert [one.code for one in found] == ["unknown-actor"]
    assert new.rsplit(maxsplit=1)[-1].strip("[]") in found[0].place.excerpt


@pytest.mark.parametrize("stem", ["eligibility", "escalation", "interpretations", "organisation"])
def test_a_clause_is_looked_up_wherever_it_is_cited(stem: str):
    text = tiny(stem)
    assert set(codes(**{stem: text.replace("[XX-1]", "[XX-1, XX-9]")})) == {"unknown-clause"}


def cost(borne_by: str) -> str:
    """The file funding.yaml with one cost."""
    return (
        f"costs:\n  - id: outlay\n    {LABEL}\n    clauses: [XX-1]\n    amount: person.income\n"
        f"    borne_by: {borne_by}\n    criteria:\n      - id: entry-age\n        {LABEL}\n"
        f"        clauses: [XX-1]\n        when: {AGE}\n"
    )


@pytest.mark.parametrize(
    ("borne_by", "found"),
    [
        ("{by_key: {office: 2, contact: 1}}", []),
        ("{by_key: {office: 2, nobody: 1}}", ["unknown-actor"]),
        ("{by_key: {office: 0}}", ["out-of-range"]),
        ("{by_key: {office: 0.5}}", ["wrong-type"]),
        ("{by_key: {office: {fact: person.age}}}", ["wrong-type"]),
        ("{by_key: office}", ["wrong-type"]),
        ("{in_full: nobody}", ["unknown-actor"]),
        ("{equal_parts: office}", ["unknown-group"]),
        ("{by_keys: {office: 2}}", ["missing-key", "unknown-key"]),
    ],
)
def test_who_bears_a_cost_is_looked_up(borne_by: str, found: list[str]):
    assert codes(funding=cost(borne_by)) == found


def test_a_bearer_that_there_is_not_is_shown_where_it_stands():
    [found] = (
        one
        for one in findings(funding=cost("{by_key: {nobody: 1}}"))
        if one.code == "unknown-actor"
    )
    assert found.place.excerpt[found.place.column - 1 :].startswith("nobody: 1")


def test_another_delegation_needs_no_institution():
    assert codes(escalation=tiny("escalation").replace("    of: office\n", "")) == []


def tiny(stem: str) -> str:
    """A file of the tiny canton as it is."""
    from tests.checks.canton import texts

    return texts()[f"{stem}.yaml"]


# -------------------------------------------------------------------------------- duplicates


def test_a_second_thing_of_the_same_name_is_reported_with_the_first():
    twice = examples.eligibility(examples.criterion(AGE), examples.criterion("{term: poor}"))
    assert "twice, first here: eligibility.yaml:4:9" in line("duplicate-id", eligibility=twice)


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("facts", examples.facts(examples.fact("person.age", "int"))),
        ("facts", examples.facts(lists=CANTONS + CANTONS.removeprefix("code_lists:\n"))),
        ("facts", examples.facts(lists=f"{CANTONS}      - {{id: ZH, {LABEL}}}\n")),
        ("clauses", tiny("clauses").replace("XX-2", "XX-1")),
        ("organisation", tiny("organisation").replace("id: contact", "id: office")),
        ("interpretations", examples.interpretations(*[examples.interpretation("A-XX-01")] * 2)),
        ("interpretations", tiny("interpretations") + examples.interpretation("A-XX-01")),
        (
            "interpretations",
            examples.interpretations(
                examples.interpretation("A-XX-01")
                + examples.interpretation("A-XX-02").replace("id: wide", "id: narrow")
            ),
        ),
        ("escalation", tiny("escalation").replace("id: report", "id: entry")),
        ("escalation", tiny("escalation").replace("id: means", "id: problems")),
        (
            "eligibility",
            examples.eligibility(
                examples.criterion(AGE), more=f"terms:\n{examples.term('poor', AGE)}"
            ),
        ),
        ("canton", tiny("canton") + "  - {id: 2024-01-01, source: concept}\n"),
        ("canton", tiny("canton").replace("editions:", f"  - {{id: concept, {LABEL}}}\neditions:")),
    ],
)
def test_names_are_unique_among_their_kind(stem: str, text: str):
    assert "duplicate-id" in codes(**{stem: text})


@pytest.mark.parametrize("keys", ["id: eligibility", "id: advise, action: eligibility"])
def test_a_taken_name_is_marked_where_an_action_has_it(keys: str):
    entry = f"  - {{{keys}, {examples.LABEL}, capacity: decides, by: [contact], clauses: [XX-1]}}"
    text = line("reserved-id", organisation=examples.organisation(f"competences:\n{entry}\n"))
    assert f":{entry.index('eligibility') + 1}: error" in text


def test_a_term_is_asked_as_a_rule_is_and_not_called_as_one():
    terms = f"terms:\n{examples.term('entry', AGE)}"
    text = examples.eligibility(examples.criterion("{term: entry}"), more=terms)
    assert codes(eligibility=text) == ["reserved-id"]


# ------------------------------------------------------------------------------- comparisons


@pytest.mark.parametrize(
    "text",
    [
        "{fact: person.employed, is_one_of: [true]}",
        "{fact: person.age, before: 2010-01-01}",
        "{fact: person.age, contains: ZH}",
        "{fact: person.income, within: {last: P1Y}}",
        "{fact: person.canton, between: [VS, ZH]}",
        "{fact: person.problems, is: health}",
        "{fact: person.note, at_least: abc}",
        "{fact: person.born, contains: ZH}",
    ],
)
def test_a_comparison_must_suit_the_type(text: str):
    assert condition(text) == ["wrong-comparison"]


@pytest.mark.parametrize(
    "text",
    [
        "{fact: person.employed, is: false}",
        "{fact: person.age, is_one_of: [16, 17]}",
        "{fact: person.income, between: [0, 1500.05]}",
        "{fact: person.born, after: 2010-01-01}",
        "{fact: person.born, is: {fact: case.opened}}",
        "{fact: person.born, between: [2010-01-01, 2010-01-01]}",
        "{fact: person.note, is_one_of: [a, b]}",
        "{fact: person.problems, contains: health}",
        "{fact: person.problems, contains_any: [health, work]}",
        "{fact: person.problems, contains_all: [health, work]}",
        "{fact: person.problems, count: {at_most: 0}}",
        "{fact: person.problems, count: {at_least: 3}}",
        "{fact: case.opened, within: {next: P2W}}",
    ],
)
def test_a_comparison_that_suits_is_fine(text: str):
    assert condition(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{fact: person.age, at_least: "16"}', "wrong-type"),
        ("{fact: person.age, is: true}", "wrong-type"),
        ("{fact: person.age, at_least: 2010-01-01}", "wrong-type"),
        ("{fact: person.born, before: 16}", "wrong-type"),
        ("{fact: person.born, before: 2025-02-30}", "impossible-date"),
        ("{fact: person.canton, is: zh}", "unknown-code"),
        ("{fact: person.problems, contains: healthy}", "unknown-code"),
        ("{fact: person.problems, count: {at_least: 1, of: [healthy]}}", "unknown-code"),
        ("{fact: person.problems, contains_any: [health, health]}", "duplicate-member"),
        ("{fact: person.income, is_one_of: [1500, 1500.00]}", "duplicate-member"),
        ("{fact: person.age, at_least: 160}", "out-of-range"),
        ("{fact: person.age, between: [-1, 16]}", "out-of-range"),
        ("{fact: person.income, at_least: 0.055}", "wrong-type"),
    ],
)
def test_a_value_must_be_one_that_the_fact_can_have(text: str, code: str):
    assert condition(text) == [code]


def test_a_value_is_marked_where_it_stands_in_a_list():
    [found] = findings(eligibility=examples.when("{fact: person.canton, is_one_of: [ZH, ZG]}"))
    assert (found.place.line, found.place.column, found.place.end_column) == (8, 49, 51)


def test_a_fact_without_comparison_is_marked_as_a_whole():
    text = line("one-comparison", eligibility=examples.when("{fact: person.age}"))
    assert text.startswith("eligibility.yaml:8:11: ")
    assert "needs exactly one comparison, but has 0" in text


def test_words_of_different_lists_are_not_compared():
    assert condition("{fact: person.canton, is: {fact: person.employed}}") == ["different-types"]
    office = examples.fact("person.office", "code", "code_list: offices")
    canton = examples.fact("person.canton", "code", "code_list: cantons")
    lists = CANTONS + CANTONS.removeprefix("code_lists:\n").replace("cantons", "offices")
    text = line(
        "different-types",
        facts=examples.facts(office, canton, lists=lists),
        eligibility=examples.when("{fact: person.canton, is: {fact: person.office}}"),
    )
    assert "is a word of list `cantons`, but `person.office` is a word of list `offices`" in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{fact: person.income, between: [2, 1.50]}", "empty-range"),
        ("{fact: person.born, between: [2010-01-02, 2010-01-01]}", "empty-range"),
        ("{fact: person.problems, count: {at_least: 2, at_most: 1}}", "empty-range"),
        ("{fact: person.born, between: [2010-13-01, 2010-01-01]}", "impossible-date"),
        ("{fact: person.born, between: [2010-01-01, 2009-13-01]}", "impossible-date"),
        ("{fact: case.opened, within: {last: P1M, next: P1M}}", "one-side"),
        ("{fact: person.problems, count: {at_least: 0}}", "no-limit"),
        ("{fact: person.problems, count: {at_least: 2, of: [health]}}", "threshold-too-high"),
        ("{fact: person.problems, count: {at_least: 4}}", "threshold-too-high"),
    ],
)
def test_a_limit_must_be_one_that_a_case_can_meet_or_miss(text: str, code: str):
    assert condition(text) == [code]


# -------------------------------------------------------------------------------- judgements


@pytest.mark.parametrize(
    "text",
    [
        "{fact: case.complex, is: true}",
        "{fact: person.employed, is: {fact: case.complex}}",
        "{fact: case.complex, at_least: 3, at_most: 5}",
    ],
)
def test_a_judgement_is_never_compared(text: str):
    assert "judgement-as-fact" in condition(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{judgement: case.complex}", []),
        ("{any: [{fact: person.age, is: 3}, {not: {judgement: case.complex}}]}", []),
        ("{rule: entry}", []),
        ("{all: [{term: poor}, {term: poor}]}", ["judgement-mode"]),
        ("{term: unheard-of}", ["unknown-term"]),
        ("{rule: unheard-of}", ["unknown-rule"]),
    ],
)
def test_a_criterion_of_judgement_has_one_in_it_or_in_what_it_names(text: str, expected: list[str]):
    found = examples.eligibility(examples.criterion(text, mode="judgement"))
    assert codes(eligibility=found) == expected


# ---------------------------------------------------------------------------------- readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is: wide, choose: {narrow: {is_met: true}, wide: {is_met: false}}", ["one-reading"]),
        ("is: wider", ["unknown-option"]),
        ("choose: {narrow: {is_met: true}}", ["uncovered-option"]),
        (
            "choose: {narrow: {is_met: true}, wider: {is_met: false}}",
            ["uncovered-option", "unknown-option"],
        ),
    ],
)
def test_a_reading_covers_the_options_that_there_are(text: str, expected: list[str]):
    assert condition(f"{{interpretation: A-XX-01, {text}}}") == expected


def test_an_option_is_marked_at_its_key():
    choose = "{narrow: {is_met: true}, wide: {is_met: false}, wider: {is_met: true}}"
    text = f"{{interpretation: A-XX-01, choose: {choose}}}"
    [found] = findings(eligibility=examples.when(text))
    place = found.place
    assert place.excerpt[place.column - 1 : place.end_column - 1] == "wider"
    assert (found.words["option"], found.words["interpretation"]) == ("wider", "A-XX-01")


# --------------------------------------------------------------------------------- criteria


def test_more_indicative_criteria_cannot_be_demanded_than_there_are():
    one = examples.criterion(AGE, mode="indicative")
    text = examples.eligibility(one, more="indicative: {at_least: 2}\n")
    assert "2 are demanded, but there are only 1" in line("threshold-too-high", eligibility=text)


def test_each_reading_of_how_many_are_enough_has_to_be_reachable():
    one = examples.criterion(AGE, mode="indicative")
    choose = "{interpretation: A-XX-01, choose: {narrow: 0, wide: 2}}"
    text = examples.eligibility(one, more=f"indicative: {{at_least: {choose}}}\n")
    assert "2 are demanded, but there are only 1" in line("threshold-too-high", eligibility=text)


def test_under_some_reading_something_has_to_be_needed():
    one = examples.criterion(AGE, mode="indicative")
    choose = "{interpretation: A-XX-01, choose: {narrow: 0, wide: 1}}"
    text = examples.eligibility(one, more=f"indicative: {{at_least: {choose}}}\n")
    assert "nothing-needed" not in codes(eligibility=text)


def test_a_threshold_needs_indicative_criteria():
    text = examples.eligibility(examples.criterion(AGE), more="indicative: {at_least: 1}\n")
    assert "1 are demanded, but there are only 0" in line("threshold-too-high", eligibility=text)


# ------------------------------------------------------------------------------------- facts


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (examples.fact("person.born", "date", "code_list: cantons"), ["unfit-key"]),
        (examples.fact("person.note", "text", "at_most: 3"), ["unfit-key"]),
        (examples.fact("person.poor", "bool", "by: [coordinator]"), ["unfit-key"]),
        (examples.fact("person.rent", "chf", "at_least: 0", "at_most: 9"), []),
        (examples.fact("person.born", "date", "at_most: question-date"), []),
        (examples.fact("person.born", "date", "at_most: 3"), ["unfit-key"]),
        (examples.fact("person.rent", "chf", "at_most: question-date"), ["unfit-key"]),
        (examples.fact("person.rent", "chf", "at_most: today"), ["unknown-word"]),
        (examples.fact("person.rent", "chf", "at_least: 9", "at_most: 0"), ["empty-range"]),
        (examples.fact("person.today", "text", "computed: question-date"), ["computed-type"]),
        (examples.fact("person.today", "date", "computed: question-date"), []),
        (examples.fact("person.canton", "codes"), ["list-missing"]),
        (examples.fact("person.canton", "codes", "code_list: kantons"), ["unknown-list"]),
        (examples.fact("person.age.group", "text"), ["fact-name-conflict"]),
    ],
)
def test_what_a_fact_may_have_depends_on_its_type(fact: str, expected: list[str]):
    assert facts(fact) == expected


def test_an_age_can_be_taken_on_the_day_that_another_fact_says():
    born, opened = examples.fact("x.born", "date"), examples.fact("x.opened", "date")
    source = "computed: {completed_years_since: x.born, at: x.%s}"
    age = examples.fact("x.age", "int", source % "opened")
    assert facts(born, opened, age) == []
    assert facts(born, examples.fact("x.opened", "text"), age) == ["computed-type"]
    assert facts(born, age) == ["unknown-fact"]
    assert "x.age → x.age" in line(
        "circular-definition",
        facts=examples.facts(born, examples.fact("x.age", "int", source % "age")),
    )


def test_completed_years_are_a_whole_number_since_a_date():
    years = examples.fact("person.years", "text", "computed: {completed_years_since: person.age}")
    assert facts(years) == ["computed-type", "computed-type"]


@pytest.mark.parametrize(
    "text",
    ["{fact: person.canton, is: ZH}", "{fact: person.canton, is_one_of: [ZH, VS]}"],
)
def test_a_list_that_is_not_declared_is_one_finding(text: str):
    canton = examples.facts(examples.fact("person.canton", "code", "code_list: kantons"))
    assert codes(facts=canton, eligibility=examples.when(text)) == ["unknown-list"]


def test_members_of_a_list_that_is_not_declared_are_not_counted():
    canton = examples.facts(examples.fact("person.canton", "codes", "code_list: kantons"))
    text = examples.when("{fact: person.canton, count: {at_least: 2}}")
    assert codes(facts=canton, eligibility=text) == ["unknown-list"]


# --------------------------------------------------------------------------- canton.yaml


def canton(*editions: str) -> list[str]:
    """The codes of all findings about editions of one source."""
    return codes(canton=examples.canton(*(f"source: concept, {one}" for one in editions)))


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        (["id: a"], []),
        (["id: a", "id: b"], ["edition-overlap"]),
        (["id: a", "id: b, valid_from: 2024-01-01"], ["edition-overlap"]),
        (["id: a, valid_to: 2023-12-31", "id: b, valid_from: 2024-01-01"], []),
        (["id: b, valid_from: 2024-01-01", "id: a, valid_to: 2023-12-31"], []),
        (["id: a, valid_to: 2024-01-01", "id: b, valid_from: 2024-01-01"], ["edition-overlap"]),
        (["id: a, valid_from: 2024-02-30"], ["impossible-date"]),
        (["id: a, valid_to: 2024-02-30", "id: b"], ["impossible-date"]),
        (["id: a, valid_from: 2024-01-02, valid_to: 2024-01-01"], ["empty-range"]),
        (
            [
                "id: a, valid_from: 2020-01-01",
                "id: b, valid_from: 2021-01-01, valid_to: 2021-12-31",
                "id: c, valid_from: 2022-01-01",
            ],
            ["edition-overlap", "edition-overlap"],
        ),
    ],
)
def test_one_edition_is_in_force_on_a_day(editions: list[str], expected: list[str]):
    assert canton(*editions) == expected


def test_a_source_bears_a_date_that_exists():
    text = tiny("canton").replace("dated: 2023-12-01", "dated: 2023-02-29")
    assert "there is no date `2023-02-29`" in line("impossible-date", canton=text)


# ----------------------------------------------------------------------------- definitions


def defined(**terms: str) -> str:
    """The file eligibility.yaml with some terms; the criterion reads the first of them."""
    written = "".join(examples.term(name, condition) for name, condition in terms.items())
    first = examples.criterion(f"{{term: {next(iter(terms))}}}")
    return examples.eligibility(first, more=f"terms:\n{written}")


def test_a_circle_is_printed_in_order():
    terms = defined(a="{not: {term: b}}", b=f"{{any: [{AGE}, {{term: c}}]}}", c="{term: a}")
    assert "circular definition: a → b → c → a" in line("circular-definition", eligibility=terms)


def test_a_rule_cannot_rest_on_itself():
    terms = defined(a="{rule: eligibility}")
    text = line("circular-definition", eligibility=terms)
    assert "circular definition: a → eligibility → a" in text


def test_computed_facts_cannot_rest_on_themselves():
    text = examples.facts(
        examples.fact("x.a", "int", "computed: {completed_years_since: x.b}"),
        examples.fact("x.b", "int", "computed: {completed_years_since: x.a}"),
    )
    assert "circular definition: x.a → x.b → x.a" in line("circular-definition", facts=text)


def test_a_missed_date_is_of_a_duty_that_there_is():
    page = registry.page("never-missed")
    assert codes(events=page.good.replace("missed: report", "missed: repport")) == ["unknown-duty"]


@pytest.mark.parametrize(
    ("obliged", "circle"),
    [("report", ["circular-trigger"]), ("other", [])],
)
def test_a_date_that_is_counted_anew_when_it_was_missed_is_a_circle(
    obliged: str, circle: list[str]
):
    duty = tiny("escalation").split("duties:\n")[1].split("delegations:")[0]
    duties = tiny("escalation").replace("duties:\n", f"duties:\n{duty.replace('report', 'other')}")
    events = tiny("events")
    triggers = "triggers:\n" + "".join(
        f'  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n    "on": [{on}]\n'
        f"    then: {{{then}}}\n"
        for name, on, then in [
            ("first", "{missed: report}", "notify: [contact]"),
            ("second", "first", f"oblige: {obliged}, within: P10D"),
            ("third", "entered", "oblige: report, within: P10D"),
        ]
    )
    assert codes(escalation=duties, events=events + triggers) == circle


def test_every_circle_is_reported_once():
    terms = defined(a="{any: [{term: a}, {term: b}]}", b="{any: [{term: a}, {term: c}]}", c=AGE)
    assert codes(eligibility=terms) == ["circular-definition", "circular-definition"]


def test_a_long_circle_is_shortened():
    names = [f"t{number}" for number in range(30)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    terms = defined(**{name: f"{{term: {following}}}" for name, following in pairs})
    assert "t9 → t10 → … → t0" in line("circular-definition", eligibility=terms)


def chain(length: int) -> str:
    """Terms that each name the next one; with the criterion one level more, with the rule three."""
    names = [f"t{number}" for number in range(length)]
    conditions = [*(f"{{term: {name}}}" for name in names[1:]), AGE]
    return defined(**dict(zip(names, conditions, strict=True)))


def test_terms_may_rest_on_terms_as_deep_as_the_engines_go():
    most = definitions.MOST_LEVELS
    assert codes(eligibility=chain(most - 3)) == []
    assert codes(eligibility=chain(most - 2)) == ["chain-too-long"]


def test_thousands_of_chained_terms_are_a_finding_and_no_crash():
    assert set(codes(eligibility=chain(2_000))) == {"chain-too-long"}


# ------------------------------------------------------------------------------------- cost


def costly(steps: int) -> list[str]:
    """The findings about a criterion that takes some steps in a rule of three steps."""
    values = ", ".join(str(number) for number in range(steps))
    found = codes(
        facts=examples.facts(),
        organisation=examples.organisation(),
        eligibility=examples.when(f"{{fact: person.age, is_one_of: [{values}]}}"),
    )
    return [code for code in found if code != "unused-role"]


def test_an_edition_may_cost_as_much_as_the_budget(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(too_costly, "STEPS", 103)
    assert costly(100) == []
    assert costly(101) == ["too-costly"]


def test_every_value_and_every_part_costs_a_step(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(too_costly, "STEPS", 0)

    def cost(text: str) -> object:
        found = findings(eligibility=examples.when(text))
        return next(one.words["cost"] for one in found if one.code == "too-costly")

    base = int(str(cost(AGE)))
    assert cost("{not: {fact: person.age, is: 16}}") == base + 1
    assert cost("{fact: person.problems, contains_any: [health, work]}") == base + 2
    assert cost("{fact: person.problems, count: {at_least: 1, of: [health, work]}}") == base + 2
    assert cost("{fact: person.problems, count: {at_least: 1}}") == base
    assert cost("{interpretation: A-XX-01, is: wide}") == base + 2
    assert cost("{interpretation: A-XX-99, is: wide}") == base


def test_staff_costs_steps_in_every_place(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(too_costly, "STEPS", 0)

    def cost(more: str) -> int:
        found = findings(organisation=examples.organisation(more))
        return next(int(str(one.words["cost"])) for one in found if one.code == "too-costly")

    group = f"groups:\n  - {{id: all, {examples.LABEL}, members: [office], clauses: [XX-1]}}\n"
    nobody, one = cost(group), cost(group + examples.staffing("all"))
    assert one > nobody
    assert cost(group + examples.staffing("cantons")) > one  # a list of several codes
    assert nobody < cost(group + examples.staffing("nowhere")) < one


def test_the_most_costly_part_is_where_the_finding_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(too_costly, "STEPS", 0)
    text = line(
        "too-costly",
        facts=examples.facts(),
        organisation=examples.organisation(),
        eligibility=examples.when(AGE),
    )
    assert text.startswith("eligibility.yaml:")


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("{amount: person.income, kind: person.canton}", []),
        ("{amount: person.income, kind: person.note}", []),
        ("{amount: person.income, kind: person.age}", ["unsuited-fact"]),
        ("{amount: person.age, kind: person.canton}", ["unsuited-fact"]),
    ],
)
def test_a_measure_costs_an_amount_and_is_of_a_kind(measure: str, found: list[str]):
    assert codes(funding=examples.payer(measure=measure)) == found


# ---------------------------------------------------------------------------- repeated_texts


def test_two_codes_that_are_alike_in_every_language_are_told_once():
    lists = f"{CANTONS}      - {{id: SG, {LABEL}}}\n"
    assert codes(facts=examples.facts(lists=lists), eligibility="") == ["label-twice"]


# -------------------------------------------------------------------------------- run.py


def test_after_a_hundred_findings_the_rest_is_not_looked_for():
    criteria = [
        examples.criterion("{fact: person.agee, is: 1}", name=f"c{number}") for number in range(500)
    ]
    found = findings(eligibility=examples.eligibility(*criteria))
    assert len(found) == MOST_FINDINGS + 1
    assert "too-many-findings" in {one.code for one in found}


SIZES = [examples.fact(f"person.size-{number}", "int") for number in range(200)]


def test_a_hundred_findings_are_not_too_many():
    assert [one.code for one in findings(facts=examples.facts(*SIZES[:MOST_FINDINGS]))] == [
        "unused-fact"
    ] * MOST_FINDINGS


def test_where_a_fault_stands_among_too_many_warnings_that_is_no_mere_warning():
    wrong = examples.eligibility(examples.criterion("{fact: person.agee, is: 1}"))
    found = findings(facts=examples.facts(*SIZES), eligibility=wrong)
    errors = {one.code for one in found if one.severity == "error"}
    assert errors == {"unknown-fact", "too-many-findings"}


def test_warnings_forbid_nothing_however_many_there_are():
    one, many = (findings(facts=examples.facts(*SIZES[:count])) for count in (1, 200))
    assert [found.code for found in one] == ["unused-fact"]
    assert len(many) == MOST_FINDINGS + 1
    assert {found.severity for found in (*one, *many)} == {"warning"}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{narrow: {end_of: month}, wide: {fact: case.opened, plus: P3M}}", []),
        ("{narrow: {end_of: month}, wide: {fact: case.opened, plus: soon}}", ["bad-form"]),
        ("{narrow: {end_of: month}, wide: 3}", ["wrong-type"]),
    ],
)
def test_the_value_of_each_reading_has_the_form_of_the_plain_one(written: str, found: list[str]):
    duty = f"""
duties:
  - id: duty
    label: {{de: Pflicht, fr: Devoir, en: Duty}}
    bearer: contact
    due: {{interpretation: A-XX-01, choose: {written}}}
    clauses: [XX-1]
    criteria:
      - id: age
        label: {{de: Alter, fr: Âge, en: Age}}
        clauses: [XX-1]
        when: {{fact: person.age, at_least: 1}}
"""
    assert codes(escalation=duty) == found


# ---------------------------------------------------------------------------------- by case

BY_HAND = "{any: [{all: [%s, {judgement: case.complex}]}, {all: [{fact: person.note, is: x}, %s]}]}"
ADULT, MINOR = "{term: adult}", "{term: minor}"
TERMS = "".join(
    [
        "terms:\n",
        examples.term("adult", "{fact: person.age, at_least: 18}"),
        examples.term("minor", "{not: {term: adult}}"),
    ]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ADULT, MINOR),
        (MINOR, ADULT),
        (MINOR, "{not: {term: minor}}"),
        ("{fact: person.employed, is: true}", "{fact: person.employed, is: false}"),
        ("{not: {fact: person.employed, is: true}}", "{fact: person.employed, is: true}"),
    ],
)
def test_alternatives_that_a_condition_and_its_contrary_tell_apart_are_a_choice_by_cases(
    one: str, other: str
):
    found = codes(eligibility=TERMS + examples.when(BY_HAND % (one, other)))
    assert [code for code in found if code != "unused-term"] == ["cases-by-hand"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ADULT, ADULT),
        ("{fact: person.employed, is: true}", "{fact: person.employed, is: true}"),
        ("{fact: person.age, is: 18}", "{fact: person.age, is: 19}"),
    ],
)
def test_other_alternatives_are_none(one: str, other: str):
    found = codes(eligibility=TERMS + examples.when(BY_HAND % (one, other)))
    assert [code for code in found if code != "unused-term"] == []


# ---------------------------------------------------------------- actions and their rules

SUPPORT = f"""
steps:
  - id: support
    {examples.LABEL}
    clauses: [XX-1]
    criteria: [{{fact: person.age, at_least: 16}}]
    actions: [give-support]
  - id: beyond
    {examples.LABEL}
    clauses: [XX-1]
    criteria: [{{rule: support}}, {{fact: person.age, at_least: 18}}]
terms:
  - {{id: supported, {examples.LABEL}, clauses: [XX-1], when: {{rule: support}}}}
"""
GROWN = "{fact: person.age, at_least: 20}"
READ = "interpretation: A-XX-01"
SUPPORTED = "{term: supported}"


def giving(
    when: str, capacity: str = "executes", to: str = "office", provider: str = ""
) -> list[str]:
    """The findings about who may give support, on some condition."""
    entry = (
        f"competences:\n  - {{id: give-support, {examples.LABEL}, capacity: {capacity},"
        f" by: [contact], to: {to}, when: {when}, clauses: [XX-1]}}\n"
    )
    steps = SUPPORT.replace("    actions:", f"{provider}    actions:")
    found = codes(escalation=steps, organisation=examples.organisation(entry))
    return [code for code in found if code == "looser-action"]


@pytest.mark.parametrize(
    "when",
    [
        "{rule: support}",
        "{rule: beyond}",
        "{term: supported}",
        "{is_met: false}",
        "{not_regulated: {de: x, fr: y, en: z}}",
        f"{{all: [{GROWN}, {{rule: support}}]}}",
        "{any: [{rule: support}, {term: supported}, {term: supported}]}",
        f"{{by_case: [{{when: {GROWN}, then: {{rule: support}}}}, {{otherwise: {SUPPORTED}}}]}}",
        f"{{{READ}, choose: {{narrow: {{rule: support}}, wide: {{rule: beyond}}}}}}",
    ],
)
def test_an_action_that_asks_for_the_rule_of_its_step_is_fine(when: str):
    assert giving(when) == []


@pytest.mark.parametrize(
    "when",
    [
        GROWN,
        "{is_met: true}",
        "{not: {rule: support}}",
        f"{{any: [{{rule: support}}, {GROWN}]}}",
        f"{{by_case: [{{when: {GROWN}, then: {{rule: support}}}}, {{otherwise: {GROWN}}}]}}",
        f"{{{READ}, choose: {{narrow: {{rule: support}}, wide: {GROWN}}}}}",
        f"{{{READ}, is: narrow}}",
        "{rule: eligibility}",
    ],
)
def test_an_action_that_is_open_beside_the_rule_of_its_step_is_found(when: str):
    assert giving(when) == ["looser-action"]


def test_who_asks_for_a_step_need_not_wait_for_it():
    assert giving(GROWN, capacity="requests") == []
    assert giving(GROWN, capacity="is-informed") == []


def test_who_asks_for_more_within_a_step_waits_for_it():
    within = {"capacity": "requests", "provider": "    provider: contact\n"}
    assert giving(GROWN, **within) == ["looser-action"]
    assert giving("{rule: support}", **within) == []


def test_a_name_that_is_gone_everywhere_is_like_no_other():
    """A slip is at one place; what stands at several was renamed or taken away."""
    slip = "{fact: person.agee, at_least: 16}"
    both = f"{{any: [{slip}, {{fact: person.agee, at_least: 18}}]}}"
    for text, near in ((slip, "person.age"), (both, "")):
        found = findings(eligibility=examples.when(text))
        assert {one.words["near"] for one in found if one.code == "unknown-fact"} == {near}


def test_whoever_is_informed_of_an_action_does_not_take_it() -> None:
    def entry(name: str, rest: str) -> str:
        return f"  - {{id: {name}, {examples.LABEL}, clauses: [XX-1], {rest}}}\n"

    entries = entry("give", "capacity: decides, by: [coordinator]")
    entries += entry("hear-of-it", "action: give, capacity: is-informed, by: [contact]")
    entries += entry("hear", "capacity: is-informed, by: [contact]")
    found, faults = edition(organisation=examples.organisation(f"competences:\n{entries}"))
    assert found, faults
    rules = compile_edition(found).rules
    assert [one.id for one in rules["give"].criteria] == ["give"]
    assert "hear" not in rules
