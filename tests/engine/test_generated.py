"""The generated text: nothing from a canton is code in it, and tracebacks show its lines."""

import ast
import linecache
import os
import pickle
import subprocess
import sys
import threading
import traceback
import unicodedata
from collections import UserDict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.engine.compiled.circuit import CircuitFact, Gate
from iiz_rules.engine.compiled.columns import MOST_SETS, FactColumn
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.compiled.functions import MOST_DAYS, Functions
from iiz_rules.engine.compiled.numbering import Numbering, circuit_of
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.program.rules import STEPS, Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain, Value
from iiz_rules.words.text import Text
from tests.needed import needing
from tests.threats.test_threats import CASE

DAY = date(2024, 2, 29)
ZURICH = iiz.load("zurich", on="2024-03-05")
HOSTILE = [
    "'];import os;x['",
    '"""',
    "\\",
    "\n    raise SystemExit\n",
    "x\r\ny",
    "{0}",
    "%s",
    "\0",
    "\u2028",
    "\ud800",
    "# type: ignore",
    "found",
    "__import__('os')",
    "",
]
names = st.text(max_size=12) | st.sampled_from(HOSTILE)
SPOKEN = (
    *(ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Assign, ast.Return, ast.Raise),
    *(ast.If, ast.IfExp, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub),
    *(ast.Compare, ast.Is, ast.IsNot, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
    *(ast.Subscript, ast.Tuple, ast.Name, ast.Load, ast.Store, ast.Constant, ast.Call),
    *(ast.Attribute, ast.NamedExpr),
)
"""What the generated functions are made of: no import, no loop, no function inside."""
ATTRIBUTES = {"copy", "count", "isascii"}


def hostile(name: str, code: str, option: str, text: str) -> Program:
    """A program in which everything that a canton names is hostile."""
    label = Text(text, text, text)
    facts = [
        Fact(name, Domain("code", frozenset({code, "A"})), label, label),
        Fact(f"{name}!", Domain("text"), label, label),
        Fact(f"{name}?", Domain("codes", frozenset({code, "A"})), label, label),
    ]
    reading = Interpretation(name, label, label, {option: label, "other": label}, option, ("X-1",))
    criteria = (
        conditions.OneOf(name, (code,)),
        conditions.Choice(
            name,
            (
                (option, conditions.OneOf(f"{name}!", (text,))),
                ("other", conditions.Constant(False)),
            ),
        ),
        conditions.Any(
            (conditions.Members(f"{name}?", (code,), 1, None), conditions.Silent(label))
        ),
    )
    rule = Rule(
        name,
        "eligibility",
        label,
        ("X-1",),
        tuple(Criterion(code, label, "required", ("X-1",), one) for one in criteria),
    )
    known = {fact.id: fact for fact in facts}
    none = (None, None, None)
    return Program(name, label, text, "0", *none, known, {name: reading}, {}, {name: rule}, {})


@given(names, names, names, names)
@example("a.b", "a,b", "x", "x")
@example("a", "b", "x", "\uf900")
@example(*["'];import os;x['"] * 4)
@example(*["\n"] * 4)
def test_no_name_and_no_literal_becomes_code(name: str, code: str, option: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)  # as every text is read, in a canton and in a case
    program = hostile(name, code, option if option != "other" else "one", text)
    engine = Engine.of(program)
    day = Day(engine, DAY, {})
    known: dict[str, Value] = {name: code, f"{name}!": text, f"{name}?": frozenset({code})}
    for facts in (known, dict[str, Value]()):
        expected = answers(program, [name], Situation(facts, DAY))
        assert (day.spread((name,), facts).answer(name),) == expected
        found = day.verdicts(facts)
        assert found is None or found == {name: expected[0].verdict}
    made = engine.functions
    for source in (made.reader, made.decider, made.judge, made.everything.text):
        spoken(source.source)


def spoken(source: str) -> None:
    for node in ast.walk(ast.parse(source)):
        assert isinstance(node, SPOKEN), ast.dump(node)
        if isinstance(node, ast.Attribute):
            assert node.attr in ATTRIBUTES
        if isinstance(node, ast.Name):
            assert node.id.isascii()


def test_the_text_of_both_cantons_is_made_of_the_same_few_things() -> None:
    for canton in ("zurich", "valais"):
        policy = iiz.load(canton, on="2024-03-05")
        spoken(policy.source())
        for rule in policy.program.rules:
            spoken(policy.source(rule))


def test_an_unusual_case_and_no_other_is_left_to_the_reader_of_every_case() -> None:
    day = Day(ZURICH.compiled, DAY, {})
    for quick in (day.verdicts, day.decide):
        assert quick({"person": "somebody"}) is None
        assert quick({}) is not None


def test_a_sign_that_is_none_is_refused() -> None:
    node = conditions.Compare("a", "or exit() or", "b")  # type: ignore[arg-type]
    rule = Rule("r", "duty", WORD, (), (Criterion("c", WORD, "required", (), node),))
    facts = {name: Fact(name, Domain("int"), WORD, WORD) for name in "ab"}
    program = Program("x", WORD, "e", "0", None, None, None, facts, {}, {}, {"r": rule}, {})
    with pytest.raises(KeyError):
        _ = Engine.of(program).functions.everything


WORD = Text("-", "-", "-")


def test_a_kind_of_condition_that_nobody_knows_is_refused_and_not_open() -> None:
    circuit = circuit_of(ZURICH.program)
    rule = circuit.rules["eligibility"]
    strange = [*circuit.conditions]
    strange[rule.node] = ("outside", 0, 15, 25)
    functions = Functions(circuit._replace(conditions=tuple(strange)))
    with pytest.raises(TypeError, match="outside"):
        functions.evaluator(("eligibility",))


def test_the_text_of_a_rule_can_be_read() -> None:
    text = ZURICH.source("eligibility")
    assert text.startswith("def evaluate(read, options):")
    assert "# 'person.residence.canton'" in text
    assert "['person']" in ZURICH.source()
    with pytest.raises(iiz.UsageError, match="eligibility"):
        ZURICH.source("eligibilty")


def test_a_traceback_shows_the_generated_line() -> None:
    evaluator = ZURICH.compiled.functions.evaluator(("eligibility",))
    assert evaluator is not None
    with pytest.raises(TypeError) as caught:
        evaluator.evaluate(None, {})
    shown = "".join(traceback.format_exception(caught.value))
    assert "zurich 2014-04-01: eligibility" in shown
    assert "values, rows = read" in shown
    assert linecache.getline(evaluator.text.name, 2) == "    values, rows = read\n"


def test_a_program_beyond_every_budget_is_neither_compiled_nor_answered() -> None:
    """The functions run straight through: what bounds their length bounds what they take."""
    whole = conditions.All((conditions.Constant(True),) * STEPS)
    rule = Rule("r", "duty", WORD, (), (Criterion("c", WORD, "required", (), whole),))
    program = Program("x", WORD, "e", "0", None, None, None, {}, {}, {}, {"r": rule}, {})
    with pytest.raises(iiz.UsageError, match="too-many-steps"):
        circuit_of(program)
    with pytest.raises(iiz.UsageError, match="too-many-steps"):
        answers(program, ["r"], Situation({}, DAY))


def test_what_has_a_number_is_not_gone_through_again() -> None:
    """Else whoever asks about each criterion would use up the budget of a large canton."""
    numbering = Numbering(ZURICH.program)
    numbering.circuit()
    criteria = [one.node for rule in ZURICH.program.rules.values() for one in rule.criteria]
    before = numbering.steps
    assert [*map(numbering.number, criteria)] == [*map(numbering.number, criteria)]
    assert numbering.steps == before + 2 * len(criteria)


def test_what_is_no_node_is_neither_planned_nor_evaluated() -> None:
    rule = Rule(
        "r", "duty", WORD, (), (Criterion("c", WORD, "required", (), conditions.Condition()),)
    )
    program = Program("x", WORD, "e", "0", None, None, None, {}, {}, {}, {"r": rule}, {})
    with pytest.raises(TypeError, match="Condition"):
        circuit_of(program)
    with pytest.raises(TypeError, match="Condition"):
        answers(program, ["r"], Situation({}, DAY))


def test_what_no_rule_reads_is_passed_over() -> None:
    day = Day(ZURICH.compiled, DAY, {})
    told = day.spread(("eligibility",), {"person.shoe_size": 42, "person.employable": None})
    assert told.answer("eligibility") == day.spread(("eligibility",), {}).answer("eligibility")


def test_what_is_no_rule_is_answered_by_nobody() -> None:
    day = Day(ZURICH.compiled, DAY, {})
    assert day.evaluate(("eligibilty",), CASE) is None
    with pytest.raises(KeyError):
        day.spread(("eligibilty",), {})


def test_a_case_that_is_no_mapping_is_left_to_the_reader_of_every_case() -> None:
    day, case = Day(ZURICH.compiled, DAY, {}), UserDict(CASE)
    for quick in (day.decide(case), day.verdicts(case), day.evaluate(("eligibility",), case)):
        assert quick is None
    assert ZURICH.verdicts(case) == ZURICH.verdicts(CASE)
    assert ZURICH.eligibility(case) == ZURICH.eligibility(CASE)


def test_an_option_that_is_none_is_not_taken_for_the_default() -> None:
    with pytest.raises(KeyError):
        Day(ZURICH.compiled, DAY, {"A-ZH-03": "nothing"})


def planned(type: str, codes: frozenset[str] = frozenset()) -> CircuitFact:
    return CircuitFact("f", type, codes, None, None, None, None, False, False)


@pytest.mark.parametrize(
    ("type", "condition"),
    [
        ("date", ("range", 0, None, date.max)),
        ("date", ("range", 0, date.min, None)),
        ("int", ("range", 0, None, None)),
        ("chf", ("one_of", 0, (Decimal("0.00"),))),
    ],
)
def test_limits_at_the_end_of_all_values(type: str, condition: Gate) -> None:
    column = FactColumn(planned(type), [condition], DAY)
    value: Any = {"date": date.max, "int": -5, "chf": Decimal("0.00")}[type]
    assert column.row(value) == (True,)
    assert column.row(date.min if type == "date" else value) == (True,)


@pytest.mark.parametrize("born", [date(2004, 2, 29), "2004-02-29"])
def test_a_value_that_no_condition_compares_is_read_like_any_other(born: date | str) -> None:
    """Of a date of birth often nothing is asked but the age that follows from it."""
    valais = iiz.load("valais", on="2024-03-05")
    [number] = [n for n, one in enumerate(valais.compiled.circuit.facts) if one.id == BORN]
    assert not FactColumn(valais.compiled.circuit.facts[number], [], DAY).limits
    assert valais.ask("oberwallis-youth", {BORN: born}).situation.facts["person.age"] == 20


BORN = "person.birth_date"


def test_only_so_many_sets_are_remembered() -> None:
    codes = frozenset(f"c{n}" for n in range(13))
    column = FactColumn(planned("codes", codes), [], DAY)
    for number in range(MOST_SETS + 10):
        members = [f"c{n}" for n in range(13) if number >> n & 1]
        assert column.read(members) == (frozenset(members), ())
    assert len(column.sets) == MOST_SETS


def test_only_so_many_dates_and_questions_are_kept() -> None:
    policy = iiz.load("valais")
    for day in range(1, MOST_DAYS + 10):
        on = date.fromordinal(DAY.toordinal() + day)
        assert policy.eligibility({}, on=on).verdict is iiz.Truth.OPEN
    assert policy.compiled.functions.lookup.cache_info().currsize <= MOST_DAYS


def test_a_fact_that_is_also_a_group_is_left_to_the_reader_of_every_case() -> None:
    for ids in (("a", "a.b"), ("a.b", "a"), ("a.b", "a.b.c")):
        facts = {name: Fact(name, Domain("bool"), WORD, WORD) for name in ids}
        nodes = tuple(conditions.OneOf(name, (True,)) for name in ids)
        criteria = tuple(Criterion("c", WORD, "required", (), node) for node in nodes)
        rule = Rule("r", "duty", WORD, (), criteria)
        program = Program("x", WORD, "e", "0", None, None, None, facts, {}, {}, {"r": rule}, {})
        assert Day(Engine.of(program), DAY, {}).decide({"a": True}) is None


def test_both_engines_are_one_policy() -> None:
    defined = iiz.load("zurich", on="2024-03-05", engine="interpreter")
    assert defined.engine == "interpreter"
    for case in (CASE, {}, {**CASE, "registrations": ["gemeinde"]}):
        whole, expected = ZURICH.decide(case), defined.decide(case)
        assert dict(whole) == dict(expected)
        assert whole.verdicts == expected.verdicts == ZURICH.verdicts(case)
        assert defined.verdicts(case) == expected.verdicts
        assert whole.to_dict() == expected.to_dict()
        assert ZURICH.eligibility(case).explain("de") == defined.eligibility(case).explain("de")
    assert repr(ZURICH) == "<Policy zurich 2014-04-01 on 2024-03-05>"


def test_answers_travel_as_what_they_are() -> None:
    whole = ZURICH.decide(CASE)
    again = pickle.loads(pickle.dumps(whole))
    assert dict(again) == dict(whole)
    assert again.verdicts == whole.verdicts
    decision = pickle.loads(pickle.dumps(ZURICH.eligibility(CASE)))
    assert decision == whole["eligibility"]
    assert hash(decision) == hash(whole["eligibility"])
    assert decision != "eligibility"


def test_threads_that_meet_a_fresh_policy_get_one_answer() -> None:
    fresh = pickle.loads(pickle.dumps(ZURICH))
    start, found = threading.Barrier(8), []

    def work() -> None:
        start.wait()
        found.append((fresh.decide(CASE).verdicts, fresh.eligibility(CASE).to_dict()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 8


FORKING = """
import os, sys
import iiz_rules as iiz

policy = iiz.load("zurich", on="2024-03-05")
before = policy.eligibility({}).to_dict()
child = os.fork()
same = policy.eligibility({}).to_dict() == before
if not child:
    os._exit(0 if same else 1)
sys.exit(0 if same and os.waitpid(child, 0)[1] == 0 else 1)
"""


@needing(hasattr(os, "fork"), "no fork here")
def test_a_child_process_answers_as_its_parent() -> None:
    assert subprocess.run([sys.executable, "-c", FORKING], check=False).returncode == 0


def test_nobody_changes_a_policy() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        ZURICH.on = DAY
    with pytest.raises(AttributeError, match="immutable"):
        del ZURICH.on
    whole = ZURICH.decide({})
    whole.verdicts["eligibility"] = iiz.Truth.YES
    assert whole.verdicts["eligibility"] is whole["eligibility"].verdict is iiz.Truth.OPEN
    with pytest.raises(KeyError):
        ZURICH.decide({})["eligibilty"]
