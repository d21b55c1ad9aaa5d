"""What a case gives travels to other processes in a few kilobytes, and finds its edition there."""

import pickle
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store import archive
from iiz_rules.escalation.store.store import Store
from iiz_rules.language.program import homes
from tests.escalation.writer import TINY
from tests.refused import codes_of

LIMIT = 8 * 1024
BORN = {"person.born": "1990-01-01"}


def again(one: Any) -> Any:
    """As another process has it."""
    text = pickle.dumps(one)
    assert len(text) <= LIMIT
    return pickle.loads(text)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process in which nothing is loaded yet."""
    monkeypatch.setattr(homes, "_here", {})
    monkeypatch.setattr(archive, "_COMPILED", {})


def moved(policy: iiz.Policy, *where: Any) -> Any:
    flow = policy.open_case("C-1", "2024-03-05", *where)
    flow.record("entered", "2024-03-05", BORN)
    return flow


@pytest.mark.usefixtures("elsewhere")  # of editions loaded by other tests it would find the first
def test_what_a_case_gives_is_pickled_in_kilobytes() -> None:
    valais = iiz.load("valais")
    flow = valais.open_case("C-1", "2024-01-08")
    young = {"reported_in": ["iv", "db"], "person": {"birth_date": "2004-02-29"}}
    move = flow.record("new-mandate", "2024-01-08", young)
    assert again(move).to_dict() == move.to_dict()
    assert again(flow.state) == flow.state
    assert again(flow.records) == flow.records
    assert [again(one).to_dict() for one in move.fired] == [one.to_dict() for one in move.fired]
    for owed in flow.obligations:
        travelled = again(owed)
        assert travelled == owed
        assert travelled.decision.explain("de") == owed.decision.explain("de")
        assert travelled.program is valais.program
    criterion = next(one for each in flow.state.decisions.values() for one in each.criteria)
    assert again(criterion).explain("de") == criterion.explain("de")
    for one in flow.possible():
        assert again(one).to_dict() == one.to_dict()


@pytest.mark.usefixtures("elsewhere")
def test_the_edition_is_read_again_from_its_folder_or_its_store(tmp_path: Path) -> None:
    canton = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    file = tmp_path / "cases.db"
    move = moved(iiz.load(canton, "2024-03-05"), file).history[-1]
    homes._here.clear()
    assert again(move).to_dict() == move.to_dict()
    (facts,) = canton.glob("*/facts.yaml")
    facts.write_text(facts.read_text("utf-8") + "# changed\n", "utf-8")
    with Store(file) as store:  # which has kept what the folder no longer has
        taken_up = iiz.load(canton, "2024-03-05").case("C-1", store)
        kept = taken_up.history[-1], taken_up.state
        homes._here.clear()
        assert [again(one) for one in kept] == [*kept]
    homes._here.clear()
    with pytest.raises(iiz.UsageError) as error:
        again(move)
    assert codes_of(error) == ["edition-edited"]


@pytest.mark.usefixtures("elsewhere")
def test_what_is_in_no_file_travels_whole() -> None:
    program = iiz.load(TINY, "2024-03-05").program
    changed = replace(program, edition="tried")
    assert homes.has_home(program)
    assert not homes.has_home(changed)
    assert pickle.loads(pickle.dumps(changed)) == changed


@pytest.mark.usefixtures("elsewhere")
def test_an_engine_travels_as_its_program() -> None:
    engine = iiz.load(TINY, "2024-03-05").compiled
    there = pickle.loads(pickle.dumps(engine))
    assert there.program == engine.program


def test_a_case_itself_stays_and_says_how_it_is_taken_up() -> None:
    flow = iiz.load("valais").open_case("C-1", on="2024-01-08")
    with pytest.raises(TypeError, match="send its name"):
        pickle.dumps(flow)
