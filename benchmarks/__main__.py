"""Everything in one run: `scripts/bench`. Checks the answers, measures, writes RESULTS.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from benchmarks import by_hand, columnar, escalation, large, results, whole
from benchmarks.answers import answers
from benchmarks.cases import Case, cases, incomplete
from benchmarks.timing import ROOT, in_turn, processes, python

COUNT = 10_000
PEERS = ("zen", "cel_cpp", "cel_rust")
ON = "2024-10-01"
FEW = 400
"""cases in one round"""
ROUNDS = 60
STARTS = 15
FIRST = "from benchmarks.first import main; main()"


def main() -> None:
    """Check, measure, write; with `--quick` what a whole answer costs, and nothing else."""
    whole.main()
    if "--quick" in sys.argv[1:]:
        return
    folder = ROOT / "benchmarks" / "policy"
    policy = iiz.load(folder, on=ON)
    peers = {name: _peer(name) for name in PEERS}
    check(policy, iiz.load(folder, on=ON, engine="interpreter"), dict(peers.values()))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["IIZ_CACHE"] = f"{scratch}/cache"
        lines = large.write(Path(scratch, "large"))
        load, compiled = cold(f"{scratch}/large")
        many = columnar.measure(policy)
        one, peer = one_case(policy), others(peers)
        found = results.Results(one, peer, starts(), lines, load, compiled, many)
    results.write(found)
    escalation.main()


def _peer(name: str) -> tuple[str, Callable[[Case], dict[str, Any]]]:
    module = import_module(f"benchmarks.peers.{name}")
    return module.NAME, module.make()


def check(policy: iiz.Policy, defined: iiz.Policy, peers: dict[str, Any]) -> None:
    """Refuse to measure anything that does not answer right."""
    for case in cases(COUNT):
        expected = by_hand.decide(case)
        assert answers(policy.decide(case).verdicts) == expected, case
        for name, decide in peers.items():
            assert expected.items() <= decide(case).items(), (name, case)
    for case in incomplete(COUNT):
        whole, meant = policy.decide(case), defined.decide(case)
        assert whole.verdicts == meant.verdicts, case
        assert all(whole[rule].answer == meant[rule].answer for rule in whole), case
    print(f"{COUNT} cases answered as by hand, {COUNT} with facts missing as by the interpreter")


def one_case(policy: iiz.Policy) -> dict[str, tuple[float, float]]:
    """Measure one case in all ways, against the rules written by hand."""
    whole, part = cases(FEW), incomplete(FEW)

    def explained(case: Case) -> str:
        return policy.decide(case)["r03"].criterion("threshold").explain("de")

    def explained_anew(case: Case) -> str:
        policy.compiled.functions.kept.clear()
        return explained(case)

    defined = iiz.load(policy.folder.path, on=ON, engine="interpreter")
    quick = in_turn(
        (by_hand.decide, whole),
        {
            "verdicts and full trace": (policy.decide, whole),
            "verdicts only": (policy.verdicts, whole),
            "one rule, with its trace": (policy.eligibility, whole),
            "with one criterion explained in German": (explained, whole),
            "verdicts and full trace, a tenth of the facts missing": (policy.decide, part),
        },
        ROUNDS,
    )
    slow = in_turn(
        (by_hand.decide, whole[:40]),
        {
            "the same, explained for the first time": (explained_anew, whole[:40]),
            "by the interpreter": (defined.decide, whole[:40]),
        },
        ROUNDS,
    )
    return quick | slow


def others(peers: dict[str, tuple[str, Any]]) -> dict[str, tuple[float, float]]:
    """Measure the other engines, which leave no trace."""
    few = cases(40)
    contenders = {name: (decide, few) for name, decide in peers.values()}
    return in_turn((by_hand.decide, few), contenders, ROUNDS)


def starts() -> dict[str, float]:
    """Measure whole processes, ours with an edition in the cache."""
    ours = python("-c", FIRST)
    subprocess.run(ours, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    commands = {
        "nothing": python("-c", "pass"),
        "import iiz_rules": python("-c", "import iiz_rules"),
        "first decision": ours,
        **{name: python("-c", FIRST, name) for name in PEERS},
    }
    return processes(commands, STARTS)


def cold(folder: str) -> Iterator[float]:
    """Measure load, checks and compilation without a cache."""
    command = python("-m", "benchmarks.cold", folder)
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return map(float, done.stdout.split())


if __name__ == "__main__":
    main()
