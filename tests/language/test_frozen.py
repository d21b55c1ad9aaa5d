"""Classes of values: they behave as frozen dataclasses do."""

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from functools import cached_property

import pytest

from iiz_rules.words.frozen import frozen

FIELDS = ("id", "months", "bearers", "line", "write")


@frozen
class Duty:
    id: str
    months: int = 3
    bearers: list[str] = field(default_factory=list)
    line: int = field(default=0, compare=False, repr=False, kw_only=True)
    write: Callable[[str], str] = field(default=str.upper, compare=False, repr=False, kw_only=True)

    @cached_property
    def weeks(self) -> int:
        return self.months * 4


@frozen
class Report(Duty):
    to: str = "copil"

    def __repr__(self) -> str:
        return f"<Report {self.id}>"


def test_values_are_compared_by_what_counts() -> None:
    assert Duty("report", line=7) == Duty(id="report", months=3, bearers=[], line=8)
    assert Duty("report") != Duty("report", 4)
    assert Duty("report") != Report("report")
    assert Duty("report").bearers is not Duty("report").bearers


def test_equal_values_have_equal_hashes() -> None:
    @frozen
    class Seat:
        of: str
        most: object = field(default=None, hash=False)
        line: int = field(default=0, compare=False)

    assert hash(Seat("iv", {}, 1)) == hash(Seat("iv", {}, 2))
    assert len({Seat("iv"), Seat("iv"), Seat("alv")}) == 2


def test_a_function_by_default_is_a_value_and_no_method() -> None:
    assert Duty("report").write("x") == "X"


def test_they_show_themselves_as_they_are_written() -> None:
    assert repr(Duty("report", line=7)) == "Duty(id='report', months=3, bearers=[])"
    assert repr(Report("report")) == "<Report report>"


def test_nobody_changes_them() -> None:
    duty = Duty("report")
    with pytest.raises(FrozenInstanceError):
        duty.months = 6  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del duty.months
    assert duty.weeks == 12, "what is worked out once is kept all the same"


def test_what_dataclasses_offers_takes_them() -> None:
    report = Report("report", to="cdc")
    assert [one.name for one in fields(report)] == [*FIELDS, "to"]
    assert replace(report, months=6) == Report("report", 6, [], "cdc")
    assert asdict(report)["to"] == "cdc"
    assert pickle.loads(pickle.dumps(report)) == report
    match report:
        case Report("report", months):
            assert months == 3


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("report", 3, [], "cdc", 5), {}), (("report",), {"id": "x"}), ((), {"name": "x"})],
    ids=["lacking", "too many", "twice", "unknown"],
)
def test_wrong_arguments_are_refused(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="takes id, months, bearers, to; wrong: "):
        Report(*values, **named)  # type: ignore[arg-type]
