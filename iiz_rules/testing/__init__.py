"""A canton's own cases and stories, what they cover, and the trace from clause to case."""
