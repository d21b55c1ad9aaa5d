"""Arranging things in levels, top down."""

from collections.abc import Iterable


def levels(names: Iterable[str], above: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Arrange names in levels: each below all that stand above it, none above one named before.

    Of two that stand above one another, the one named first does.

    >>> levels(["board", "court", "office", "team"], [("board", "office"), ("office", "team")])
    (('board', 'court'), ('office',), ('team',))
    """
    level: dict[str, int] = {}
    lowest = 0
    for name in names:
        over = [level[up] for up, down in above if down == name and up in level]
        lowest = max([lowest, *(one + 1 for one in over)])
        level[name] = lowest
    return tuple(
        tuple(name for name in level if level[name] == n) for n in sorted(set(level.values()))
    )


def untangled(
    rows: tuple[tuple[str, ...], ...], above: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Put the names of each level in the order of what stands above them.

    >>> untangled((("a", "b"), ("of b", "of a")), [("a", "of a"), ("b", "of b")])
    (('a', 'b'), ('of a', 'of b'))
    """
    place: dict[str, float] = {}
    """how far to the right each name stands, from 0 to 1"""
    ordered = []
    for row in rows:
        wanted = {name: (i + 0.5) / len(row) for i, name in enumerate(row)}
        for name in row:
            over = [place[up] for up, down in above if down == name and up in place]
            if over:
                wanted[name] = sum(over) / len(over)
        ordered.append(tuple(sorted(row, key=wanted.__getitem__)))
        place |= {name: (i + 0.5) / len(row) for i, name in enumerate(ordered[-1])}
    return tuple(ordered)
