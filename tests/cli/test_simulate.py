"""`iiz simulate` and `iiz compare` as they are called."""

from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
