"""What an edition may cost."""

STEPS = 50_000
"""What one question may cost: the load refuses an edition that could take more."""
