"""What a caller is told who is refused: the codes of the findings that an error carries."""

from typing import Any

import pytest


def codes_of(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [finding.code for finding in error.value.findings]
