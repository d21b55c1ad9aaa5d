"""Small numbers are left out, so that nobody can be recognised in them."""

from collections.abc import Sequence


def kept(
    numbers: Sequence[int], smallest: int, of: Sequence[int] | None = None
) -> list[int | None]:
    """Give numbers that may be shown beside their sum; None for those that may not.

    A number below the smallest is left out; none at all tells of nobody and stays. Where each is
    part of another number shown beside it (`of`), what it leaves of that counts as well. A single
    gap could be worked out from the sum, so the next smallest number is left out with it.

    >>> kept([12, 3, 40, 0], 5)
    [None, None, 40, 0]
    >>> kept([12, 3, 2, 0], 5), kept([12, 3, 40], 1)
    ([12, None, None, 0], [12, 3, 40])
    >>> kept([12, 30, 50], 5, of=[20, 31, 50])
    [None, None, 50]
    """
    rests = [whole - one for whole, one in zip(of or numbers, numbers, strict=True)]
    found: list[int | None] = [
        None if 0 < one < smallest or 0 < rest < smallest else one
        for one, rest in zip(numbers, rests, strict=True)
    ]
    left = [(one, place) for place, one in enumerate(found) if one]
    if found.count(None) == 1 and left:
        found[min(left)[1]] = None
    return found
