"""A trace as text, as a table for Excel, as data and as a page to print."""
