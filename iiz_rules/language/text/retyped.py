"""A file edited in a browser: what was not changed keeps its bytes.

A browser has line ends of its own. Those of the file stay, and the mark at its beginning.
"""

import re
from collections import Counter
from difflib import SequenceMatcher, unified_diff

MARK = b"\xef\xbb\xbf"
END = re.compile(r"\r\n|\r|\n")


def as_shown(data: bytes) -> str | None:
    r"""A file as a browser shows it; None for what is no text.

    >>> as_shown(b"\xef\xbb\xbfa: 1\r\nb: 2")
    'a: 1\nb: 2'
    """
    try:
        return END.sub("\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def retyped(before: bytes, text: str) -> bytes:
    r"""A file with a text in place of its own, as a browser sends it.

    >>> retyped(b"a: 1\r\nb: 2\nc: 3\r\n", "a: 1\r\nb: 7\r\nc: 3\r\n")
    b'a: 1\r\nb: 7\r\nc: 3\r\n'
    """
    mark = MARK if before.startswith(MARK) else b""
    whole = before.decode("utf-8-sig")
    ends = END.findall(whole)
    usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
    old, new = END.split(whole), END.split(text)
    old_ends: list[str | None] = [*ends, None]
    endings = [usual] * len(new)
    for start, other, size in _alike(old, new):
        for number in range(size):
            endings[other + number] = old_ends[start + number] or usual
    endings[-1] = ""
    return mark + "".join(map("".join, zip(new, endings, strict=True))).encode()


def _alike(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    return [(*block,) for block in SequenceMatcher(None, old, new, False).get_matching_blocks()]


def patch(before: bytes, after: bytes, name: str) -> bytes:
    r"""The change as `git apply` and `patch` take it.

    >>> print(patch(b"a: 1\n", b"a: 2", "x.yaml").decode())
    --- a/x.yaml
    +++ b/x.yaml
    @@ -1 +1 @@
    -a: 1
    +a: 2
    \ No newline at end of file
    <BLANKLINE>
    """
    old, new = (data.decode("utf-8", "surrogateescape").split("\n") for data in (before, after))
    first, second = (
        [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
        for lines in (old, new)
    )
    told = []
    for line in unified_diff(first, second, f"a/{name}" if before else "/dev/null", f"b/{name}"):
        told.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(told).encode("utf-8", "surrogateescape")


def side_by_side(theirs: str, own: str) -> list[tuple[str, str]]:
    """The lines of two texts that differ, beside each other."""
    old, new = theirs.split("\n"), END.split(own)
    rows: list[tuple[str, str]] = []
    for tag, start, end, other, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            left, right = old[start:end], new[other:last]
            for number in range(max(len(left), len(right))):
                rows.append((_at(left, number), _at(right, number)))
    return rows


def _at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""
