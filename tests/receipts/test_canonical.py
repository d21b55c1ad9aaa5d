"""JSON that a hash can stand on: the examples of RFC 8785, and what no JSON can hold."""

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.receipts.canonical import canonical, plainly, portable

# Appendix B: the bits of a number, and how ECMAScript writes it.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]


@pytest.mark.parametrize(("bits", "written"), NUMBERS)
def test_numbers_are_written_as_ecmascript_does(bits: str, written: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(number).decode() == written


def test_the_example_of_section_3_2() -> None:
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '€$\u000f\u000aA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],'
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_members_are_sorted_by_their_utf_16() -> None:
    names = ["€", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "ö"]
    written = canonical(dict.fromkeys(names, 0)).decode()
    order = [written.index(f'"{name}"') for name in ("1", "\u0080", "ö", "€", "\U0001f600")]
    assert order == sorted(order)
    assert written.index("\U0001f600") < written.index("\ufb33")
    assert written.startswith('{"\\r":0,"1":0')


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53, "\ud800", {1: 2}, {"a": {1}}, [b"a"]]
)
def test_what_no_json_of_this_kind_can_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        canonical(value)


NUMBER = st.integers(-(2**60), 2**60)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBER | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(VALUES)
def test_the_encoder_in_c_writes_the_same(value: Any) -> None:
    assert plainly(value).encode() == canonical(portable(value))
