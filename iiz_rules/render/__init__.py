"""Answers and findings in words: text and JSON-ready data, in German, French and English."""
