"""Settings for all tests: `IIZ_FUZZ=100000` turns the property tests into long fuzzing."""

import os

os.environ.setdefault("IIZ_CACHE", "off")  # a test that wants a cache has one of its own

from hypothesis import HealthCheck, settings

settings.register_profile("ordinary", deadline=None)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("IIZ_FUZZ") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fuzz" if os.environ.get("IIZ_FUZZ") else "ordinary")
