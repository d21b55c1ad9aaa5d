"""People in a case of which the facts alone are asked: what is plain is what the model takes."""

import copy
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.case.documents import Example, read_case
from iiz_rules.case.members import plain_node
from iiz_rules.case.people import PEOPLE, plainly_right
from iiz_rules.findings.finding import Source
from iiz_rules.language.model.case import AskedCase, Employee, Member
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.yaml import read_yaml

CASES = sorted(Path(__file__).parents[2].glob("cantons/*/*/cases/*.yaml"))
WHOLE: dict[str, Any] = {
    "members": {
        "traegerschaft": [
            {"of": "awa", "person": "Anna", "has": ["amtsleitung"], "lacks": ["rang-2"]},
            {"of": "sva", "present": False, "vote": "abstains", "reason": "recusal"},
        ]
    },
    "staff": [{"role": "fachperson", "of": "awa", "in": "winterthur"}],
    "meetings": {"traegerschaft": ["2024-03-05"]},
}


def is_plain(written: dict[str, Any]) -> bool:
    node = plain_node(written, Source("case"))
    assert isinstance(node.value, dict)
    return plainly_right(node.value)


def is_right(written: dict[str, Any]) -> bool:
    return bind(AskedCase, plain_node(written, Source("case")))[0] is not None


def places(written: Any) -> Iterator[Callable[[Any], None]]:
    """Every place in people: what puts something else there."""
    for key in written if isinstance(written, dict) else range(len(written)):
        yield partial(written.__setitem__, key)
        if isinstance(written[key], dict | list):
            yield from places(written[key])


ODD: tuple[Any, ...] = (
    *(None, True, 1, "", "A", "a b", "a-", "-a", "1a", "ä", "a" * 81, "a" * 201, "for"),
    *("2024-02-30", "5.3.2024", ["a", "B"], [1], [], {}, {"of": "awa"}),
    {"of": "awa", "vote": "no"},
)


def test_what_has_something_else_in_any_place_is_not_plain_or_right_all_the_same() -> None:
    assert is_plain(WHOLE)
    assert is_right(WHOLE)
    refused = 0
    for number in range(len(list(places(WHOLE)))):
        for odd in ODD:
            written = copy.deepcopy(WHOLE)
            list(places(written))[number](odd)
            refused += not is_plain(written)
            assert is_right(written) or not is_plain(written), written
    assert refused > 300


@given(st.text("a1-._A ä", max_size=6))
def test_a_plain_name_is_a_name(name: str) -> None:
    for written in ({"staff": [{"role": name}]}, {"members": {"b": [{"has": [name]}]}}):
        assert is_right(written) or not is_plain(written)


@pytest.mark.parametrize("model", [Member, Employee])
def test_every_key_of_a_person_is_known(model: type[Member] | type[Employee]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    people = [*WHOLE["members"]["traegerschaft"], *WHOLE["staff"]]
    assert keys <= {key for person in people for key in person}


def test_an_unknown_key_or_a_role_left_out_is_not_plain() -> None:
    assert not is_plain({"staff": [{"of": "awa"}]})
    assert not is_plain({"staff": [{"role": "fachperson", "off": "awa"}]})


def test_the_people_of_all_own_cases_are_plain() -> None:
    with_people = 0
    for file in CASES:
        root = read_yaml(file.read_bytes(), file.name).root
        assert root is not None
        assert isinstance(root.value, dict)
        with_people += any(key in root.value for key in PEOPLE)
        assert plainly_right(root.value), file
    assert with_people > 50


def test_people_are_there_for_who_asks_about_them_and_what_is_wrong_is_told_to_all() -> None:
    text = b"title: x\nfacts: {}\nmembers: {traegerschaft: [{of: awa}]}\n"
    asked, _ = read_case(text, "case.yaml")
    alone, _ = read_case(text, "case.yaml", people=False)
    assert isinstance(asked, Example)
    assert [member.of for member in asked.members["traegerschaft"]] == ["awa"]
    assert alone is not None
    assert not alone.members
    wrong, findings = read_case(text.replace(b"{of", b"{by"), "case.yaml", people=False)
    assert wrong is None
    assert [finding.code for finding in findings] == ["unknown-key"]
