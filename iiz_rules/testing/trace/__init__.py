"""From clause to rule to case and back: what carries out the source, and what has been tried."""
