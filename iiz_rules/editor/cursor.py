"""The place of the cursor: the file is parsed with a stand-in there.

While somebody writes the file is seldom valid: a value is missing, a bracket is still open.
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
"""stands in for what is being written; no other name contains it"""
WORD = re.compile(r"[\w.-]*$")
REST = re.compile(r"[\w.-]*")
VALUE = re.compile(r":\s+(?:\[.*)?$")
"""matches where a value follows: after a colon, or in a list after one"""
CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True)
class LineAtCursor:
    """A line up to the cursor, the word being written there, and the rest."""

    before: str
    word: str
    after: str


@dataclass(frozen=True)
class Writing:
    """The word being written: what there is of it, its place, and what may stand there."""

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
    """The spots of the stand-in in a file; there may be none."""
    root = read_yaml(file.data, file.name).root
    if root is not None:
        for spot in Walk(file, language, CURSOR).down():
            if CURSOR in (spot.node.value, spot.key) and spot.node.value == CURSOR:
                yield spot


def _mended(lines: list[str], number: int, begun: LineAtCursor) -> Iterator[list[str]]:
    """Ways to complete the file: with a value or a key, keeping what follows or not."""
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
    """The brackets still open at the end of a line, the outermost first."""
    open_ones: list[str] = []
    for sign in QUOTED.sub("", text):
        if sign in CLOSING:
            open_ones.append(sign)
        elif sign in CLOSING.values() and open_ones:
            open_ones.pop()
    return open_ones
