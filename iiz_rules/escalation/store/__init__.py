"""What is kept of cases, and whether it is as it was written."""
