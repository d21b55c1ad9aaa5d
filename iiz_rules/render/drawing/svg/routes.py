"""Lines between blocks in rows: through the space between rows, past the blocks on the way.

Every line leaves a block below or above, runs across in the space between two rows on a track of
its own, and passes the rows between in the gaps between blocks. So no line runs through a block,
and no two run on top of one another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from iiz_rules.render.drawing.graph import Link, LinkKind
from iiz_rules.render.drawing.svg.marks import Stroke

TRACK, MARGIN, APART, PORT = 9.0, 13.0, 7.0, 26.0
ASIDE = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """A block's place in a row: from where to where, and how far down."""

    row: int
    left: float
    right: float
    height: float

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
        """The place in the gap that is nearest."""
        return min(max(x, self.low), self.high)


@dataclass(eq=False)
class LinkCourse:
    """A link on its course down: at which x it crosses the spaces below which rows."""

    kind: LinkKind
    upper: Span
    lower: Span
    upwards: bool
    """whether the arrow is at the upper end"""
    xs: list[float]
    gaps: list[Gap] = field(default_factory=list)
    tracks: dict[int, int] = field(default_factory=dict)
    """on which track it crosses each space"""

    @property
    def level(self) -> bool:
        """Whether both ends are in one row."""
        return self.upper.row == self.lower.row

    @property
    def spaces(self) -> range:
        """The spaces that it crosses, each named by the row above."""
        return range(self.upper.row, self.upper.row + len(self.xs) - 1)


def courses(links: Sequence[Link], spans: dict[str, Span]) -> list[LinkCourse]:
    """The course of every link: at which x it leaves, passes each row, and arrives."""
    taken: Counter[tuple[int, Gap]] = Counter()
    drawn = [_course(link, spans, taken) for link in links]
    _spread(drawn)
    for course in drawn:
        for i in range(len(course.gaps), 0, -1):
            course.xs[i] = course.gaps[i - 1].nearest(course.xs[i + 1])
    _separate(drawn)
    return drawn


def _course(link: Link, spans: dict[str, Span], taken: Counter[tuple[int, Gap]]) -> LinkCourse:
    """Begin with a straight line from middle to middle, through the nearest gaps with room left."""
    source, target = spans[link.source], spans[link.target]
    above, below = sorted((source, target), key=lambda span: span.row)
    course = LinkCourse(link.kind, above, below, above is not source, [above.middle])
    for row in range(above.row + 1, below.row):
        x = course.xs[-1] + (below.middle - course.xs[-1]) / (below.row - row + 1)
        gaps = list(_gaps(sorted((s.left, s.right) for s in spans.values() if s.row == row)))
        roomy = [gap for gap in gaps if gap.high - gap.low >= taken[row, gap] * APART]
        gap = min(roomy, key=lambda gap: abs(gap.nearest(x) - x))
        taken[row, gap] += 1
        course.gaps.append(gap)
        course.xs.append(gap.nearest(x))
    course.xs.append(below.middle)
    return course


def _gaps(row: Sequence[tuple[float, float]]) -> Iterator[Gap]:
    """The gaps of a row, and the room left and right of it."""
    yield Gap(float("-inf"), row[0][0] - ASIDE)
    yield Gap(row[-1][1] + ASIDE, float("inf"))
    for (_, end), (begin, _) in pairwise(row):
        yield Gap(end + APART, begin - APART)


def _spread(courses: list[LinkCourse]) -> None:
    """Let the lines at one side of a block begin side by side, in the order of where they go."""
    sides: dict[tuple[Span, bool], list[tuple[float, LinkCourse, int]]] = defaultdict(list)
    for course in courses:
        sides[course.upper, False].append((course.xs[1], course, 0))
        sides[course.lower, not course.level].append((course.xs[-2], course, -1))
    for (span, _), ends in sides.items():
        step = min(PORT, (span.right - span.left) * 0.8 / len(ends))
        x = span.middle - step * (len(ends) - 1) / 2
        for _, course, end in sorted(ends, key=lambda end: end[0]):
            course.xs[end] = x
            x += step


def _separate(courses: list[LinkCourse]) -> None:
    """Keep the upright parts of different courses that meet in a space apart from one another."""
    taken: dict[int, list[tuple[float, LinkCourse]]] = defaultdict(list)
    corners = [(course, i) for course in courses for i in (0, len(course.xs) - 1)]
    corners += [(course, i) for course in courses for i in range(1, len(course.xs) - 1)]
    for course, i in corners:
        below = course.upper.row + i
        around = [space for space in (below - 1, below) if space in course.spaces]
        others = [x for space in around for x, other in taken[space] if other is not course]
        course.xs[i] = _free(course, i, others)
        for space in around:
            taken[space].append((course.xs[i], course))


def _free(course: LinkCourse, i: int, others: list[float]) -> float:
    """The nearest place that is free, where it is tight half as far from others as usual.

    One in a gap stays in it.
    """
    inner = 0 < i < len(course.xs) - 1
    tries = [course.xs[i] + side * APART / 4 * n for n in range(120) for side in (1, -1)]
    fitting = [x for x in tries if not inner or course.gaps[i - 1].nearest(x) == x]
    for clear in (APART, APART / 2):
        for x in fitting:
            if all(abs(x - other) > clear - 0.1 for other in others):
                return x
    return course.xs[i]


def tracks(courses: list[LinkCourse]) -> dict[int, int]:
    """Give each course a track in each space that it crosses, where it meets no other.

    Says how many tracks each space has.
    """
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    crossings = [
        (space, sorted(course.xs[i : i + 2]), course)
        for course in courses
        for i, space in enumerate(course.spaces)
    ]
    for space, (low, high), course in sorted(
        crossings, key=lambda crossing: (crossing[0], crossing[1][1] - crossing[1][0])
    ):
        rows = taken[space]
        clear = (all(high + 4 < a or low - 4 > b for a, b in row) for row in rows)
        track = next((n for n, free in enumerate(clear) if free), len(rows))
        if track == len(rows):
            rows.append([])
        rows[track].append((low, high))
        course.tracks[space] = track
    return {space: len(rows) for space, rows in taken.items()}


def space_height(tracks: int) -> float:
    """How high a space with so many tracks has to be."""
    return 2 * MARGIN + TRACK * max(tracks - 1, 0)


def stroke(course: LinkCourse, rows: Sequence[float], spaces: Sequence[float]) -> Stroke:
    """Draw a course: down from the upper block, across, past the rows between, to the lower one.

    It is told at which y each row begins, and the space below it.
    """
    points = [(course.xs[0], rows[course.upper.row] + course.upper.height)]
    for i, space in enumerate(course.spaces):
        y = spaces[space] + MARGIN + TRACK * course.tracks[space]
        points += [(course.xs[i], y), (course.xs[i + 1], y)]
    end = rows[course.lower.row] + (course.lower.height if course.level else 0)
    points.append((course.xs[-1], end))
    return Stroke(tuple(reversed(points)) if course.upwards else tuple(points), course.kind)
