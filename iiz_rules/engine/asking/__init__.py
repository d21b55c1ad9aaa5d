"""What to ask next, what no longer matters, what other readings answer, what can be reached."""
