"""Fixes for findings, as changes of the text: certain if there is one remedy, else offered.

A change is proposed only if the text then parses at least as well as before.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from iiz_rules.editor.edits import Edit, applied
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import remedy
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Fix:
    """A change that mends a finding."""

    finding: Finding
    edits: tuple[Edit, ...]
    sure: bool
    """whether it is the only remedy rather than a guess"""

    def title(self, language: Language) -> str:
        """What it does."""
        if self.finding.words.get("near"):
            return say("editor.replace", language, by=self.finding.words["near"])
        if self.sure:
            return remedy(self.finding, language)
        if by := self.edits[0].text:  # of several remedies the one that it carries out
            return say("editor.replace", language, by=by)
        place = self.finding.place
        what = place.excerpt[place.column - 1 : place.end_column - 1]
        return say("editor.delete", language, what=what)


Mend = Callable[[Finding, str], Iterable[tuple[int, int, int, str]]]
"""a finding and its file → the line, the columns from and to, and the new text"""


def _put(word: str) -> Mend:
    """Put a word of the finding in place of what is marked."""

    def mend(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
        place = finding.place
        yield place.line, place.column, place.end_column, str(finding.words[word])

    return mend


def _near(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Put the name that was probably meant, within existing quotation marks."""
    place = finding.place
    marked = place.excerpt[place.column - 1 : place.end_column - 1]
    quoted = int(len(marked) > 1 and marked[0] in "\"'" and marked[-1] == marked[0])
    start, end = place.column + quoted, place.end_column - quoted
    yield place.line, start, end, str(finding.words["near"])


def _delete(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Delete what is marked."""
    place = finding.place
    yield place.line, place.column, place.end_column, ""


def _spaces(_: Finding, text: str) -> Iterable[tuple[int, int, int, str]]:
    """Put two spaces in place of every tab."""
    for number, line in enumerate(text.splitlines(), 1):
        for tab in re.finditer("\t", line):
            yield number, tab.start() + 1, tab.end() + 1, "  "


def _comma(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Put a comma behind what stands before the place."""
    place = finding.place
    end = len(place.excerpt[: place.column - 1].rstrip()) + 1
    yield place.line, end, end, ","


def _judged(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Say that it is a judgement."""
    mode = re.search(r"\bmode:\s*(required)\b", finding.place.excerpt)
    if mode:
        yield finding.place.line, mode.start(1) + 1, mode.end(1) + 1, "judgement"


def _latin(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Put the letter of the keyboard in place of one that looks like it."""
    place = finding.place
    marked = place.excerpt[place.column - 1 : place.end_column - 1]
    if (plain := marked.translate(LATIN)) != marked:
        yield place.line, place.column, place.end_column, plain


def _asked(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Ask for a judgement in place of comparing it with yes."""
    name = re.escape(str(finding.words["fact"]))
    compared = re.search(rf"\bfact: {name}, is: true(?=\s*}})", finding.place.excerpt)
    if compared:
        line, by = finding.place.line, f"judgement: {finding.words['fact']}"
        yield line, compared.start() + 1, compared.end() + 1, by


def _whole(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Put quotation marks around a text of which something would be passed over."""
    place, quoted = finding.place, str(finding.words["quoted"])
    start = place.excerpt.find(quoted[1:-1])
    if start >= 0:
        yield place.line, start + 1, start + len(quoted) - 1, quoted


def _closed(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """End a text where its line ends."""
    place = finding.place
    text = place.excerpt[place.column - 1 :].rstrip()
    end = place.column + len(text)
    yield place.line, place.column, end, f"{text}{finding.words['quote']}"


def _backslash(finding: Finding, _: str) -> Iterable[tuple[int, int, int, str]]:
    """Double a backslash that is meant as one."""
    place = finding.place
    yield place.line, place.column, place.end_column, "\\\\"


LATIN = str.maketrans(
    "\u0430\u0410\u0412\u0435\u0415\u0456\u0406\u0458\u0408\u041a\u041c\u041d\u043e"
    "\u041e\u0440\u0420\u0441\u0421\u0455\u0405\u0422\u0445\u0425\u0443\u0391\u0392"
    "\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03bf",
    "aABeEiIjJKMHoOpPcCsSTxXyABEZHIKMNOPTXo",
)
"""Letters of the Cyrillic and the Greek alphabet that look like those of ours."""
SURE: dict[str, Mend] = {
    "typographic-quotes": _put("quoted"),
    "key-not-text": _put("quoted"),
    "reserved-start": _put("quoted"),
    "decimal-comma": _put("right"),
    "control-character": _delete,
    "invisible-character": _delete,
    "tab": _spaces,
    "missing-comma": _comma,
    "judgement-required": _judged,
    "judgement-as-fact": _asked,
    "lookalike-letter": _latin,
    "directive": _delete,
}
"""findings with exactly one remedy"""
OFFERED: dict[str, Mend] = {
    "ambiguous-value": _put("quoted"),
    "colon-in-text": _put("quoted"),
    "comment-cuts-text": _whole,
    "unclosed-quote": _closed,
    "bad-escape": _backslash,
    "stray-comma": _delete,
    "stray-bracket": _delete,
    "tag": _delete,
}
"""findings with several remedies, of which one can be applied"""


def fix_of(finding: Finding, path: Path, data: bytes) -> Fix | None:
    """The fix of a finding in a file; None if only the author can know."""
    mend = SURE.get(finding.code) or (_near if finding.words.get("near") else None)
    mend = mend or OFFERED.get(finding.code)
    if mend is None or not finding.place.line or finding.place.end_column == 0:
        return None
    text = written(data)
    edits = tuple(
        Edit(path, (line, start), (line, end), new) for line, start, end, new in mend(finding, text)
    )
    if not edits or not _better(finding, text, applied(text, edits)):
        return None
    return Fix(finding, edits, finding.code in SURE)


def written(data: bytes) -> str:
    """The text of a file, ready to be edited."""
    return data.decode("utf-8-sig", errors="replace")


def _better(finding: Finding, before: str, after: str) -> bool:
    """Whether the text without the fault can be read at least as far as with it."""
    name = finding.place.source.name
    old, new = (read_yaml(text.encode(), name) for text in (before, after))
    codes = [one.code for one in old.findings]
    worse = any(one.code not in codes for one in new.findings)
    return not worse and len(new.findings) <= len(old.findings) and after != before


def mended(data: bytes, path: Path, findings: Iterable[Finding]) -> tuple[bytes, list[Fix]]:
    """A file with every fault mended that has one remedy, and the fixes applied."""
    done: list[Fix] = []
    for finding in findings:
        fix = fix_of(finding, path, data)
        taken = [edit for one in done for edit in one.edits]
        if (
            fix
            and fix.sure
            and not any(_meet(edit, other) for edit in fix.edits for other in taken)
        ):
            done.append(fix)
    edits = [edit for fix in done for edit in fix.edits]
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + applied(written(data), edits).encode(), done


def _meet(edit: Edit, other: Edit) -> bool:
    return edit.start < other.end and other.start < edit.end
