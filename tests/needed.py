"""What a machine may lack: a test says so and is left out, but fails where it tests for others."""

import os
from collections.abc import Generator
from typing import NoReturn, TypeVar

import pytest

Report = TypeVar("Report", pytest.CollectReport, pytest.TestReport)
LONG = "a long run"
RIGHTS = "it takes the rights of an administrator"
ALLOWED = LONG, RIGHTS
"""for what tests are left out where they test for others, too"""


def needing(there: bool, reason: str) -> pytest.MarkDecorator:
    """Mark tests of what a machine may lack: left out there, but where `CI` is set they run."""
    return pytest.mark.skipif(not there and not os.environ.get("CI"), reason=reason)


def lacking(reason: str) -> NoReturn:
    """Leave a test out; where `CI` is set, as in .ci/run, fail instead."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def run_long(wanted: object, command: str) -> pytest.MarkDecorator:
    """Mark tests that are left out of an ordinary run; a command asks for them."""
    return pytest.mark.skipif(not wanted, reason=f"{LONG}, see {command}")


def unskipped(report: Report) -> Report:
    """A report as it is; where `CI` is set, a test that was left out for want of anything failed.

    That holds for every way to leave one out, as by a library that cannot be imported.
    """
    if os.environ.get("CI") and report.outcome == "skipped" and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if not reason.startswith(ALLOWED):
            report.outcome = "failed"
            report.longrepr = f"left out where nothing may lack: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at what leaves out a whole file."""
    return unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at what leaves out a test."""
    return unskipped((yield))
