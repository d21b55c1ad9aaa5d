"""Texts in the languages that a canton declares: in the file, or beside it in `texts.fr.yaml`."""

from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.tables.cells import reader
from tests.checks.canton import TINY

CANTON = """
language: 2
languages: [de, fr, it]
canton: bund
label: {de: Bund, fr: Confédération, it: Confederazione}
sources: [{id: gesetz, label: {de: Gesetz, fr: Loi, it: Legge}}]
editions: [{id: undated, source: gesetz}]
"""
FACTS = """
code_lists:
  - id: seiten
    label: Seiten
    codes: [{id: links, label: Links}, {id: rechts, label: Rechts}]
facts:
  - {id: person.age, type: int, label: Alter, question: Wie alt?, at_least: 0}
  - {id: person.side, type: code, code_list: seiten, label: {de: Seite, it: Lato}, question: Wo?}
"""
CLAUSES = """
clauses: [{id: XX-1, section: eins, says: Erwachsene haben Zugang., executable: full}]
"""
ELIGIBILITY = """
label: Zugang
clauses: [XX-1]
criteria:
  - id: adult
    label: Erwachsen
    clauses: [XX-1]
    mode: required
    when: {fact: person.age, at_least: 18}
  - id: silent
    label: Seite
    clauses: [XX-1]
    mode: required
    when: {any: [{fact: person.side, is: links}, {not_regulated: Schweigt.}]}
"""
FRENCH = """
facts:
  code_lists:
    seiten:
      label: Côtés
      codes: {links: {label: Gauche}, rechts: {label: Droite}}
  facts:
    person.age: {label: Âge, question: Quel âge ?}
    person.side: {label: Côté, question: Où ?}
clauses: {clauses: {XX-1: {says: Les adultes ont accès.}}}
eligibility:
  label: Accès
  criteria:
    adult: {label: Adulte}
    silent: {label: Côté, when: {any: {"2": {not_regulated: Se tait.}}}}
"""
ITALIAN = FRENCH.replace("person.side: {label: Côté, ", "person.side: {").replace("Âge", "Età")


def canton(folder: Path, **changed: str) -> Path:
    """A canton whose files are German, with its translations beside them."""
    files = {
        "canton.yaml": CANTON,
        "undated/facts.yaml": FACTS,
        "undated/clauses.yaml": CLAUSES,
        "undated/eligibility.yaml": ELIGIBILITY,
        "undated/texts.fr.yaml": FRENCH,
        "undated/texts.it.yaml": ITALIAN,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(file.stem.replace(".", "_"), text), "utf-8")
    return folder


def codes(folder: Path) -> list[str]:
    """The codes of what is wrong with a canton."""
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(folder)
    return [finding.code for finding in caught.value.findings]


def test_texts_beside_the_files_are_read_as_if_they_stood_in_them(tmp_path: Path):
    program = iiz.load(canton(tmp_path)).program
    age, side = program.facts["person.age"], program.facts["person.side"]
    assert (age.label["de"], age.label["fr"], age.label["it"]) == ("Alter", "Âge", "Età")
    assert (side.label["it"], side.codes["links"]["fr"]) == ("Lato", "Gauche")
    assert program.label["fr"] == "Confédération"
    assert program.rules["eligibility"].criteria[1].label["fr"] == "Côté"


def test_a_language_that_the_canton_does_not_have_is_its_main_one(tmp_path: Path):
    assert iiz.load(canton(tmp_path)).program.facts["person.age"].label["en"] == "Alter"


def test_out_of_the_cache_the_texts_are_the_same(tmp_path: Path):
    first, second = (iiz.load(canton(tmp_path)).program for _ in range(2))
    assert first.facts == second.facts


def test_another_translation_is_another_edition(tmp_path: Path):
    before = iiz.load(canton(tmp_path)).program
    after = iiz.load(canton(tmp_path, texts_fr=FRENCH.replace("Âge", "Age"))).program
    assert after.facts["person.age"].label["fr"] == "Age"
    assert after.digest != before.digest


def test_a_text_that_lacks_a_declared_language_is_found_where_it_stands(tmp_path: Path):
    folder = canton(tmp_path, texts_it=ITALIAN.replace("    adult: {label: Adulte}\n", ""))
    with pytest.raises(iiz.LoadError) as caught:
        iiz.load(folder)
    [finding] = caught.value.findings
    assert (finding.code, finding.words) == ("missing-language", {"key": "it"})
    assert (finding.place.source.name[-16:], finding.place.line) == ("eligibility.yaml", 6)


def test_a_language_that_is_not_declared_is_not_asked_for(tmp_path: Path):
    declared = CANTON.replace("[de, fr, it]", "[de, fr]")
    folder = canton(tmp_path, canton=declared, texts_it="facts: {}")
    assert iiz.load(folder).program.facts["person.side"].label["it"] == "Lato"


def test_the_first_language_is_that_of_texts_that_name_none(tmp_path: Path):
    declared = CANTON.replace("[de, fr, it]", "[it]")
    folder = canton(tmp_path, canton=declared, texts_fr="facts: {}", texts_it="facts: {}")
    age = iiz.load(folder).program.facts["person.age"].label
    assert (age["it"], age["de"]) == ("Alter", "Alter")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("person.age:", "person.agee:", "unknown-text"),
        ("label: Adulte", "lable: Adulte", "unknown-text"),
        ("label: Adulte", "mode: {oui: Adulte}", "unknown-text"),
        ("adult: {label: Adulte}", "adult: Adulte", "unknown-text"),
        ("label: Adulte", "label: [Adulte]", "wrong-type"),
        ("label: Adulte", 'label: ""', "empty-text"),
        ("label: Adulte", 'label: " "', "empty-text"),
        ("label: Adulte", "mode: required", "unknown-text"),
        ("label: Adulte", "id: adulte", "unknown-text"),
        ("label: Adulte", "label: {oui: Adulte}", "unknown-text"),
        ("eligibility:", "eligible:", "unknown-text"),
    ],
)
def test_what_translates_nothing_is_found(tmp_path: Path, before: str, after: str, code: str):
    folder = canton(tmp_path, texts_fr=FRENCH.replace(before, after))
    assert code in codes(folder)


def test_a_text_in_the_file_and_beside_it_is_there_twice(tmp_path: Path):
    text = ITALIAN.replace("person.side: {", "person.side: {label: Fianco, ")
    assert codes(canton(tmp_path, texts_it=text)) == ["text-twice"]


def test_the_tiny_canton_has_all_in_its_files():
    assert iiz.load(TINY).program.facts["person.age"].label["fr"] == "Âge"


def test_what_is_no_language_is_found_where_it_is_written(tmp_path: Path):
    folder = canton(tmp_path, facts=FACTS.replace("{de: Seite,", "{de: Seite, deu: Seite,"))
    assert "bad-form" in codes(folder)


def test_a_further_language_stands_in_the_data_and_may_be_used_in_a_table(tmp_path: Path):
    italian = ITALIAN.replace("{label: Gauche}", "{label: Sinistra}")
    policy = iiz.load(canton(tmp_path, texts_it=italian))
    decision = policy.ask("eligibility", {"person.age": 20}, on="2024-03-05")
    assert decision.to_dict()["criteria"][0]["label"]["it"] == "Adulte"
    read = reader(policy.program.facts["person.side"])
    assert [read(word) for word in ("Links", "Gauche", "Sinistra")] == ["links"] * 3


def test_who_reads_another_language_gets_the_cantons_main_one(tmp_path: Path):
    """Not the English that some texts have beside it, wherever that stands."""
    declared = CANTON.replace("[de, fr, it]", "[it]").replace(
        "de: Bund, fr: Confédération", "en: Union"
    )
    facts = FACTS.replace("{de: Seite, it: Lato}", "{en: Side, it: Lato}")
    folder = canton(
        tmp_path, canton=declared, facts=facts, texts_fr="facts: {}", texts_it="facts: {}"
    )
    english = "facts: {facts: {person.age: {label: Age}}}\n"
    (folder / "undated" / "texts.en.yaml").write_text(english, "utf-8")
    program = iiz.load(folder).program
    assert program.label["fr"] == program.label["de"] == "Confederazione"
    assert program.facts["person.side"].label["fr"] == "Lato"
    assert program.facts["person.age"].label["fr"] == "Alter"  # written as if it were Italian
    assert program.facts["person.age"].label["en"] == "Age"
