"""The language service: what may stand here, what it means, where it is, how it is renamed."""

import shutil
from pathlib import Path

import pytest

from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.edits import applied
from iiz_rules.editor.findings import findings_of
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.outline import outline
from iiz_rules.editor.places import definition, renamable, rename, uses
from iiz_rules.findings.errors import UsageError
from iiz_rules.language.editions import Folder
from iiz_rules.testing.suite import run_canton
from tests.editor.desk import RULES, ZURICH, at, case

LIVES = "{fact: person.residence.canton, is: ZH}"
DOCTOR = "aerztin-erarbeitet-die-strategie-mit.yaml"

PROPOSED = {
    "a fact by the beginning of its name": (
        LIVES,
        "{fact: person.res|",
        ["person.residence.canton"],
    ),
    "a fact by how it is called": (LIVES, "{fact: Hauptwohn|", ["person.residence.canton"]),
    "the codes of the fact": (LIVES, "{fact: person.residence.canton, is: |}", ["ZH", "AG", "AI"]),
    "the codes in a list": (LIVES, "{fact: registrations, contains_any: [|", ["gemeinde"]),
    "comparisons": (LIVES, "{fact: person.residence.canton, |}", ["is", "is_one_of"]),
    "kinds of conditions": (LIVES, "{|}", ["fact", "judgement", "term"]),
    "yes and no of a fact that is one": (
        LIVES,
        "{fact: person.employable, is: |}",
        ["true", "false"],
    ),
    "clauses": ("clauses: [ZH-6.2]\n", "clauses: [ZH-6.|\n", ["ZH-6.1", "ZH-6.2"]),
    "interpretations": ("interpretation: A-ZH-06", "interpretation: |", ["A-ZH-01", "A-ZH-02"]),
    "readings of the interpretation": ("civil-domicile: {", "|: {", ["civil-domicile"]),
    "terms": (LIVES, "{term: |}", ["multi-problem"]),
    "a new criterion or a condition alone": (
        "  - id: residence\n",
        "  - |\n  - id: residence\n",
        ["id", "label", "when"],
    ),
    "keys below what stands there": ("clauses: [ZH-6.2]\n", "clauses: [ZH-6.2]\n    |\n", ["mode"]),
    "words of the language": ("clauses: [ZH-6.2]\n", "mode: |\n", ["required", "indicative"]),
}


@pytest.mark.parametrize("row", PROPOSED)
def test_proposed_is(row: str):
    old, new, wanted = PROPOSED[row]
    assert [name for name in at(old, new).proposed() if name in wanted] == wanted


def test_a_proposal_is_called_as_its_reader_calls_it():
    assert at(LIVES, "{fact: person.res|").proposed("fr") == {
        "person.residence.canton": "Canton de domicile principal"
    }


def test_a_key_is_put_in_with_its_colon_and_one_that_is_there_not_again():
    desk = at(LIVES, "{fact: person.residence.canton, |: ZH}")
    assert "fact" not in desk.proposed()
    assert "is" in desk.proposed()


def test_what_is_wrong_further_down_does_not_keep_from_proposing():
    desk = at(LIVES, "{fact: person.residence.canton, is: |\n    when: {any: [}")
    assert "ZH" in desk.proposed()


IN_CASES = {
    "facts": ("facts:\n", "facts:\n  adv|\n", ["advice.took_place"]),
    "the rest of a fact below its group": (
        "facts:\n",
        "facts:\n  x: {}\n  advice: {t|\n",
        ["took_place"],
    ),
    "codes": ("[rav]", "[|", ["rav", "ksa"]),
    "who may": ("actor: doctor", "actor: doc|", ["doctor"]),
    "what may be done": ("action: work-out-strategy", "action: work-|", ["work-out-strategy"]),
    "answers, quoted": ('answer: "yes"', "answer: |", ['"yes"', '"no"', "open"]),
}


@pytest.mark.parametrize("row", IN_CASES)
def test_proposed_in_a_case_is(row: str):
    old, new, wanted = IN_CASES[row]
    proposed = at(old, new, DOCTOR_CASE).proposed()
    assert set(wanted) <= set(proposed)


DOCTOR_CASE = case(DOCTOR)


@pytest.mark.parametrize(
    ("word", "file", "language", "said"),
    [
        ("person.residence.canton", RULES, "de", "In welchem Kanton ist die Person"),
        ("person.residence.canton", RULES, "fr", "Dans quel canton la personne"),
        ("ZH-6.2", RULES, "fr", "La personne doit habiter le canton"),
        ("A-ZH-06", RULES, "en", "(default)"),
        ("civil-domicile", RULES, "de", "zivilrechtlicher Wohnsitz"),
        ("interpretation", RULES, "fr", "dont la lecture compte"),
        ("traegerschaft", "2014-04-01/organisation.yaml", "de", "ZH-8.1"),
        ("work-out-strategy", DOCTOR_CASE, "de", "Strategie"),
        ("took_place", DOCTOR_CASE, "de", "`advice.took_place`"),
    ],
)
def test_what_stands_at_a_place_is_explained_to_its_reader(word, file, language, said):
    assert said in at(word, file=file).said(language)


def test_what_is_named_is_found_where_it_is_declared_and_wherever_it_is_named():
    desk = at("person.residence.canton")
    [declared] = definition(*desk)
    assert declared.file.name == "cantons/zurich/2014-04-01/facts.yaml"
    files = {one.file.path.name for one in uses(*desk)}
    assert {"facts.yaml", "eligibility.yaml", "texts.fr.yaml", DOCTOR} <= files


def test_the_outline_names_what_has_a_name_and_what_is_in_it():
    file = at("ZH-6.2").file
    named = {entry.name: entry.label for entry in outline(file, "de", "de")}
    assert named["residence"] == "Wohnsitz im Kanton Zürich"
    lists = at("code_lists", file="2014-04-01/facts.yaml").file
    assert "ZH" in [inner.name for entry in outline(lists, "de", "de") for inner in entry.inside]


def test_findings_are_of_the_text_as_it_stands_in_the_editor():
    desk = at(LIVES, "{fact: person.residence.kanton|, is: ZH}")
    found = findings_of(desk.names.canton)
    assert [one.code for one in found[desk.file.path]] == ["unknown-fact"]
    assert findings_of(at(LIVES).names.canton) == {}


RENAMED = {
    "person.residence.canton": ("2014-04-01/facts.yaml", "person.residence.kanton"),
    "ZH-6.2": (RULES, "ZH-6.29"),
    "multi-problem": (RULES, "several-problems"),
    "A-ZH-06": (RULES, "A-ZH-96"),
    "civil-domicile": (RULES, "domicile"),
    "doctor": (DOCTOR_CASE, "physician"),
    "gemeinde": ("2014-04-01/organisation.yaml", "commune"),
    "work-out-strategy": (DOCTOR_CASE, "devise-strategy"),
    "rav": (DOCTOR_CASE, "employment-office"),
}


def test_a_new_name_is_put_in_all_files_translations_and_cases_and_nothing_else_changes(
    tmp_path: Path,
):
    some = shutil.ignore_patterns("[b-z]*-*-*.yaml")  # of the cases those that begin with an a
    copied = shutil.copytree(ZURICH.path, tmp_path / "zurich", ignore=some)
    folder = Folder(Path(copied), "zurich")
    before = answers(folder)
    for name, (file, new) in RENAMED.items():
        desk = at(name, file=file, folder=folder)
        assert renamable(*desk)
        edits = rename(*desk, new)
        for path in {edit.path for edit in edits}:
            text = path.read_text("utf-8")
            path.write_text(applied(text, [one for one in edits if one.path == path]), "utf-8")
    assert findings_of(CantonText(folder)) == {}
    assert answers(folder) == before


def answers(folder: Folder) -> list[tuple[str, int, bool]]:
    """Which cases compare how much, and whether they hold."""
    cases = (case for run in run_canton(folder) for case in run.cases)
    return [(case.title, len(case.comparisons), case.passed) for case in cases]


@pytest.mark.parametrize(
    ("word", "new", "code"),
    [
        ("ZH-6.2", "zh", "bad-form"),
        ("ZH-6.2", "ZH-6.3", "name-taken"),
        ("person.residence.canton", "residence", "named-below"),
    ],
)
def test_a_name_that_cannot_be_is_refused(word: str, new: str, code: str):
    with pytest.raises(UsageError) as refused:
        rename(*at(word), new)
    assert refused.value.findings[0].code == code


def test_a_rule_that_is_called_as_its_file_keeps_its_name():
    assert renamable(*at("eligibility", file="2014-04-01/escalation.yaml")) is None


def test_every_name_of_the_cantons_is_known_to_mean_something():
    desk = at(LIVES)
    names = CantonNames(desk.names.canton)
    unknown = {
        (one.spot.kinds[0], name)
        for name, placed in names.named.items()
        for one in placed
        if one.spot.kinds and not names.meant(one.file, one.spot)
    }
    left = [name for kind, name in unknown if kind not in OPEN and name != "nothing"]
    assert [name for name in left if not (is_group(names, name) or of_body(names, name))] == []


OPEN = ("value", "criterion", "asked")
"""Kinds of names of which the language makes some itself, and numbers."""


def is_group(names: CantonNames, name: str) -> bool:
    """Whether facts stand below it in a case."""
    return any(known.startswith(f"{name}.") for known in names.by_name)


def of_body(names: CantonNames, name: str) -> bool:
    """Whether it is what the language makes of a body and its seats."""
    return any(one.model == "Body" for one in names.by_name.get(name.partition(".")[0], ()))
