"""Answers, cases over time, money and findings in words, for a terminal and as plain text."""
