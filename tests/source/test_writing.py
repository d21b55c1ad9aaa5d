"""YAML written from a tree reads as the same tree."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.findings.finding import Source
from iiz_rules.language.folders import home
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import WIDEST, lines
from iiz_rules.language.text.yaml import read_yaml

CANTONS = sorted(path.parent for path in Path(home(), "cantons").glob("*/canton.yaml"))
# What reads well: the reader refuses garbled letters and everything that cannot be seen.
TEXT = st.text("""abYZ019 äèß«»:#,[]{}&*!|>'\\"%@`?-.…""", max_size=12)
NAMES = st.from_regex(r"key[a-z0-9]{0,4}", fullmatch=True)


def node(value: object, quoted: bool = False) -> Node:
    return Node(value, Source("x"), quoted=quoted)  # type: ignore[arg-type]


SCALARS = st.one_of(
    st.none().map(node),
    st.booleans().map(node),
    st.integers(-999, 999).map(node),
    TEXT.map(lambda text: node(text, quoted=True)),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(node) | st.dictionaries(NAMES, inner, max_size=4).map(node)
    ),
    max_leaves=12,
)


def written(tree: Node) -> str:
    return "".join(f"{line.text}\n" for line in lines(tree))


@pytest.mark.parametrize("canton", CANTONS, ids=lambda path: path.name)
def test_each_file_of_the_cantons_reads_as_it_was(canton: Path):
    for path in sorted(canton.rglob("*.yaml")):
        tree = read_yaml(path.read_bytes(), path.name).root
        assert tree, path
        again = read_yaml(written(tree).encode(), path.name)
        assert not again.findings, path
        assert again.root, path
        assert again.root.plain() == tree.plain(), path


@given(tree=st.dictionaries(NAMES, TREES, min_size=1, max_size=4).map(node))
def test_any_tree_reads_as_it_was(tree: Node):
    again = read_yaml(written(tree).encode(), "x")
    assert not again.findings
    assert again.root
    assert again.root.plain() == tree.plain()


def test_what_is_short_stands_on_a_line_and_knows_where_it_was_written():
    source = "facts:\n- id: a\n  label: Alter\n- {id: b, by: [x, 'y: z']}\n"
    tree = read_yaml(source.encode(), "facts.yaml").root
    assert tree
    assert [(text, place.line) for text, place in lines(tree)] == [
        ("facts:", 1),
        ("  - {id: a, label: Alter}", 2),
        ('  - {id: b, by: [x, "y: z"]}', 4),
    ]
    assert all(len(text) <= WIDEST for text, _ in lines(tree))
