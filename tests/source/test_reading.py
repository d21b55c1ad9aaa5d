"""What holds for every text: nothing is raised, values come back, places point at what they say."""

from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.findings.finding import Finding
from iiz_rules.language.text.characters import composed, faulty, garbling, lookalike, unfit
from iiz_rules.language.text.document import Limits
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.scalars import quote, resolve
from iiz_rules.language.text.yaml import read_yaml

# Letters that people write, and pieces that mean something to a YAML reader.
letters = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
texts = (
    st.text(letters, max_size=20)
    .filter(lambda text: not unfit(text) and not garbling().search(text))
    .map(composed)
)
keys = st.from_regex(r"[a-z][a-z._-]{0,8}", fullmatch=True)
scalars = st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
pieces = st.sampled_from(
    ["a", "b: ", "- ", "[", "]", "{", "}", ", ", ": ", "\n", "\n  ", '"', "'", "#", "&a ", "*a",
     "!t ", "|\n", "? ", "%", "---\n", "...\n", "\t", "\0", "\u202e", "\ufeff", "\ufffd", "no",
     "012", "1.5", "\\", "\\u0000", "\\ud800", "<<: ", "\r", "“", "\u00c3\u00bc", "\u0430"]
)  # fmt: skip
soup = st.lists(pieces, max_size=30).map("".join)


def written(value: object, depth: int = 0) -> str:
    """Write a value as YAML, every text in quotes."""
    pad = "  " * depth
    if isinstance(value, dict) and value:
        return "".join(f"\n{pad}{key}: {written(inner, depth + 1)}" for key, inner in value.items())
    if isinstance(value, list | tuple) and value:
        return "".join(f"\n{pad}- {written(inner, depth + 1)}" for inner in value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return "{}" if value == {} else "[]" if value in ([], ()) else str(value)


def frozen(value: object) -> object:
    if isinstance(value, dict):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def leaves(node: Node) -> list[Node]:
    if isinstance(node.value, dict):
        inside = [*node.value.values(), *node.keys.values()]
    elif isinstance(node.value, list):
        inside = node.value
    else:
        return [node]
    return [leaf for inner in inside for leaf in leaves(inner)]


def is_at_its_place(finding: Finding) -> bool:
    place = finding.place
    return place.line == 0 or 1 <= place.column < place.end_column <= len(place.excerpt) + 2


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(data):
    for read in (read_yaml, read_json):
        document = read(data, "x")
        assert document.root is not None or document.findings


@given(soup)
def test_no_text_raises_anything_and_findings_point_into_it(text):
    for read in (read_yaml, read_json):
        document = read(text.encode(errors="surrogatepass"), "x")
        assert document.root is not None or document.findings
        assert all(map(is_at_its_place, document.findings))


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_values_written_with_quotes_come_back(value):
    if "<<" in value or any(
        resolve(key)[1] or not isinstance(resolve(key)[0], str) for key in _keys(value)
    ):
        return
    document = read_yaml(written(value).encode(), "x")
    assert document.findings == ()
    assert document.root is not None
    assert document.root.plain() == frozen(value)


def _keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


@given(soup)
def test_a_value_without_quotes_stands_at_its_place(text):
    document = read_yaml(text.encode(), "x")
    # With an anchor or a tag, which are findings, the place is theirs.
    for leaf in leaves(document.root) if document.root and not document.findings else []:
        if not leaf.quoted and leaf.line == leaf.end_line and isinstance(leaf.value, str):
            place = leaf.place
            assert composed(place.excerpt[place.column - 1 : place.end_column - 1]) == leaf.value


@given(st.text(max_size=30))
def test_a_lookalike_is_never_ascii_and_never_an_accent(text):
    found = lookalike(text)
    if found:
        assert not text[found[0]].isascii()
    assert lookalike("äöüéèàçœÄÖÜ") is None
    assert faulty(text) == any(faulty(letter) for letter in text)


def test_all_findings_come_in_one_go_and_in_order():
    text = "a: NO\nb:\t1\nc: &x 1\na: 2\n\u0430: 1\n"
    codes = [finding.code for finding in read_yaml(text.encode(), "x").findings]
    assert codes == ["ambiguous-value", "tab", "anchor", "duplicate-key", "lookalike-letter"]


def test_limits_can_be_drawn_closer():
    document = read_yaml(b"a: [NO, NO]", "x", limits=Limits(findings=1))
    assert [finding.code for finding in document.findings] == [
        "too-many-findings",
        "ambiguous-value",
    ]


def test_a_spoilt_character_does_not_hide_in_the_excerpt():
    (finding,) = read_yaml(b"a: te\x1b[31mst\n", "x").findings
    assert finding.place.excerpt == "a: te\ufffd[31mst"


def test_the_quoted_spelling_is_offered():
    (finding,) = read_yaml(b"country: NO\n", "x").findings
    assert finding.words["quoted"] == '"NO"'


def test_both_lines_of_a_duplicate_key_are_named():
    (finding,) = read_yaml(b"deadline: 30\nscope: x\ndeadline: 90\n", "x").findings
    assert (finding.place.line, finding.words["first"]) == (3, 1)
