"""Mistakes that type checkers find: each marked line is one, and an unused mark is an error too."""

from typing import TYPE_CHECKING

import iiz_rules as iiz
from tests.typing import tiny_case

if TYPE_CHECKING:  # they are mistakes: nobody runs them
    policy = iiz.load("zurich", on="2024-03-05")
    policy.eligibilty({})  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    policy.eligibility()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    policy.eligibility({}).explain("it")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    iiz.load("zurich", engine="fast")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    policy.eligibility({}, know_on="2024-03-05")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    policy.duties({}, interpretations=["A-ZH-03"])  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    policy.decide_frame(object(), give=["verdicts"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    policy.open_case("A", engine="fast")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    iiz.load(7)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    wrong: tiny_case.Case = {"person": {"canton": "Zh"}}  # type: ignore[typeddict-item] # pyright: ignore[reportAssignmentType]
