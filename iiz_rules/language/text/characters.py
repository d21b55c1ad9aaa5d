r"""Characters that no policy needs: invisible, direction-changing, control, look-alike.

What a person sees must be what the machine reads. A letter that only looks like another one, or
a character that cannot be seen at all, makes two things out of what looks like one.

>>> [describe(found) for found in "dead\u200bline" if faulty(found)]
['U+200B ZERO WIDTH SPACE']
"""

import re
import unicodedata
from functools import cache

# By code point, so that this file itself holds none of them. Among them, besides the controls:
# the soft hyphen, fillers and blanks that count as letters, joiners, direction marks, separators
# of lines, variation selectors, the private use areas, tags, and what is no character at all.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_FOREIGN = "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"
_LAST_OF_PLANES = "".join(chr(plane * 0x10000 + end) for plane in range(1, 15) for end in (-2, -1))
_FAULTY = f"[{_CONTROL}{_UNSEEN}{_FOREIGN}{_LAST_OF_PLANES}]"
# Of these nearly all texts are, and none of them is faulty: for those nothing has to be compiled.
_USUAL = {"\t", "\n", "\r", *map(chr, (*range(0x20, 0x7F), *range(0xAE, 0x180))), *"–—…‘’“”„«»"}

_CONTROL_NAMES = {0: "NULL", 7: "BELL", 8: "BACKSPACE", 9: "TAB", 11: "LINE TABULATION"} | {
    12: "FORM FEED", 13: "CARRIAGE RETURN", 26: "SUBSTITUTE", 27: "ESCAPE", 127: "DELETE",
    133: "NEXT LINE",
}  # fmt: skip

# What UTF-8 letters such as ä, é, ö become when they are taken for Windows-1252 once too often.
_SECOND = bytes(code for code in range(0x80, 0xC0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
_GARBLED = f"\u00c3[{re.escape(_SECOND.decode('cp1252'))}]"

# Accents go on Latin letters; a run of more than 30 marks is no writing and costs much to sort.
MARKS = 30
_MARKS = re.compile(f"[^\x00-\u02ff]{{{MARKS + 1},}}")
SHOWN = 200
"""letters of an input that a message shows"""
# Letters of this range that are no accented Latin letters, or look like plain ones (dotless i).
_NOT_ACCENTED = "\u00d7\u00f7\u0131\u0138\u0149\u017f"


@cache
def faults() -> re.Pattern[str]:
    """The characters that are never allowed: compiled for the first text with unusual ones."""
    return re.compile(_FAULTY)


@cache
def garbling() -> re.Pattern[str]:
    """What letters become: compiled for the first text with the sign that all of it begins with."""
    return re.compile(_GARBLED)


def faulty(text: str) -> bool:
    r"""Tell whether a text holds a character that is never allowed (line ends and tabs are).

    >>> faulty("Zürich, Genève"), faulty("a\x00")
    (False, True)
    """
    # Looking at each different character once is several times faster than at every character.
    unusual = set(text) - _USUAL
    return bool(unusual) and faults().search("".join(unusual)) is not None


def code_of(character: str) -> str:
    r"""The finding code of a character that is never allowed.

    >>> code_of("\x1b"), code_of("\u202e"), code_of("\ufffd")
    ('control-character', 'invisible-character', 'lost-character')
    """
    point = ord(character)
    if point < 0x20 or 0x7F <= point <= 0x9F:
        return "control-character"
    if 0xD800 <= point <= 0xDFFF:
        return "bad-escape"
    return "lost-character" if point == 0xFFFD else "invisible-character"


def describe(character: str) -> str:
    r"""Code point and name of a character.

    >>> describe("\u0430"), describe("\x1b"), describe("\ue000")
    ('U+0430 CYRILLIC SMALL LETTER A', 'U+001B ESCAPE', 'U+E000 WITHOUT NAME')
    """
    point = ord(character)
    unnamed = "HALF OF A CHARACTER" if 0xD800 <= point <= 0xDFFF else "WITHOUT NAME"
    name = _CONTROL_NAMES.get(point) or unicodedata.name(character, unnamed)
    return f"U+{point:04X} {name}"


def cleaned(text: str) -> str:
    r"""Put a visible stand-in for every forbidden character; length and lines stay the same.

    >>> cleaned("a\tb\x1b\u202e")
    'a b\ufffd\ufffd'
    """
    safe = faults().sub("\ufffd", text) if faulty(text) else text
    return safe.replace("\t", " ")


def shown(text: str) -> str:
    r"""Write a text of an input as it may stand in a message: short, safe, on one line.

    >>> shown("a\nb\x1b[2J"), len(shown("x" * 1000))
    ('a b\ufffd[2J', 200)
    """
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return re.sub("[\r\n]+", " ", cleaned(short))


def lookalike(text: str) -> tuple[int, str] | None:
    r"""Find the first character of an identifier that is neither ASCII nor an accented letter.

    Latin letters with accents (ä, é, ç) are what they look like. Anything else in an identifier
    looks like something that it is not: a Cyrillic a, a full-width letter, a long dash, a
    typographic quote, a space that does not break.

    >>> lookalike("de\u0430dline")
    (2, 'U+0430 CYRILLIC SMALL LETTER A')
    >>> lookalike("multi\u2013problem")
    (5, 'U+2013 EN DASH')
    >>> lookalike("prise-en-charge-médicale"), lookalike("für")
    (None, None)
    """
    if text.isascii():
        return None
    for index, character in enumerate(text):
        accented = "\u00c0" <= character <= "\u024f" and character not in _NOT_ACCENTED
        # A character that is never allowed has been replaced and reported before.
        if not (character.isascii() or accented or character == "\ufffd"):
            return index, describe(character)
    return None


def unfit(text: str) -> tuple[str, str] | None:
    r"""Find what must not be in a text; give finding code and character.

    For texts with escapes, which can hold what the file itself does not show.

    >>> unfit("x\x1b[31m"), unfit("two\r\nlines"), unfit("e" + "\u0301" * 31)[0]
    (('control-character', 'U+001B ESCAPE'), None, 'stacked-marks')
    """
    if fault := faulty(text) and faults().search(text):
        return code_of(fault.group()), describe(fault.group())
    if "\r" in text.replace("\r\n", ""):
        return "control-character", describe("\r")
    return ("stacked-marks", "") if stacked(text) else None


def composed(text: str) -> str:
    r"""Write every accented letter as one character (NFC), so that equal texts are equal.

    >>> composed("cafe\u0301") == "café"
    True
    """
    return text if text.isascii() or stacked(text) else unicodedata.normalize("NFC", text)


def stacked(text: str) -> bool:
    """Tell whether more than 30 marks stand on one letter."""
    return not text.isascii() and any(_long_run(run.group()) for run in _MARKS.finditer(text))


def _long_run(run: str) -> bool:
    length = 0
    for character in run:
        length = length + 1 if unicodedata.combining(character) else 0
        if length > MARKS:
            return True
    return False
