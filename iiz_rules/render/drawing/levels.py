"""On which level from the top each of several things stands."""

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
    found = []
    for row in rows:
        spot = {name: _spot(name, above, place, len(row), i) for i, name in enumerate(row)}
        ordered = tuple(sorted(row, key=spot.__getitem__))
        place |= {name: (i + 0.5) / len(row) for i, name in enumerate(ordered)}
        found.append(ordered)
    return tuple(found)


def _spot(
    name: str, above: Iterable[tuple[str, str]], place: dict[str, float], size: int, position: int
) -> float:
    """Say how far to the right a name should stand, from 0 to 1."""
    over = [place[up] for up, down in above if down == name and up in place]
    return sum(over) / len(over) if over else (position + 0.5) / size
