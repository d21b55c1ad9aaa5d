"""The place where somebody is writing: the file with a stand-in there, so that it can be read.

What is being written is seldom whole: a value lacks behind its colon, a bracket is not closed yet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.spots import Spot, Walk
from iiz_rules.language.text.editing import QUOTED
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import Language

CURSOR = "cursor0"
"""Stands for what is being written; nothing else is called so."""
WORD = re.compile(r"[\w.-]*$")
REST = re.compile(r"[\w.-]*")
VALUE = re.compile(r":\s+(?:\[.*)?$")
"""A value follows: behind a colon, or in a list behind one."""
CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True)
class LineAtCursor:
    """A line up to a place, the word that is being written there, and what follows."""

    before: str
    word: str
    after: str


@dataclass(frozen=True)
class Writing:
    """What is being written: the word so far, where it stands, and what may stand there."""

    word: str
    line: int
    column: int
    end_column: int
    spots: tuple[Spot, ...]


def writing(file: TextFile, line: int, column: int, language: Language) -> Writing:
    """What is being written at a place, lines and columns from 1."""
    lines = file.text.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    word = _found(WORD, text[: column - 1])
    rest = REST.match(text, column - 1)
    end = rest.end() if rest else column - 1
    begun = LineAtCursor(text[: column - 1 - len(word)], word, text[end:])
    spots: dict[bool, Spot] = {}
    for mended in _mended(lines, line - 1, begun):
        for spot in _spots(replace(file, data="\n".join(mended).encode()), language):
            spots.setdefault(spot.is_key, spot)
        if spots and VALUE.search(begun.before):
            break
    return Writing(word, line, column - len(word), end + 1, tuple(spots.values()))


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _spots(file: TextFile, language: Language) -> Iterator[Spot]:
    """Where the stand-in stands in a file, which may be nowhere."""
    root = read_yaml(file.data, file.name).root
    if root is not None:
        for spot in Walk(file, language, CURSOR).down():
            if CURSOR in (spot.node.value, spot.key) and spot.node.value == CURSOR:
                yield spot


def _mended(lines: list[str], number: int, begun: LineAtCursor) -> Iterator[list[str]]:
    """Ways in which the file could go on: as a value, as a key, with what follows or without."""
    before, after = begun.before, begun.after
    open_ones = _open(before)
    closing = "".join(CLOSING[sign] for sign in reversed(open_ones))
    value = [f"{before}{CURSOR}{after}", f"{before}{CURSOR}{closing}"]
    key = [f"{before}{CURSOR}: x{closing}"]
    if after.lstrip().startswith(":"):
        key.insert(0, f"{before}{CURSOR}{after}")
    elif not VALUE.search(before):
        key.insert(0, f"{before}{CURSOR}: x{after}")
    wanted = value if VALUE.search(before) else [*key, *value]
    for tail in (lines[number + 1 :], []):
        for line in wanted:
            yield [*lines[:number], line, *tail]


def _open(text: str) -> list[str]:
    """The brackets that are open at the end of a line, the outermost first."""
    open_ones: list[str] = []
    for sign in QUOTED.sub("", text):
        if sign in CLOSING:
            open_ones.append(sign)
        elif sign in CLOSING.values() and open_ones:
            open_ones.pop()
    return open_ones
