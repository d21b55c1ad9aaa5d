"""Editions written as the difference from another, and cantons that stand on a law above them."""

import re
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.finding import Finding
from iiz_rules.language.edition_texts import read_texts
from iiz_rules.language.editions import Folder, entry_on, read_canton
from iiz_rules.language.layers import unpacked

CANTON = """
language: 2
languages: [de, fr]
canton: tal
label: {de: Tal, fr: Vallée}
sources: [{id: konzept, label: {de: Konzept, fr: Concept}}]
editions:
  - {id: 2024-01-01, source: konzept, valid_from: 2024-01-01, valid_to: 2025-12-31}
  - {id: 2026-01-01, source: konzept, valid_from: 2026-01-01, based_on: 2024-01-01}
"""
FACTS = """
facts:
  - {id: person.age, type: int, label: Alter, question: Wie alt?, at_least: 0}
  - {id: person.here, type: bool, label: wohnt hier, question: Hier?}
  - {id: person.asks, type: bool, label: fragt an, question: Von sich aus?}
"""
CLAUSES = """
clauses: [{id: XX-1, section: eins, says: Erwachsene haben Zugang., executable: full}]
"""
ELIGIBILITY = """
label: Zugang
clauses: [XX-1]
criteria:
  - {id: adult, label: Erwachsen, when: {fact: person.age, at_least: 18}}
  - {fact: person.here, is: true}
  - {fact: person.asks, is: true}
"""
EVENTS = """
initially: {person.asks: false, person.here: true}
events:
  - {id: came, label: kommt, clauses: [XX-1], opens: true, needs: [person.age]}
  - {id: left, label: geht, clauses: [XX-1], closes: true}
"""
TEXTS = """
facts:
  facts:
    person.age: {label: Âge, question: "Quel âge ?"}
    person.here: {label: habite ici, question: "Ici ?"}
    person.asks: {label: demande, question: "De son gré ?"}
clauses: {clauses: {XX-1: {says: Les adultes ont accès.}}}
eligibility: {label: Accès, criteria: {adult: {label: Adulte}}}
events: {events: {came: {label: vient}, left: {label: part}}}
"""
FILES = {
    "facts.yaml": FACTS,
    "clauses.yaml": CLAUSES,
    "eligibility.yaml": ELIGIBILITY,
    "events.yaml": EVENTS,
    "texts.fr.yaml": TEXTS,
}
HERE = {"person.age": 20, "person.here": True, "person.asks": True}
LAW = """
language: 2
languages: [fr, de]
canton: loi
label: {fr: Loi, de: Gesetz}
sources: [{id: loi, label: {fr: Loi, de: Gesetz}}]
editions: [{id: "2024", source: loi}]
"""
LAW_FILES = {
    "facts.yaml": """
facts: [{id: person.age, type: int, label: Âge, question: "Quel âge ?"}]
""",
    "clauses.yaml": """
clauses: [{id: CH-1, section: un, says: La loi vaut dès 16 ans., executable: full}]
""",
    "eligibility.yaml": """
label: Accès
clauses: [CH-1]
criteria: [{id: of-age, label: Âge minimal, when: {fact: person.age, at_least: 16}}]
""",
    "interpretations.yaml": """
interpretations:
  - id: A-CH-01
    label: Marge
    question: Laquelle ?
    clauses: [CH-1]
    options: [{id: narrow, label: étroite}, {id: wide, label: large}]
    default: narrow
    rationale: prudence
""",
    "texts.de.yaml": """
facts: {facts: {person.age: {label: Alter, question: Wie alt?}}}
clauses: {clauses: {CH-1: {says: Das Gesetz gilt ab 16 Jahren.}}}
eligibility: {label: Zugang, criteria: {of-age: {label: Mindestalter}}}
interpretations:
  interpretations:
    A-CH-01:
      label: Spielraum
      question: Welcher?
      rationale: Vorsicht
      options: {narrow: {label: eng}, wide: {label: weit}}
""",
}
OWN = {
    "facts.yaml": """
facts: [{id: person.asks, type: bool, label: {de: F, fr: D}, question: {de: F, fr: D}}]
""",
    "clauses.yaml": """
clauses: [{id: XX-1, section: eins, says: {de: Eins., fr: Un.}, executable: full}]
""",
    "eligibility.yaml": "criteria: [{fact: person.asks, is: true}]",
}


def canton(folder: Path, later: dict[str, str], **first: str) -> Path:
    """A canton of two editions; the later one writes only what differs."""
    inside = folder / "tal"
    files = {f"2024-01-01/{name}": text for name, text in (FILES | first).items()}
    files |= {f"2026-01-01/{name}": text for name, text in later.items()}
    return written(inside, {"canton.yaml": CANTON, **files})


def below_a_law(folder: Path, own: dict[str, str], **law: str) -> Path:
    """A canton of one edition that stands on a law beside it."""
    listed = CANTON[: CANTON.index("editions:")]
    entry = "editions: [{id: '2025', source: konzept, under: loi/2024}]\n"
    files = {f"2024/{name}": text for name, text in (LAW_FILES | law).items()}
    written(folder / "loi", {"canton.yaml": LAW, **files})
    mine = {f"2025/{name}": text for name, text in own.items()}
    return written(folder / "tal", {"canton.yaml": listed + entry, **mine})


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def criteria(policy: iiz.Policy) -> list[str]:
    return [criterion.id for criterion in policy.program.rules["eligibility"].criteria]


def refused(folder: Path, on: str = "2026-03-05") -> list[Finding]:
    with pytest.raises(iiz.LoadError) as error:
        iiz.load(folder, on=on)
    return [finding for finding in error.value.findings if finding.severity == "error"]


def codes(folder: Path, on: str = "2026-03-05") -> list[str]:
    return [finding.code for finding in refused(folder, on)]


def test_what_is_not_written_is_as_in_the_edition_it_is_based_on(tmp_path: Path):
    folder = canton(tmp_path, {"facts.yaml": "facts: [{id: person.age, at_most: 120}]"})
    old, new = iiz.load(folder, on="2025-03-05"), iiz.load(folder, on="2026-03-05")
    assert (old.program.edition, new.program.edition) == ("2024-01-01", "2026-01-01")
    assert criteria(old) == criteria(new) == ["adult", "person.here", "person.asks"]
    assert old.program.facts["person.age"].domain.at_most is None
    assert new.program.facts["person.age"].domain.at_most == 120
    assert new.program.facts["person.age"].label["fr"] == "Âge"
    assert old.eligibility(HERE).verdict == new.eligibility(HERE).verdict == iiz.Truth.YES


def test_rules_announced_for_later_are_told_as_announced(tmp_path: Path):
    folder = canton(tmp_path, {})
    now, later = iiz.load(folder, on="2025-03-05"), iiz.load(folder, on="2026-03-05")
    told = [" ".join(one.eligibility(HERE).explain("de").split()) for one in (now, later)]
    assert "Ab 01.01.2026 gilt: Ausgabe vom 01.01.2026." in told[0]
    assert " gilt: " not in told[1]


def test_a_criterion_is_amended_added_and_removed_by_its_name(tmp_path: Path):
    amendment = """
criteria:
  - {id: adult, when: {fact: person.age, at_least: 16}}
  - {id: elder, label: {de: Älter, fr: Aîné}, when: {not: {fact: person.age, at_least: 90}}}
  - {fact: person.here, removed: true}
"""
    folder = canton(tmp_path, {"eligibility.yaml": amendment})
    new = iiz.load(folder, on="2026-03-05")
    assert criteria(new) == ["adult", "elder", "person.asks"]
    young = HERE | {"person.age": 17}
    assert iiz.load(folder, on="2025-03-05").eligibility(young).verdict == iiz.Truth.NO
    assert new.eligibility(young).verdict == iiz.Truth.YES


@pytest.mark.parametrize(
    ("amendment", "order"),
    [
        ("[{id: adult}, {fact: person.asks, at: x}]", None),
        ("[{id: new, when: N}, {id: adult}]", ["new", "adult", "person.here", "person.asks"]),
        ("[{id: adult}, {id: new, when: N}]", ["adult", "new", "person.here", "person.asks"]),
        ("[{id: new, when: N}]", ["adult", "person.here", "person.asks", "new"]),
        (
            "[{id: a, when: N}, {id: person.here}, {id: b, when: N}, {id: c, when: N}]",
            ["adult", "a", "person.here", "b", "c", "person.asks"],
        ),
    ],
)
def test_what_is_new_joins_behind_what_is_written_above_it(
    tmp_path: Path, amendment: str, order: list[str] | None
):
    new = amendment.replace(
        "when: N", "label: {de: N, fr: N}, when: {fact: person.age, at_most: 99}"
    )
    folder = canton(tmp_path, {"eligibility.yaml": f"criteria: {new}"})
    if order is None:
        assert codes(folder) == ["unknown-key"]
    else:
        assert criteria(iiz.load(folder, on="2026-03-05")) == order


def test_a_condition_alone_becomes_a_criterion_with_clauses_of_its_own(tmp_path: Path):
    more = "clauses: [{id: XX-2, section: zwei, says: {de: Neu., fr: Neuf.}, executable: full}]"
    amendment = "criteria: [{id: person.here, clauses: [XX-2]}, {fact: person.asks, is: false}]"
    folder = canton(tmp_path, {"eligibility.yaml": amendment, "clauses.yaml": more})
    policy = iiz.load(folder, on="2026-03-05")
    rule = policy.program.rules["eligibility"]
    cited = {one.id: list(one.clauses) for one in rule.criteria}
    assert cited == {"adult": ["XX-1"], "person.here": ["XX-2"], "person.asks": ["XX-1"]}
    assert policy.eligibility(HERE | {"person.asks": False}).verdict == iiz.Truth.YES


def test_a_thing_or_a_file_can_stand_alone(tmp_path: Path):
    facts = """
facts:
  - {id: person.age, whole: true, type: int, label: {de: A, fr: A}, question: {de: A, fr: A}}
"""
    whole = """
whole: true
label: {de: Neuer Zugang, fr: Nouvel accès}
clauses: [XX-1]
criteria: [{fact: person.asks, is: true}]
"""
    folder = canton(tmp_path, {"facts.yaml": facts, "eligibility.yaml": whole})
    policy = iiz.load(folder, on="2026-03-05")
    assert policy.program.facts["person.age"].domain.at_least is None
    assert criteria(policy) == ["person.asks"]


def test_a_file_can_be_removed_and_one_that_is_needed_is_missed(tmp_path: Path):
    removed = {"eligibility.yaml": "removed: true"}
    assert not iiz.load(canton(tmp_path, removed), on="2026-03-05").program.rules
    assert codes(canton(tmp_path / "x", {"clauses.yaml": "removed: true"}))[0] == "missing-file"
    assert codes(canton(tmp_path / "y", {"funding.yaml": "removed: true"})) == ["nothing-removed"]


def test_what_is_known_at_the_beginning_is_amended_fact_by_fact(tmp_path: Path):
    folder = canton(tmp_path, {"events.yaml": "initially: {person.here: false}"})
    flow = iiz.load(folder, on="2026-03-05").open_case("T-1", on="2026-03-05")
    flow.record("came", on="2026-03-05", facts={"person": {"age": 20}})
    assert flow.state.facts["person.asks"] is False
    assert flow.state.facts["person.here"] is False


@pytest.mark.parametrize(
    ("name", "amendment", "code"),
    [
        ("facts", "facts: [{label: Alter}]", "unnamed-amendment"),
        ("facts", "facts: []", "unnamed-amendment"),
        ("facts", "facts: [{id: person.agee, removed: true}]", "nothing-removed"),
        ("facts", "facts: [{id: person.asks, at: 1}, {id: person.age}]", "other-order"),
        ("facts", "facts: [{id: person.age}, {id: person.age, at_most: 3}]", "duplicate-id"),
        ("eligibility", "criteria: [{id: adult, removed: yes}]", "ambiguous-value"),
        ("eligibility", "criterias: []", "unknown-key"),
        ("facts", "facts: [{id: person.age, removed: false}]", "unknown-key"),
        ("facts", "facts: [{id: person.age, whole: 'true', at_most: 3}]", "unknown-key"),
    ],
)
def test_an_amendment_that_is_not_clear_is_refused_at_its_place(
    tmp_path: Path, name: str, amendment: str, code: str
):
    found = refused(canton(tmp_path, {f"{name}.yaml": amendment}))
    assert code in [finding.code for finding in found]
    assert all("/2026-01-01/" in str(finding.place) for finding in found)


def test_a_slip_in_a_name_is_told_and_a_new_thing_with_a_label_is_not(tmp_path: Path):
    slip = "criteria: [{id: adullt, clauses: [XX-1], when: {fact: person.age, at_least: 16}}]"
    folder = canton(tmp_path / "slip", {"eligibility.yaml": slip})
    [finding] = iiz.load(folder, on="2026-03-05").findings
    assert (finding.code, finding.words["near"]) == ("new-beside-similar", "adult")
    named = slip.replace("clauses", "label: {de: N, fr: N}, clauses")
    meant = canton(tmp_path / "new", {"eligibility.yaml": named})
    assert not iiz.load(meant, on="2026-03-05").findings


def test_only_an_edition_based_on_another_can_take_something_away(tmp_path: Path):
    facts = FACTS + "  - {id: x, removed: true}\n"
    assert set(codes(canton(tmp_path, {}, **{"facts.yaml": facts}), on="2025-03-05")) == {
        "unknown-key",
        "missing-key",
    }


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("based_on: '2023'", "unknown-edition"),
        ("based_on: 2026-01-01", "circular-edition"),
        ("under: bund/2024", "unknown-law"),
    ],
)
def test_an_edition_stands_on_what_there_is(tmp_path: Path, entry: str, code: str):
    folder = canton(tmp_path, {})
    text = CANTON.replace("based_on: 2024-01-01", entry)
    (folder / "canton.yaml").write_text(text, "utf-8")
    [finding] = refused(folder)
    assert (finding.code, finding.place.source.name[-15:]) == (code, "tal/canton.yaml")


def test_a_translation_of_a_text_that_was_changed_counts_no_more(tmp_path: Path):
    changed = {"facts.yaml": "facts: [{id: person.age, label: Lebensjahre}]"}
    assert codes(canton(tmp_path, changed)) == ["missing-language"]
    texts = "facts: {facts: {person.age: {label: Années}, person.here: {label: réside ici}}}"
    folder = canton(tmp_path, changed | {"texts.fr.yaml": texts})
    facts = iiz.load(folder, on="2026-03-05").program.facts
    assert facts["person.age"].label["fr"] == "Années"
    assert facts["person.here"].label["fr"] == "réside ici"
    assert facts["person.here"].label["de"] == "wohnt hier"
    assert iiz.load(folder, on="2025-03-05").program.facts["person.age"].label["fr"] == "Âge"


def test_texts_written_back_go_beside_the_files_of_the_edition_itself(tmp_path: Path):
    changed = {"facts.yaml": "facts: [{id: person.age, label: {de: Jahre, fr: Ans}}]"}
    folder = Folder(canton(tmp_path, changed), "tal")
    texts = read_texts(folder, entry_on(read_canton(folder), None, "tal"))
    assert not texts.lacking("fr", texts.every)
    files = {
        path.relative_to(folder.path).as_posix(): text for path, text in texts.set_apart().items()
    }
    assert files == {
        "2026-01-01/texts.fr.yaml": "facts:\n  facts:\n    person.age: {label: Ans}\n",
        "2026-01-01/facts.yaml": "facts: [{id: person.age, label: Jahre}]",
    }


def test_a_fault_in_the_edition_below_is_shown_where_it_is(tmp_path: Path):
    broken = ELIGIBILITY.replace("person.age, at_least", "person.agee, at_least")
    [finding] = refused(canton(tmp_path, {}, **{"eligibility.yaml": broken}))
    assert finding.code == "unknown-fact"
    assert "/2024-01-01/eligibility.yaml:5" in str(finding.place)


def test_the_cache_sees_that_a_file_below_was_changed(tmp_path: Path, monkeypatch: Any):
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))
    folder = canton(tmp_path, {"facts.yaml": "facts: [{id: person.age, at_most: 120}]"})
    first = iiz.load(folder, on="2026-03-05")
    monkeypatch.setattr("iiz_rules.loading._read", None)
    again = iiz.load(folder, on="2026-03-05")
    assert again.program == first.program
    monkeypatch.undo()
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))
    path = folder / "2024-01-01" / "eligibility.yaml"
    path.write_text(ELIGIBILITY.replace("at_least: 18", "at_least: 21"), "utf-8")
    changed = iiz.load(folder, on="2026-03-05")
    assert changed.program.digest != first.program.digest
    assert changed.eligibility(HERE).verdict == iiz.Truth.NO


def test_a_case_outlives_the_layers_of_its_edition(tmp_path: Path):
    events = "events: [{id: came, label: {de: kommt, fr: vient}, clauses: [XX-1], opens: true}]"
    policy = iiz.load(below_a_law(tmp_path, OWN | {"events.yaml": events}), on="2026-03-05")
    with Store(tmp_path / "cases.db") as store:
        policy.open_case("T-1", on="2026-03-05", store=store).record("came", on="2026-03-05")
        for name in ("tal", "loi"):
            (tmp_path / name).rename(tmp_path / f"gone-{name}")
        [key] = store.editions.by_number().values()
        kept = Archive(store).program(key)
    assert (kept.digest, kept.rules.keys()) == (policy.program.digest, policy.program.rules.keys())


def test_a_store_unpacks_no_file_outside_of_its_own_folder():
    for name in ("../x//facts.yaml", "../../etc/passwd", "/etc//passwd", "a/../..//canton.yaml"):
        with pytest.raises(ValueError, match=re.escape(name)):
            unpacked(name, "tal", "2024")


def test_a_canton_adds_to_the_law_above_it_which_is_in_another_language(tmp_path: Path):
    policy = iiz.load(below_a_law(tmp_path, OWN), on="2026-03-05")
    assert criteria(policy) == ["of-age", "person.asks"]
    label = policy.program.facts["person.age"].label
    assert (label["de"], label["fr"]) == ("Alter", "Âge")
    assert policy.eligibility({"person.age": 15, "person.asks": True}).verdict == iiz.Truth.NO
    assert policy.eligibility({"person.age": 16, "person.asks": True}).verdict == iiz.Truth.YES


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("facts", "facts: [{id: person.age, label: {de: Jahre, fr: Ans}}]"),
        ("facts", "facts: [{id: person.age, removed: true}]"),
        ("facts", "facts: [{id: person.age, whole: true, type: int, label: A, question: A}]"),
        ("eligibility", "criteria: [{id: of-age, when: {fact: person.age, at_least: 18}}]"),
        ("eligibility", "label: {de: Anderes, fr: Autre}"),
        ("eligibility", "removed: true"),
        ("eligibility", "whole: true"),
        ("interpretations", "interpretations: [{id: A-CH-01, question: {de: Q, fr: Q}}]"),
    ],
)
def test_a_canton_does_not_change_the_law_above_it(tmp_path: Path, name: str, own: str):
    found = refused(below_a_law(tmp_path, OWN | {f"{name}.yaml": own}))
    [finding] = (one for one in found if one.code == "contradicts-law")
    assert str(finding.words["law"]).startswith(f"loi/2024/{name}.yaml:")
    assert str(finding.place).partition("tal/")[2].startswith(f"2025/{name}.yaml:")


def test_where_the_law_leaves_a_choice_the_canton_makes_it(tmp_path: Path):
    own = "interpretations: [{id: A-CH-01, default: wide, rationale: {de: weit, fr: large}}]"
    policy = iiz.load(below_a_law(tmp_path, OWN | {"interpretations.yaml": own}), on="2026-03-05")
    assert policy.program.interpretations["A-CH-01"].default == "wide"


def test_no_law_stands_above_the_law_above_a_canton(tmp_path: Path):
    folder = below_a_law(tmp_path, OWN)
    (tmp_path / "loi" / "canton.yaml").write_text(
        LAW.replace("loi}]", "loi, under: x/y}]"), "utf-8"
    )
    assert codes(folder) == ["law-above-law"]


def test_a_law_that_changes_is_another_edition(tmp_path: Path, monkeypatch: Any):
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))
    folder = below_a_law(tmp_path, OWN)
    first = iiz.load(folder, on="2026-03-05")
    assert iiz.load(folder, on="2026-03-05").program == first.program
    path = tmp_path / "loi" / "2024" / "eligibility.yaml"
    path.write_text(path.read_text("utf-8").replace("16", "18"), "utf-8")
    changed = iiz.load(folder, on="2026-03-05")
    assert changed.program.digest != first.program.digest
    assert changed.eligibility({"person.age": 17, "person.asks": True}).verdict == iiz.Truth.NO


def test_a_clause_names_the_document_that_it_stands_in(tmp_path: Path):
    policy = iiz.load(below_a_law(tmp_path, OWN), on="2026-03-05")
    named = {one.id: one.source for one in policy.program.register.clauses.values()}
    assert named["CH-1"]
    assert (named["CH-1"]["de"], named["CH-1"]["fr"], named["XX-1"]) == ("Gesetz", "Loi", None)


def test_what_is_kept_of_an_older_document_is_cited_from_there(tmp_path: Path):
    more = "clauses: [{id: XX-2, section: zwei, says: {de: Neu., fr: Neuf.}}]"
    folder = canton(tmp_path, {"clauses.yaml": more})
    text = CANTON.replace("Concept}}]", "Concept}}, {id: revision, label: {de: Neu, fr: Neuf}}]")
    text = text.replace("2026-01-01, source: konzept", "2026-01-01, source: revision")
    (folder / "canton.yaml").write_text(text, "utf-8")
    clauses = iiz.load(folder, on="2026-03-05").program.register.clauses
    assert clauses["XX-1"].source
    assert (clauses["XX-1"].source["de"], clauses["XX-2"].source) == ("Konzept", None)
    before = iiz.load(folder, on="2025-03-05").program.register.clauses
    assert before["XX-1"].source is None
