"""Small faults in a canton's own rules: each is told, found by a case, proved idle, or shown."""

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from iiz_rules.cache import entries
from iiz_rules.case.documents import read_example
from iiz_rules.engine.interpreter import evaluate
from iiz_rules.language.dates import shift
from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.loading import read_program
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.mutants import mutation_text, sentence, telling_words
from iiz_rules.verification.mutants.boundaries import boundaries
from iiz_rules.verification.mutants.conditions import condition_faults
from iiz_rules.verification.mutants.grafting import with_condition
from iiz_rules.verification.mutants.keeping import KeptTrials
from iiz_rules.verification.mutants.mutating import Mutation, all_mutants, try_mutants
from iiz_rules.verification.mutants.reading import read_trial
from iiz_rules.verification.mutants.saving import mutant_case_name, mutant_case_text
from iiz_rules.verification.mutants.survivors import Survivor, Survivors, Telling
from iiz_rules.verification.mutants.trial import ASK, Trial, TriedCase
from iiz_rules.verification.prover import WORK, Budget
from iiz_rules.verification.witness import Case, Judge
from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import Terminal
from tests.verification.solver import solving

ORCHARD = Path(__file__).parent / "orchard"


@pytest.fixture(scope="module")
def trial() -> Trial:
    folder = find_folder(ORCHARD)
    [entry] = read_canton(folder).editions
    program, _ = read_program(folder, entry)
    assert program
    return read_trial(folder, entry, program)


@pytest.fixture(scope="module")
def mutation(trial: Trial) -> Mutation:
    told = list[tuple[int, int]]()
    found = try_mutants(trial, KeptTrials(trial, "nowhere"), lambda *count: told.append(count))
    assert told[-1][0] == told[-1][1] == len([*all_mutants(trial.program)])
    return found


def of(mutation: Mutation, about: str) -> list[Survivor]:
    return [one for one in mutation.survivors if one.mutant.about == about]


KINDS = {
    "conditions": """limit value value-lacks number sign stretch side period negated any-for-all
        all-for-any part-lacks crossed silence""",
    "rules": """criterion-lacks holder-lacks holder-first competence-lacks deadline step-lacks
        step-first bearer-lacks bearer-more covers route-lacks payer-first""",
    "events": """cause-lacks told-lacks request-lacks duty-lacks later-counted period-counted
        set-lacks set-later set-otherwise adds-lacks forgets-lacks anew-lacks right-lacks
        opens-lacks closes-lacks after-closing-lacks initially-lacks""",
}


@pytest.mark.parametrize("of_what", KINDS)
def test_every_kind_of_fault_is_put_in_and_told_in_three_languages(of_what: str, trial: Trial):
    kinds = {one.kind: one for one in all_mutants(trial.program)}
    for kind in KINDS[of_what].split():
        for language in LANGUAGES:
            said = sentence(trial.program, kinds[kind], Paper(language))
            assert said, kind
            assert "{" not in said, kind


def test_no_fault_is_put_in_twice(trial: Trial):
    names = Counter(one.name for one in all_mutants(trial.program))
    assert [name for name, n in names.items() if n > 1] == []


@solving
def test_a_fault_in_one_condition_of_a_step_leaves_when_it_is_done(trial: Trial):
    step, other = trial.program.rules["visit"], trial.program.rules["harvest"].node
    [criterion] = step.criteria
    assert step.done
    faulty = with_condition(trial.program, "visit", criterion.node, other).rules["visit"]
    assert (faulty.criteria[0].node, faulty.done) == (other, step.done)
    ended = with_condition(trial.program, "visit", step.done, other).rules["visit"]
    assert (ended.criteria, ended.done) == (step.criteria, other)


def test_of_two_signs_three_are_never_enough(trial: Trial):
    rule = trial.program.rules["eligibility"]
    both = replace(trial.program, rules={**trial.program.rules, rule.id: replace(rule, enough=2)})
    numbers = [one for one in all_mutants(both) if (one.kind, one.was) == ("number", None)]
    assert [one.words["after"] for one in numbers if one.about == rule.id] == [1]


def test_what_the_cases_and_the_story_expect_is_missed_with_the_fault(mutation: Mutation):
    left = {(one.mutant.about, one.mutant.kind) for one in mutation.survivors}
    found = {("tell", "told-lacks"), ("tell", "request-lacks"), ("tell", "later-counted")}
    found |= {("visited", "right-lacks"), ("ended", "closes-lacks")}
    found |= {("prune", "competence-lacks")}
    found |= {("call", "value"), ("tell", "value")}  # conditions that turn in the story alone
    assert not found & left
    assert {("filed", "after-closing-lacks"), ("count", "cause-lacks")} <= left
    assert mutation.counted == mutation.found + len(mutation.survivors)
    places = [(one.mutant.at.source.name, one.mutant.at.line) for one in mutation.survivors]
    assert places == sorted(places)  # as they stand in the files


@solving
def test_what_changes_no_answer_is_proved_and_does_not_count(mutation: Mutation, trial: Trial):
    mutants = [one for one in all_mutants(trial.program) if one.about == "repeated"]
    kinds = {"all-for-any", "part-lacks"}
    assert kinds <= {one.kind for one in mutants}
    assert not kinds & {one.mutant.kind for one in of(mutation, "repeated")}
    assert mutation.same >= 3


@solving
def test_each_case_shows_today_s_answer_and_that_with_the_fault(mutation: Mutation, trial: Trial):
    judge, told = Judge(trial.program), Counter[str]()
    for survivor in mutation.survivors:
        telling = survivor.telling
        if telling is None:
            continue
        told[telling.part] += 1
        assert telling.today != telling.faulty
        if telling.part == "verdict":
            asked = judge.situation(telling.case)
            assert asked
            answers = [
                str(evaluate(program, program.definitions[name].node, asked).truth)
                for program in (trial.program, survivor.mutant.make())
                for name in [f"rule:{survivor.mutant.about}"]
            ]
            assert answers == [telling.today, telling.faulty]
    assert {*told} == {"verdict", "actor", "next", "due", "parts", "pays"}


@solving
def test_what_a_payer_pays_is_told_in_a_case_that_settles_it(mutation: Mutation):
    """What the mill pays is settled where it is known what the farm paid before."""
    [covers] = [one for one in of(mutation, "mill-pays") if one.mutant.kind == "covers"]
    assert covers.telling
    assert covers.telling.part == "pays"
    assert {"measure.amount", "measure.useful"} <= covers.telling.case.facts.keys()


@solving
def test_a_fault_by_which_nobody_acts_any_more_is_not_the_same(trial: Trial):
    [lacks] = [
        one
        for one in all_mutants(trial.program)
        if (one.about, one.kind, one.words.get("actor")) == ("visit", "holder-lacks", "picker")
    ]
    survivor = Survivors(trial.program, [lacks], Budget(None)).of(lacks)
    assert survivor
    assert survivor.telling
    assert (survivor.telling.today, survivor.telling.faulty) == ("picker", "")
    told = telling_words(trial.program, survivor.telling, Paper("de"))
    assert (told["today"], told["faulty"]) == ("Pflücker", "niemand, oder noch offen")


@pytest.mark.parametrize(("part", "answer"), [("next", "Visit"), ("amount", "visit")])
def test_where_nothing_is_answered_any_more_it_is_called_nothing(
    trial: Trial, part: str, answer: str
):
    telling = Telling(Case({}, date(2024, 3, 5), {}), part, "visit", "")
    told = telling_words(trial.program, telling, Paper("en"))
    assert (told["today"], told["faulty"]) == (answer, "nothing")


@solving
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_is_told_with_lines_clauses_and_cases(mutation: Mutation, language: Language):
    said = mutation_text(mutation, Paper(language))
    assert "eligibility.yaml:5:" in said
    assert "(OR-1)" in said
    whole = mutation_text(Mutation(mutation.program, 3, 0, ()), Paper(language))
    assert "3" in whole
    assert "100" in whole
    assert Mutation(mutation.program, 0, 0, ()).percent is None


@solving
def test_the_cases_that_are_saved_pass_today_and_find_the_fault(mutation: Mutation, trial: Trial):
    saved, actions = Counter[str](), Counter[str]()
    for survivor in mutation.survivors:
        text = mutant_case_text(trial.program, survivor, "Ein Fall")
        if text is None:
            continue
        example, findings = read_example(text.encode(), mutant_case_name(survivor.mutant))
        assert example, (text, findings)
        case = TriedCase.of(trial.program, example)
        assert not case.fails(trial.program, case.asked), text
        assert case.fails(survivor.mutant.make(), case.asked), text
        assert survivor.telling
        saved[survivor.telling.part] += 1
        actions.update({survivor.mutant.about}.intersection(trial.program.actions))
    assert {*saved} == {"verdict", "actor", "next", "due", "parts"}
    assert {*actions} == {"pick"}  # each of somebody who asks whether he may


@solving
def test_what_was_tried_is_kept_until_its_rule_or_a_case_about_it_changes(
    trial: Trial, mutation: Mutation, monkeypatch: pytest.MonkeyPatch
):
    held: dict[str, object] = {}
    monkeypatch.setattr(entries, "read", held.get)
    monkeypatch.setattr(entries, "write", held.__setitem__)
    first = try_mutants(trial, KeptTrials(trial, "here"), lambda *_: None, ["eligibility", "prune"])
    tried = list[str]()
    monkeypatch.setattr(Trial, "found_by", lambda _, mutant: tried.append(mutant.about))
    again = try_mutants(trial, KeptTrials(trial, "here"), lambda *_: None, ["eligibility", "prune"])
    assert (tried, again) == ([], first)
    [case] = trial.cases
    case = type(case)(case.example, case.situation, b"changed")
    later = Trial(trial.program, [case], trial.stories)
    assert KeptTrials(later, "here").outcomes("eligibility", 1) is None
    monkeypatch.setattr(entries, "read", lambda _: "nonsense")
    assert KeptTrials(trial, "here").known == {}


LEAVES: dict[str, tuple[Condition, set[str]]] = {
    "the last day there is": (conditions.Range("person.born", date.max, None), {"limit"}),
    "at most": (conditions.Members("person.places", ("ZH", "VS"), 0, 1), {"value-lacks", "number"}),
    "any of them": (conditions.Members("person.places", None, 1, None), {"number"}),
    "one of one": (conditions.Members("person.places", ("ZH",), 1, None), {"number"}),
    "ahead": (conditions.Within("person.born", "next", "P1Y"), {"stretch", "side"}),
    "members of a group": (conditions.OneOf("person.note", ("farm", "mill")), set()),
    "a text": (conditions.OneOf("person.note", ("away",)), set()),
    "a number": (conditions.OneOf("person.age", (3,)), {"value"}),
    "always": (conditions.Constant(value=True), {"negated"}),
    "another rule": (conditions.Reference("rule:eligibility"), set()),
    "one part": (conditions.All((conditions.Constant(value=True),)), set()),
}


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_condition_has_the_faults_that_it_may_have(leaf: str, trial: Trial):
    node, kinds = LEAVES[leaf]
    assert {one.kind for one in condition_faults(trial.program, node)} == kinds


# ------------------------------------------------------------------------------- in the terminal


@pytest.fixture
def terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    shutil.copytree(ORCHARD, tmp_path / "orchard")
    monkeypatch.setenv("LANG", "de_CH.UTF-8")
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return Terminal(capsys, tmp_path)


@solving
def test_iiz_mutate_says_what_goes_unnoticed_and_saves_the_cases(
    terminal: Terminal, tmp_path: Path
):
    cases = tmp_path / "orchard" / "2024" / "cases"
    done = terminal.iiz("mutate", "orchard", "--rule", "some", "--rule", "told", "--save")
    assert done.code == 0
    assert "eligibility.yaml" in done.out
    assert "Gefunden: " in done.out
    written = [path.name for path in cases.iterdir() if path.name.startswith("finds-told-silence")]
    assert len(written) == 1
    again = terminal.iiz("mutate", "orchard", "--rule", "some", "--rule", "told", "--save")
    assert "Gefunden: " in again.out
    data = json.loads(terminal.iiz("mutate", "orchard", "--rule", "some", "--format", "json").out)
    assert data[0]["survivors"] == []
    assert data[0]["percent"] == 100.0


@solving
def test_iiz_mutate_can_ask_for_a_share_and_wants_cases_that_pass(
    terminal: Terminal, tmp_path: Path
):
    assert terminal.iiz("mutate", "orchard", "--rule", "told", "--fail-under", "100").code == 1
    assert terminal.iiz("mutate", "orchard", "--rule", "nothing").code == 2
    case = tmp_path / "orchard" / "2024" / "cases" / "geerntet.yaml"
    case.write_text(case.read_text("utf-8").replace('"yes"', '"no"', 1), "utf-8")
    done = terminal.iiz("mutate", "orchard")
    assert done.code == 2
    assert "case-fails" in done.err


@solving
def test_what_time_does_not_suffice_for_is_said_and_tried_the_next_time(
    terminal: Terminal, trial: Trial
):
    asked = ("mutate", "orchard", "--rule", "told", "--rule", "some")
    done = terminal.iiz(*asked, "--time-limit", "0")
    assert done.code == 1
    words = " ".join(done.out.split())
    assert re.search("Aufwand dafür nicht mehr reichte: [0-9]+ Fehler in some, told", words)
    assert "Gefunden" not in words
    [told] = json.loads(terminal.iiz(*asked, "--time-limit", "0", "--format", "json").out)
    assert (told["percent"], {*told["untried"]}) == (None, {"told", "some"})
    whole = try_mutants(trial, KeptTrials(trial, "orchard"), lambda *_: None, ["told", "some"])
    assert not whole.untried
    again = terminal.iiz(*asked)
    assert again.code == 0
    assert f"Gefunden: {whole.found} von {whole.counted}" in again.out


def test_the_work_of_the_cases_is_counted_so_that_each_machine_tries_as_much(trial: Trial):
    """Asking a case is work as the solver's is: the same budget ends at the same fault."""
    asked = ["told", "some"]

    def within(work: int) -> tuple[Mutation, Budget]:
        kept, budget = KeptTrials(trial, f"orchard {work}"), Budget(work)
        return try_mutants(trial, kept, lambda *_: None, asked, budget), budget

    whole, budget = within(WORK)
    spent = WORK - (budget.left or 0)
    assert spent > ASK * whole.found > 0
    assert not whole.untried
    part, _ = within(ASK * whole.found // 2)
    assert 0 < part.found < whole.found
    assert part.untried
    assert part.found + part.same + len(part.survivors) + sum(part.untried.values()) == (
        whole.found + whole.same + len(whole.survivors)
    )
    again, _ = within(ASK * whole.found // 2 + 1)
    assert (again.found, again.untried) == (part.found, part.untried)


OTHERWISE = """
title: Nach der früheren Lesart
date: 2024-03-05
facts: {}
expect:
  told: {verdict: "yes"}
"""
READ = "interpretations: [{id: A-OR-01, default: day}]\n"
LATER = """
  - {id: "2025", source: leaflet, valid_from: 2025-01-01, based_on: "2024"}
"""


@solving
def test_the_cases_of_what_an_edition_stands_on_count_where_they_hold_in_it(
    terminal: Terminal, tmp_path: Path
):
    folder = tmp_path / "orchard"
    (folder / "2025" / "cases").mkdir(parents=True)
    file = folder / "canton.yaml"
    first = file.read_text("utf-8").replace("2024-01-01}", "2024-01-01, valid_to: 2024-12-31}")
    file.write_text(first + LATER.lstrip("\n"), "utf-8")
    data = json.loads(terminal.iiz("mutate", "orchard", "--rule", "some", "--format", "json").out)
    assert [one["edition"] for one in data] == ["2024", "2025"]
    assert data[0]["found"] == data[1]["found"] > 0
    (folder / "2024" / "cases" / "anders.yaml").write_text(OTHERWISE, "utf-8")
    (folder / "2025" / "interpretations.yaml").write_text(READ, "utf-8")
    case = folder / "2024" / "cases" / "geerntet.yaml"
    later = case.read_text("utf-8").replace(", due: 2024-03-31", "").replace("2024-03", "2025-03")
    (folder / "2025" / "cases" / case.name).write_text(later, "utf-8")
    assert (
        json.loads(terminal.iiz("mutate", "orchard", "--rule", "some", "--format", "json").out)[1][
            "found"
        ]
        == data[1]["found"]
    )


BROKEN = {
    "a case that is none": ("cases/geerntet.yaml", "title: a\nfacts: {}\nwhat: 1\n"),
    "a case about nothing": ("cases/geerntet.yaml", "title: a\ndate: 2024-03-05\nfacts: {x: 1}\n"),
    "a case that cannot be read": ("cases/geerntet.yaml", "\udc80"),
    "a story that is none": ("stories/ein-besuch.yaml", "title: a\n"),
    "a story that cannot be read": ("stories/ein-besuch.yaml", "\udc80"),
}


@solving
@pytest.mark.parametrize("row", BROKEN)
def test_what_cannot_be_tried_is_said_with_its_place(row: str, terminal: Terminal, tmp_path: Path):
    name, text = BROKEN[row]
    file = tmp_path / "orchard" / "2024" / name
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    if "cannot" in row:
        file.unlink()
        file.mkdir()
    done = terminal.iiz("mutate", "orchard", "--rule", "told")
    assert done.code == 2
    assert file.name in done.err


@solving
def test_both_sides_of_a_limit_are_shown_on_a_birthday_and_the_day_before():
    folder = find_folder("valais")
    program, _ = read_program(folder, read_canton(folder).editions[0])
    assert program
    found = boundaries(program, "aged-15-to-25")
    births = {one.case.facts.get("person.birth_date") for one in found if not one.case.options}
    on = found[0].case.on
    ages = {shift(on, "P15Y", -1), shift(on, "P26Y", -1)}
    assert births >= ages | {day + timedelta(days=1) for day in ages}


@solving
def test_the_days_around_the_end_of_a_period_are_shown(trial: Trial):
    days = {one.case.on for one in boundaries(trial.program, "return")}
    assert {date(2024, 3, 31), date(2024, 4, 1)} <= days
    due = {
        limit.case.on
        for limit in boundaries(trial.program, "return")
        if limit.mutant.kind == "deadline" and limit.mutant.words["before"] == "quarter"
    }
    assert due == {date(2024, 3, 31), date(2024, 4, 1)}
    seats = boundaries(trial.program, "bench.composition")
    assert all(one.case.facts for one in seats)


@solving
def test_iiz_cases_shows_the_limits_and_writes_them_without_an_answer(
    terminal: Terminal, tmp_path: Path
):
    shown = terminal.iiz("cases", "orchard", "--boundaries", "eligibility")
    assert shown.code == 0
    assert "Grenzfall von «Ernte»" in shown.out.replace("\u00a0", " ")
    cases = tmp_path / "orchard" / "2024" / "cases"
    assert terminal.iiz("cases", "orchard", "--boundaries", "eligibility", "--save").code == 0
    written = [path for path in cases.iterdir() if path.name.startswith("boundary-")]
    assert len(written) >= 8
    assert not any("expect" in path.read_text("utf-8") for path in written)
    again = terminal.iiz("cases", "orchard", "--boundaries", "eligibility", "--save")
    assert "Schon da" in again.err
    assert terminal.iiz("cases", "orchard", "--boundaries", "nothing").code == 2
    assert terminal.iiz("cases", "orchard", "--boundaries", "pick", "--save").code == 0


def test_where_there_are_no_rules_nothing_is_said_of_all_of_them(terminal: Terminal):
    terminal.iiz("new", "canton", "bare", "--edition", "2026")
    for path in (terminal.folder / "bare" / "2026").rglob("*.yaml"):
        path.unlink()
    fact = "facts:\n  - {id: person.age, type: int, unit: years, label: Alter, question: Alter}\n"
    terminal.file("bare/2026/facts.yaml", fact)
    clause = 'clauses:\n  - {id: XX-1, section: "1", says: Zweck, reason: beschreibt nur}\n'
    terminal.file("bare/2026/clauses.yaml", clause)
    done = terminal.iiz("cases", "bare", "--boundaries", "eligibility")
    assert (done.code, done.out) == (2, "")
    assert "Fehler[no-rules]" in done.err
    tried = terminal.iiz("mutate", "bare")
    assert tried.code == 0
    assert "Hier steht nichts" in tried.out
    assert "%" not in tried.out
    assert terminal.iiz("mutate", "bare", "--fail-under", "90").code == 1
    verified = terminal.iiz("verify", "bare", "--influence")
    assert verified.code == 0
    assert "keine Regel" in verified.out
    assert "Ohne Befund" not in verified.out
    assert "Was nur einen" not in verified.out, "there is no list"
