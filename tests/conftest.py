"""Settings for all tests: `IIZ_FUZZ=100000` turns the property tests into long fuzzing."""

import atexit
import os
import shutil
import tempfile

# One cache for a run, as a user has one; it begins empty, so that every edition is read and checked
# at least once. The workers of a parallel run inherit it.
if "IIZ_CACHE" not in os.environ:
    os.environ["IIZ_CACHE"] = tempfile.mkdtemp(prefix="iiz-rules-tests-")
    atexit.register(shutil.rmtree, os.environ["IIZ_CACHE"], ignore_errors=True)

from hypothesis import HealthCheck, settings

settings.register_profile("ordinary", deadline=None)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("IIZ_FUZZ") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fuzz" if os.environ.get("IIZ_FUZZ") else "ordinary")
