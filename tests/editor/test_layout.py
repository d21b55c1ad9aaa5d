"""One layout: what changes, what stays, and that nothing says anything else afterwards."""

from pathlib import Path

import pytest

from iiz_rules.editor.layout import formatted
from iiz_rules.language.text.yaml import read_yaml
from tests.effort import sampled

ROOT = Path(__file__).parents[2]
WRITTEN = sorted(
    path
    for folder in ("cantons", "tests/cantons", "examples")
    for path in (ROOT / folder).rglob("*.yaml")
    if "cases" not in path.parts
)

LAID_OUT = {
    "how far in": ("a:\n    - id: x\n      b: 1\n", "a:\n  - id: x\n    b: 1\n"),
    "lists below their key": ("a:\n- x\n- y\n", "a:\n  - x\n  - y\n"),
    "spaces": ("a:   {b : 1,c: [x,y ]}   \n", "a: {b: 1, c: [x, y]}\n"),
    "empty lines": ("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    "line ends": ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    "no line end": ("a: 1", "a: 1\n"),
    "brackets that fit on a line": ("a: [x,\n    y,\n  z]\n", "a: [x, y, z]\n"),
    "comments with what they are about": (
        "# head\na:\n      # of x\n      - x # here\n    # at the end\n",
        "# head\na:\n  # of x\n  - x  # here\n# at the end\n",
    ),
    "texts over several lines": (
        "a:\n    says: >-\n          one\n            two\n    b: 1\n",
        "a:\n  says: >-\n    one\n      two\n  b: 1\n",
    ),
    "spelling stays": ("a: '1'\nb: \"2\"\nc: 1.50\n", "a: '1'\nb: \"2\"\nc: 1.50\n"),
}


@pytest.mark.parametrize("row", LAID_OUT)
def test_laid_out_is(row: str):
    before, after = LAID_OUT[row]
    assert formatted(before) == after
    assert formatted(after) == after


def test_brackets_that_do_not_fit_are_filled_line_by_line():
    names = [f"person.number_{number}" for number in range(12)]
    after = formatted(f"a:\n  payload: [{','.join(names)}]\n")
    assert all(len(line) <= 120 for line in after.splitlines())
    assert after.splitlines()[1].startswith("  payload: [person.number_0, ")
    assert after.splitlines()[2].startswith("    person.number_")
    assert formatted(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "a: [1\n",
        "a: no\n",
        "a: 1\nb: 2\ra: 3\n",
        "a:\n  -\n    b: 1\n",
        "a: |2\n    b\n",
        "",
    ],
    ids=["broken", "unclear", "line ends of old", "a dash alone", "counted spaces", "empty"],
)
def test_what_has_no_other_layout_stays_as_it_is(text: str):
    assert formatted(text) == text


def test_of_all_that_is_written_nothing_says_anything_else_and_a_second_time_nothing_changes():
    for path in sampled(WRITTEN):
        before = path.read_text("utf-8")
        after = formatted(before, path.name)
        assert formatted(after, path.name) == after, path
        assert said(after) == said(before), path
        assert remarks(after) == remarks(before), path


def said(text: str) -> object:
    root = read_yaml(text.encode(), "x").root
    return root and root.plain()


def remarks(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
