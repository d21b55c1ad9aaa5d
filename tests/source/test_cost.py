"""What reading costs: no file takes long or much memory, an ordinary one no longer than usual.

Processor time is measured, so that other work on the same machine does not count.
"""

import json
import subprocess
import sys
from pathlib import Path

import yaml

from tests.effort import LANDING
from tests.needed import needing

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECONDS = 0.6
MEGABYTES = 100
RATIO = 1.5

# Reads all hostile files one after the other in a process of its own, as a user would, and prints
# the seconds for each (the best of five, where the first was slow) and how much more memory than
# at the start was in use at the worst moment. Files beyond the size limit come last.
PROGRAM = """
import json, resource, sys, time
from tests.source import hostile, hostile_json
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml

def seconds(read, data):
    start = time.process_time()
    read(data, "x")
    return time.process_time() - start

def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

tables = ((hostile.REFUSED, read_yaml), (hostile_json.REFUSED, read_json))
rows = [(name, row, read) for table, read in tables for name, row in table.items()]
small = [row for row in rows if row[1][1] != ["- file-too-large"]]
start, took = peak(), {}
for name, (given, _), read in small:
    data = hostile.made(given)
    took[name] = seconds(read, data)
    if took[name] > 0.4:
        took[name] = min(seconds(read, data) for _ in range(5))
memory = peak() - start
for name, (given, _), read in rows:
    if name not in took:
        took[name] = seconds(read, hostile.made(given))
print(json.dumps([memory, took]))
"""


def test_hostile_files_take_little_time_and_memory():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    memory, took = json.loads(run.stdout)
    assert memory < MEGABYTES * 1_000_000
    assert {name: seconds for name, seconds in took.items() if seconds > SECONDS} == {}


# A megabyte made of one piece, where a careless reader takes quadratic time; prints the seconds. Of
# all that there are every so many, so that of an odd number each reader has its turn.
PIECES = """
import json, sys, time
from itertools import product
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml

PIECES = ["- x\\n", "a: ", "[],", "'", '"', "\\\\", "!a ", "&a ", "*a ", " #1", "\\n%", "---\\n",
          "|\\n", "? x\\n", ",", " ", "\\n", "1_", "1:", "e\\u0301", "\\u00c3\\u00bc", "\\t",
          "\\u200b", "\\0", "\\u201c", '"\\\\u0301', '\\\\"', "]", "{"]
took = {}
every = [*product(("", "a: ["), PIECES, (read_yaml, read_json))]
for start, piece, read in every[::int(sys.argv[1])]:
    data = (start + piece * (1_040_000 // len(piece.encode()))).encode()
    begin = time.process_time()
    read(data, "facts.yaml")
    took[f"{read.__name__} {start!r} {piece!r}"] = time.process_time() - begin
print(json.dumps(took))
"""


def test_no_megabyte_of_one_piece_takes_long():
    run = subprocess.run(
        [sys.executable, "-c", PIECES, "1" if LANDING else "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    took = json.loads(run.stdout)
    # Twice as long as a named one may take: these are measured once, beside all other tests.
    assert {name: seconds for name, seconds in took.items() if seconds > 2 * SECONDS} == {}


# Reads a policy and makes the checked model of it, in turn with the library's bare load; prints
# the ratio of the fastest rounds. In a process of its own, where no coverage is traced.
POLICY = """
import time, yaml
from iiz_rules.language.model.rules import RuleFile
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.yaml import read_yaml

data = open("tests/source/policy.yaml", "rb").read()

def ours():
    part, findings = bind(RuleFile, read_yaml(data, "policy.yaml").root)
    assert len(part.criteria) == 40, findings

def theirs():
    yaml.load(data, Loader=yaml.CSafeLoader)

def seconds(task):
    start = time.process_time()
    task()
    return time.process_time() - start

rounds = [(seconds(ours), seconds(theirs)) for _ in range(15)]
print(min(a for a, _ in rounds) / min(b for _, b in rounds))
"""


@needing(yaml.__with_libyaml__, "compares with libyaml")
def test_a_policy_of_40_rules_is_loaded_as_fast_as_by_the_library_alone():
    run = subprocess.run(
        [sys.executable, "-c", POLICY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(run.stdout) <= RATIO
