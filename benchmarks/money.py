"""Portfolios and risk against what one would write by hand: `python -m benchmarks.money`.

A million rows through the waterfall of an invented canton, against the same waterfall hand-written
in Polars; ten thousand advances in ten thousand futures, against NumPy's bare draws and sums; and
the command as it is called, on a thousand rows of the invented example. Contenders take turns, and
the quickest round of each counts. Writes benchmarks/MONEY.md.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

import iiz_rules as iiz
from benchmarks.timing import ROOT
from iiz_rules.engine.columnar.frame import frame_of
from iiz_rules.engine.columnar.query import FrameQuestion, plan_query
from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.columnar.waterfall import part_low
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.model.scenario import Risk
from iiz_rules.portfolio.risk.paths import FundPlan, Items, simulate
from iiz_rules.portfolio.rows import MOST, slot_of

ROWS, ADVANCES, PATHS, MONTHS, ROUNDS = 1_000_000, 10_000, 10_000, 36, 7
ON = date(2024, 3, 1)
EXAMPLE = ROOT / "examples" / "beschaeftigungsfonds"
HARBOUR = ROOT / "tests" / "funding" / "harbour"
KINDS = ["rowing", "knots", "sails", "lamps"]


def rows(chance: np.random.Generator) -> pl.DataFrame:
    """A million measures of which everything is known."""
    facts = {
        "measure.kind": np.array(KINDS)[chance.integers(0, 4, ROWS)],
        "measure.amount": chance.integers(0, 1_000_000, ROWS),
        "measure.expected_payer": np.array(["guild", "town", "nobody"])[
            chance.integers(0, 3, ROWS)
        ],
        "measure.useful": chance.random(ROWS) < 0.5,
        "person.member": chance.random(ROWS) < 0.5,
        "person.resident": chance.random(ROWS) < 0.5,
        "person.age": chance.integers(0, 100, ROWS),
    }
    frame = pl.DataFrame({fact_column(fact): column for fact, column in facts.items()})
    return frame.with_columns(pl.lit(ON).alias(fact_column("question-date")))


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """The same waterfall, written for this canton and for rows without gaps."""
    fact = {name.removeprefix("fact:"): pl.col(name) for name in frame.columns}
    cost, on, kind = fact["measure.amount"], fact["question-date"], fact["measure.kind"]
    crafts = (kind == "knots") | ((kind == "sails") & (on <= date(2024, 6, 30)))
    games = (kind == "rowing") & (on >= date(2024, 2, 1))
    later = fact["measure.expected_payer"].is_in(["guild", "town"])
    frame = (
        frame.lazy()
        .with_columns(
            guild_pays=crafts & fact["person.member"],
            town_pays=fact["person.resident"] & (fact["person.age"] >= 18),
            club_pays=games,
            takeover=~(crafts | games) & fact["measure.useful"],
            advance=later,
        )
        .with_columns(fund_pays=pl.col("advance") | pl.col("takeover"))
        .collect()
    )
    eighty = pl.min_horizontal((cost * 8 + 5) // 10, pl.lit(120_000))
    frame = frame.with_columns(guild=pl.when("guild_pays").then(eighty).otherwise(0))
    frame = frame.with_columns(left=cost - pl.col("guild"))
    half = pl.min_horizontal((cost + 1) // 2, pl.col("left"))
    frame = frame.with_columns(town=pl.when("town_pays").then(half).otherwise(0))
    frame = frame.with_columns(left=pl.col("left") - pl.col("town"))
    fifty = pl.min_horizontal(pl.col("left"), pl.lit(5_000))
    frame = frame.with_columns(club=pl.when("club_pays").then(fifty).otherwise(0))
    frame = frame.with_columns(left=pl.col("left") - pl.col("club"))
    frame = frame.with_columns(fund=pl.when("fund_pays").then(pl.col("left")).otherwise(0))
    return frame.with_columns(left=pl.col("left") - pl.col("fund"))


def declared(frame: pl.DataFrame) -> pl.DataFrame:
    """The waterfall as the canton declares it."""
    program = POLICY.program
    assert program.waterfall is not None
    payers = program.waterfall.payers
    rules = dict.fromkeys((*(payer.rule for payer in payers), *payers[-1].routes))
    question = FrameQuestion(tuple(rules), give=("verdict", "parts"), words=False)
    source = frame_of(frame, {})
    told = {slot_of(fact): fact_column(fact.id) for fact in program.facts.values() if fact.given}
    told = {slot: column for slot, column in told.items() if column in frame.columns}
    query = plan_query(program, Situation({}, ON), question, source.heading(told, most=MOST))
    split: pl.DataFrame = source.answer_sound(query, frame.columns)
    return split


def plan(chance: np.random.Generator) -> FundPlan:
    """Make ten thousand advances to two payers."""
    after = {"distribution": "gamma", "mean": 9, "sd": 4}
    how = {"probability": "0.85", "after": after}
    risk = Risk.model_validate({"paths": PATHS, "months": MONTHS, "repayment": how})
    items = Items(
        chance.integers(10_000, 2_000_000, ADVANCES).astype(np.float64),
        chance.integers(0, 24, ADVANCES),
        np.ones(ADVANCES, bool),
        np.array(["iv", "diha"])[chance.integers(0, 2, ADVANCES)],
    )
    return FundPlan(risk, 10**9, np.zeros(MONTHS, np.int64), items)


def bare(amounts: np.ndarray) -> None:
    """Draw as many numbers and sum them up, on all processors, in chunks of the same size."""
    seeds = np.random.SeedSequence(1).spawn(PATHS // 100)

    def chunk(seed: np.random.SeedSequence) -> float:
        drawn = np.random.Generator(np.random.SFC64(seed)).random((100, ADVANCES))
        return float(np.cumsum(drawn * amounts, axis=1)[:, -1].sum())

    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        list(workers.map(chunk, seeds))


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The quickest round of ours in seconds, and how many times that of theirs it is."""
    quickest = [min(_seconds(work) for _ in range(1)) for work in (ours, theirs)]
    for _ in range(ROUNDS - 1):
        for place, work in enumerate((ours, theirs)):
            quickest[place] = min(quickest[place], _seconds(work))
    return quickest[0], quickest[0] / quickest[1]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def check(frame: pl.DataFrame) -> None:
    """Refuse to measure what does not come out alike."""
    ours, theirs = declared(frame), by_hand(frame)
    for payer in ("guild", "town", "club", "fund"):
        assert ours[part_low(f"{payer}-pays")].equals(theirs[payer]), payer


def command(rows: int) -> tuple[float, float, int]:
    """Run `iiz simulate` on rows of the example; give seconds, report included, and peak in GB."""
    heading, *lines = (EXAMPLE / "portfolio.csv").read_text("utf-8").splitlines()
    many = [f"{number}-{line}" for number, line in zip(range(rows), cycle(lines), strict=False)]
    with TemporaryDirectory() as folder:
        portfolio = Path(folder, "portfolio.csv")
        portfolio.write_text("\n".join([heading, *many]), "utf-8")
        call: list[str | Path] = [
            sys.executable,
            "-m",
            "iiz_rules",
            "simulate",
            portfolio,
            "--canton",
            "valais",
        ]
        call += ["--scenario", EXAMPLE / "grundlage.yaml", "-o", Path(folder, "report.html")]
        quickest = min(
            _seconds(lambda: subprocess.run(call, check=True, capture_output=True))
            for _ in range(3)
        )
    return quickest, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6, rows


def busy(work: Callable[[], object]) -> float:
    """How many processors work keeps busy, in the round that got most of them."""

    def once() -> float:
        before = time.process_time()
        elapsed = _seconds(work)
        return (time.process_time() - before) / elapsed

    return max(once() for _ in range(ROUNDS))


def main() -> None:
    """Check, measure, write."""
    chance = np.random.default_rng(1)
    frame, advances = rows(chance), plan(chance)
    check(frame)
    split = ratio(lambda: declared(frame), lambda: by_hand(frame))
    drawn = ratio(lambda: simulate(advances), lambda: bare(advances.items.amount))
    ours = busy(lambda: simulate(advances))
    theirs = busy(lambda: bare(advances.items.amount))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    called = command(1_000)
    lines = [
        "# Portfolios and risk",
        "",
        "Ratios of the fastest rounds in one run. Below 1 is faster than the code written by hand.",
        "",
        "| what | seconds | against | ratio | goal |",
        "|---|---|---|---|---|",
        f"| {ROWS:,} rows through the waterfall | {split[0]:.2f} | hand-written Polars "
        f"| {split[1]:.2f} | 1.5 |",
        f"| {ADVANCES:,} advances × {PATHS:,} paths | {drawn[0]:.2f} | bare NumPy draws and sums "
        f"| {drawn[1]:.2f} | 2 |",
        "",
        f"The machine has {os.cpu_count()} processors, shared with other work: the paths kept "
        f"{ours:.1f} busy, the bare draws {theirs:.1f}. Peak memory of the whole run: "
        f"{memory:.2f} GB (goal: 1.5).",
        "",
        f"`iiz simulate` of {called[2]:,} rows of the example, 10,000 paths, report included: "
        f"{called[0]:.1f} s as a process, {called[1]:.2f} GB (goal: a few seconds).",
    ]
    text = "\n".join(lines) + "\n"
    (Path(__file__).parent / "MONEY.md").write_text(text, encoding="utf-8")
    print(text)


POLICY = iiz.load(HARBOUR, ON)
if __name__ == "__main__":
    main()
