"""Kleene's laws of the three truths, tried over all combinations: there are only 27."""

import itertools

import pytest

from iiz_rules.language.truth import Truth, all_of, any_of, at_least, known

TRUTHS = list(Truth)
PAIRS = list(itertools.product(TRUTHS, repeat=2))
TRIPLES = list(itertools.product(TRUTHS, repeat=3))


def test_order_does_not_matter() -> None:
    for a, b in PAIRS:
        assert a & b is b & a
        assert a | b is b | a


def test_grouping_does_not_matter() -> None:
    for a, b, c in TRIPLES:
        assert (a & b) & c is a & (b & c) is all_of([a, b, c])
        assert (a | b) | c is a | (b | c) is any_of([a, b, c])


def test_conjunction_and_disjunction_distribute() -> None:
    for a, b, c in TRIPLES:
        assert a & (b | c) is (a & b) | (a & c)
        assert a | (b & c) is (a | b) & (a | c)


def test_de_morgan_and_absorption() -> None:
    for a, b in PAIRS:
        assert ~(a & b) is ~a | ~b
        assert ~(a | b) is ~a & ~b
        assert a & (a | b) is a
        assert a | (a & b) is a


def test_negation_is_its_own_inverse_and_open_is_its_own_negation() -> None:
    for a in TRUTHS:
        assert ~~a is a
        assert (~a is a) is (a is Truth.OPEN)


def test_k_of_n_is_what_counting_says() -> None:
    """Completing the open ones in every way gives yes always, never, or sometimes."""
    for truths, n in itertools.product(TRIPLES, range(5)):
        spread = [TRUTHS[:2] if truth is Truth.OPEN else [truth] for truth in truths]
        outcomes = {sum(t is Truth.YES for t in full) >= n for full in itertools.product(*spread)}
        expected = known(outcomes.pop()) if len(outcomes) == 1 else Truth.OPEN
        assert at_least(n, truths) is expected, (n, truths)


def test_all_is_n_of_n_and_any_is_one_of_n() -> None:
    for truths in TRIPLES:
        assert all_of(truths) is at_least(3, truths)
        assert any_of(truths) is at_least(1, truths)


def test_a_truth_is_no_bool() -> None:
    with pytest.raises(TypeError, match="yes, no or open"):
        bool(Truth.OPEN)
    with pytest.raises(TypeError):
        bool(Truth.YES)


def test_a_truth_reads_as_its_word() -> None:
    assert [str(truth) for truth in TRUTHS] == ["yes", "no", "open"]
    assert [truth.decided for truth in TRUTHS] == [True, True, False]
