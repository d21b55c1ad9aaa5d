"""The language service: what may stand here, what it means, where it is, how it is renamed."""

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest

from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.editor.edits import Edit, applied
from iiz_rules.editor.findings import findings_of
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.outline import outline
from iiz_rules.editor.places import definition, renamable, rename, uses
from iiz_rules.editor.retabling import bytes_after
from iiz_rules.editor.spots import Spot, covering, spots_of
from iiz_rules.findings.errors import UsageError
from iiz_rules.language.editions import Folder, find_folder
from iiz_rules.policy import load
from iiz_rules.testing.suite import run_canton
from tests.editor.desk import RULES, ZURICH, Desk, at, case
from tests.effort import sampled

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


SUITING = {
    "person.employable": ["is"],
    "person.residence.canton": ["is", "is_one_of"],
    "registrations": ["contains", "contains_any", "contains_all", "count"],
    "[registrations, team.further_participants]": [
        "contains",
        "contains_any",
        "contains_all",
        "count",
    ],
    "analysis.last_on": ["is", "is_one_of", "at_least", "at_most", "before", "after"],
}


@pytest.mark.parametrize("fact", SUITING)
def test_only_comparisons_that_suit_the_fact_are_proposed(fact: str):
    proposed = at(LIVES, f"{{fact: {fact}, |}}").proposed()
    wanted = SUITING[fact]
    assert [name for name in COMPARED if name in proposed and name in wanted] == wanted
    others = {*COMPARED} - {*wanted} - {"between", "within"}
    assert not others & {*proposed}


COMPARED = (
    *("is", "is_one_of", "at_least", "at_most", "before", "after", "between", "within"),
    *("contains", "contains_any", "contains_all", "count"),
)


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
    "a language in which the title is not yet": ("  en: The doctor", "  e|: The doctor", ["en"]),
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
        ("title", DOCTOR_CASE, "fr", "dans la langue principale du canton"),
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
    criteria = [entry.name for entry in outline(file, "de", "de") if entry.model == "Criterion"]
    assert criteria[-3:] == ["registered", "multi-problem", "coordination-need"]  # one has no name
    lists = at("code_lists", file="2014-04-01/facts.yaml").file
    assert "ZH" in [inner.name for entry in outline(lists, "de", "de") for inner in entry.inside]


def test_findings_are_of_the_text_as_it_stands_in_the_editor():
    desk = at(LIVES, "{fact: person.residence.kanton|, is: ZH}")
    found = findings_of(desk.names.canton)
    assert [one.code for one in found[desk.file.path]] == ["unknown-fact"]
    assert findings_of(at(LIVES).names.canton) == {}


RENAMED = {
    "person.residence.canton": ("2014-04-01/facts.yaml", "person.residence.kanton"),
    "gemeinde": ("2014-04-01/organisation.yaml", "commune"),
    "rav": (DOCTOR_CASE, "employment-office"),
    "awa.amtsleitung": (case("traegerschaft-mit-stellvertretungen.yaml"), "awa.leitung"),
}


def test_a_new_name_is_put_in_all_files_translations_and_cases_and_nothing_else_changes(
    tmp_path: Path,
):
    folder = copied(ZURICH.path, tmp_path)
    before = answers(folder)
    for name, (file, new) in RENAMED.items():
        desk = at(name, file=file, folder=folder)
        assert renamable(*desk)
        put(desk.names, rename(*desk, new))
    assert renamed(folder, of_each_kind=2) > 40
    assert findings_of(CantonText(folder)) == {}
    assert answers(folder) == before


SMALL = {
    "musterland": Path("tests/cantons/musterland"),
    "orchard": Path("tests/verification/orchard"),
}


@pytest.mark.parametrize("name", SMALL)
def test_whatever_has_a_name_may_get_another_one(name: str, tmp_path: Path):
    folder = copied(SMALL[name], tmp_path)
    before = answers(folder), faults(folder)
    assert renamed(folder) > 60
    assert (answers(folder), faults(folder)) == before


def copied(path: Path, to: Path) -> Folder:
    """A copy of a canton with some of its cases: those whose names begin with an a or a t."""
    some = shutil.ignore_patterns("[b-su-z]*-*-*.yaml")
    return Folder(Path(shutil.copytree(path, to / path.name, ignore=some)), path.name)


def renamed(folder: Folder, of_each_kind: int = 1000) -> int:
    """Call all that has a name otherwise, so many of each kind, and say how many there were."""
    done: set[tuple[str, str]] = set()
    while True:
        names = CantonNames(CantonText(folder))
        edits: dict[tuple[Path, tuple[int, int]], Edit] = {}
        before = len(done)
        for one in names.declared:
            known = [name for kind, name in done if kind == one.model]
            new = FORMS_OF_NEW.get(one.model, "{}x").format(one.name)
            if one.kinds or not one.renamable or one.name in known:
                continue
            if len(known) >= 2 * of_each_kind:
                continue
            node = one.spot.node
            made = {
                (edit.path, edit.start): edit
                for edit in rename(names, one.file, node.line, node.column, new)
            }
            if not made.keys() & edits.keys():  # else in the next round
                edits |= made
                kinds = {one.model, *(other.model for other in names.together(one))}
                done |= {(kind, name) for kind in kinds for name in (one.name, new)}
        put(names, edits.values())
        if len(done) == before:
            return len(done) // 2


FORMS_OF_NEW = {"Clause": "{}.999", "Interpretation": "{}9"}


def put(names: CantonNames, edits: Collection[Edit]) -> None:
    """Write edits into the files."""
    for path in {edit.path for edit in edits}:
        here = [one for one in edits if one.path == path]
        path.write_bytes(bytes_after(names, path, path.read_bytes(), here))


def faults(folder: Folder) -> list[str]:
    """What is wrong with a canton, without the names."""
    found = findings_of(CantonText(folder))
    return [one.code for path in sorted(found) for one in found[path]]


def answers(folder: Folder) -> list[tuple[str, int, bool]]:
    """Which cases compare how much, and whether they hold."""
    cases = (case for run in run_canton(folder) for case in run.cases)
    return [(case.title["de"], len(case.comparisons), case.passed) for case in cases]


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


def test_what_the_language_calls_by_several_names_is_declared_by_each_of_them():
    desk = at("awa.amtsleitung", file=SEATS)
    lines = [one.file.text.splitlines()[one.node.line - 1] for one in definition(*desk)]
    assert ["id: awa," in lines[0], "id: amtsleitung," in lines[1]] == [True, True]
    used = {(one.file.path.name, one.node.value) for one in uses(*desk)}
    assert (Path(SEATS).name, "awa.amtsleitung") in used
    assert all(value == "awa.amtsleitung" for _, value in used)
    assert "Amt für Wirtschaft und Arbeit (AWA) – leitet das Amt" in desk.said("de")


SEATS = case("traegerschaft-mit-stellvertretungen.yaml")


def test_names_made_of_several_are_proposed_in_cases_with_what_they_are_called():
    proposed = at("facts: {}\n", "facts:\n  traegerschaft.a|\n", SEATS).proposed("fr")
    assert {"traegerschaft.awa.members", "traegerschaft.awa.amtsleitung"} <= proposed.keys()
    assert proposed["traegerschaft.against"].endswith(" – Voix contre")
    wanted = at("      awa: ", "      |: ", SEATS).proposed()
    assert {"awa", "ksa.amtsleitung", "sva.direktion"} <= wanted.keys()
    assert "traegerschaft.against" not in at(LIVES, "{fact: traegerschaft.ag|").proposed()


NESTED = "facts: {traegerschaft: {awa: {members: 1}, ksa: {members: 1}}}\n"


def test_in_a_case_a_name_gets_another_one_on_each_of_the_lines_on_which_it_stands():
    desk = at("facts: {}\n", NESTED.replace("awa", "a|wa"), SEATS)
    desk = desk._replace(column=desk.column + len("wa: {"))  # on what is counted of it
    assert any(one.name == "traegerschaft.awa.members" for one in desk.names.meant(*spot(desk)))
    [edited] = [
        applied(desk.file.text, [one for one in edits if one.path == desk.file.path])
        for edits in [rename(*desk, "traegerschaft.arbeitsamt.members")]
    ]
    assert "facts: {traegerschaft: {arbeitsamt: {members: 1}, ksa: {members: 1}}}" in edited
    assert "{of: arbeitsamt, lacks: [amtsleitung]}" in edited
    with pytest.raises(UsageError) as refused:
        rename(*desk, "gremium.arbeitsamt.members")
    assert refused.value.findings[0].code == "name-of-several"


def spot(desk: Desk) -> tuple[TextFile, Spot]:
    """What stands at the cursor, and its file."""
    stands = covering(spots_of(desk.file), desk.line, desk.column)
    assert stands
    return desk.file, stands


@pytest.mark.parametrize("canton", sampled(["zurich", "valais"], 2))
def test_every_name_of_a_canton_means_something_and_all_that_it_makes_has_a_name(canton: str):
    names = CantonNames(CantonText(find_folder(canton)))
    unknown = {
        name
        for name, placed in names.named.items()
        for one in placed
        if one.spot.kinds and not names.meant(one.file, one.spot)
    }
    given = {
        one.spot.name for placed in names.named.values() for one in placed if is_given(one.spot)
    }
    assert {name for name in unknown - given if not is_group(names, name)} <= LITERAL
    program = load(canton).program
    for kind, made in (("missing", program.facts), ("asked", program.rules)):
        known = {one.name for one in names.declared if one.is_meant(kind)}
        assert set(made) - known <= {"actor"}


LITERAL = {"nothing", "route", "not-regulated", "quorum", "majority", "others", "size"}
"""What the language calls so itself."""


def is_given(spot: Spot) -> bool:
    """Whether it is a value, which may be a number or a day as well."""
    return spot.kinds == ("value",)


def is_group(names: CantonNames, name: str) -> bool:
    """Whether facts stand below it in a case."""
    return any(known.startswith(f"{name}.") for known in names.by_name)
