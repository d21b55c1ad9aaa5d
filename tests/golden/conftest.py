"""What the tests of the findings' texts share: the terminal."""

from tests.cli.conftest import terminal  # the same one

__all__ = ["terminal"]
