"""The matrix: how a clause stands, what carries it out, which cases count."""

from dataclasses import replace

import pytest

from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.edition_files import read_edition
from iiz_rules.language.editions import entry_on, find_folder, read_canton
from iiz_rules.language.folders import known_cantons
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program.clauses import Clause, Register
from iiz_rules.testing.trace.matrix import Share, Trace, trace
from tests.packaged import run_of
from tests.trace.berg import BERG, berg, ran


def traced() -> Trace:
    run = berg()
    assert run.program
    return trace(run.program, run)


def clause(name: str) -> Clause:
    return traced().program.register.clauses[name]


def test_how_each_clause_stands():
    assert {one.clause.id: one.status for one in traced().clauses} == {
        "XX-1": "tested",
        "XX-2": "tested",
        "XX-3": "reasoned",
        "XX-4": "tested",
        "XX-5": "tested",
        "XX-6": "tested",
        "XX-7": "untested",
        "XX-8": "missing",
    }


def test_the_sums():
    found = traced()
    assert found.accounted("full") == Share(4, 5)
    assert found.accounted("part") == Share(1, 2)
    assert found.accounted("none") == Share(1, 1)
    assert found.accounted("full", "part") == Share(5, 7)
    assert not found.complete


def test_a_clause_that_nothing_can_carry_out_needs_a_reason():
    found = traced()
    bare = Register({"XX-3": replace(clause("XX-3"), reason=None)})
    changed = replace(found, program=replace(found.program, register=bare))
    assert [one.status for one in changed.clauses] == ["unaccounted"]
    assert not changed.complete


def test_all_of_none_is_all():
    assert Share(0, 0).percent == 100


@pytest.mark.parametrize(("n", "percent"), [(0, 0), (199, 99), (200, 100)])
def test_a_share_is_rounded_down(n: int, percent: int):
    assert Share(n, 200).percent == percent


def test_what_carries_a_clause_out_and_what_merely_mentions_it():
    one = next(one for one in traced().clauses if one.clause.id == "XX-6")
    kinds = [(carrier.kind, carrier.id) for carrier in one.carriers]
    assert ("competence", "decide-alone") in kinds
    assert ("criterion", "board.composition/office") in kinds
    mentions = [(mention.kind, mention.id) for mention in one.mentions]
    assert mentions == [("body", "board"), ("advisory", "helper"), ("competence", "told")]


def test_an_action_is_carried_by_its_entries_alone():
    assert "rule:decide" not in {one.name for one in traced().carriers}


def test_the_cases_of_a_clause_are_those_in_which_one_of_its_rules_decides():
    found = traced()
    by_clause = {one.clause.id: [case.title["de"] for case in one.cases] for one in found.clauses}
    assert by_clause["XX-7"] == by_clause["XX-8"] == []
    assert by_clause["XX-4"] == ["Nach dem ersten Schritt der zweite"]
    urgent = next(case for case in found.cases if case.name.endswith("urgent.yaml"))
    assert found.clauses_of(urgent) == ("XX-5", "XX-6")


def test_a_case_that_fails_tests_nothing():
    run = ran({"person.resident": True}, {"expect": {"eligibility": {"verdict": "no"}}})
    assert run.program
    found = trace(run.program, run)
    assert (len(found.cases), found.failed, found.determining.n) == (0, 1, 0)


def test_a_carrier_knows_where_it_is_written():
    places = {one.id: str(one.at) for one in traced().carriers}
    assert places["eligibility/resident"].endswith("eligibility.yaml:6:5")
    assert places["adult"].endswith("eligibility.yaml:30:5")


def edition(canton: str) -> Edition:
    folder = find_folder(canton)
    found, _ = read_edition(folder, entry_on(read_canton(folder), None, folder.name))
    assert found
    return found


@pytest.mark.parametrize("canton", [str(BERG), *known_cantons()])
def test_nothing_that_cites_a_clause_is_lost(canton: str):
    run = run_of(canton)
    assert run.program
    found = trace(run.program, run)
    traced_ = {clause for one in found.carriers for clause in one.clauses}
    traced_ |= {clause for one in run.program.register.mentions for clause in one.clauses}
    cited = mentions(edition(canton).parts, "clause")
    assert traced_ == {mention.name for mention in cited}


@pytest.mark.parametrize("canton", [str(BERG), *known_cantons()])
def test_a_name_is_of_one_carrier_only(canton: str):
    run = run_of(canton)
    assert run.program
    names = [one.name for one in trace(run.program, run).carriers]
    assert len(names) == len(set(names))
