"""Lines between blocks in rows: through the space between rows, past the blocks on the way.

Every line leaves a block below or above, runs across in the space between two rows on a track of
its own, and passes the rows between in the gaps between blocks. So no line runs through a block,
and no two run on top of one another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iiz_rules.render.drawing.graph import Link
from iiz_rules.render.drawing.svg.blocks import TRACK as IN_BLOCK
from iiz_rules.render.drawing.svg.blocks import Port
from iiz_rules.render.drawing.svg.marks import Stroke

TRACK, MARGIN = 9.0, 13.0
"""between two tracks in the space between rows, and above the first and below the last one"""
APART = 7.0
"""between two upright lines, and between a line and the block that it passes"""
PORT = 26.0
"""between two lines that begin at the same side of a block, if there is room"""
ASIDE = 12.0
"""from the outermost block of a row to the lines that pass beside it"""
SIDE = 5.0
"""from the middle of an entry to where a line from above, or from below, ends at it"""
TRIES = 120
"""places left and right of the best one, a quarter of `APART` each, that are looked at"""


@dataclass(frozen=True, slots=True)
class Span:
    """A block's extent in a row: from left to right, and down."""

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
        """The nearest x within the gap."""
        return min(max(x, self.low), self.high)


@dataclass(frozen=True, slots=True)
class EndPlace:
    """Where a line can end: at a block, or at an entry in it."""

    span: Span
    port: Port | None = None


@dataclass(eq=False)
class LineEnd:
    """One end of a line, and the side of its block.

    A line reaches an entry from beside the block, through the room between two rows of entries;
    below the last row it goes straight down.
    """

    place: EndPlace
    above: bool
    entry_x: float = 0.0
    """where along the entry it ends, if it comes from beside the block"""
    track: int = 0
    """on which track in the room between the rows"""

    @property
    def room(self) -> float | None:
        """How far down in the block the room is that it passes, where it comes from beside it."""
        port = self.place.port
        return None if port is None else port.above if self.above else port.below

    @property
    def side(self) -> tuple[float, float]:
        """The interval in which it can lie."""
        span, port = self.place.span, self.place.port
        if port is None:
            return span.left, span.right
        return span.left + port.left, span.left + port.right

    def points(self, x: float, top: float) -> list[tuple[float, float]]:
        """Lead from the block, which begins at `top`, to the space beside it at `x`."""
        span, port, room = self.place.span, self.place.port, self.room
        if port is None:
            return [(x, top + (0 if self.above else span.height))]
        edge = top + (port.top if self.above else port.bottom)
        if room is None:
            return [(x, edge)]
        y = top + room + IN_BLOCK * self.track
        return [(self.entry_x, edge), (self.entry_x, y), (x, y)]


@dataclass(eq=False)
class LinkCourse:
    """The course of a link downwards: the x at which it crosses the space below each row."""

    link: Link
    upper: LineEnd
    lower: LineEnd
    upwards: bool
    """whether the arrow is at the upper end"""
    xs: list[float]
    gaps: dict[int, Gap] = field(default_factory=dict)
    """where it has to keep within one: at which of its `xs`"""
    tracks: dict[int, int] = field(default_factory=dict)
    """on which track it crosses each space"""
    crowded: bool = False
    """whether it found no room of its own somewhere"""

    @property
    def top(self) -> int:
        """The row in which the course begins."""
        return self.upper.place.span.row

    @property
    def spaces(self) -> range:
        """The spaces that it crosses, each named by the row above."""
        return range(self.top, self.top + len(self.xs) - 1)


def courses(links: Sequence[Link], places: Mapping[str, EndPlace]) -> list[LinkCourse]:
    """The course of every link: at which x it leaves, passes each row, and arrives."""
    taken: Counter[tuple[int, Gap]] = Counter()
    rows: dict[int, list[Span]] = defaultdict(list)
    for span in sorted({place.span for place in places.values()}, key=lambda span: span.left):
        rows[span.row].append(span)
    drawn = [_course(link, places, rows, taken) for link in links]
    _spread(drawn)
    _part(drawn)
    for course in drawn:
        for i in range(len(course.xs) - 2, 0, -1):
            course.xs[i] = course.gaps[i].nearest(course.xs[i + 1])
    _separate(drawn)
    return drawn


def _course(
    link: Link,
    places: Mapping[str, EndPlace],
    rows: Mapping[int, Sequence[Span]],
    taken: Counter[tuple[int, Gap]],
) -> LinkCourse:
    """Begin with a straight line from middle to middle, through the nearest gaps with room left."""
    source, target = places[link.source], places[link.target]
    above, below = sorted((source, target), key=lambda place: place.span.row)
    level = above.span.row == below.span.row
    upper, lower = LineEnd(above, above=False), LineEnd(below, above=not level)
    middles = [sum(end.side) / 2 for end in (upper, lower)]
    course = LinkCourse(link, upper, lower, above is not source, [middles[0]])

    def pass_by(row: int, gaps: Iterable[Gap], x: float) -> None:
        roomy = [gap for gap in gaps if gap.high - gap.low >= taken[row, gap] * APART]
        gap = min(roomy or gaps, key=lambda gap: abs(gap.nearest(x) - x))
        taken[row, gap] += 1
        course.gaps[len(course.xs) - 1] = gap
        course.xs[-1] = gap.nearest(x)

    if upper.room is not None:
        pass_by(course.top, _beside(above.span, rows), middles[1])
    for row in range(above.span.row + 1, below.span.row):
        x = course.xs[-1] + (middles[1] - course.xs[-1]) / (below.span.row - row + 1)
        course.xs.append(x)
        pass_by(row, _gaps(rows[row]), x)
    course.xs.append(middles[1])
    if lower.room is not None:
        pass_by(below.span.row, _beside(below.span, rows), course.xs[-2])
    return course


def _gaps(row: Sequence[Span]) -> list[Gap]:
    """The gaps of a row from left to right, with the room left and right of it."""
    ends = [float("-inf"), *(span.right + APART for span in row[:-1]), row[-1].right + ASIDE]
    begins = [row[0].left - ASIDE, *(span.left - APART for span in row[1:]), float("inf")]
    return [Gap(low, high) for low, high in zip(ends, begins, strict=True)]


def _beside(span: Span, rows: Mapping[int, Sequence[Span]]) -> list[Gap]:
    """The gaps left and right of a block."""
    row = rows[span.row]
    position = row.index(span)
    return _gaps(row)[position : position + 2]


def _spread(courses: list[LinkCourse]) -> None:
    """Let the lines at one side of a block or an entry begin side by side, by where they go."""
    sides: dict[tuple[EndPlace, bool], list[tuple[float, LinkCourse, int]]] = defaultdict(list)
    inside: Counter[tuple[Span, float]] = Counter()
    for course in courses:
        sides[course.upper.place, course.upper.above].append((course.xs[1], course, 0))
        sides[course.lower.place, course.lower.above].append((course.xs[-2], course, -1))
    for ends in sides.values():
        first = _end(*ends[0][1:])
        left, right = first.side
        step = min(PORT, (right - left) * 0.8 / len(ends))
        x = (left + right) / 2 - step * (len(ends) - 1) / 2
        for _, course, i in sorted(ends, key=lambda end: end[0]):
            end = _end(course, i)
            if end.room is None:
                course.xs[i] = x
            else:
                # A line from above and one from below at the same place would look like one.
                end.entry_x, span = x + (SIDE if end.above else -SIDE), end.place.span
                end.track = inside[span, end.room]
                inside[span, end.room] += 1
            x += step


def _end(course: LinkCourse, i: int) -> LineEnd:
    """The upper end at the first of its `xs`, the lower one at the last."""
    return course.lower if i else course.upper


def _part(courses: list[LinkCourse]) -> None:
    """Let what turns from a gap to the block on its left lie left of what turns right.

    Else two lines could run along one another in it, where the room that both turn into is equally
    far down in both blocks.
    """
    turns: dict[tuple[int, Gap], list[list[tuple[LinkCourse, int]]]]
    turns = defaultdict(lambda: [[], []])
    for course in courses:
        for end, i in ((course.upper, 0), (course.lower, len(course.xs) - 1)):
            if end.room is not None:
                gap, span = course.gaps[i], end.place.span
                turns[span.row, gap][span.left >= gap.high].append((course, i))
    for (_, gap), (left, right) in turns.items():
        if left and right:
            part = (gap.high - gap.low) * len(left) / (len(left) + len(right))
            middle = gap.low + part
            for course, i in left:
                course.gaps[i] = Gap(gap.low, middle - APART / 4)
            for course, i in right:
                course.gaps[i] = Gap(middle + APART / 4, gap.high)


def _separate(courses: list[LinkCourse]) -> None:
    """Keep the upright parts of different courses that meet apart from one another.

    They meet in a space, or beside the blocks of a row.
    """
    taken: dict[tuple[str, int], list[tuple[float, LinkCourse]]] = defaultdict(list)
    corners = [(course, i) for course in courses for i in (0, len(course.xs) - 1)]
    corners += [(course, i) for course in courses for i in range(1, len(course.xs) - 1)]
    for course, i in corners:
        row = course.top + i if course.lower.above or not i else course.top
        around = [("space", space) for space in (row - 1, row) if space in course.spaces]
        if i in course.gaps:
            around.append(("row", row))
        others = [x for place in around for x, other in taken[place] if other is not course]
        _free(course, i, others)
        for place in around:
            taken[place].append((course.xs[i], course))


def _free(course: LinkCourse, i: int, others: list[float]) -> None:
    """Take the nearest place that is free, where it is tight half as far from others as usual.

    One in a gap stays in it, one at a block or an entry at it.
    """
    end = {0: course.upper, len(course.xs) - 1: course.lower}.get(i)
    gap = course.gaps[i] if i in course.gaps or end is None else Gap(*end.side)
    tries = [course.xs[i] + side * APART / 4 * n for n in range(TRIES) for side in (1, -1)]
    fitting = [x for x in tries if gap.nearest(x) == x]
    for clear in (APART, APART / 2):
        for x in fitting:
            if all(abs(x - other) > clear - 0.1 for other in others):
                course.xs[i] = x
                return
    course.crowded = True


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
        used = taken[space]
        free = (all(high + 4 < a or low - 4 > b for a, b in track) for track in used)
        number = next((n for n, is_free in enumerate(free) if is_free), len(used))
        if number == len(used):
            used.append([])
        used[number].append((low, high))
        course.tracks[space] = number
    return {space: len(used) for space, used in taken.items()}


def space_height(tracks: int) -> float:
    """The height of a space with so many tracks."""
    return 2 * MARGIN + TRACK * max(tracks - 1, 0)


def stroke(course: LinkCourse, rows: Sequence[float], spaces: Sequence[float]) -> Stroke:
    """Draw a course: down from the upper block, across, past the rows between, to the lower one.

    It is told at which y each row begins, and the space below it.
    """
    points = course.upper.points(course.xs[0], rows[course.top])
    for i, space in enumerate(course.spaces):
        y = spaces[space] + MARGIN + TRACK * course.tracks[space]
        points += [(course.xs[i], y), (course.xs[i + 1], y)]
    points += reversed(course.lower.points(course.xs[-1], rows[course.lower.place.span.row]))
    link = course.link
    return Stroke(
        tuple(reversed(points)) if course.upwards else tuple(points),
        link.kind,
        link.about,
        link.clauses,
    )
