"""Cases driven by durable-rules."""
