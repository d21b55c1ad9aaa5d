"""AHV numbers: thirteen digits that begin with 756, the last of which checks the others (EAN-13).

They stand for a person and decide nothing: a fact may be one, no condition asks for it, and no case
is called so.
"""

import re

WEIGHTS = (1, 3) * 6 + (1,)
"""the weight of each digit; the weighted sum of a valid number ends with 0"""
_WRITTEN = r"(?<![0-9])756[ .]?[0-9]{4}[ .]?[0-9]{4}[ .]?[0-9]{2}(?![0-9])"


def is_ahv_number(text: str) -> bool:
    """Whether a text is an AHV number, its thirteen digits alone.

    >>> is_ahv_number("7569217076985"), is_ahv_number("7569217076984")
    (True, False)
    """
    digits = len(text) == len(WEIGHTS) and text.isascii() and text.isdecimal()
    whole = digits and text.startswith("756")
    return whole and sum(map(int.__mul__, map(int, text), WEIGHTS)) % 10 == 0


def names_ahv_number(text: str) -> bool:
    """Whether an AHV number stands in a text, however it is spaced.

    >>> names_ahv_number("Fall 756.9217.0769.85"), names_ahv_number("AWA-2024-17")
    (True, False)
    """
    return any(is_ahv_number(re.sub("[ .]", "", one)) for one in re.findall(_WRITTEN, text))
