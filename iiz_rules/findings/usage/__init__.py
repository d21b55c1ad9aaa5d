"""What can be wrong with a question: an unknown canton, no edition on that date."""
