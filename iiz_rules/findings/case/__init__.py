"""What can be wrong with a case."""
