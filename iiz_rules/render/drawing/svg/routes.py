"""Lines between blocks in rows: through the space between rows, past the blocks on the way.

Every line leaves a block below or above, runs across in the space between two rows on a track of
its own, and passes the rows between in the gaps between blocks. So no line runs through a block,
and no two run on top of one another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from iiz_rules.render.drawing.graph import Link
from iiz_rules.render.drawing.svg.marks import Line

TRACK, MARGIN, APART, PORT = 9.0, 13.0, 7.0, 26.0
ASIDE = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """A block's place in a row: from where to where."""

    row: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        """The middle of the block."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Room for lines to pass a row: between two blocks, or beside them all."""

    low: float
    high: float

    def nearest(self, x: float) -> float:
        """Give the place in the gap that is nearest."""
        return min(max(x, self.low), self.high)


@dataclass(eq=False)
class Way:
    """A link on its way down: at which x it crosses the spaces below which rows."""

    link: Link
    upper: str
    lower: str
    first: int
    """the row above the first space that it crosses"""
    xs: list[float]
    gaps: list[Gap] = field(default_factory=list)

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
    taken: Counter[tuple[int, Gap]] = Counter()
    found = [_way(link, spans, taken) for link in links]
    _spread(found, spans)
    for way in found:
        for i in range(len(way.gaps), 0, -1):
            way.xs[i] = way.gaps[i - 1].nearest(way.xs[i + 1])
    _separate(found)
    return found


def _way(link: Link, spans: dict[str, Span], taken: Counter[tuple[int, Gap]]) -> Way:
    """Begin with a straight line from middle to middle, through the nearest gaps with room left."""
    upper, lower = sorted((link.source, link.target), key=lambda name: spans[name].row)
    above, below = spans[upper], spans[lower]
    way = Way(link, upper, lower, above.row, [above.middle])
    for row in range(above.row + 1, below.row):
        x = way.xs[-1] + (below.middle - way.xs[-1]) / (below.row - row + 1)
        gaps = list(_gaps(sorted((s.left, s.right) for s in spans.values() if s.row == row)))
        roomy = [gap for gap in gaps if gap.high - gap.low >= taken[row, gap] * APART]
        gap = min(roomy, key=lambda one: abs(one.nearest(x) - x))
        taken[row, gap] += 1
        way.gaps.append(gap)
        way.xs.append(gap.nearest(x))
    way.xs.append(below.middle)
    return way


def _gaps(row: Sequence[tuple[float, float]]) -> Iterator[Gap]:
    """Give the gaps of a row, and the room left and right of it."""
    yield Gap(float("-inf"), row[0][0] - ASIDE)
    yield Gap(row[-1][1] + ASIDE, float("inf"))
    for (_, end), (begin, _) in pairwise(row):
        yield Gap(end + APART, begin - APART)


def _spread(found: list[Way], spans: dict[str, Span]) -> None:
    """Let the lines at one side of a block begin side by side, in the order of where they go."""
    sides: dict[tuple[str, bool], list[tuple[float, Way, int]]] = defaultdict(list)
    for way in found:
        level = spans[way.upper].row == spans[way.lower].row
        sides[way.upper, False].append((way.xs[1], way, 0))
        sides[way.lower, not level].append((way.xs[-2], way, -1))
    for (name, _), ends in sides.items():
        span = spans[name]
        step = min(PORT, (span.right - span.left) * 0.8 / len(ends))
        x = span.middle - step * (len(ends) - 1) / 2
        for _, way, end in sorted(ends, key=lambda one: one[0]):
            way.xs[end] = x
            x += step


def _separate(found: list[Way]) -> None:
    """Keep the upright parts of different ways that meet in a space apart from one another."""
    taken: dict[int, list[tuple[float, Way]]] = defaultdict(list)
    corners = [(way, i) for way in found for i in (0, len(way.xs) - 1)]
    corners += [(way, i) for way in found for i in range(1, len(way.xs) - 1)]
    for way, i in corners:
        around = [space for space in (way.first + i - 1, way.first + i) if space in way.spaces]
        others = [x for space in around for x, other in taken[space] if other is not way]
        way.xs[i] = _free(way, i, others)
        for space in around:
            taken[space].append((way.xs[i], way))


def _free(way: Way, i: int, others: list[float]) -> float:
    """Give the nearest place that is free, where it is tight half as far from others as usual.

    One in a gap stays in it.
    """
    inner = 0 < i < len(way.xs) - 1
    tries = [way.xs[i] + side * APART / 4 * n for n in range(120) for side in (1, -1)]
    fitting = [x for x in tries if not inner or way.gaps[i - 1].nearest(x) == x]
    for clear in (APART, APART / 2):
        for x in fitting:
            if all(abs(x - other) > clear - 0.1 for other in others):
                return x
    return way.xs[i]


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
        (space, min(way.xs[i : i + 2]), max(way.xs[i : i + 2]), number)
        for number, way in enumerate(found)
        for i, space in enumerate(way.spaces)
    ]
    for space, low, high, number in sorted(crossings, key=lambda one: (one[0], one[2] - one[1])):
        rows = taken[space]
        clear = (all(high + 4 < a or low - 4 > b for a, b in row) for row in rows)
        track = next((n for n, free in enumerate(clear) if free), len(rows))
        if track == len(rows):
            rows.append([])
        rows[track].append((low, high))
        of[number, space] = track
    return Tracks(of, {space: len(rows) for space, rows in taken.items()})


@dataclass(frozen=True, slots=True)
class Edges:
    """Where blocks begin and end, and where the space below each row begins."""

    top: dict[str, float]
    bottom: dict[str, float]
    spaces: dict[int, float]


def line(number: int, way: Way, on: Tracks, edges: Edges) -> Line:
    """Draw a way: down from the upper block, across, past the rows between, to the lower one."""
    points = [(way.xs[0], edges.bottom[way.upper])]
    for i, space in enumerate(way.spaces):
        y = edges.spaces[space] + MARGIN + TRACK * on.of[number, space]
        points += [(way.xs[i], y), (way.xs[i + 1], y)]
    level = edges.bottom[way.lower] < points[-1][1]
    end = edges.bottom[way.lower] if level else edges.top[way.lower]
    points.append((way.xs[-1], end))
    return Line(tuple(reversed(points)) if way.upwards else tuple(points), way.link.kind)
