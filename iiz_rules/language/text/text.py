r"""Bytes to text: the size, the encoding, and every character that must not be in a file.

>>> text, problem = decode("clé: Zürich".encode("latin-1"), "facts.yaml", LIMITS)
>>> problem.code, str(problem.place), problem.words["guess"]
('not-utf-8', 'facts.yaml:1:3', 'é')
"""

import re
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.characters import cleaned, code_of, describe, faults, garbling
from iiz_rules.language.text.document import LIMITS, Limits, Report

_LINE_END = re.compile("\r\n|\r|\n")
_WIDE_SAMPLE = 256


class Lines:
    r"""Turns a position in a text into line and column. CR, LF and CRLF all end a line.

    >>> lines = Lines("ab\r\ncd\re")
    >>> lines.at(0), lines.at(5), lines.at(7)
    ((1, 1), (2, 2), (3, 1))
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def at(self, index: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def decode(data: bytes, name: str, limits: Limits = LIMITS) -> tuple[str, Finding | None]:
    """Decode a file; where that cannot be done the finding says why.

    A byte order mark is passed over here; it is not part of the text.
    """
    if len(data) > limits.size:
        words = {"size": len(data), "limit": limits.size}
        return "", Finding("file-too-large", Place(Source(name)), words)
    if _wide(data):
        return "", Finding("utf-16", Place(Source(name)))
    body = data.removeprefix(BOM_UTF8)
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text = body.decode("utf-8", errors="replace")
        return "", _undecodable(Source(name, cleaned(text)), body, error.start)


def _undecodable(source: Source, body: bytes, start: int) -> Finding:
    before = body[:start].decode("utf-8")
    line, column = Lines(before).at(len(before))
    byte = body[start : start + 1]
    # Most such files are from a Windows program: say which letter was meant.
    words = {"byte": f"0x{byte.hex().upper()}", "guess": byte.decode("cp1252", errors="replace")}
    return Finding("not-utf-8", Place(source, line, column, column + 1), words)


def _wide(data: bytes) -> bool:
    """Tell whether characters take two or four bytes: by the mark, or by many zero bytes.

    In pictures and databases these stand anywhere, in a text never where letters begin.
    """
    sample = data[:_WIDE_SAMPLE]
    marked = sample.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    many = len(sample) >= 4 and sample.count(0) * 3 >= len(sample)
    return marked or (many and any(0 not in sample[start::4] for start in range(4)))


def check_characters(text: str, report: Report) -> None:
    """Report every character that must not be in a YAML text.

    The report has the cleaned text, with a stand-in for each; the reading goes on with that, so
    that all other faults are found in the same go.
    """
    garbled = "\u00c3" in text and garbling().search(text) is not None
    if not garbled and text == report.source.text and "\ufffd" not in text:
        return
    lines = Lines(text)
    if "\t" in text:
        _report_tabs(text, lines, report)
    if garbled:
        _report_garbled(text, lines, report)
    _report_forbidden(text, lines, report)


def _report_tabs(text: str, lines: Lines, report: Report) -> None:
    """One finding for all: a file is indented with tabs throughout or not at all."""
    line, column = lines.at(text.index("\t"))
    place = Place(report.source, line, column, column + 1)
    report.add("tab", place, count=text.count("\t"))


def _report_garbled(text: str, lines: Lines, report: Report) -> None:
    """One finding for all, since one wrong conversion spoils the whole file."""
    garbled = [*garbling().finditer(text)]
    line, column = lines.at(garbled[0].start())
    shown = garbled[0].group()
    meant = shown.encode("cp1252").decode("utf-8")
    place = Place(report.source, line, column, column + 2)
    report.add("garbled-letters", place, shown=shown, meant=meant, count=len(garbled))


def _report_forbidden(text: str, lines: Lines, report: Report) -> None:
    """One finding for each run of the same character."""
    end, last = -1, ""
    for match in faults().finditer(text):
        character = match.group()
        if match.start() != end or character != last:
            line, column = lines.at(match.start())
            place = Place(report.source, line, column, column + 1)
            report.add(code_of(character), place, character=describe(character))
        end, last = match.end(), character
