"""Who pays what, in words, data and pictures."""
