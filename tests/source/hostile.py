"""Hostile and sloppy files, and what the reader says to each: `place code`, or the value.

A place is `line:column`; `-` stands for the file as a whole. The big ones are made when needed.
"""

from collections.abc import Callable

Bytes = str | bytes | Callable[[], str | bytes]

MEGABYTE = 1_048_576


def _aliases() -> str:
    rows = [
        f"{a}: &{a} [{', '.join([f'*{b}'] * 9)}]"
        for a, b in zip("bcdefghi", "abcdefgh", strict=True)
    ]
    return "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(rows) + "\n"


def _merges() -> str:
    rows = [f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: 1\n" for n in range(1, 25)]
    return "a0: &a0 {k: 1}\n" + "".join(rows)


def _nested_block() -> str:
    return "".join(" " * depth + "a:\n" for depth in range(1_400))


# For each name the input and the findings expected:
REFUSED: dict[str, tuple[Bytes, list[str]]] = {
    # --- expanding and nesting
    "alias bomb": (_aliases, ["1:4 anchor", "2:4 anchor", "2:8 alias"]),
    "merge-key bomb": (_merges, ["1:5 anchor", "2:5 anchor", "3:3 merge-key", "3:8 alias"]),
    "alias to itself": ("a: &a [*a]\n", ["1:4 anchor", "1:8 alias"]),
    "alias as a key": ("a: &a x\n*a : 1\n", ["1:4 anchor", "2:1 alias"]),
    "anchor on a key": ("&a a: 1\n", ["1:1 anchor"]),
    "1,000 brackets": ("a: " + "[" * 1_000 + "]" * 1_000, ["1:35 too-deep"]),
    "100,000 brackets": (lambda: "a: " + "[" * 100_000 + "]" * 100_000, ["1:35 too-deep"]),
    "100,000 open brackets": (lambda: "a: " + "[" * 100_000, ["1:35 too-deep"]),
    "100,000 dashes": (lambda: "- " * 100_000 + "x", ["1:65 too-deep"]),
    "100,000 braces": (lambda: "{a: " * 100_000, ["1:129 too-deep"]),
    "100,000 question marks": (lambda: "? " * 100_000, ["1:65 too-deep"]),
    "1,400 mappings by indentation": (_nested_block, ["33:33 too-deep"]),
    "2,000 mappings by indentation": (
        lambda: "".join(" " * depth + "a:\n" for depth in range(2_000)),
        ["- file-too-large"],
    ),
    # --- sizes
    "50 MB": (lambda: b"k: v\n" * 10_000_000, ["- file-too-large"]),
    "a text of 10 MB": (lambda: "a: " + "x" * 10_000_000, ["- file-too-large"]),
    "a text of 1 MB": (lambda: "a: " + "x" * 1_000_000, ["1:4 text-too-long"]),
    "a key of 100,000 letters": (lambda: "x" * 100_000 + ": 1\n", ["1:1 text-too-long"]),
    "a key of 1,100 letters": ("k" * 1_100 + ": 1\n", ["1:1 text-too-long"]),
    "a number of 100,000 digits": (lambda: "a: " + "1" * 100_000, ["1:4 text-too-long"]),
    "a number of 5,000 digits": ("a: " + "1" * 5_000, ["1:4 number-too-long"]),
    "a number of 19 digits": ("a: -1234567890123456789\n", ["1:4 number-too-long"]),
    "a decimal of 19 digits": ("a: 12345678901234567.89\n", ["1:4 number-too-long"]),
    "an exponent beyond all measure": (
        "a: 1e400\nb: 1E-99999999999\n",
        ["1:4 number-too-long", "2:4 number-too-long"],
    ),
    "100,000 anchors": (
        lambda: "".join(f"k{n}: &a{n} 1\n" for n in range(100_000)),
        ["- file-too-large"],
    ),
    "90,000 keys": (
        lambda: "".join(f"k{n}: 1\n" for n in range(90_000)),
        ["25001:1 too-many-values"],
    ),
    "500,000 list entries": (lambda: "a: [" + "1," * 500_000 + "]", ["1:100003 too-many-values"]),
    "50,000 directives": (
        lambda: "".join(f"%TAG !a{n}! x\n" for n in range(50_000)) + "---\na: 1\n",
        ["1:1 directive"],
    ),
    "50,000 directives after the document": (
        lambda: "a: 1\n...\n" + "".join(f"%TAG !a{n}! x\n" for n in range(50_000)),
        ["3:1 directive"],
    ),
    "200 faults": (
        lambda: "a:\n" + "  - NO\n" * 200,
        ["- too-many-findings", *(f"{line}:5 ambiguous-value" for line in range(2, 102))],
    ),
    "1,000,000 tabs": (lambda: "a: 1\n" + "\t" * 1_000_000, ["2:1 tab"]),
    "10,000 accents on one letter": (
        lambda: "a: e" + "\u0301\u0316" * 5_000,
        ["1:4 stacked-marks"],
    ),
    "accents by escapes": (lambda: 'a: "e' + "\\u0301" * 2_000 + '"', ["1:4 stacked-marks"]),
    # --- keys
    "the same key twice": ("deadline: 30\nscope: x\ndeadline: 90\n", ["3:1 duplicate-key"]),
    "the same key thrice": ("a: 1\na: 2\na: 3\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
    "the same key in quotes": ('a: 1\n"a": 2\n', ["2:1 duplicate-key"]),
    "the same key in brackets": ("a: {b: 1, b: 2}\n", ["1:11 duplicate-key"]),
    "keys that differ in their encoding": ("cafe\u0301: 1\ncaf\u00e9: 2\n", ["2:1 duplicate-key"]),
    "a merge key": ("a: 1\n<<: {b: 2}\n", ["2:1 merge-key"]),
    "a Cyrillic letter in a key": ("deadline: 1\nde\u0430dline: 2\n", ["2:3 lookalike-letter"]),
    "a full-width letter in a key": ("\uff41ge: 1\n", ["1:1 lookalike-letter"]),
    "a long dash in a key": ("multi\u2013problem: 1\n", ["1:6 lookalike-letter"]),
    "a Cyrillic letter in a quoted key": ('"\u0430ge": 1\n', ["1:2 lookalike-letter"]),
    "a space that does not break before a key": (
        "a:\n\u00a0\u00a0b: 1\n",
        ["2:1 lookalike-letter"],
    ),
    "a list as a key": ("? [a, b]\n: 1\n", ["1:3 key-not-text"]),
    "a mapping as a key": ("{a: 1}: 2\n", ["1:1 key-not-text"]),
    "nothing as a key": (": 1\n", ["1:1 key-not-text"]),
    "null as a key": ("~: 1\nnull: 2\n", ["1:1 key-not-text", "2:1 key-not-text"]),
    "true and 1 as keys": ("true: 1\n1: 2\n", ["1:1 key-not-text", "2:1 key-not-text"]),
    "no, on and off as keys": (
        "rule:\n  no: 12\n  on: 2025\n  off: x\n",
        ["2:3 ambiguous-value", "3:3 ambiguous-value", "4:3 ambiguous-value"],
    ),
    # --- spellings with two meanings
    "Norway and Ontario": (
        "cantons: [VD, GE, NO, ON, NE]\n",
        ["1:19 ambiguous-value", "1:23 ambiguous-value"],
    ),
    "yes in many spellings": (
        "a: yes\nb: Yes\nc: On\nd: OFF\ne: true\nf: True\ng: tRUE\n",
        [f"{line}:4 ambiguous-value" for line in (1, 2, 3, 4, 7)],
    ),
    "null in a strange spelling": ("a: nULL\n", ["1:4 ambiguous-value"]),
    "a time of day": ("opens: 12:30\n", ["1:8 ambiguous-value"]),
    "a time of day with a zero": (
        "opens: 08:30\ncloses: 18:30:15\n",
        ["1:8 ambiguous-value", "2:9 ambiguous-value"],
    ),
    "numbers that begin with zero": (
        "noga: 010\nx: 0261\ny: 08\nz: -017\n",
        [
            "1:7 ambiguous-value",
            "2:4 ambiguous-value",
            "3:4 ambiguous-value",
            "4:4 ambiguous-value",
        ],
    ),
    "underscores in numbers": (
        "a: 1_000\nb: 1_000.50\n",
        ["1:4 ambiguous-value", "2:4 ambiguous-value"],
    ),
    "numbers to other bases": (
        "a: 0x1F\nb: 0o17\nc: 0b11\n",
        [f"{line}:4 ambiguous-value" for line in (1, 2, 3)],
    ),
    "no number and infinity": (
        "a: .nan\nb: .inf\nc: -.Inf\nd: .NaN\n",
        [f"{line}:4 ambiguous-value" for line in (1, 2, 3, 4)],
    ),
    "a telephone number": ("phone: +41791234567\n", ["1:8 ambiguous-value"]),
    "an equals sign": ("a: =\n", ["1:4 ambiguous-value"]),
    "the merge sign as a value": ("a: <<\n", ["1:4 ambiguous-value"]),
    "a number sign in a text": ("desc: case #3\n", ["1:12 comment-cuts-text"]),
    "typographic quotes": (
        "a: “no”\nb: „x“\nc: «x»\n",
        [f"{line}:4 typographic-quotes" for line in (1, 2, 3)],
    ),
    "a space that does not break before a value": ("a: \u00a0no\n", ["1:4 invisible-character"]),
    # --- bytes and characters
    "a tab as indentation": ("a:\n\tb: 1\n", ["2:1 tab"]),
    "a tab after the colon": ("a:\t1\n", ["1:3 tab"]),
    "a tab in a comment and one in a text": ('a: 1 #\tx\nb: "\t"\n', ["1:7 tab"]),
    "a tab and another fault": ("a:\n\tb: NO\n", ["2:1 tab", "2:5 ambiguous-value"]),
    "UTF-16 with a mark": ("a: 1\n".encode("utf-16"), ["- utf-16"]),
    "UTF-16 without a mark": ("a: 1\n".encode("utf-16-le"), ["- utf-16"]),
    "a database": (b"SQLite 3" + bytes(90), ["1:1 not-a-mapping", "1:9 control-character"]),
    "a picture as large": (b"\x89PNG\r\n\x1a\n" + bytes(90), ["1:1 not-utf-8"]),
    "UTF-32": ("a: 1\n".encode("utf-32-be"), ["- utf-16"]),
    "Latin-1": ("caf\u00e9: 1\n".encode("latin-1"), ["1:4 not-utf-8"]),
    "a surrogate in the bytes": (b"a: \xed\xa0\x80\n", ["1:4 not-utf-8"]),
    "an overlong zero": (b"a: \xc0\x80\n", ["1:4 not-utf-8"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["1:1 not-utf-8"]),
    "a letter cut off at the end": (b"a: \xc3", ["1:4 not-utf-8"]),
    "a NUL byte": ("a: x\0y, more of it\n", ["1:5 control-character"]),
    "an ESC byte": ("a: te\x1b[31mst\n", ["1:6 control-character"]),
    "a next-line character": ("a: 1\u0085b: 2\n", ["1:5 control-character"]),
    "a line separator": ("a: x\u2028b: 2\n", ["1:5 invisible-character", "1:5 colon-in-text"][:1]),
    "a second byte order mark": (b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n", ["1:1 invisible-character"]),
    "a direction override": (
        "rule_\u202etxet\u202c: 1\n",
        ["1:6 invisible-character", "1:11 invisible-character"],
    ),
    "a zero-width space in a key": ("dead\u200bline: 1\n", ["1:5 invisible-character"]),
    "a soft hyphen in a text": ("a: Zu\u00adsammen\n", ["1:6 invisible-character"]),
    "a filler that counts as a letter": ("a: x\u3164y\n", ["1:5 invisible-character"]),
    "a private character": ("a: \ue000\n", ["1:4 invisible-character"]),
    "invisible tags": (
        "a: x\U000e0061\U000e0062\n",
        ["1:5 invisible-character", "1:6 invisible-character"],
    ),
    "a lost letter": ("a: Z\ufffdrich\n", ["1:5 lost-character"]),
    "garbled letters": ("a: ZÃ¼rich\nb: GenÃ¨ve\n", ["1:5 garbled-letters"]),
    "control characters by escapes": ('a: "x\\e[31m\\0"\n', ["1:4 control-character"]),
    "direction changes by escapes": ('a: "x\\u202Ey"\n', ["1:4 invisible-character"]),
    "a carriage return by escape": ('a: "paid\\rdue"\n', ["1:4 control-character"]),
    "half a character by escape": ('a: "\\uD800"\n', ["1:5 bad-escape"]),
    "a character beyond the last": ('a: "\\U00110000"\n', ["1:5 bad-escape"]),
    # --- tags, directives, documents
    "a Python object": ("a: !!python/object/apply:os.system [id]\n", ["1:4 tag"]),
    "binary, set and ordered map": (
        "a: !!binary aGk=\nb: !!set {x}\nc: !!omap [x: 1]\n",
        ["1:4 tag", "2:4 tag", "3:4 tag"],
    ),
    "a text tag": ("a: !!str 010\n", ["1:4 ambiguous-value", "1:4 tag"]),
    "an include": ("a: !include /etc/passwd\n", ["1:4 tag"]),
    "a tag on the whole file": ("!!map\na: 1\n", ["1:1 tag"]),
    "a tag that does not end": ("a: !<x\n", ["1:4 tag"]),
    "a tag without a meaning": ("a: !x!y z\n", ["1:4 tag"]),
    "a version directive": ("%YAML 1.1\n---\na: 1\n", ["1:1 directive"]),
    "a tag directive after a comment": (
        "# x\n%TAG ! tag:x,2000:\n---\na: !x 1\n",
        ["2:1 directive"],
    ),
    "an unknown directive": ("%FOO\na: 1\n", ["1:1 directive"]),
    "two documents": ("a: 1\n---\nb: 2\n", ["2:1 second-document"]),
    "two documents and dots": ("a: 1\n...\nb: 2\n", ["3:1 second-document"]),
    "two documents, the first with a fault": (
        "a: NO\n---\nb: 2\n",
        ["1:4 ambiguous-value", "2:1 second-document"],
    ),
    # --- nothing, or something else
    "an empty file": ("", ["- empty-file"]),
    "only blank lines": ("\n\n  \n", ["- empty-file"]),
    "only comments": ("# a\n# b\n", ["- empty-file"]),
    "only three dashes": ("---\n", ["- empty-file"]),
    "null": ("null\n", ["1:1 not-a-mapping"]),
    "a list": ("- a\n- b\n", ["1:1 not-a-mapping"]),
    "a text": ("hello\n", ["1:1 not-a-mapping"]),
    # --- slips of the pen: what people who edit by hand do
    "a colon in a text": ("desc: Fall: unklar\n", ["1:7 colon-in-text"]),
    "a colon in a text in a list": ("- id: a: b\n", ["1:7 colon-in-text"]),
    "a colon in a text in brackets": ("a: {de: b, fr: c: d, en: e}\n", ["1:16 colon-in-text"]),
    "a missing comma before a key": ("a: {x: 1 y: 2}\n", ["1:8 colon-in-text"]),
    "a missing comma": ('a: ["x" "y"]\n', ["1:9 missing-comma"]),
    "a comma too many": ("a: [x, , y]\n", ["1:8 stray-comma"]),
    "a star before a text": ("a: *important* note\n", ["1:4 reserved-start"]),
    "an at sign before a text": ("a: @x\n", ["1:4 reserved-start"]),
    "a per cent sign before a text": ("a: %x\n", ["1:4 reserved-start"]),
    "an ampersand before a text": ("a: & b\n", ["1:4 reserved-start"]),
    "a text over several lines that swallows a key": ("a: x\n  y\n b: 3\n", ["2:3 missing-colon"]),
    "a line without a colon": ("a: 1\nlabel\nb: 2\n", ["2:1 missing-colon"]),
    "a first line without a colon": ("label\nmode: x\n", ["1:1 missing-colon"]),
    "no space after a colon": ("a:b\nc: d\n", ["1:1 missing-colon"]),
    "no space after a dash": ("- a\n-b\n", ["2:1 missing-colon"]),
    "a dash after a key": ("a: - b\n", ["1:4 misplaced-dash"]),
    "indented by one too many": ("- id: x\n   when: y\n", ["2:4 bad-indentation"]),
    "indented by one too few": ("a:\n  b: 1\n c: 2\n", ["3:2 bad-indentation"]),
    "a list and keys on one level": ("a: 1\n- b\n", ["2:1 bad-indentation"]),
    "a list entry moved out": ("a:\n  - x\n - y\n", ["3:2 bad-indentation"]),
    "a key below a text": ("a: 1\n  b: 2\n", ["2:3 bad-indentation"]),
    "an open quote": ('a: "x\n', ["1:4 unclosed-quote"]),
    "an open quote before other lines": ("a: 'x\nb: 2\n", ["1:4 unclosed-quote"]),
    "an open quote before another one": ('a: "x\nb: "y"\n', ["2:5 text-after-value"]),
    "an apostrophe in single quotes": ("a: 'l'avis'\n", ["1:7 text-after-value"]),
    "text after a quote": ('a: "x" y\n', ["1:8 text-after-value"]),
    "an open bracket": ("a: [x, y\nb: 1\n", ["1:4 unclosed-bracket"]),
    "an open brace at the end": ("a: {x: 1, y: 2\n", ["1:4 unclosed-bracket"]),
    "a bracket closed by a brace": ("a: {b: 1]\n", ["1:4 unclosed-bracket"]),
    "a bracket too many": ("a: [1, 2]]\n", ["1:10 stray-bracket"]),
    "a bracket alone": ("a: ]\n", ["1:4 stray-bracket"]),
    "an unknown escape": ('a: "C:\\Daten"\n', ["1:7 bad-escape"]),
    "text after a bar": ("a: |x\n  y\n", ["1:5 bad-block-text"]),
    "a greater-than sign before a text": ("a: > 18\n", ["1:6 bad-block-text"]),
    "two faults of meaning and one of syntax": (
        "a: NO\na: 1\nb: [\n",
        ["1:4 ambiguous-value", "2:1 duplicate-key", "3:4 unclosed-bracket"],
    ),
}

# For each name the input and its value:
ACCEPTED: dict[str, tuple[Bytes, object]] = {
    "decimals stay as written": (
        "sr: 831.20\nart: 3.10\nv: 1.10\n",
        {"sr": "831.20", "art": "3.10", "v": "1.10"},
    ),
    "exponents stay as written": (
        "a: 1e3\nb: 1.0e3\nc: 12E-03\n",
        {"a": "1e3", "b": "1.0e3", "c": "12E-03"},
    ),
    "dates stay text": ("d: 2025-01-01\n", {"d": "2025-01-01"}),
    "an impossible date is for the model": ("d: 2025-02-30\n", {"d": "2025-02-30"}),
    "a moment stays text": ("d: 2025-03-30T02:30:00\n", {"d": "2025-03-30T02:30:00"}),
    "numbers as people write them are text": (
        "a: 1'000\nb: 1,5\nc: 40%\nd: CHF 5\n",
        {"a": "1'000", "b": "1,5", "c": "40%", "d": "CHF 5"},
    ),
    "whole numbers": (
        "a: 0\nb: -12\nc: 123456789012345678\n",
        {"a": 0, "b": -12, "c": 123456789012345678},
    ),
    "true and false as all YAML agrees": (
        "a: true\nb: True\nc: TRUE\nd: false\ne: False\nf: FALSE\n",
        {"a": True, "b": True, "c": True, "d": False, "e": False, "f": False},
    ),
    "not known": ("a:\nb: ~\nc: null\nd: Null\n", {"a": None, "b": None, "c": None, "d": None}),
    "anything in quotes is text": (
        'a: "no"\nb: \'010\'\nc: "12:30"\nd: "true"\ne: ""\n',
        {"a": "no", "b": "010", "c": "12:30", "d": "true", "e": ""},
    ),
    "a quoted key": ('"no": 1\n', {"no": 1}),
    "words that no reader takes for anything else": (
        "a: none\nb: NaN\nc: nope\nd: o\ny: n\n",
        {"a": "none", "b": "NaN", "c": "nope", "d": "o", "y": "n"},
    ),
    "a byte order mark at the start": (b"\xef\xbb\xbfa: 1\n", {"a": 1}),
    "lines that end as on Windows": ("a: 1\r\nb: x\r\n", {"a": 1, "b": "x"}),
    "lines that end as on old Macs": ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
    "no line end at the end": ("a: 1", {"a": 1}),
    "a comment": ("a: case # 3\n", {"a": "case"}),
    "a number sign within a word": ('a: C#7\nb: "Fall #3" #4\n', {"a": "C#7", "b": "Fall #3"}),
    "three dashes before one document": ("---\na: 1\n...\n", {"a": 1}),
    "accents in either encoding become one": ("a: Zu\u0308rich\n", {"a": "Z\u00fcrich"}),
    "a space that does not break in a text": (
        'a: 10\u00a0000\nb: "oui\u00a0: non"\n',
        {"a": "10\u00a0000", "b": "oui\u00a0: non"},
    ),
    "quotes inside a text": ("a: der „Fall“ ist offen\n", {"a": "der „Fall“ ist offen"}),
    "line ends and tabs by escapes": ('a: "x\\n\\ty"\n', {"a": "x\n\ty"}),
    "a text over several lines": (
        "a: >-\n  one\n  two\nb: |\n  x\n  y\n",
        {"a": "one two", "b": "x\ny\n"},
    ),
    "32 levels": ("a: " + "[" * 31 + "]" * 31, None),
    "16,384 letters": ("a: " + "x" * 16_384, {"a": "x" * 16_384}),
    "an empty mapping": ("{}\n", {}),
}


def made(given: Bytes) -> bytes:
    """Make the bytes of an input."""
    content = given() if callable(given) else given
    return content.encode() if isinstance(content, str) else content
