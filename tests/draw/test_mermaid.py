"""Mermaid text: readable where labels are tame, and safe whatever they say."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.graph import Card, Drawing, DrawingPart, Link
from iiz_rules.render.drawing.mermaid import escaped, markdown, mermaid, prose
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from tests.draw.examples import CANTONS, canton, tiny
from tests.draw.worlds import drawings, labels

PAGE = Path(__file__).parent / "organisation.de.md"
LABEL = r"(?:<b>|</b>|<i>|:</i>|<small>|</small>|<br/>|#\d+;|[^\W_]|[-./ ,()])*"
# Every line that may be there: the head, frames, nodes, links, what they look like.
LINE = re.compile(
    "|".join(
        [
            r"---|config:|  flowchart:|    wrappingWidth: 300|flowchart TB",
            rf'  subgraph n\d+\["{LABEL}"\]|    direction TB|  end',
            rf'    n\d+(?:\["{LABEL}"\]|\(\["{LABEL}"\]\))',
            rf'    n\d+ (?:~~~|-\.-|(?:==>|-->|-\.->)(?:\|"{LABEL}"\|)?) n\d+',
            r"  classDef [a-z]+ [a-z0-9:#,\- ]+|  class [n\d,]+ [a-z]+",
        ]
    )
)
# Where Mermaid itself drops the semicolon that ends an entity code.
SWALLOWED = re.compile(r"(?:style|classDef).*:\S*#.*;")


@given(drawings())
def test_no_label_gets_out_of_its_quotes_or_its_line(drawing: Drawing):
    lines = mermaid(drawing).removesuffix("\n").split("\n")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert [line for line in lines if SWALLOWED.search(line)] == []
    opened = sum(line.startswith("  subgraph") for line in lines)
    assert lines.count("  end") == opened


@given(labels)
def test_an_escaped_label_says_the_same(label: str):
    back = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), escaped(label))
    assert back == " ".join(re.split(r"\s+", label)).strip()


@given(drawings())
def test_a_page_has_one_diagram_that_nothing_ends_early(drawing: Drawing):
    fences = [line for line in markdown(drawing).split("\n") if line.startswith("```")]
    assert fences == ["```mermaid", "```"]


@given(labels)
def test_text_outside_the_diagram_is_no_markup(label: str):
    text = prose(label)
    assert "\n" not in text
    assert re.search(r"(?<!\\)(?:\\\\)*[<>`\[\]*_#|&]", text) is None


@pytest.mark.parametrize("name", CANTONS)
@pytest.mark.parametrize("draw", [draw_organisation, draw_steps, draw_escalation])
def test_every_card_of_a_canton_is_a_node_or_a_frame(name: str, draw):
    drawing = draw(canton(name), "fr")
    text = mermaid(drawing)
    for card in drawing.cards:
        assert f"<b>{escaped(card.title)}</b>" in text
        for entry in card.entries:
            assert escaped(entry.title) in text


def test_the_page_of_a_tiny_canton():
    assert markdown(draw_organisation(tiny(), "de")) == PAGE.read_text("utf-8")


def test_a_link_upwards_is_written_from_above():
    """Mermaid would put the lower one on top."""
    lanes = tuple((Card(name, "step", name),) for name in ("board", "team"))
    links = (Link("team", "board", "turns-to"),)
    text = mermaid(Drawing("", (DrawingPart("", "rows", lanes, links),), {}, ""))
    assert "    n1 -.- n2\n" in text
