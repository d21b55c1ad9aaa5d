"""Whether there is a solver; without one the tests that need it are left out and say so."""

from importlib.util import find_spec

from tests.needed import needing

solving = needing(find_spec("pysat") is not None, "python-sat is not installed")
