"""Faults of the text itself: bytes, characters, YAML and JSON spelling."""
