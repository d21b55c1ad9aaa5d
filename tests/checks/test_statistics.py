"""What statistics.yaml may not say."""

import pytest

from tests.checks import examples
from tests.checks.canton import codes

LABEL = examples.LABEL
GROUP = f"      - {{id: young, {LABEL}, when: {{fact: person.employed, is: true}}}}\n"


def breakdown(*lines: str, name: str = "age", groups: str = GROUP) -> str:
    more = "".join(f"    {line}\n" for line in lines)
    return f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n{more}    groups:\n{groups}"


def statistics(text: str) -> list[str]:
    return codes(statistics=text)


def test_a_breakdown_that_is_right():
    assert statistics("breakdowns:\n" + breakdown()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("breakdowns:\n" + breakdown() + breakdown(), "duplicate-id"),
        ("breakdowns:\n" + breakdown(groups=GROUP + GROUP), "duplicate-id"),
        ("breakdowns:\n" + breakdown(groups=GROUP.replace("employed", "salary")), "unknown-fact"),
        ("breakdowns:\n" + breakdown().replace("XX-1", "XX-99"), "unknown-clause"),
        ("clauses: [XX-99]\n", "unknown-clause"),
        ("breakdowns:\n" + breakdown(groups="      []\n"), "empty-list"),
        ("smallest_cell: 0\n", "out-of-range"),
        ("smallest_cell: {interpretation: A-XX-99, choose: {a: 1}}\n", "unknown-interpretation"),
        ("follow_ups:\n  - {duty: reports, done_by: [entered]}\n", "unknown-duty"),
        ("follow_ups:\n  - {duty: report, done_by: [enterd]}\n", "unknown-event"),
    ],
)
def test_what_is_refused(text: str, found: str):
    assert statistics(text) == [found]
