"""The same calls on Spark frames read from Parquet: lazily, with the same answers row by row.

One test and one session: to start Spark takes long. While somebody works it is asked what it alone
can answer otherwise, lazily: rows that are refused, types that no fact has, the days of its
calendar; before anything lands all that the other kinds of frame are asked.
"""

import random
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import iiz_rules as iiz
from examples import spark as example
from iiz_rules.answers.frame import answer_frame
from iiz_rules.engine.columnar.query import GIVE, FrameQuestion
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Program, Rule
from tests.effort import LANDING
from tests.frames.test_cantons import CANTONS, cases_of, policy_of
from tests.frames.test_cantons import table as table_of
from tests.funding.canton import harbour
from tests.laws.frames import table
from tests.laws.test_columnar import RULES, answered, ask, expected
from tests.laws.worlds import DAY, FACTS, WORD, situation, whole_programs
from tests.needed import lacking
from tests.threats import test_engines as corpus

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""so short a run gains nothing from better machine code"""
PROGRAMS = 6
ROWS = 60


def why_not() -> str:
    """Say why Spark cannot run here; empty where it can."""
    java = shutil.which("java")
    if java is None:
        return "Spark needs Java 17 or newer: apt-get install openjdk-17-jre-headless"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < 17:
        return f"Spark needs Java 17 or newer, here is: {said.splitlines()[0] if said else java}"
    return ""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if reason := why_not():
        lacking(reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Spark looks for older versions of pandas, and says so
        from pyspark.sql import SparkSession

        where = str(tmp_path_factory.mktemp("spark"))
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "Europe/Zurich")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", where)
            .config("spark.ui.enabled", "false")
            # What each call is told, for messages about it, costs as much as the call.
            .config("spark.python.sql.dataFrameDebugging.enabled", "false")
            .config("spark.driver.extraJavaOptions", QUICK)
            .getOrCreate()
        )
        yield session
        session.stop()


def rows(frame: Any) -> list[dict[str, Any]]:
    return sorted((row.asDict() for row in frame.collect()), key=lambda row: row["number"])


def read(spark: Any, path: Path, found: pa.Table) -> Any:
    """A table as a Spark frame, by way of a file."""
    named = {name: _plain(found[name]) for name in found.column_names}
    parquet.write_table(pa.table(named), path)
    return spark.read.parquet(str(path))


def _plain(column: Any) -> Any:
    """Spark has no enumerations, and no columns without a type."""
    text = pa.types.is_dictionary(column.type) or pa.types.is_null(column.type)
    return column.cast(pa.string()) if text else column


@pytest.mark.spark
def test_spark_answers_as_the_interpreter(spark: Any, tmp_path: Path) -> None:
    _the_example(spark, tmp_path)
    _the_first_days(spark, tmp_path)
    _a_strange_column(spark)
    if LANDING:
        _the_payers(spark, tmp_path)
        _the_own_cases(spark, tmp_path)
        _the_corpus(spark, tmp_path)
        _random_programs(spark, tmp_path)


def _the_example(spark: Any, folder: Path) -> None:
    """The script of the documentation, lazily; a bad row is left out visibly."""
    cantons = ["ZH", "SG", None, "XX"]
    cases = pa.table({"number": range(4), "person.residence.canton": cantons})
    frame = read(spark, folder / "cases.parquet", cases)
    jobs = spark.sparkContext.statusTracker().getJobIdsForGroup
    before = len(jobs())
    answers, rejected = example.answer(frame, "zurich", "2024-03-05")
    assert len(jobs()) == before  # nothing has run
    verdicts = [row["eligibility:verdict"] for row in rows(answers)]
    assert verdicts == ["open", "no", "open"]
    assert [row["fault"] for row in rows(rejected)] == ["person.residence.canton: unknown-code"]


def _the_own_cases(spark: Any, folder: Path) -> None:
    """All questions of two cantons to all of their own cases, as Polars answers them."""
    for number, (canton, give) in enumerate({"zurich": GIVE[:1], CANTONS[-1]: GIVE}.items()):
        policy = policy_of(canton)
        cases = table_of(policy, [case for case, _ in cases_of(canton)])
        here = policy.decide_frame(pl.DataFrame(pl.from_arrow(cases)), give=give)
        frame = read(spark, folder / f"own-{number}.parquet", cases)
        there = policy.decide_frame(frame, give=give)
        assert rows(there.frame) == here.frame.to_dicts()
        assert rows(there.rejected) == []


def _the_payers(spark: Any, folder: Path) -> None:
    """Who pays what, with bounds, also where the cost is not known."""
    costs = pa.array([Decimal("1000.01"), None, Decimal("9999999999999999.99")])
    cases = pa.table(
        {
            "number": range(3),
            "measure.amount": costs.cast(pa.decimal128(18, 2)),
            "measure.kind": ["knots", "lamps", None],
            "person.member": [True, None, None],
            "measure.useful": [None, True, False],
        }
    )
    here = harbour().funding_frame(pl.DataFrame(pl.from_arrow(cases)))
    there = harbour().funding_frame(read(spark, folder / "payers.parquet", cases))
    assert rows(there.frame) == here.frame.to_dicts()


def _the_first_days(spark: Any, folder: Path) -> None:
    """Conditions on days that Spark cannot take over from Python as they are."""
    only = Criterion("c", WORD, "required", (), conditions.OneOf("d1", (date.min, DAY)))
    rule = Rule("r", "eligibility", WORD, (), (only,))
    program = replace(policy_of("zurich").program, facts=FACTS, rules={"r": rule})
    days = pa.table({"number": range(3), "d1": pa.array([DAY, date.max, None])})
    frame = read(spark, folder / "days.parquet", days)
    found = ask(program, frame, {}, FrameQuestion(("r",)))
    assert [row["r:verdict"] for row in rows(found.frame)] == ["yes", "no", "open"]


def _a_strange_column(spark: Any) -> None:
    """A type that is none of a fact's is refused, and never taken for nothing known."""
    frame = spark.sql("SELECT 1 AS number, INTERVAL '1' DAY AS `person.employable`")
    with pytest.raises(iiz.UsageError, match="column-type"):
        policy_of("zurich").eligibility_frame(frame)


def _the_corpus(spark: Any, folder: Path) -> None:
    """Row 21 of the threats: nulls, empty sets, the limits of numbers and dates."""
    cases = [_on_calendars(case) for case in corpus.CASES]
    frame = read(spark, folder / "corpus.parquet", table(cases, random.Random(1)))
    situation = Situation({}, corpus.LEAP, {})
    asked = FrameQuestion(tuple(corpus.program().rules))
    given = corpus.program(), asked, frame, None, ["number"], situation
    for row, case in zip(rows(answer_frame(*given).frame), cases, strict=True):
        del row["number"]
        found = {name.removesuffix(":verdict"): word for name, word in row.items()}
        assert found == corpus.verdicts(case), corpus.FRESH


def _random_programs(spark: Any, folder: Path) -> None:
    """Programs of all kinds of node, as the interpreter answers them."""
    few = settings(max_examples=PROGRAMS, phases=[Phase.generate], database=None, deadline=None)

    @few
    @given(whole_programs(), st.integers(0, 2**32))
    def check(program: Program, seed: int) -> None:
        chance = random.Random(seed)
        worlds = [situation(chance) for _ in range(ROWS)]
        facts = [_on_calendars(dict(world.facts)) for world in worlds]
        options = dict(worlds[0].options)
        frame = read(spark, folder / "programs.parquet", table(facts, chance))
        found = rows(ask(program, frame, options, FrameQuestion(RULES, give=GIVE)).frame)
        for row, one in zip(found, facts, strict=True):
            assert answered(row) == expected(program, one, options)

    check()


def _on_calendars(facts: dict[str, Any]) -> dict[str, Any]:
    """Python cannot take over Spark's first days of the calendar."""
    return {name: date(1900, 1, 1) if one == date.min else one for name, one in facts.items()}
