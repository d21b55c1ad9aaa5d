"""What reading costs: no file takes long or much memory, an ordinary one no longer than usual.

Processor time is measured, so that other work on the same machine does not count.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from iiz_rules.source.json import read_json
from iiz_rules.source.yaml import read_yaml
from tests.source import hostile, hostile_json
from tests.source.hostile import made

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECONDS = 0.6
MEGABYTES = 100
RATIO = 1.5

# Reads all hostile files one after the other, those beyond the size limit last, and prints how
# much more memory than at the start was in use at the worst moment.
MEMORY = """
import resource, sys
from tests.source import hostile, hostile_json
from iiz_rules.source.json import read_json
from iiz_rules.source.yaml import read_yaml
unit = 1 if sys.platform == "darwin" else 1024
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
start = peak()
for table, read in ((hostile.REFUSED, read_yaml), (hostile_json.REFUSED, read_json)):
    for given, expected in table.values():
        if expected != ["- file-too-large"]:
            read(hostile.made(given), "x")
print(peak() - start)
"""


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_no_hostile_file_takes_long(name):
    data = made(hostile.REFUSED[name][0])
    start = time.process_time()
    read_yaml(data, "facts.yaml")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", hostile_json.REFUSED)
def test_no_hostile_case_takes_long(name):
    data = made(hostile_json.REFUSED[name][0])
    start = time.process_time()
    read_json(data, "case.json")
    assert time.process_time() - start < SECONDS


# A megabyte made of one piece, where a careless reader takes quadratic time.
@pytest.mark.parametrize(
    "piece",
    ["- x\n", "a: ", "[],", "{},", "'", '"', "''", "\\", "!", "!a ", "&a ", "*a ", "#", " #1",
     "%", "\n%", "--- ", "---\n", "...\n", "|\n", ">\n\n", "? x\n", ": ", ",", " ", "\n", "0",
     "1.", "1_", "1:", "\u00e9", "e\u0301", "\u00c3\u00bc", "\t", "\u200b", "\0", "\ufeff", "“",
     "a: |\n b\n", "{a: 1, ", '"\\u0301', '\\"', "[", "]", "{", "}"],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "a: [", 'a: "'])
def test_no_megabyte_of_one_piece_takes_long(piece, start):
    data = (start + piece * (1_040_000 // len(piece.encode()))).encode()
    for read in (read_yaml, read_json):
        begin = time.process_time()
        read(data, "facts.yaml")
        assert time.process_time() - begin < 2 * SECONDS


def test_hostile_files_take_little_memory():
    run = subprocess.run(
        [sys.executable, "-c", MEMORY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(run.stdout) < MEGABYTES * 1_000_000


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="compares with libyaml")
def test_a_policy_of_40_rules_is_read_as_fast_as_by_the_library_alone():
    data = (HERE / "policy.yaml").read_bytes()
    text = data.decode()
    ours, theirs = [], []
    for _ in range(15):
        ours.append(_time(lambda: read_yaml(data, "policy.yaml")))
        theirs.append(_time(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
    assert min(ours) <= RATIO * min(theirs)


def _time(task):
    start = time.process_time()
    task()
    return time.process_time() - start
