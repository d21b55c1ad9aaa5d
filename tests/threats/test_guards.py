"""The table of the guards against each threat stays true; `scripts/threats` tries them."""

import pytest

from tests.threats.guards import ROOT, Guard, guards

TRIED = [guard for guard in guards() if not guard.later]


@pytest.mark.parametrize("guard", TRIED, ids=lambda guard: f"{guard.row}: {guard.what}")
def test_a_guard_stands_where_the_table_says_and_can_be_taken_out(guard: Guard):
    compile(guard.text, guard.file, "exec")
    file, _, test = guard.test.partition("::")
    assert f"def {test.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_row_has_a_guard_or_a_reason():
    assert {guard.row for guard in guards()} == set(range(1, 26))
