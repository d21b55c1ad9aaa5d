"""The same rules in other engines, each in its own idiom."""
