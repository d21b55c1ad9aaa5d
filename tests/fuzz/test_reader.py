"""Long fuzzing of the readers: files of the cantons and hostile ones, mutilated at random.

Runs only when told how many files: `IIZ_FUZZ=100000`. The numbers come from a fixed seed, so that
a failure can be had again.
"""

import os
import random
from pathlib import Path

from iiz_rules.findings.registry import one_line
from iiz_rules.language.text.characters import faulty
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES
from tests.needed import run_long
from tests.source import hostile, hostile_json
from tests.source.hostile import made

FILES = int(os.environ.get("IIZ_FUZZ") or 0)
ROOT = Path(__file__).parents[2]
LARGEST = 20_000
TOKENS = [
    *(b"\n - : , [ ] { } \" ' # & * ! | > % @ ` ? ~ \\ \t \r .".split(b" ")),
    b"---", b"...", b"<<: ", b"*a", b"&a ", b"!!str ", b"no", b"0261", b"1e400", b"\\u202e",
    b"\\ud800", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x00", b"\xcc\x81", b"  ",
]  # fmt: skip


def seeds() -> list[bytes]:
    cantons = [file.read_bytes() for file in sorted(ROOT.glob("cantons/**/*.yaml"))]
    tables = (hostile.REFUSED, hostile.ACCEPTED, hostile_json.REFUSED, hostile_json.ACCEPTED)
    given = [made(row[0]) for table in tables for row in table.values()]
    return [data[:LARGEST] for data in [*cantons, *given]]


def mutilated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    text = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        kind = chance.randrange(5)
        if kind == 0 and text:
            text[at % len(text)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            text[at:at] = chance.choice(TOKENS)
        elif kind == 2:
            del text[at : at + chance.randint(1, 20)]
        elif kind == 3:
            other = chance.choice(others)
            start = chance.randint(0, len(other))
            text[at:at] = other[start : start + chance.randint(1, 60)]
        else:
            text[at:at] = text[max(0, at - chance.randint(1, 40)) : at] * chance.randint(1, 3)
    return bytes(text)


@run_long(FILES, "scripts/fuzz")
def test_mutilated_files_raise_nothing():
    chance = random.Random(20260305)
    originals = seeds()
    for number in range(FILES):
        data = mutilated(chance.choice(originals), originals, chance)
        for read in (read_yaml, read_json):
            document = read(data, "facts.yaml")
            assert document.root is not None or document.findings, number
            for finding in document.findings[:3]:
                line = one_line(finding, LANGUAGES[number % 3])
                assert not faulty(line.replace("\ufffd", "")), number
                assert "\n" not in line, number
