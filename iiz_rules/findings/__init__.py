"""What can be wrong with an input: a code, a place, and a page that says why and what to do."""
