"""durable-rules against the interpreter: every case of both cantons, random programs, threads."""

import re
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import iiz_rules as iiz
from iiz_rules.case.documents import read_example
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.escalation import engines
from iiz_rules.escalation.durable import ruleset
from iiz_rules.escalation.durable.forward import Forward, Truths, truths_of
from iiz_rules.escalation.durable.horn import Horn, HornClause
from iiz_rules.escalation.durable.ruleset import (
    MOST_CLAUSES,
    MOST_CODES,
    RefusedError,
    Ruleset,
    sharded,
)
from iiz_rules.language.folders import home
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from tests.effort import sampled
from tests.laws.worlds import programs, situations
from tests.needed import needing

pytestmark = needing(ruleset.available(), "durable-rules is not installed")
EXAMPLES = settings().max_examples * 3 // 5
CANTONS = Path(home()) / "cantons"
CASES = sorted(CANTONS.glob("*/*/cases/*.yaml"))


def forward(program: Program) -> Forward:
    return Forward(program, program.rules)


@given(programs(), situations())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_programs_get_the_same_verdicts(program: Program, situation: Situation):
    found = forward(program).verdicts(program.rules, situation)
    assert found == {name: truths_of(answer(program, name, situation)) for name in program.rules}


@pytest.mark.parametrize("canton", ["valais", "zurich"])
def test_every_case_of_a_canton_gets_the_same_answers(canton: str):
    policy = iiz.load(canton, engine="forward")
    paths = [path for path in CASES if path.parts[-4] == canton]
    assert len(paths) > 50
    for path in sampled(paths):
        case, findings = read_example(path.read_bytes(), path.name)
        assert case, findings
        how: dict[str, Any] = {"on": case.on, "interpretations": case.interpretations}
        policy.decide(case.facts, **how)  # raises where one answer differs
        for one in case.file.may or ():
            decision = policy.may(one.actor, one.action, case.facts, **how)
            assert str(decision.verdict) == one.answer


def test_where_the_engines_disagree_there_is_no_answer(monkeypatch: pytest.MonkeyPatch):
    policy = iiz.load("zurich", on="2024-03-05", engine="forward")
    case = {"person.residence.canton": "SG"}
    assert policy.eligibility(case).verdict is Truth.NO
    assert policy.route(case).steps
    assert policy.funding(case).costs
    monkeypatch.setattr(engines, "truths_of", lambda _: Truths(Truth.YES))
    with pytest.raises(engines.DisagreementError):
        policy.eligibility(case)


def test_a_case_that_the_engines_would_move_otherwise_is_not_moved(
    monkeypatch: pytest.MonkeyPatch,
):
    policy = iiz.load("valais")
    flow = policy.open_case("C", on="2024-01-08", engine="durable-rules")
    before = flow.state, flow.records
    event = ("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
    with monkeypatch.context() as broken:
        broken.setattr(Forward, "fired", lambda *_: ("advise-in-complex-case",))
        with pytest.raises(engines.DisagreementError):
            flow.record(*event)
    with monkeypatch.context() as broken:
        broken.setattr(engines, "truths_of", lambda _: Truths(Truth.NO, (Truth.YES,), Truth.NO))
        with pytest.raises(engines.DisagreementError) as error:
            flow.record(*event)
    assert (flow.state, flow.records) == before
    assert re.search(
        r"eligibility\.yaml:\d+:\d+: `eligibility` of valais/undated on 2024-01-08: "
        r"durable-rules says open, the interpreter no yes no$",
        str(error.value),
    )
    flow.record(*event)


def test_eight_threads_on_one_ruleset(tmp_path: Path):
    policy = iiz.load("valais", on="2024-01-08", engine="forward")
    cases = [
        {
            "reported_in": ["iv"],
            "evaluation.indicated": bool(number % 2),
            "person.birth_date": f"{1990 + number % 25}-01-01",
            "case.youth_theme": number % 25 > 8,
        }
        for number in range(200)
    ]
    expected = [str(policy.eligibility(case).verdict) for case in cases]
    wrong: list[int] = []

    def work(start: int) -> None:
        for number in range(start, len(cases)):
            if str(policy.eligibility(cases[number]).verdict) != expected[number]:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


# ------------------------------------------------------------------------------- limits, guard


def clauses(count: int, width: int = 2) -> list[HornClause]:
    return [
        HornClause(f"d{i}", tuple(f"a{(i * 7 + j) % 97}y" for j in range(width)))
        for i in range(count)
    ]


def test_shards_stay_below_the_limits_and_keep_what_belongs_together():
    shards = sharded(clauses(500))
    assert sum(map(len, shards)) == 500
    for one in shards:
        codes = {code for clause in one for code in (clause.head, *clause.body)}
        assert len(one) <= MOST_CLAUSES
        assert len(codes) <= MOST_CODES
    alternatives = sharded([HornClause("d1", ("a1y",)), *clauses(90), HornClause("d1", ("a2y",))])
    assert sum(any(clause.head == "d1" for clause in one) for one in alternatives) == 1


@pytest.mark.parametrize(
    "code", ["A1y", "a.b", "ä", "", "a b", 'a"', "a" * 200, "d1\x00", "$s", "1a"]
)
def test_whatever_is_no_plain_code_is_refused(code: str):
    with pytest.raises(RefusedError):
        Ruleset([HornClause("d1", (code,))])


def test_more_than_was_measured_is_refused():
    with pytest.raises(RefusedError):
        Ruleset([HornClause(f"d{i}", ("a1y",)) for i in range(MOST_CLAUSES + 1)])
    with pytest.raises(RefusedError):
        Ruleset([HornClause("d1", tuple(f"a{i}y" for i in range(MOST_CODES + 1)))])


def test_names_that_the_library_confuses_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ruleset, "_fnv1a", lambda _: 1)
    with pytest.raises(RefusedError):
        Ruleset([HornClause("d1", ("a1y",))])


def test_a_rule_matches_one_fact_alone():
    """Of a rule over two facts that has fired, retracting both leaves the library's memory."""
    rules = ruleset.definition([HornClause("d1", ("a1y", "a2y")), HornClause("d2", ("d1", "a1y"))])
    assert [len(rule["all"]) for rule in rules.values()] == [1, 1]


def test_after_an_interruption_the_next_answer_is_right():
    """What was under way would set off its rule once more, with the next codes."""
    chain = Ruleset([HornClause("d1", ("a1y",)), HornClause("d2", ("d1", "a2y"))])

    class Interrupted:
        """The library, with a Ctrl-C while a rule fires."""

        def __getattr__(self, name: str) -> Any:
            if name == "complete_and_start_action":
                raise KeyboardInterrupt
            return getattr(library, name)

    library, chain._library = chain._library, Interrupted()
    with pytest.raises(KeyboardInterrupt):
        chain.derived(["a1y", "a2y"])
    chain._library = library
    assert chain.derived(["a2y"]) == frozenset()
    assert chain.derived(["a1y", "a2y"]) == {"d1", "d2"}


def test_a_code_that_the_ruleset_does_not_know_is_refused():
    found = Ruleset([HornClause("d1", ("a1y", "a2y"))])
    assert found.derived(["a1y", "a2y"]) == {"d1"}
    assert found.derived(["a1y"]) == frozenset()
    with pytest.raises(RefusedError):
        found.derived(["a3y"])
    assert found.derived(["a1y", "a2y"]) == {"d1"}


def test_hostile_values_of_a_case_never_reach_the_library(monkeypatch: pytest.MonkeyPatch):
    """Only codes do: a note that would break JSON, or hang the library, is only ever compared."""
    tiny = Path(iiz.__file__).parent / "findings" / "tiny"
    seen: list[str] = []
    derived = Ruleset.derived

    def watched(self: Ruleset, codes: Any) -> Any:
        seen.extend(codes)
        return derived(self, codes)

    monkeypatch.setattr(Ruleset, "derived", watched)
    policy = iiz.load(tiny, on="2024-03-05", engine="forward")
    note = '"}],$s\\\x00' + "ab" * 8000
    decision = policy.ask("entry", {"person.note": note, "person.born": "1990-01-01"})
    assert decision.verdict is Truth.OPEN
    assert seen
    assert all(len(code) < 20 and code.isascii() for code in seen)


def test_a_deep_chain_and_a_wide_count():
    """At least 9 of 20, which no disjunction of conjunctions could hold."""
    codes = [f"a{i}y" for i in range(20)]
    horn = Horn(iiz.load("zurich").program)
    head = horn._some(codes, 9)
    rows = [Ruleset(part) for part in sharded(horn.clauses)]
    for count in (0, 8, 9, 20):
        known = set(codes[:count])
        for row in rows:
            known |= row.derived(known & row.inputs)
        assert (head in known) is (count >= 9)


def test_a_library_that_refuses_at_random_is_asked_again():
    class Moody:
        """Fails as often as it is told, like making a valid ruleset does once in thousands."""

        error = RuntimeError

        def __init__(self, failures: int) -> None:
            self.failures = failures

        def create_ruleset(self, name: str, text: str) -> int:
            self.failures -= 1
            if self.failures >= 0:
                raise self.error(name, text)
            return 7

    assert ruleset._made(Moody(ruleset.ATTEMPTS - 1), {}) == 7
    with pytest.raises(RuntimeError):
        ruleset._made(Moody(ruleset.ATTEMPTS), {})


def test_a_library_that_was_built_without_its_flag_is_called_broken_and_not_absent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    built = tmp_path / "durable_rules_engine.py"
    built.write_text('raise ImportError("undefined symbol: PyEval_CallObject")')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "durable_rules_engine", raising=False)
    ruleset.available.cache_clear()
    try:
        assert not ruleset.available()
        with pytest.raises(iiz.UsageError) as refused:
            ruleset.loadable()
    finally:
        monkeypatch.undo()
        ruleset.available.cache_clear()
    [finding] = refused.value.findings
    assert finding.code == "broken-library"
    assert "PyEval_CallObject" in str(finding.words["why"])
    assert ruleset.available()


def test_a_ruleset_is_printed_on_one_line():
    assert (
        repr(Ruleset([HornClause("d1", ("a1y", "a2y"))])) == "<Ruleset of 1 clauses over 2 codes>"
    )
