"""A case in motion in words: the timeline, what is owed, and dates for a calendar."""
