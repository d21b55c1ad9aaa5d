"""The life of a case as it is kept: stretches of days, the same whoever has looked how often."""

from collections.abc import Sequence

import pytest

from iiz_rules.escalation.store.life import Outlook, Stretches

Told = list[tuple[tuple[str, ...], str, str | None, str]]
Looks = Sequence[tuple[str, str, dict[tuple[str, ...], str]]]
"""A day, what is so from then on, and why some of it ended."""
A, B = ("a",), ("b",)


def rows(stretches: Stretches[tuple[str, ...]]) -> Told:
    return sorted(stretches.all(), key=str)


@pytest.mark.parametrize(
    ("looks", "kept"),
    [
        ([("01", "a", {})], [(A, "01", None, "")]),
        ([("01", "a", {}), ("03", "a", {})], [(A, "01", None, "")]),
        ([("01", "a", {}), ("03", "b", {})], [(A, "01", "03", ""), (B, "03", None, "")]),
        # what is so at the end of a day counts
        ([("01", "a", {}), ("01", "b", {})], [(B, "01", None, "")]),
        ([("01", "a", {}), ("03", "b", {}), ("03", "a", {})], [(A, "01", None, "")]),
        (
            [("01", "a", {}), ("03", "b", {}), ("04", "a", {})],
            [(A, "01", "03", ""), (A, "04", None, ""), (B, "03", "04", "")],
        ),
        # but what was done was done, on the day on which it arose as well
        (
            [("01", "a", {}), ("03", "a", {A: "done"})],
            [(A, "01", "03", "done"), (A, "03", None, "")],
        ),
        ([("01", "a", {}), ("01", "", {A: "done"})], [(A, "01", "01", "done")]),
        ([("01", "a", {}), ("03", "", {A: "done"})], [(A, "01", "03", "done")]),
        ([("01", "ab", {}), ("03", "b", {})], [(A, "01", "03", ""), (B, "01", None, "")]),
    ],
)
def test_what_goes_on_is_one_stretch(looks: Looks, kept: Told):
    stretches: Stretches[tuple[str, ...]] = Stretches()
    for day, now, ended in looks:
        stretches.look(day, [(one,) for one in now], ended)
    assert rows(stretches) == kept


def test_what_was_kept_is_written_on_from_a_day_and_what_lay_ahead_is_looked_at_anew():
    stretches: Stretches[tuple[str, ...]] = Stretches()
    for key, start, until, why in [
        (A, "01", "05", ""),
        (B, "01", None, ""),
        (("ahead",), "09", None, ""),
        (("over",), "01", "02", ""),
        (("done",), "01", "04", "done"),
        (("left",), "01", "04", ""),
    ]:
        stretches.taken_up(key, start, until, why, "04")
    assert repr(stretches) == "<Stretches: 2 run on 04>"
    stretches.look("04", [A], {})
    assert rows(stretches) == [
        (A, "01", None, ""),
        (B, "01", "04", ""),
        (("done",), "01", "04", "done"),
        (("left",), "01", "04", ""),
        (("over",), "01", "02", ""),
    ]


def test_an_outlook_says_how_far_it_reaches():
    told = repr(Outlook((), "2024-03-05", "2025-04-09", closed=False))
    assert told == "<Outlook from 2024-03-05 to 2025-04-09: 0 looks>"
