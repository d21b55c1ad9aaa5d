"""Draw mutants, try them, write what survived: `scripts/mutate`."""

from __future__ import annotations

import argparse
import ast
import json
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from benchmarks.mutants import DECIDING, TESTS, recording, report, trying
from benchmarks.mutants.collected import LATE, Collected
from benchmarks.mutants.likeness import Likeness
from benchmarks.mutants.operators import Mutant, mutants
from benchmarks.mutants.recording import functions
from benchmarks.mutants.trying import FIRST

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "mutants.jsonl"
REMEMBERED = ROOT / ".mutants"
FINAL = ("killed", "time")
SHORT = 1
"""seconds of processor time for the tests of a mutant with all of them in memory"""


def main() -> None:
    """Do what the command line asks for."""
    options = _options().parse_args()
    if options.record:
        return _record()
    known = _known()
    drawn = _drawn(options.only or _changed(options.since), options.sample, options.seed)
    settled = {key for key, line in known.items() if line["end"] in FINAL or not options.again}
    todo = [mutant for mutant in drawn if mutant.key not in settled]
    print(f"mutate: {len(drawn)} drawn, {len(todo)} of them to be tried", flush=True)
    try:
        _try_all(todo, known, options.limit, options.processes)
    finally:
        report.write(ROOT, [(mutant, known.get(mutant.key)) for mutant in drawn])


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/mutate", add_help=False)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="MODULE")
    parser.add_argument("--since", metavar="REV")
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--limit", type=int, default=15)
    parser.add_argument("--processes", type=int, default=2)
    return parser


def _record() -> None:
    """Run the whole suite once under coverage, to learn which tests run which function."""
    REMEMBERED.mkdir(exist_ok=True)
    settings = REMEMBERED / "settings.ini"  # coverage takes away all that is called as its data are
    measured = "".join(f"\n    {folder}" for folder in DECIDING.values())
    settings.write_text(f"[run]\ndata_file = .mutants/coverage\nsource ={measured}\n")
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "benchmarks.mutants.recording"]
    command += ["-n", "auto", "--cov", f"--cov-config={settings}", "--cov-context=test"]
    subprocess.run([sys.executable, *command, "--cov-report="], cwd=ROOT, check=False)
    found = recording.nearest(ROOT)
    (REMEMBERED / "nearest.json").write_text(json.dumps(found), encoding="utf-8")
    print(f"mutate: the tests of {len(found)} functions are known")


def _known() -> dict[str, dict[str, str]]:
    if not RESULTS.exists():
        return {}
    lines = map(json.loads, RESULTS.read_text(encoding="utf-8").splitlines())
    return {line["key"]: line for line in lines}


def _changed(since: str | None) -> list[str]:
    if not since:
        return list(DECIDING.values())
    command = ["git", "diff", "--name-only", since, "--", *DECIDING.values()]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return run.stdout.split()


def _drawn(folders: Iterable[str], sample: int, seed: int) -> list[Mutant]:
    """Draw one fault of each module, then a second of each, until there are enough.

    By lot, and each fault has its own: what changes in one place draws nothing anew elsewhere.
    """
    modules = []
    for path in sorted({file for name in folders for file in _files(name)}):
        text = path.read_text(encoding="utf-8")
        faults = mutants(str(path.relative_to(ROOT)), text)
        modules.append(sorted(faults, key=lambda mutant: _lot(seed, mutant.key)))
    modules.sort(key=lambda faults: _lot(seed, faults[0].file) if faults else b"")
    spread = (mutant for rank in zip_longest(*modules) for mutant in rank if mutant)
    return list(islice(spread, sample))


def _lot(seed: int, text: str) -> bytes:
    return sha256(f"{seed} {text}".encode()).digest()


def _files(name: str) -> list[Path]:
    path = ROOT / (name if name.endswith(".py") or "/" in name else name.replace(".", "/"))
    path = path if path.exists() else path.with_suffix(".py")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []


def _try_all(
    todo: list[Mutant], known: dict[str, dict[str, str]], limit: int, processes: int
) -> None:
    """First with all tests in memory, shortly, then longer; at last with all imported anew."""
    trying.warm()
    context = multiprocessing.get_context("fork")
    for work, rounds in ((_work_in_memory, (SHORT, limit)), (_work, (limit,))):
        waiting, done = context.Queue(), context.Queue()
        workers = [
            context.Process(target=work, args=(todo, waiting, done)) for _ in range(processes)
        ]
        for worker in workers:
            worker.start()
        for seconds in rounds:
            left = [n for n, mutant in enumerate(todo) if not _settled(known, mutant)]
            for place in left:
                waiting.put((place, seconds))
            with RESULTS.open("a", encoding="utf-8") as file:
                for count in range(len(left)):
                    line = done.get()
                    told = f"{line['end']:9}{line['took']:>6} {line['key']}"
                    print(f"{count + 1}/{len(left)} {told}", flush=True)
                    if work is _work or line["end"] in FINAL:
                        known[line["key"]] = line
                        print(json.dumps(line, ensure_ascii=False), file=file, flush=True)
        for _ in workers:
            waiting.put(None)
        todo = [mutant for mutant in todo if not _settled(known, mutant)]


def _settled(known: dict[str, dict[str, str]], mutant: Mutant) -> bool:
    return known.get(mutant.key, {}).get("end") in FINAL


def _work(todo: list[Mutant], waiting: Any, done: Any) -> None:
    nearest = Nearest(_tests())
    with trying.copied(ROOT) as tree:
        anew = trying.Anew(tree)
        while (task := waiting.get()) is not None:
            mutant, start = todo[task[0]], _spent()
            with tempfile.TemporaryDirectory(prefix="iiz-rules-mutants-cache-") as cache:
                os.environ["IIZ_CACHE"] = cache
                end = anew.tried(mutant.file, mutant.text, task[1], nearest.to(mutant))
            took = f"{_spent() - start:.1f}"
            done.put({"key": mutant.key, "end": end, "took": took, "red": trying.red(tree)})


def _work_in_memory(todo: list[Mutant], waiting: Any, done: Any) -> None:
    late = [f"{file}::{name}" for file in LATE for name in _named_in(file)]
    with trying.copied(ROOT) as tree:
        tests = Collected(tree)
        nearest = Nearest([*tests.items, *late])
        while (task := waiting.get()) is not None:
            mutant, start = todo[task[0]], _spent()
            end = tests.tried(mutant, nearest.to(mutant), task[1])
            took = f"{_spent() - start:.1f}"
            done.put({"key": mutant.key, "end": end, "took": took, "red": trying.red(tree)})


def _tests() -> list[str]:
    """Name the tests that there are."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return [line for line in run.stdout.splitlines() if "::" in line]


def _named_in(file: str) -> Iterator[str]:
    """Name the tests of a file that is not collected before a fork, without their parameters."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return (name for name, _ in functions(tree) if name.startswith("test_"))


def _spent() -> float:
    """Processor time of all tries so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _remembered(name: str) -> dict[str, Any]:
    path = REMEMBERED / name
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


class Nearest:
    """Which tests to try: those that ran what is mutated, then those of which that is not known."""

    def __init__(self, there: Iterable[str]) -> None:
        """Read what was recorded of the tests that there are today."""
        self.there = dict.fromkeys(there)
        files = dict.fromkeys(test.partition("::")[0] for test in self.there)
        self.texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in files}
        self.likeness = Likeness(self.texts)
        self.known, self.seen = map(_remembered, ("nearest.json", "durations.json"))

    def to(self, mutant: Mutant) -> list[str]:
        """Name tests that ran the line, the function or its module, call it, have its name or room.

        Then those that are new in its area and all others there. Where it was never seen running
        those come first that have most of its words.
        """
        area = next(name for name, folder in DECIDING.items() if mutant.file.startswith(folder))
        near = [test for test in self.there if test.startswith(TESTS[area])]
        name = re.compile(rf"(?<![a-z]){Path(mutant.file).stem}(?![a-z])")
        named = [test for test in self.there if name.search(test.lower().replace("-", "_"))]
        ran = self.known.get(f"{mutant.file}:{mutant.function}") or self._moved(mutant)
        place = f"{mutant.file}:{mutant.function}"
        lines = [self.known.get(f"{place}:{line}", []) for line in mutant.lines]
        fewest: list[str] = min(filter(None, lines), key=len, default=[])
        known = [test for test in dict.fromkeys([*fewest, *ran]) if test in self.there]
        new = [test for test in near if test not in self.seen] if self.seen else []
        room = Path(mutant.file).parent.name
        about = [test for test in near if room in test.partition("::")[0].rpartition("/")[2]]
        calling = self._calling(mutant)
        if not known:
            every = [*calling, *named, *about, *near]
            return self.likeness.ordered(every, mutant, calling)
        first = [*known[:FIRST], *calling, *named[:5], *about, *new[:20], *named[5:]]
        return list(dict.fromkeys([*first, *known[FIRST:], *near]))

    def _calling(self, mutant: Mutant) -> list[str]:
        """Name tests in files that import the module and name the function, if only by hand."""
        package, _, module = mutant.file.removesuffix(".py").replace("/", ".").rpartition(".")
        imports = re.compile(rf"from {package}(\.{module} import| import .*\b{module}\b)")
        named = re.compile(rf"\b{mutant.function.rpartition('.')[2].lstrip('_') or module}\b")
        files = [name for name, text in self.texts.items() if imports.search(text)]
        files.sort(key=lambda name: not named.search(self.texts[name]))
        return [test for name in files for test in self.there if test.startswith(f"{name}::")][:40]

    def _moved(self, mutant: Mutant) -> list[str]:
        """Name the tests of functions of this name elsewhere, or else of this module."""
        ends = f":{mutant.function}"
        functions = {name: tests for name, tests in self.known.items() if name.count(":") == 1}
        tests = [tests for name, tests in functions.items() if name.endswith(ends)]
        begins = f"{mutant.file}:"
        tests = tests or [tests for name, tests in functions.items() if name.startswith(begins)]
        return list(dict.fromkeys(test for row in zip_longest(*tests) for test in row if test))


if __name__ == "__main__":
    main()
