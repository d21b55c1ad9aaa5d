"""Lines between blocks in rows: through the space between rows, past the blocks on the way.

Every line leaves a block below or above, runs across in the space between two rows on a track of
its own, and passes the rows between in the gaps between blocks. So no line runs through a block,
and no two run on top of one another.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iiz_rules.draw.graph import Link
from iiz_rules.draw.svg.marks import Line

TRACK, MARGIN, SPREAD = 9.0, 13.0, 7.0


@dataclass(frozen=True, slots=True)
class Span:
    """A block's place in a row: from where to where."""

    row: int
    left: float
    right: float


@dataclass
class Way:
    """A link on its way down: the space below which rows it crosses, and where."""

    link: Link
    upper: str
    lower: str
    xs: list[float]
    first: int
    """the row above the first space that it crosses"""

    @property
    def upwards(self) -> bool:
        """Whether the arrow is at the upper end."""
        return self.link.source != self.upper

    @property
    def spaces(self) -> range:
        """The spaces that it crosses, each named by the row above."""
        return range(self.first, self.first + len(self.xs) - 1)


def ways(links: Sequence[Link], spans: dict[str, Span]) -> list[Way]:
    """Find the way of every link: at which x it leaves, passes each row, and arrives."""
    found = [_way(link, spans) for link in links]
    _pass(found, spans)
    _spread(found, spans)
    return found


def _way(link: Link, spans: dict[str, Span]) -> Way:
    """Begin with a straight line from middle to middle; within a row it goes below."""
    ends = sorted((link.source, link.target), key=lambda name: spans[name].row)
    upper, lower = ends
    above, below = spans[upper], spans[lower]
    start, end = (above.left + above.right) / 2, (below.left + below.right) / 2
    between = [start] * max(below.row - above.row - 1, 0)
    return Way(link, upper, lower, [start, *between, end], above.row)


def _pass(found: list[Way], spans: dict[str, Span]) -> None:
    """Let every way pass the rows between its ends in the gap that is nearest."""
    taken: dict[tuple[int, float], int] = defaultdict(int)
    for way in found:
        for i in range(1, len(way.xs) - 1):
            row = way.first + i
            gaps = list(_gaps([one for one in spans.values() if one.row == row]))
            goal = way.xs[i - 1] + (way.xs[-1] - way.xs[i - 1]) / (len(way.xs) - i)
            gap = min(gaps, key=lambda x: abs(x - goal))
            n = taken[row, gap]
            taken[row, gap] += 1
            way.xs[i] = gap + SPREAD * ((n + 1) // 2) * (-1 if n % 2 else 1)


def _gaps(row: list[Span]) -> Iterator[float]:
    """Give the middles of the gaps of a row, and a place left and right of it."""
    ordered = sorted(row, key=lambda one: one.left)
    yield ordered[0].left - 16
    yield ordered[-1].right + 16
    for one, other in zip(ordered, ordered[1:], strict=False):
        yield (one.right + other.left) / 2


def _spread(found: list[Way], spans: dict[str, Span]) -> None:
    """Let the lines at one side of a block begin side by side, in the order of where they go."""
    sides: dict[tuple[str, str], list[tuple[float, Way, int]]] = defaultdict(list)
    for way in found:
        sides[way.upper, "below"].append((way.xs[1], way, 0))
        level = spans[way.upper].row == spans[way.lower].row
        sides[way.lower, "below" if level else "above"].append((way.xs[-2], way, -1))
    for (name, _), ends in sides.items():
        span = spans[name]
        step = min(26.0, (span.right - span.left) * 0.8 / len(ends))
        middle = (span.left + span.right) / 2 - step * (len(ends) - 1) / 2
        for position, (_, way, end) in enumerate(sorted(ends, key=lambda one: one[0])):
            way.xs[end] = middle + position * step


@dataclass(frozen=True, slots=True)
class Tracks:
    """On which track each way crosses each space, and how many tracks a space has."""

    of: dict[tuple[int, int], int]
    count: dict[int, int]

    def height(self, space: int) -> float:
        """How high the space below a row has to be."""
        return 2 * MARGIN + TRACK * max(self.count.get(space, 0) - 1, 0)


def tracks(found: list[Way]) -> Tracks:
    """Give each way a track in each space that it crosses sideways, where it meets no other."""
    of: dict[tuple[int, int], int] = {}
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    crossings = [
        (space, *sorted((way.xs[i], way.xs[i + 1])), number)
        for number, way in enumerate(found)
        for i, space in enumerate(way.spaces)
    ]
    for space, low, high, number in sorted(crossings, key=lambda one: (one[0], one[2] - one[1])):
        rows = taken[space]
        free = (n for n, row in enumerate(rows) if all(high + 4 < a or low - 4 > b for a, b in row))
        track = next(free, len(rows))
        if track == len(rows):
            rows.append([])
        rows[track].append((low, high))
        of[number, space] = track
    return Tracks(of, {space: len(rows) for space, rows in taken.items()})


def line(number: int, way: Way, on: Tracks, edges: "Edges") -> Line:
    """Draw a way: down from the upper block, across, past the rows between, to the lower one."""
    points = [(way.xs[0], edges.bottom[way.upper])]
    for i, space in enumerate(way.spaces):
        y = edges.spaces[space] + MARGIN + TRACK * on.of[number, space]
        points += [(way.xs[i], y), (way.xs[i + 1], y)]
    level = edges.bottom[way.lower] < points[-1][1]
    end = edges.bottom[way.lower] if level else edges.top[way.lower]
    points.append((way.xs[-1], end))
    return Line(tuple(reversed(points)) if way.upwards else tuple(points), way.link.kind)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where blocks begin and end, and where the space below each row begins."""

    top: dict[str, float]
    bottom: dict[str, float]
    spaces: dict[int, float]
