"""The picture: text that stays text, and nothing on top of anything else."""

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given

from iiz_rules.render.drawing.drawn import DRAW as WHAT
from iiz_rules.render.drawing.drawn import drawn
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Card, CardEntry, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from iiz_rules.render.drawing.svg.blocks import Block
from iiz_rules.render.drawing.svg.layout import place
from iiz_rules.render.drawing.svg.marks import Box, Stroke, Words
from iiz_rules.render.drawing.svg.measure import broken, width
from iiz_rules.render.drawing.svg.picture import svg
from iiz_rules.render.drawing.svg.sheets import sheets
from iiz_rules.words.text import LANGUAGES, Language
from tests.draw.examples import CANTONS, canton, tiny
from tests.draw.worlds import drawings, labels, parts

SVG = "{http://www.w3.org/2000/svg}"
FRAMES, ENTRIES = ("card", "elsewhere"), ("seat", "role", "advisory", "actor")
DRAW = (draw_organisation, draw_steps, draw_escalation)


def frames(placed: Block) -> list[Box]:
    return [mark for mark in placed.marks if isinstance(mark, Box) and mark.look in FRAMES]


def chips(placed: Block) -> list[Box]:
    """The entries in the cards."""
    return [mark for mark in placed.marks if isinstance(mark, Box) and mark.look in ENTRIES]


def around(words: Words) -> Box:
    wide = width(words.text, words.look.size, words.look.bold)
    return Box(words.x, words.y - words.look.size * 0.7, wide, words.look.size * 0.7, "")


def ends_in(line: Stroke, box: Box) -> bool:
    """Whether a line begins or ends in a box, or at it."""
    return any(
        box.x - 0.1 <= x <= box.x + box.width + 0.1 and box.y - 0.1 <= y <= box.y + box.height + 0.1
        for x, y in (line.points[0], line.points[-1])
    )


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


Segment = tuple[tuple[float, float], tuple[float, float]]


def segments(line: Stroke) -> list[Segment]:
    return list(pairwise(line.points))


def through(segment: Segment, box: Box) -> bool:
    """Whether a segment runs through the inside of a box."""
    (x0, y0), (x1, y1) = segment
    return (
        max(x0, x1) > box.x + 0.1
        and min(x0, x1) < box.x + box.width - 0.1
        and max(y0, y1) > box.y + 0.1
        and min(y0, y1) < box.y + box.height - 0.1
    )


def along(one: Segment, other: Segment) -> bool:
    """Whether two segments run along one another, closer than they can be told apart."""
    for axis in (0, 1):
        across = 1 - axis
        if one[0][axis] == one[1][axis] and other[0][axis] == other[1][axis]:
            near = abs(one[0][axis] - other[0][axis]) < 3
            low, high = sorted(point[across] for point in one)
            begin, end = sorted(point[across] for point in other)
            if near and min(high, end) - max(low, begin) > 1:
                return True
    return False


def check(placed: Block) -> None:
    boxes = frames(placed)
    lines = [mark for mark in placed.marks if isinstance(mark, Stroke)]
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    for line in lines:
        closed = [box for box in boxes if not ends_in(line, box)] + chips(placed)
        closed += [around(mark) for mark in placed.marks if isinstance(mark, Words)]
        assert not [box for box in closed for part in segments(line) if through(part, box)]
    for one, other in combinations(lines, 2):
        assert not any(along(a, b) for a in segments(one) for b in segments(other))
    for mark in placed.marks:
        if isinstance(mark, Box):
            assert -0.1 <= mark.x <= mark.x + mark.width <= placed.width + 0.1


def bodies(sizes: list[list[int]], *links: tuple[str, str]) -> DrawingPart:
    """Rows of bodies with so many seats each, and lines between them, or between their seats."""
    lanes = tuple(
        tuple(
            Card(
                f"{row}-{n}",
                "body",
                "",
                entries=tuple(CardEntry(f"{row}-{n}.{seat}", "seat", "") for seat in range(size)),
            )
            for n, size in enumerate(lane)
        )
        for row, lane in enumerate(sizes)
    )
    joined = tuple(Link(source, target, "leads") for source, target in links)
    return DrawingPart("", "rows", lanes, joined)


BOTH_WAYS = bodies([[3], [3, 3]], ("0-0", "1-1.0"), ("0-0", "1-0.0"))
"""Between two bodies one line turns to the left and one to the right."""
CROWDED = bodies(
    [[6, 3, 6, 5]],
    *(("0-1.0", "0-3.2"), ("0-3.4", "0-1.0"), ("0-0.3", "0-3.0")),
    *(("0-1.2", "0-0.1"), ("0-2.1", "0-1.0")),
)
"""More lines come together between two bodies than there is room for as they usually stand."""


@example(BOTH_WAYS)
@example(CROWDED)
@given(parts())
def test_cards_lie_apart_and_lines_pass_between_them(part: DrawingPart):
    check(place(part))


@pytest.mark.parametrize("name", ["tiny", *CANTONS])
@pytest.mark.parametrize("draw", DRAW)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cantons_are_drawn_without_overlap(name: str, draw, language: Language):
    program = tiny() if name == "tiny" else canton(name)
    for part in draw(program, language).parts:
        check(place(part))


@given(parts())
def test_every_text_stays_inside_its_card(part: DrawingPart):
    placed = place(part)
    boxes = frames(placed)
    for mark in placed.marks:
        if isinstance(mark, Words) and mark.text != part.title:
            beside = [box for box in boxes if box.x < mark.x < box.x + box.width]
            assert any(
                box.y <= mark.y <= box.y + box.height
                and mark.x + width(mark.text, mark.look.size, mark.look.bold) <= box.x + box.width
                for box in beside
            )


@given(drawings())
def test_whatever_labels_say_the_picture_is_xml_without_scripts(drawing: Drawing):
    root = ET.fromstring(svg(drawing).encode())
    known = {"svg", "title", "desc", "g", "rect", "text", "polyline", "polygon"}
    allowed = {
        *("x", "y", "width", "height", "rx", "points", "fill", "fill-opacity", "stroke", "role"),
        *("stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family"),
        *("textLength", "lengthAdjust", "viewBox"),
    }
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in known
        assert set(element.attrib) <= allowed


@given(labels)
def test_breaking_a_text_loses_nothing_but_spaces(label: str):
    lines = broken(label, 60, 9)
    assert "".join("".join(lines).split()) == "".join(label.split())
    assert all(width(line, 9) <= 60 or len(line) == 1 for line in lines)


def test_french_signs_stay_with_their_words():
    assert broken("Accompli si : « oui » ; non", 45, 9) == ["Accompli", "si :", "« oui » ;", "non"]


def test_a_clause_is_not_broken_at_its_hyphen_and_a_compound_is():
    assert broken("VS-4.1.12", 30, 9)[0] != "VS-"
    assert broken("Koordinations-gremium", 70, 9) == ["Koordinations-", "gremium"]


def test_the_organisation_of_a_canton_is_a_page_of_a4_on_its_side():
    root = ET.fromstring(svg(draw_organisation(canton("zurich"), "de")).encode())
    wide, high = (float(root.attrib[side].removesuffix("mm")) for side in ("width", "height"))
    assert (wide, high) <= (297, 210)
    assert wide == 297 or high == 210


def test_every_label_of_a_canton_is_in_the_picture_as_text():
    drawing = draw_steps(canton("zurich"), "fr")
    root = ET.fromstring(svg(drawing).encode())
    text = "".join("".join(root.itertext()).split())
    for card in drawing.cards:
        assert "".join(card.title.split()) in text


def test_an_empty_card_is_its_title_alone():
    [frame] = frames(place(DrawingPart("", "rows", ((Card("x", "step", "Nur dies"),),))))
    assert frame.height < 25


def test_a_line_can_be_asked_for_what_it_says_and_its_clause():
    picture = svg(draw_organisation(canton("zurich"), "de"))
    assert "<title>AWA: Die Geschäftsstelle iiz führen\n" in picture
    assert "\nZH-8.13: " in picture


@pytest.mark.parametrize("name", CANTONS)
@pytest.mark.parametrize("what", WHAT)
def test_on_every_sheet_of_a4_the_text_can_be_read(name: str, what: str):
    drawing = drawn(what, canton(name), "fr")
    pictures = sheets(drawing, "fr")
    for picture in pictures:
        root = ET.fromstring(picture.encode())
        wide, high = (float(root.attrib[side].removesuffix("mm")) for side in ("width", "height"))
        assert (wide <= 297.1 and high <= 210.1) or (wide <= 210.1 and high <= 297.1)
        unit = wide / float(root.attrib["viewBox"].split()[2])
        assert unit * 9.5 / 0.3528 >= 7
    words = "".join(
        "".join("".join(ET.fromstring(picture.encode()).itertext()).split()) for picture in pictures
    )
    assert all("".join(card.title.split()) in words for card in drawing.cards)


def test_a_line_to_another_sheet_ends_at_what_is_there_and_says_where():
    first, second, *_ = sheets(draw_organisation(canton("valais"), "de"), "de")
    assert "IIZ-Beauftragter" in first
    assert "(Blatt\u00a02)</text>" in first
    assert "Rechtskommission (Blatt\u00a01)</text>" in second
