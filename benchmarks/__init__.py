"""What the engine costs, measured against the same rules written by hand and in other engines."""
