"""What a machine may lack: a test says so and is left out, but fails where it tests for others."""

import os
from typing import NoReturn

import pytest


def needing(there: bool, reason: str) -> pytest.MarkDecorator:
    """Mark tests of what a machine may lack: left out there, but where `CI` is set they run."""
    return pytest.mark.skipif(not there and not os.environ.get("CI"), reason=reason)


def lacking(reason: str) -> NoReturn:
    """Leave a test out; where `CI` is set, as in .ci/run, fail instead."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
