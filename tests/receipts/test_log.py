"""The log of decisions: what leaves is in it, and it is verified and erased as cases are."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.cli import main as cli
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import body_of
from iiz_rules.escalation.store.retention import exported
from iiz_rules.escalation.store.store import Store
from tests.escalation.conftest import opened, postgres, tampered
from tests.escalation.writer import TINY
from tests.receipts.test_receipts import CASE, PEPPER, SECRETS, private
from tests.refused import codes_of

__all__ = ["opened", "postgres", "private"]  # fixtures
BORN = {"person.born": "1990-01-01"}
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
ZURICH = iiz.load("zurich", on="2024-03-05")
ELSEWHERE = {"person.residence.canton": "SG"}
in_a_file = pytest.mark.parametrize("opened", ["sqlite"], indirect=True)


def clock() -> Callable[[], datetime]:
    minutes = count()
    return lambda: NOON + timedelta(minutes=next(minutes))


@pytest.fixture
def store(opened: Callable[..., Store]) -> Iterator[Store]:
    with opened(clock=clock()) as store:
        yield store


def test_what_is_answered_is_in_the_log_beside_the_cases(store: Store) -> None:
    log = iiz.DecisionLog(store)
    assert repr(store.answered).startswith("<References of ")
    logged = ZURICH.with_log(log, user="anna.muster")
    tiny = iiz.load(TINY, on="2024-03-05")
    tiny.open_case("C-1", store=store)
    decision = logged.eligibility(ELSEWHERE, name="D-17")
    logged.decide(ELSEWHERE, name="D-18")
    assert [one.receipt.reference for one in log.decisions()] == ["D-17", "D-18"]
    (kept,) = log.decisions("D-17")
    assert (kept.user, kept.seq, kept.recorded) == ("anna.muster", 2, kept.receipt.at)
    assert kept.receipt == decision.receipt(reference="D-17", at=kept.recorded)
    assert ZURICH.replay(kept.receipt).same_answer
    (record,) = store.answers(AnswerQuery("D-17"))
    assert record.body == body_of(**record.content)  # put together as any other is written
    assert (verify(store).finding, verify(store).count, store.cases()) == (None, 3, ("C-1",))


def test_a_log_closes_what_it_has_opened_and_nothing_else(tmp_path: Path) -> None:
    with iiz.DecisionLog(tmp_path / "log.db") as log:
        ZURICH.with_log(log).eligibility(ELSEWHERE, name="D-17")
    with pytest.raises(iiz.StoreError):
        ZURICH.with_log(log).eligibility(ELSEWHERE, name="D-18")
    with Store(tmp_path / "log.db") as mine:
        with iiz.DecisionLog(mine) as log:
            assert [one.receipt.reference for one in log.decisions()] == ["D-17"]
        assert mine.head()[0] == 1


def test_the_rules_are_kept_with_what_they_answered(store: Store) -> None:
    """Whoever checks a decision years later may no longer have the canton's files."""
    assert not store.editions.has_files(ZURICH.basis.key)
    ZURICH.with_log(store).eligibility(ELSEWHERE, name="D-17")
    assert store.editions.has_files(ZURICH.basis.key)


def test_what_was_taken_back_with_the_first_decision_is_kept_with_the_next(store: Store) -> None:
    logged = ZURICH.with_log(iiz.DecisionLog(store))

    def ask_and_fail() -> None:
        with store.together():
            logged.eligibility(ELSEWHERE, name="D-17")
            raise LookupError

    with pytest.raises(LookupError):
        ask_and_fail()
    logged.eligibility(ELSEWHERE, name="D-18")
    assert (verify(store).finding, store.head()[0]) == (None, 1)


def test_every_question_is_logged_once(store: Store) -> None:
    log = iiz.DecisionLog(store)
    logged = ZURICH.with_log(log)
    questions: dict[str, Callable[..., Any]] = {
        "eligibility": logged.eligibility,
        "exchange": logged.exchange,
        "steps": logged.steps,
        "duties": logged.duties,
        "obligations": logged.obligations,
        "possible_obligations": logged.possible_obligations,
        "delegations": logged.delegations,
        "route": logged.route,
        "funding": logged.funding,
        "decide": logged.decide,
        "verdicts": logged.verdicts,
        "ask": lambda case, **how: logged.ask("eligibility", case, **how),
        "may": lambda case, **how: logged.may("adviser", "lead-fallteam", case, **how),
        "composition": lambda _, **how: logged.composition("traegerschaft", [], **how),
        "staffing": lambda _, **how: logged.staffing([], **how),
        "known": lambda case, **how: logged.decide(case, known_on="2024-03-05", **how),
        "at": lambda case, **how: logged.at("2024-04-05").eligibility(case, **how),
        "on": lambda case, **how: logged.eligibility(case, on="2024-05-05", **how),
        "outside": lambda case, **how: logged.eligibility(case, on="1999-05-05", **how),
        "read": lambda case, **how: logged.eligibility(
            case,
            interpretations={"A-ZH-03": ZURICH.program.interpretations["A-ZH-03"].default},
            **how,
        ),
    }
    for name, ask in questions.items():
        ask(ELSEWHERE, name=name)
    # Zürich has no delegations: where no rule is asked nothing is decided.
    assert [one.receipt.reference for one in log.decisions()] == [
        one for one in questions if one != "delegations"
    ]
    assert verify(store).finding is None


def test_what_is_asked_without_a_reference_or_as_a_frame_is_refused(store: Store) -> None:
    logged = ZURICH.with_log(store)
    with pytest.raises(iiz.UsageError) as error:
        logged.eligibility(ELSEWHERE)
    assert codes_of(error) == ["no-reference"]
    with pytest.raises(iiz.UsageError) as error:
        logged.eligibility(ELSEWHERE, name="D\u200b17")
    assert codes_of(error) == ["bad-case-name"]
    with pytest.raises(iiz.UsageError) as error:
        logged.eligibility_frame({"person.residence.canton": ["SG"]})
    assert codes_of(error) == ["frame-not-logged"]
    assert store.head()[0] == 0


def test_a_second_sending_is_logged_once_and_another_question_is_refused(store: Store) -> None:
    log = iiz.DecisionLog(store)
    logged = ZURICH.with_log(log, key="5e2c")
    for _ in range(2):
        logged.eligibility(ELSEWHERE, name="D-17")
    (kept,) = log.decisions()
    assert kept.key == "5e2c"
    with pytest.raises(iiz.UsageError) as error:
        logged.eligibility({"person.residence.canton": "ZH"}, name="D-17")
    assert (codes_of(error), error.value.status) == (["key-taken"], 409)
    logged.eligibility(ELSEWHERE, name="D-18")  # a key is of its reference
    assert (store.head()[0], verify(store).finding) == (2, None)


def test_they_are_found_by_reference_and_time(store: Store) -> None:
    log = iiz.DecisionLog(store)
    for name in ("A", "B", "A", "C"):
        ZURICH.with_log(log).eligibility(ELSEWHERE, name=name)

    def found(*asked: Any, **how: Any) -> list[int]:
        return [one.seq for one in log.decisions(*asked, **how)]

    assert found("A") == [1, 3]
    times = [one.recorded for one in log.decisions()]
    assert found(since=times[1], until=times[3]) == [2, 3]
    assert (found(since="2026-03-06"), found(until="2026-03-05")) == ([], [])
    assert (found(after=1, limit=2), found(limit=0)) == ([2, 3], [])
    assert (found(canton="zurich"), found(canton="valais")) == ([1, 2, 3, 4], [])


@pytest.mark.parametrize(
    "said",
    ["gestern", "05.03.2026", "2026-03-05T12:00:00", "2026-03-05T12:00:00+01:00", NOON, 20260305],
)
def test_a_moment_that_is_none_is_not_compared(store: Store, said: Any) -> None:
    log = iiz.DecisionLog(store)
    with pytest.raises(iiz.UsageError) as since:
        log.decisions(since=said)
    with pytest.raises(iiz.UsageError) as until:
        log.decisions(until=said)
    assert codes_of(since) == codes_of(until) == ["wrong-argument"]


def test_how_many_are_listed_is_no_number_below_nought(store: Store) -> None:
    asked: list[Callable[[], object]] = [
        lambda: iiz.DecisionLog(store).decisions(limit=-1),
        lambda: ZURICH.cases(store, limit=-1),
        lambda: iiz.DecisionLog(store).decisions(limit=1.5),  # type: ignore[arg-type]
        lambda: iiz.DecisionLog(store).decisions(limit="3"),  # type: ignore[arg-type]
        lambda: iiz.DecisionLog(store).decisions(after=-1),
        lambda: iiz.DecisionLog(store).decisions(after="12"),  # type: ignore[arg-type]
        lambda: iiz.DecisionLog(store).decisions(2024),  # type: ignore[arg-type]
        lambda: iiz.DecisionLog(store).decisions(canton=["zurich"]),  # type: ignore[arg-type]
    ]
    for ask in asked:
        with pytest.raises(iiz.UsageError) as error:
            ask()
        assert codes_of(error) == ["wrong-argument"]
    assert ([*iiz.DecisionLog(store).decisions(limit=0)], ZURICH.cases(store, limit=0)) == ([], [])


def test_what_is_erased_under_a_name_takes_its_decisions_along(store: Store) -> None:
    tiny, log = iiz.load(TINY, on="2024-03-05"), iiz.DecisionLog(store)
    tiny.open_case("D-17", store=store)
    for name in ("D-17", "D-18", "D-17"):
        ZURICH.with_log(log).eligibility(ELSEWHERE, name=name)
    assert [one["kind"] for one in exported(store, "D-17")["decisions"]] == ["answered"] * 2
    store.forget("D-17", "at the person's request")
    store.forget("D-18", "at the person's request")
    seen = verify(store)
    assert (seen.finding, len(seen.told), [*log.decisions()]) == (None, 3, [])
    ZURICH.with_log(log).eligibility(ELSEWHERE, name="D-17")
    assert [one.receipt.reference for one in log.decisions()] == ["D-17"]
    assert verify(store).finding is None
    with pytest.raises(iiz.UsageError):
        exported(store, "D-18")


@pytest.mark.parametrize(
    ("statement", "why"),
    {
        "DELETE FROM answered WHERE seq = 1": "reference",
        "UPDATE answered SET at = '2020-01-01' WHERE seq = 1": "reference",
        "UPDATE answered SET mark = 'x' WHERE seq = 1": "reference",
        "INSERT INTO answered VALUES (9, 'x', 'x', 'x')": "answered",
        "UPDATE bodies SET data = x'00'": "body",
        "UPDATE records SET hash = 'x' WHERE seq = 1": "hash",
        "DELETE FROM records WHERE seq = 1": "gap",
    }.items(),
)
def test_what_is_changed_is_found(store: Store, statement: str, why: str) -> None:
    for name in ("D-17", "D-18"):
        ZURICH.with_log(store).eligibility(ELSEWHERE, name=name)
    assert verify(store).finding is None
    tampered(store, statement)
    finding = verify(store).finding
    assert finding
    assert finding.words["why"] == why


def test_a_decision_that_was_changed_is_not_shown(store: Store) -> None:
    log = iiz.DecisionLog(store)
    ZURICH.with_log(log).eligibility(ELSEWHERE, name="D-17")
    tampered(store, "UPDATE bodies SET data = x'00'")
    with pytest.raises(iiz.StoreError) as error:
        next(log.decisions())
    assert codes_of(error) == ["history-changed"]


@in_a_file
def test_where_nothing_can_be_recorded_nothing_is_answered(store: Store, tmp_path: Path) -> None:
    heard: list[iiz.LoggedDecision] = []
    log = iiz.DecisionLog(store, on_decision=heard.append)
    logged = ZURICH.with_log(log)
    logged.eligibility(ELSEWHERE, name="D-17")
    assert [one.receipt.reference for one in heard] == ["D-17"]
    with Store(tmp_path / "cases.db", wait=0.01) as impatient:
        other = sqlite3.connect(tmp_path / "cases.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(iiz.StoreError) as error:
            ZURICH.with_log(iiz.DecisionLog(impatient, on_decision=heard.append)).decide(
                ELSEWHERE, name="D-18"
            )
        other.rollback()
    assert codes_of(error) == ["not-recorded"]
    assert (error.value.status, error.value.retryable) == (503, True)
    other.close()
    assert len(heard) == 1


def test_what_a_sink_raises_keeps_the_answer_back(store: Store) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("the bus is down")

    with pytest.raises(RuntimeError, match="bus"):
        ZURICH.with_log(iiz.DecisionLog(store, on_decision=refuse)).decide({}, name="D-17")
    assert store.head()[0] == 1  # it may be in the log and not have left, never the other way round


def test_what_is_sensitive_is_left_out_or_hashed(private: iiz.Policy, store: Store) -> None:
    for salt in (None, PEPPER):
        private.with_log(iiz.DecisionLog(store, salt=salt)).decide(CASE, name="D-17")
    kept = [one.receipt for one in iiz.DecisionLog(store).decisions()]
    assert not [one for one in kept if "1987-11-07" in one.to_json() or "7654.30" in one.to_json()]
    left_out, hashed = (one.content["inputs"]["sensitive"] for one in kept)
    assert {*left_out} == {*hashed} == {*SECRETS}
    assert ({*left_out.values()}, {len(one) for one in hashed.values()}) == ({None}, {64})


@in_a_file
def test_no_decision_is_lost_among_many_threads(store: Store) -> None:
    logged = ZURICH.with_log(store)

    def ask(thread: int) -> None:
        for n in range(10):
            logged.eligibility(ELSEWHERE, name=f"T{thread}-{n}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {one.receipt.reference for one in iiz.DecisionLog(store).decisions()}
    assert told == {f"T{thread}-{n}" for thread in range(8) for n in range(10)}
    assert verify(store).finding is None


@in_a_file
def test_the_command_line_lists_them(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("D-17", "D-18"):
        ZURICH.with_log(store).eligibility(ELSEWHERE, name=name)
    path = str(tmp_path / "cases.db")
    for asked, count_of in (((), 2), (("--case", "D-17"), 1), (("--on", "2026-03-06"), 0)):
        assert cli.run(["store", "log", path, *asked]) == 0
        assert capsys.readouterr().out.count('"recorded"') == count_of
